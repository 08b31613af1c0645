"""A report as PDF: pages of words that can be found again, with the same numbers."""

import re
import shutil
import subprocess

import pytest
from PySide6.QtGui import QFontDatabase, QImage

from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.sample import write_sample
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.cleaning import fit
from core.share.content import FunnelPicture
from core.share.drawing.shapes import Drawing, Words
from core.share.report import report
from core.study import Study
from tests.core.report_reading import tables_of
from tests.core.speaking import speak
from tests.core.test_share_hostile import TEXTS, fill
from ui.share.pdf import pdf, pdf_by_parts, report_pages
from ui.share.raster import raster


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "sample.footpath"
    write_sample(path)
    return path


@pytest.fixture(scope="module")
def made(path):
    with Study.open(path, write=False) as study:
        return report(study, Choice(Audience.CLIENT, study.iterations()[1].id))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def spoken_by(program, *words):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def text_of(content):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    ran = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, check=True, capture_output=True
    )
    return ran.stdout.decode()


def test_every_number_of_the_report_is_found_in_the_pdf(qapp, path, made, tmp_path):
    target = tmp_path / "report.pdf"
    words = ["--iteration", 2, "--audience", "client"]
    assert speak("report", path, "-o", target, *words).status == 0
    found = spoken_by("pdftotext", "-layout", target, "-")
    rows = {squeezed(line) for line in found.splitlines()}
    looked_for = 0
    for table in tables_of(made):
        for row in table[1:]:
            line = squeezed("".join(row))
            if len(line) < 60:  # longer ones are broken into lines
                assert line in rows, row
                looked_for += 1
    assert looked_for > 80
    whole = squeezed(found)
    for section in made.sections:
        assert squeezed(section.heading) in whole
    for figure in made.figures():
        assert squeezed(figure.title) in whole
        assert squeezed(figure.table.caption) in whole


def pages_of(made):
    return [page for _, page in report_pages(made) if page is not None]


@pytest.mark.parametrize("audience", list(Audience))
def test_pages_are_cut_where_a_reader_would_cut_them(qapp, path, audience):
    with Study.open(path, write=False) as study:
        every = pages_of(report(study, Choice(audience)))
    assert len(every) > 20
    for page in every:
        last, first = page[-1].piece, page[0]
        assert not last.rank
        assert not last.keeps
        assert first.again or first.piece.head is None
        for placed in page:
            if not placed.piece.breaks:
                assert (placed.start, placed.end) == (0, placed.piece.height)


def test_the_share_done_is_told_to_the_end(qapp, made):
    shares = [share for share, _ in report_pages(made)]
    assert shares == sorted(shares)
    assert shares[0] < 0.02
    assert 0.97 < shares[-1] <= 1
    parts = list(pdf_by_parts(made))
    assert parts == sorted(parts)
    assert parts[-1] == 1


def test_the_words_of_pictures_are_words_in_the_pdf(qapp, made):
    found = squeezed(text_of(pdf(made)))
    looked_for = 0
    for figure in made.figures():
        if isinstance(figure.picture, FunnelPicture):
            assert "95%interval;height:shareofentrants" in found
            for bar in figure.picture.bars:
                words = [bar.step.split()[0], *bar.below.split()[:2]]
                assert all(squeezed(each) in found for each in words)
                looked_for += 1
    assert looked_for > 10


def test_a_pdf_names_the_study_at_each_foot_and_nobody_who_made_it(qapp, made, tmp_path):
    found = text_of(pdf(made))
    leaves = found.rstrip("\f").split("\f")
    for number, leaf in enumerate(leaves, start=1):
        foot = leaf.rstrip().splitlines()[-1]
        assert made.title in foot
        assert foot.endswith(f"{number} / {len(leaves)}")
    (tmp_path / "about.pdf").write_bytes(pdf(made))
    about = spoken_by("pdfinfo", tmp_path / "about.pdf")
    assert re.search(rf"Title: +{made.title} · {made.subtitle}\n", about)
    assert re.search(r"Author: *\n", about) or "Author" not in about


def test_a_picture_of_a_word_file_has_the_letters_of_the_system(qapp):
    def inked(text):
        words = Words(4, 30, text, 24)
        picture = QImage.fromData(raster(Drawing(60, 40, (words,))))
        assert (picture.width(), picture.height()) == (180, 120)
        return picture

    if not QFontDatabase.families(QFontDatabase.WritingSystem.Japanese):
        pytest.skip("no font for Japanese is installed")
    assert inked("日") != inked("本")  # two boxes for what no font knows would be the same
    assert inked("") == inked(" ")


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_hostile_text_is_painted_as_text(qapp, tmp_path, name):
    text = TEXTS[name]
    with begin(tmp_path / "hostile.footpath", text, flow_of_path(("A", "B", "C"))) as study:
        fill(study, text)
        hostile = report(study, Choice())
    every = pages_of(hostile)
    assert any(fit(text) in placed.piece.words for page in every for placed in page)
    content = pdf(hostile)
    assert content.startswith(b"%PDF")
    assert all(each not in content for each in (b"/JavaScript", b"/Launch", b"/URI"))


def test_a_pdf_is_refused_where_a_file_is(qapp, path, tmp_path):
    target = tmp_path / "report.pdf"
    target.write_text("mine")
    assert speak("report", path, "-o", target).status == 2
    assert target.read_text() == "mine"
