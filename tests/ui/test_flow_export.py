"""Pictures of the flow: what is in them, that they open elsewhere, and what a failing disk does."""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import unicodedata
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMessageBox, QPushButton

from core.model.edits import path_flow
from core.model.flow import Flow
from core.sample import write_sample
from core.study import Study
from tests.ui.flow_studies import NAMES, id_of, open_screen, study, walk
from ui.flow import export
from ui.flow.export import Picture
from ui.flow.legend import marks

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sample(qtbot, tmp_path):
    write_sample(tmp_path / "sample.footpath")
    return open_screen(qtbot, Study.open(tmp_path / "sample.footpath"))


@pytest.fixture
def plain(qtbot, tmp_path):
    return open_screen(qtbot, study(tmp_path / "study.footpath"))


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width(), :3].astype(np.int16)


def rendered(svg: bytes, size: QSize) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg))
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.magenta)
    painter = QPainter(made)
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    return made


def shown(screen) -> Picture:
    picture: Picture | None = screen.sharing.picture()
    assert picture is not None
    return picture


def sentence(screen) -> str:
    notice = screen.sharing.notice
    return "" if notice is None else notice.sentence.text()


def save(qtbot, screen, target, *, over=False) -> None:
    screen.sharing.save(target, over=over)
    ended(qtbot, screen)


def ended(qtbot, screen) -> None:
    qtbot.waitUntil(lambda: screen.sharing.making is None)


def names(screen) -> list[str]:
    return [step.name for step in screen.editor.flow.steps]


def test_a_png_has_two_pixels_a_unit_and_every_kind_in_it(sample):
    picture = shown(sample)
    single, made = export.image(picture, 1.0), QImage.fromData(export.png(picture))
    assert (made.width(), made.height()) == (2 * single.width(), 2 * single.height())
    seen = np.unique(pixels(made).astype(np.int32) @ (1, 1 << 8, 1 << 16))
    for hue in ("#0072B2", "#56B4E9", "#009E73", "#CC79A7", "#E69F00", "#171B24"):
        assert int(hue[1:], 16) in seen


def test_an_svg_says_every_step_and_draws_its_words_as_shapes(sample):
    tree = ET.fromstring(export.svg(shown(sample)))
    space = "{http://www.w3.org/2000/svg}"
    said = tree.findtext(f"{space}desc", "")
    assert all(name in said for name in names(sample))
    assert list(tree.iter(f"{space}text")) == []
    assert list(tree.iter(f"{space}image")) == []
    assert sum(1 for _ in tree.iter(f"{space}path")) > 150


def test_an_svg_opened_elsewhere_looks_like_the_picture(sample):
    picture = shown(sample)
    here = export.image(picture, 1.0)
    there = rendered(export.svg(picture), here.size())
    off = np.abs(pixels(here) - pixels(there)).max(axis=2)
    assert float(off.mean()) < 2.5
    assert float((off > 90).mean()) < 0.01


def test_a_pdf_has_one_page_of_shapes(sample):
    written = export.pdf(shown(sample))
    assert len(re.findall(rb"/Type /Page\b(?!s)", written)) == 1
    assert b"/Subtype /Image" not in written


def test_the_text_of_a_pdf_is_found(sample, tmp_path):
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "flow.pdf").write_bytes(export.pdf(shown(sample)))
    done = subprocess.run(
        [program, str(tmp_path / "flow.pdf"), "-"], check=True, capture_output=True, text=True
    )
    # Fonts may set "ff" as one letter.
    said = " ".join(unicodedata.normalize("NFKC", done.stdout).split())
    assert "n = 24 entrants" in said
    assert "Everything in this study is made up." in said
    for word in {word for name in names(sample) for word in name.split()}:
        assert word in said


def test_what_stands_under_the_picture_are_whose_numbers_it_has(sample):
    caption = shown(sample).caption
    assert caption.strong == "Bill saver · Everyone · n = 24 entrants"
    assert caption.quiet == "iteration 3, open · version 3"
    cohort = sample.session.study.cohorts()[1]
    sample.session.choose(cohorts=(cohort.id,), iteration=sample.session.study.iterations()[0].id)
    caption = shown(sample).caption
    assert cohort.name in caption.strong
    assert "iteration 1, closed" in caption.quiet


def test_a_drawing_without_numbers_claims_none(qtbot, plain):
    caption = shown(plain).caption
    assert (caption.strong, caption.quiet, caption.mark) == ("Bill saver", "version 1", "")
    walk(plain.session.study, [{NAMES[0]: "A"}])
    qtbot.waitUntil(lambda: "n = 1" in shown(plain).caption.strong)
    qtbot.keyClick(plain, Qt.Key.Key_N, CONTROL | SHIFT)
    assert shown(plain).caption.strong == "Bill saver"


def test_a_picture_does_not_show_what_is_selected(sample):
    sample.selection.choose()
    before = export.image(shown(sample), 1.0)
    sample.selection.choose([id_of(sample, name) for name in names(sample)])
    assert export.image(shown(sample), 1.0) == before


def test_copying_puts_a_picture_on_the_clipboard(qtbot, sample):
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(sample.view, Qt.Key.Key_C, CONTROL | SHIFT)
    ended(qtbot, sample)
    held = QGuiApplication.clipboard().image()
    assert held.size() == export.image(shown(sample)).size()
    assert "clipboard" in sentence(sample)


