"""A report as PDF: pages of words that can be found again, with the same numbers."""

import re
import shutil
import subprocess

import pytest
from PySide6.QtGui import QTextDocument

from core.sample import write_sample
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.report import report
from core.study import Study
from tests.core.report_reading import tables_of
from tests.core.speaking import speak
from ui.share.pdf import document


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


def test_every_number_of_the_report_is_found_in_the_pdf(qapp, path, made, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    target = tmp_path / "report.pdf"
    words = ["--iteration", 2, "--audience", "client"]
    assert speak("report", path, "-o", target, *words).status == 0
    found = subprocess.run(
        ["pdftotext", "-layout", target, "-"], check=True, capture_output=True, text=True
    ).stdout
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
    assert f"1/{found.count(chr(12))}" in rows  # the number of the first page


def test_the_document_shows_every_picture(qapp, made):
    shown = document(made)
    figures = list(made.figures())
    for number in range(len(figures)):
        name = f"picture-{number}.png"
        picture = shown.resource(QTextDocument.ResourceType.ImageResource.value, name)
        assert not picture.isNull()
    assert shown.toHtml().count("<img") == len(figures) > 8
    assert made.title in shown.toPlainText()


def test_a_pdf_is_refused_where_a_file_is(qapp, path, tmp_path):
    target = tmp_path / "report.pdf"
    target.write_text("mine")
    assert speak("report", path, "-o", target).status == 2
    assert target.read_text() == "mine"
