"""The window: from the welcome page to a study and back, with real keys."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.begin import begin
from core.model import edits
from core.model.flow import Step
from core.model.ids import new_id
from core.model.partner import CustomerPartner
from core.model.templates import customer_flow
from core.sample import write_sample
from core.store import StoreCancelled, StoreReadOnly
from core.study import Study
from tests.core.store_failing_disk import FailingDisk
from ui.job import Progress
from ui.look.buttons import Button
from ui.look.chooser import Chooser
from ui.look.curtain import curtain
from ui.look.parts import Notice
from ui.look.tokens import LIGHT
from ui.shell import settings
from ui.shell.application import dress, place
from ui.shell.doorway import LEAST, Doorway
from ui.shell.files import start_folder
from ui.shell.overlay import in_columns
from ui.shell.palette import Palette
from ui.shell.screens import PAGES
from ui.shell.window import Window

Opens = Callable[[Path], Window]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    dress(qapp, False)
    made = Window()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show_welcome(warm=False)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def opens(qtbot: QtBot, window: Window) -> Opens:
    def open_study(path: Path) -> Window:
        with qtbot.waitSignal(window.files.opened, timeout=20_000):
            window.files.open(path)
        return window

    return open_study


@pytest.fixture
def study_path(tmp_path: Path) -> Path:
    path = tmp_path / "Allotment.footpath"
    begin(path, "Allotment", customer_flow()).close()
    return path


@pytest.fixture
def sample_path(tmp_path: Path) -> Path:
    path = tmp_path / "kept.footpath"
    write_sample(path)
    return path


def study_of(window: Window) -> Study:
    assert window.frame is not None
    return window.frame.session.study


def shown(window: Window) -> str:
    assert window.frame is not None
    assert window.frame.shown is not None
    return window.frame.shown.name


def notices(window: Window) -> list[str]:
    return [each.sentence.text() for each in window.findChildren(Notice) if each.isVisible()]


def tells(qtbot: QtBot, window: Window, words: str) -> None:
    """A strip is shown in the next turn of the event loop."""
    qtbot.waitUntil(lambda: any(words in each for each in notices(window)))


def refused(qtbot: QtBot, window: Window, path: Path) -> str:
    with qtbot.waitSignal(window.files.refused, timeout=20_000):
        window.files.open(path)
    qtbot.waitUntil(lambda: bool(notices(window)))
    return notices(window)[-1]


def test_enter_on_the_welcome_page_opens_a_live_funnel(qtbot: QtBot, window: Window) -> None:
    assert window.focusWidget() is window.welcome.sample
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        qtbot.keyClick(window.welcome.sample, Qt.Key.Key_Return)
    assert shown(window) == "funnels"
    assert study_of(window).info.sample
    assert settings.recent() == []
    folder = study_of(window).path.parent
    assert folder.is_dir()
    window.acts["close"].trigger()
    assert not folder.exists()
    assert window.frame is None


def test_a_changed_sample_says_that_it_is_not_kept_and_can_be(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        window.files.open_sample()
    assert notices(window) == []
    study = study_of(window)
    thrown_away = study.path
    study.do("Add partner", "partners", [CustomerPartner(new_id(), "P-901")])
    study.do("Add partner", "partners", [CustomerPartner(new_id(), "P-902")])
    tells(qtbot, window, "thrown away when you close it")
    assert len(notices(window)) == 1
    window.saving.move_to(tmp_path / "mine.footpath")
    qtbot.waitUntil(lambda: notices(window) == [])
    study.do("Add partner", "partners", [CustomerPartner(new_id(), "P-903")])
    window.close()
    assert not thrown_away.exists()
    with Study.open(tmp_path / "mine.footpath") as kept:
        assert set(kept.pseudonyms().values()) >= {"P-901", "P-902", "P-903"}


def test_a_kept_copy_of_the_sample_is_a_file_like_any(opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    window.acts["close"].trigger()
    assert sample_path.exists()
    assert [each.path for each in settings.recent()] == [sample_path]


def test_a_study_without_observations_opens_on_its_flow(opens: Opens, study_path: Path) -> None:
    assert shown(opens(study_path)) == "flow"


def test_the_screens_are_walked_by_keys(qtbot: QtBot, opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    for number, page in enumerate(PAGES, 1):
        qtbot.keyClick(window, Qt.Key(ord(str(number % 10))), Qt.KeyboardModifier.ControlModifier)
        assert shown(window) == page.name


def test_a_screen_can_send_to_another(opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    partner = study_of(window).partners()[3].id
    assert window.frame is not None
    window.frame.session.go("capture", partner=partner)
    assert shown(window) == "capture"
    assert window.frame.session.choice.partner == partner


def test_undo_names_what_it_takes_back(qtbot: QtBot, opens: Opens, study_path: Path) -> None:
    window = opens(study_path)
    study = study_of(window)
    undo, redo = window.acts["undo"], window.acts["redo"]
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)
    flow = study.drawn
    assert flow is not None
    study.edit_flow("Add step", edits.add(flow, Step(new_id(), "Another")))
    assert (undo.text(), undo.isEnabled()) == ("Undo Add step", True)
    undo.trigger()
    assert study.drawn == flow
    qtbot.waitUntil(lambda: (redo.text(), redo.isEnabled()) == ("Redo Add step", True))
    assert not undo.isEnabled()
    redo.trigger()
    assert study.drawn != flow


def test_undo_keeps_to_what_the_person_looks_at(opens: Opens, study_path: Path) -> None:
    window = opens(study_path)
    study = study_of(window)
    assert window.frame is not None
    flow = study.drawn
    assert flow is not None
    study.edit_flow("Add step", edits.add(flow, Step(new_id(), "Another")))
    assert window.acts["undo"].isEnabled()
    window.frame.go("partners")
    assert not window.acts["undo"].isEnabled()
    window.frame.go("flow")
    assert window.acts["undo"].isEnabled()


def test_the_strip_says_when_all_is_on_disk(qtbot: QtBot, opens: Opens, study_path: Path) -> None:
    window = opens(study_path)
    assert window.frame is not None
    strip = window.frame.keys
    assert strip.words == "All changes on disk"
    flow = study_of(window).drawn
    assert flow is not None
    study_of(window).edit_flow("Add step", edits.add(flow, Step(new_id(), "Another")))
    qtbot.waitUntil(lambda: strip.words.startswith("All changes on disk · "))


def test_a_failing_disk_loses_nothing_and_says_so(
    qtbot: QtBot, opens: Opens, study_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opens(study_path)
    study = study_of(window)
    flow = study.drawn
    assert flow is not None

    def full(_file: int, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        changed = study.edit_flow("Add step", edits.add(flow, Step(new_id(), "Another")))
        tells(qtbot, window, "the disk is full")
        assert window.frame is not None
        assert window.frame.keys.words == "1 not on disk yet"
        assert not window.close()
        tells(qtbot, window, "One change is not on disk")
    window.saving.move_to(tmp_path / "elsewhere.footpath")
    qtbot.waitUntil(lambda: study.disk.waiting == 0)
    qtbot.waitUntil(lambda: not any("the disk is full" in each for each in notices(window)))
    window.acts["close"].trigger()
    with Study.open(tmp_path / "elsewhere.footpath") as kept:
        assert kept.drawn == changed


def test_any_command_is_found_by_its_name(qtbot: QtBot, opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "partn")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert shown(window) == "partners"


def test_a_command_of_another_page_is_found_too_and_leads_there(
    qtbot: QtBot, opens: Opens, sample_path: Path
) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    window.frame.go("funnels")
    window.acts["palette"].trigger()
    palette = window._popups["palette"]
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.field, "duplic")
    assert palette.list.currentIndex().data() == "Duplicate, Flow"
    buttons = [each for each in window.frame.bar.findChildren(Button) if each.isVisible()]
    assert not any("Start capturing" in each.text() for each in buttons), "it is no page's turn"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shown(window) == "flow"
    window.acts["palette"].trigger()
    qtbot.keyClicks(palette.field, "duplic")
    assert palette.list.currentIndex().data() == "Duplicate", "it is of this page now"


def test_what_was_undone_is_said(opens: Opens, study_path: Path) -> None:
    window = opens(study_path)
    assert window.frame is not None
    study, strip = study_of(window), window.frame.keys
    flow = study.drawn
    assert flow is not None
    study.edit_flow("Add step", edits.add(flow, Step(new_id(), "Another")))
    assert strip.said == ""
    window.acts["undo"].trigger()
    assert strip.said == "Undone: Add step"
    window.grab()
    window.acts["redo"].trigger()
    assert strip.said == "Done again: Add step"


def test_the_primary_action_of_a_page_is_a_command_too(
    qtbot: QtBot, opens: Opens, sample_path: Path
) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    window.frame.go("decide")
    window.acts["palette"].trigger()
    palette = window._popups["palette"]
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.field, "close it")
    assert palette.list.currentIndex().data() == "Close iteration 3"


@pytest.mark.parametrize("name", ["flow", "iterations", "report"])
def test_the_key_overlay_names_the_primary_action_once(
    opens: Opens, sample_path: Path, name: str
) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    window.frame.go(name)
    primary = window.frame.shown.primary() if window.frame.shown else None
    assert primary is not None
    groups = window.keys()
    rows = [row for _, group in groups for row in group]
    assert [does for keys, does in rows if keys == "Ctrl Enter"] == [primary.text().rstrip("…")]
    assert len({keys for keys, _ in rows}) == len(rows)


def test_the_palette_gives_the_focus_back(qtbot: QtBot, window: Window) -> None:
    window.acts["palette"].trigger()
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "no such command at all")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.focusWidget() is window.welcome.sample


@pytest.mark.parametrize("name", [each.name for each in PAGES])
def test_the_key_overlay_fits_a_small_window(
    qtbot: QtBot, opens: Opens, sample_path: Path, name: str
) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    window.frame.go(name)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    overlay = window.findChildren(type(window._popups["keys"]))[-1]
    assert overlay.isVisible()
    assert window.rect().contains(overlay.panel.geometry())
    assert overlay.panel.height() >= overlay.panel.sizeHint().height()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not overlay.isVisible()


def test_no_key_means_two_things_on_a_screen(opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    for name in (each.name for each in PAGES):
        window.frame.go(name)
        seen: dict[str, str] = {}
        for action in {*window.commands(), *window.acts.values()}:
            for key in action.shortcuts() if action.isVisible() else ():
                said = key.toString()
                assert said not in seen, f"{name}: {said} is {seen[said]} and {action.text()}"
                seen[said] = action.text()


def test_the_menu_offers_everything(window: Window, study_path: Path) -> None:
    settings.remember(study_path)
    window.show_menu()
    menu = next(each for each in window.findChildren(QMenu) if each.isVisible())
    parts = {part.title(): part for part in menu.findChildren(QMenu)}
    assert {"File", "View", "Help", "Recent"} <= set(parts)
    assert [each.text() for each in parts["Recent"].actions()] == ["Allotment"]
    menu.close()


def test_a_recent_study_is_opened_from_the_menu(
    qtbot: QtBot, window: Window, study_path: Path
) -> None:
    settings.remember(study_path)
    window.show_menu()
    menu = next(each for each in window.findChildren(QMenu) if each.isVisible())
    recent = next(part for part in menu.findChildren(QMenu) if part.title() == "Recent")
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        recent.actions()[0].trigger()
    menu.close()
    assert study_of(window).path == study_path


def test_the_theme_is_chosen_and_remembered(window: Window) -> None:
    window.acts["dark"].trigger()
    assert settings.dark() is True
    assert window.acts["dark"].isChecked()
    assert not window.acts["light"].isChecked()
    window.acts["system"].trigger()
    assert settings.dark() is None
    window.acts["light"].trigger()
    assert settings.dark() is False


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.footpath", b"", "is empty"),
        ("text.footpath", b"hello\n", "is not a Footpath study"),
        ("gone.footpath", None, "was not found"),
    ],
)
def test_what_is_no_study_is_refused_with_a_sentence(
    qtbot: QtBot, window: Window, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert sentence in refused(qtbot, window, path)
    assert window.welcome.isEnabled()
    assert window.focusWidget() is window.welcome.sample


def test_a_study_that_is_gone_can_be_taken_off_the_list(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.footpath"
    settings.remember(gone)
    refused(qtbot, window, gone)
    notice = next(each for each in window.findChildren(Notice) if each.isVisible())
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert settings.recent() == []
    assert window.welcome.recent == []


def test_a_damaged_study_is_saved_as_far_as_it_is_whole(
    qtbot: QtBot, window: Window, sample_path: Path, tmp_path: Path
) -> None:
    with Study.open(sample_path) as study:
        flow = study.drawn
        assert flow is not None
        for name in ("One", "Two"):
            flow = study.edit_flow("Add step", edits.add(flow, Step(new_id(), name)))
    lines = sample_path.read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b'"One"', b'"Ome"')
    sample_path.write_bytes(b"".join(lines))
    assert "damaged" in refused(qtbot, window, sample_path)
    notice = next(each for each in window.findChildren(Notice) if each.isVisible())
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    chooser = window.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        chooser.fileSelected.emit(str(tmp_path / "whole.footpath"))
    chooser.reject()
    assert study_of(window).path.name == "whole.footpath"
    assert sample_path.read_bytes() == b"".join(lines)


def test_a_study_open_elsewhere_can_be_read(qtbot: QtBot, window: Window, study_path: Path) -> None:
    with Study.open(study_path):
        assert "open for writing elsewhere" in refused(qtbot, window, study_path)
        notice = next(each for each in window.findChildren(Notice) if each.isVisible())
        assert window.focusWidget() is notice.buttons[0], "the next key is for the way out"
        with qtbot.waitSignal(window.files.opened, timeout=20_000):
            qtbot.keyClick(notice.buttons[0], Qt.Key.Key_Space)
        assert window.frame is not None
        assert window.frame.keys.words == "Reading only: nothing is written"


def test_a_study_on_a_disk_that_is_read_only_can_be_read(
    qtbot: QtBot, window: Window, study_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = os.open

    def read_only(path: Path, flags: int, mode: int = 0o777, dir_fd: int | None = None) -> int:
        if flags & os.O_RDWR and path == study_path:
            raise OSError(errno.EROFS, "Read-only file system")
        return system(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", read_only)
    assert "the disk is read-only" in refused(qtbot, window, study_path)
    notice = next(each for each in window.findChildren(Notice) if each.isVisible())
    assert [each.text() for each in notice.buttons] == ["Open for reading"]
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert not study_of(window).store.writable


@pytest.mark.parametrize("screen", ["flow", "partners", "capture"])
def test_a_study_that_is_only_read_refuses_each_command_in_one_strip(
    qtbot: QtBot, window: Window, sample_path: Path, screen: str
) -> None:
    with Study.open(sample_path) as elsewhere:
        with qtbot.waitSignal(window.files.opened, timeout=20_000):
            window.files.open(sample_path, write=False)
        tells(qtbot, window, "Open for reading only")
        assert window.frame is not None
        written = sample_path.read_bytes()
        partner = elsewhere.partners()[0].id
        flow = elsewhere.drawn
        assert flow is not None
        window.frame.session.go(screen, partner=partner, step=flow.steps[1].id)
        with qtbot.captureExceptions() as refusals:
            for action in window.frame.commands():
                action.trigger()
                focused = cast("QWidget | None", window.focusWidget())  # the stub forgets None
                qtbot.keyClick(window if focused is None else focused, Qt.Key.Key_Escape)
        for _, refusal, _ in refusals:
            assert isinstance(refusal, StoreReadOnly)
            window.tell_crash(refusal, None)
        tells(qtbot, window, "is not open for writing. Nothing was changed.")
        assert len([each for each in notices(window) if "not open for writing" in each]) == 1
        assert sample_path.read_bytes() == written
    notice = next(each for each in window.findChildren(Notice) if each.isVisible() and each.buttons)
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert study_of(window).store.writable


def test_a_torn_end_is_told_of(qtbot: QtBot, opens: Opens, study_path: Path) -> None:
    with study_path.open("ab") as file:
        file.write(b'{"id":"half')
    window = opens(study_path)
    tells(qtbot, window, "unfinished change")


def test_a_mistake_of_ours_is_told_of_and_ends_nothing(qtbot: QtBot, window: Window) -> None:
    window.tell_crash(ValueError("a secret"), Path("crash.log"))
    tells(qtbot, window, "Nothing recorded was lost")
    assert "secret" not in notices(window)[-1]


def test_the_welcome_page_has_its_pictures_after_a_study_too(
    qtbot: QtBot, opens: Opens, study_path: Path
) -> None:
    window = opens(study_path)
    window.acts["close"].trigger()
    qtbot.waitUntil(lambda: window.welcome.funnel.has_one, timeout=20_000)
    sketched = [each.grab().toImage() for each in window.welcome.templates.values()]
    assert len({bytes(each.constBits()) for each in sketched}) == len(sketched)


def test_a_chooser_starts_beside_the_latest_study_else_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert start_folder() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert start_folder() == tmp_path / "Documents"
    (tmp_path / "studies").mkdir()
    settings.remember(tmp_path / "studies" / "bill.footpath")
    assert start_folder() == tmp_path / "studies"
    settings.remember(tmp_path / "gone" / "bill.footpath")
    assert start_folder() == tmp_path / "Documents"


def test_a_copy_never_takes_the_place_of_a_file(
    qtbot: QtBot, opens: Opens, study_path: Path, tmp_path: Path
) -> None:
    window = opens(study_path)
    window.saving.copy_to(tmp_path / "copy.footpath")
    tells(qtbot, window, "A copy is saved as “copy.footpath”.")
    with Study.open(tmp_path / "copy.footpath", write=False) as copy:
        assert copy.info == study_of(window).info
    taken = tmp_path / "taken.footpath"
    taken.write_text("mine", encoding="utf-8")
    window.saving.copy_to(taken)
    tells(qtbot, window, "already exists")
    assert taken.read_text(encoding="utf-8") == "mine"


def on_a_failing_disk(qtbot: QtBot, study: Study, monkeypatch: pytest.MonkeyPatch) -> FailingDisk:
    """A change of the study waits for a disk that refuses it."""
    disk = FailingDisk(monkeypatch)
    disk.fail("write")
    study.do("Add partner", "partners", [CustomerPartner("p9", "P-009")])
    qtbot.waitUntil(lambda: bool(study.disk.failure))
    return disk


def test_a_copy_holds_what_the_disk_of_the_study_refuses(
    qtbot: QtBot,
    opens: Opens,
    study_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = opens(study_path)
    study = study_of(window)
    disk = on_a_failing_disk(qtbot, study, monkeypatch)
    disk.fail()
    assert study.disk.waiting == 1
    window.saving.copy_to(tmp_path / "copy.footpath")
    tells(qtbot, window, "A copy is saved")
    with Study.open(tmp_path / "copy.footpath", write=False) as copy:
        assert [each.id for each in copy.partners()] == ["p9"]


def test_what_the_disk_refuses_can_be_left_behind_in_so_many_words(
    qtbot: QtBot, opens: Opens, study_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opens(study_path)
    disk = on_a_failing_disk(qtbot, study_of(window), monkeypatch)
    assert not window.close()
    assert window.isVisible()
    notice = next(
        each
        for each in window.findChildren(Notice)
        if "Closing now would lose it" in each.sentence.text()
    )
    leave = next(each for each in notice.buttons if each.text() == "Close and lose them")
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    disk.fail()
    with Study.open(study_path) as study:
        assert study.partners() == []


def test_a_new_study_starts_from_the_template_taken(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    qtbot.keyClick(window.welcome.sample, Qt.Key.Key_3)
    chooser = window.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    target = tmp_path / "Two ways.footpath"
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        chooser.fileSelected.emit(str(target))
    chooser.reject()
    study = study_of(window)
    assert study.info.name == "Two ways"
    assert shown(window) == "flow"
    flow = study.drawn
    assert flow is not None
    assert len(flow.targets(flow.steps[0].id)) == 2
    assert study.current_iteration is not None


def test_the_choosers_say_what_is_looked_at(qtbot: QtBot, opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    session = window.frame.session
    window.frame.go("flow")
    said = {each.accessibleName() for each in window.frame.bar.findChildren(Chooser)}
    assert {"Cohort: Everyone · 24 of 40 met", "Iteration: 3 · open"} <= said
    first, hospitality = session.study.iterations()[0], session.study.cohorts()[4]
    session.choose(iteration=first.id, cohorts=(hospitality.id,))
    said = {each.accessibleName() for each in window.frame.bar.findChildren(Chooser)}
    assert "Iteration: 1 · closed" in said
    assert any(each.startswith(f"Cohort: {hospitality.name} · ") for each in said)


def test_the_palette_is_walked_and_left_by_keys(
    qtbot: QtBot, opens: Opens, sample_path: Path
) -> None:
    window = opens(sample_path)
    window.acts["palette"].trigger()
    palette = window._popups["palette"]
    assert isinstance(palette, Palette)
    window.grab()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 8
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_click_on_a_command_runs_it(qtbot: QtBot, opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    window.acts["palette"].trigger()
    palette = window._popups["palette"]
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.field, "capture")
    rect = palette.list.visualRect(palette.list.model().index(0, 0))
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert shown(window) == "capture"


def test_a_click_beside_a_popup_closes_it(qtbot: QtBot, window: Window) -> None:
    window.acts["keys"].trigger()
    overlay = window._popups["keys"]
    window.grab()
    window.resize(1000, 640)
    assert window.rect().contains(overlay.panel.geometry())
    qtbot.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not overlay.isVisible()


def test_one_popup_makes_way_for_the_other(window: Window) -> None:
    window.acts["keys"].trigger()
    window.acts["palette"].trigger()
    assert not window._popups["keys"].isVisible()
    assert window._popups["palette"].isVisible()


def test_the_navigation_is_used_by_mouse(qtbot: QtBot, opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    nav = window.frame.nav
    row = next(each for each in nav.findChildren(QAbstractButton) if each.text() == "Partners")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert shown(window) == "partners"
    window.frame.step(1)
    assert shown(window) == "capture"


def test_the_primary_action_is_at_ctrl_enter(qtbot: QtBot, opens: Opens, sample_path: Path) -> None:
    window = opens(sample_path)
    assert window.frame is not None
    window.frame.go("flow")
    primary = window.frame.shown.primary() if window.frame.shown else None
    assert primary is not None
    with qtbot.waitSignal(primary.triggered):
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_opening_can_be_cancelled(qtbot: QtBot, window: Window, sample_path: Path) -> None:
    with qtbot.waitSignal(window.files.refused, timeout=20_000) as refused_with:
        window.files.run("Waiting", _until_cancelled)
        qtbot.waitUntil(window.waiting.isVisible, timeout=5_000)
        qtbot.mouseClick(window.waiting.cancel, Qt.MouseButton.LeftButton)
    assert isinstance(refused_with.args[0], StoreCancelled)
    assert not window.waiting.isVisible()
    assert window.welcome.isEnabled()
    assert notices(window) == []


def _until_cancelled(progress: Progress) -> None:
    while progress(1, 2):
        pass
    raise StoreCancelled(Path("big.footpath"))


def test_the_window_fits_the_screen_and_comes_back_where_it_was(qtbot: QtBot) -> None:
    first, second = Doorway(LIGHT, framed=False), Doorway(LIGHT, framed=False)
    for each in (first, second):
        qtbot.addWidget(each)
    place(first)
    assert first.height() <= max(first.screen().availableGeometry().height(), LEAST[1])
    first.setGeometry(0, 0, LEAST[0], 640)
    settings.keep_geometry(first.saveGeometry())
    place(second)
    assert second.size() == first.size()


def test_a_presentation_left_gives_the_keys_back_to_what_had_them(
    qtbot: QtBot, opens: Opens, sample_path: Path
) -> None:
    window = opens(sample_path)
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    had = QApplication.focusWidget()
    qtbot.keyClick(had, Qt.Key.Key_F5)
    presented = window.presenting.shown
    assert presented is not None
    qtbot.waitUntil(presented.hasFocus)
    qtbot.keyClick(presented, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is had)


def test_the_command_of_the_curtain_follows_the_key_of_a_presentation(
    qtbot: QtBot, opens: Opens, sample_path: Path
) -> None:
    window = opens(sample_path)
    window.acts["present"].trigger()
    presented = window.presenting.shown
    assert presented is not None
    qtbot.keyClick(presented, Qt.Key.Key_H)
    assert curtain.is_drawn
    assert window.acts["curtain"].isChecked()
    qtbot.keyClick(presented, Qt.Key.Key_Escape)
    window.acts["curtain"].trigger()
    assert not curtain.is_drawn


def test_undo_that_is_stopped_says_by_what(opens: Opens, study_path: Path) -> None:
    window = opens(study_path)
    assert window.frame is not None
    study, strip, undo = study_of(window), window.frame.keys, window.acts["undo"]
    window.frame.go("partners")
    partner = CustomerPartner(new_id(), "P-900")
    study.do("Add partner", "partners", [partner])
    later = CustomerPartner(partner.id, "P-901")
    study.do("Edit pseudonym", "elsewhere", [later])
    assert undo.isEnabled()
    undo.trigger()
    assert strip.said == "Add partner cannot be undone now: Edit pseudonym"
    assert study.partner(partner.id) == later
    window.grab()


def test_a_palette_that_nothing_had_the_focus_before_leaves_it_nowhere(window: Window) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    window.acts["palette"].trigger()
    window._popups["palette"].shut()
    assert QApplication.focusWidget() is None


def test_a_group_of_keys_that_goes_on_in_the_next_column_has_its_heading_again() -> None:
    rows = [("", "Capture"), *((str(n), "does") for n in range(6)), ("", "Go"), ("A", "goes")]
    assert in_columns(rows, 9) == [rows]
    first, second = in_columns(rows, 6)
    assert second[0] == ("", "Capture")
    assert [*first, *second[1:]] == rows
    for most in range(2, 10):
        made = in_columns(rows, most)
        assert all(len(each) <= most for each in made)
        assert all(not each[0][0] and each[-1][0] for each in made)
    assert in_columns([], 5) == []