def choose(qtbot, screen, path, filtered=""):
    """Ask for a file with the keys and the pointer, as a person does."""
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen.view, Qt.Key.Key_E, CONTROL)
    chooser = screen.sharing.chooser
    qtbot.waitUntil(chooser.isVisible)
    if filtered:
        chooser.selectNameFilter(filtered)
        chooser.filterSelected.emit(filtered)
    field = chooser.findChild(QLineEdit, "fileNameEdit")
    field.setText(str(path))  # typed letters would open the list of completions over the button
    button = chooser.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    ended(qtbot, screen)


@pytest.mark.parametrize(
    ("name", "begins"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")]
)
def test_the_ending_says_what_is_written(qtbot, sample, tmp_path, name, begins):
    choose(qtbot, sample, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert name in sentence(sample)
    assert sample.sharing.chooser is None


def test_a_name_without_ending_gets_the_chosen_one(qtbot, sample, tmp_path):
    choose(qtbot, sample, tmp_path / "flow", "Page (*.pdf)")
    assert [each.name for each in tmp_path.glob("flow*")] == ["flow.pdf"]


def test_an_ending_we_do_not_write_is_kept_in_the_name_and_nothing_is_replaced(
    qtbot, sample, tmp_path
):
    choose(qtbot, sample, tmp_path / "flow.jpg")
    assert (tmp_path / "flow.jpg.png").read_bytes().startswith(b"\x89PNG")
    (tmp_path / "flow.jpg.png").write_text("mine")
    choose(qtbot, sample, tmp_path / "flow.jpg")
    assert (tmp_path / "flow.jpg.png").read_text() == "mine"
    assert "already exists" in sentence(sample)


@pytest.mark.parametrize("answer", ["No", "Yes"])
def test_a_file_is_replaced_only_after_the_chooser_asked(qtbot, sample, tmp_path, answer):
    target = tmp_path / "flow.svg"
    target.write_text("mine")
    asked: list[str] = []

    def reply():
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, reply)
            return
        asked.append(box.text())
        buttons = {each.text().replace("&", ""): each for each in box.findChildren(QPushButton)}
        qtbot.mouseClick(buttons[answer], Qt.MouseButton.LeftButton)

    QTimer.singleShot(10, reply)
    choose(qtbot, sample, target)
    assert "flow.svg" in asked[0]
    assert (target.read_text() == "mine") is (answer == "No")
    if sample.sharing.chooser is not None:
        sample.sharing.chooser.reject()


def test_a_folder_that_is_gone_is_a_sentence(qtbot, sample, tmp_path):
    save(qtbot, sample, tmp_path / "gone" / "flow.png")
    assert "was not found" in sentence(sample)
    assert [each.text() for each in sample.sharing.notice.buttons] == ["Save elsewhere"]


@pytest.mark.parametrize("over", [False, True])
def test_a_disk_that_takes_no_more_leaves_what_stood_there(qtbot, sample, tmp_path, over):
    folder = tmp_path / "pictures"
    folder.mkdir()
    target = folder / "flow.png"
    if over:
        target.write_text("mine")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        save(qtbot, sample, target, over=over)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "could not be written" in sentence(sample)
    left = {each.name: each.read_text() for each in folder.iterdir()}
    assert left == ({"flow.png": "mine"} if over else {})


def test_a_link_to_a_file_keeps_pointing_there(qtbot, sample, tmp_path):
    target, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    target.write_text("old")
    link.symlink_to(target)
    save(qtbot, sample, link, over=True)
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"%PDF")


def test_an_empty_flow_says_that_there_is_no_picture(qtbot, tmp_path):
    screen = open_screen(qtbot, study(tmp_path / "empty.footpath", Flow("f")))
    for key, held in ((Qt.Key.Key_C, CONTROL | SHIFT), (Qt.Key.Key_E, CONTROL)):
        qtbot.keyClick(screen.view, key, held)
        assert "no picture" in sentence(screen)
    assert screen.sharing.chooser is None


def test_names_in_any_script_are_in_the_picture(qtbot, tmp_path):
    spoken = ("فاتورة شهرية", "Opens 📷 the app", "x" * 300, '<b> & "quoted"')
    screen = open_screen(qtbot, study(tmp_path / "names.footpath", path_flow(spoken)))
    tree = ET.fromstring(export.svg(shown(screen)))
    said = tree.findtext("{http://www.w3.org/2000/svg}desc", "")
    assert all(name in said for name in spoken)
    texts = ["".join(each.itertext()) for each in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert any("📷" in text for text in texts)
    assert export.pdf(shown(screen)).startswith(b"%PDF")


def test_a_very_long_flow_still_makes_a_picture_one_can_use(qtbot, tmp_path):
    long = path_flow([f"Step {n}" for n in range(120)])
    screen = open_screen(qtbot, study(tmp_path / "long.footpath", long))
    made = export.image(shown(screen))
    assert max(made.width(), made.height()) <= 30_000
    assert made.width() * made.height() <= 40_000_000


def test_a_comparison_says_which_versions_and_what_its_marks_mean(qtbot, sample):
    study_shown = sample.session.study
    qtbot.keyClick(sample.view, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: sample.comparing.found is not None)
    picture = shown(sample)
    both = sample.comparing.found
    assert picture.caption.strong == f"{study_shown.info.name} · Everyone"
    assert f"version {both.old.flow.version}" in picture.caption.quiet
    assert f"version {both.new.flow.version}" in picture.caption.quiet
    words = [entry.words for entry in marks(picture.drawing)]
    assert "change of the alignment in percentage points" in words
    assert QImage.fromData(export.png(picture)).width() > 1000
