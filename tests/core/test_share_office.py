"""What is shared, opened by LibreOffice: slides, a Word file and a workbook, each made into pages.

Needs LibreOffice with its Impress, Writer and Calc, and pdftotext; skipped where they are missing.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from core.sample import write_sample
from tests.core.speaking import speak

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
READER = shutil.which("pdftotext")
PARTS = ("libsdlo.so", "libswlo.so", "libsclo.so")
"""Impress, Writer and Calc, which are packages of their own."""


def whole_office() -> bool:
    place = Path(OFFICE or "").resolve().parent
    return OFFICE is not None and all((place / part).exists() for part in PARTS)


pytestmark = pytest.mark.skipif(
    not whole_office() or READER is None, reason="no whole LibreOffice, or no pdftotext here"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The sample as a client gets it, and what LibreOffice made of each file, beside it."""
    folder: Path = tmp_path_factory.mktemp("office")
    study = folder / "sample.footpath"
    write_sample(study)
    written = [folder / f"{ending}.{ending}" for ending in ("pptx", "docx", "xlsx")]
    for each in written:
        verb = "export" if each.suffix == ".xlsx" else "report"
        said = speak(verb, study, "-o", each, "--iteration", "2", "--audience", "client")
        assert said.status == 0, said.err
    home = (folder / "home").as_uri()
    subprocess.run(
        [
            str(OFFICE), "--headless", "--norestore", f"-env:UserInstallation={home}",
            "--convert-to", "pdf", "--outdir", folder, *written,
        ],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return folder


def pages(pdf: Path) -> list[str]:
    """The words of each page, on one line."""
    done = subprocess.run([str(READER), pdf, "-"], capture_output=True, text=True, check=True)
    return [" ".join(each.split()) for each in done.stdout.split("\f")[:-1]]


def test_slides_become_a_page_each_with_their_message(folder):
    slides = Presentation(str(folder / "pptx.pptx")).slides
    found = pages(folder / "pptx.pdf")
    assert len(found) == len(slides)
    for slide, page in zip(slides, found, strict=True):
        title = slide.shapes.title.text_frame.text
        assert title
        assert " ".join(title.split()) in page


def test_a_word_file_becomes_pages_with_its_numbers(folder):
    found = pages(folder / "docx.pdf")
    assert all(found)
    whole = " ".join(found)
    for words in ("Hypothesis, version 2, iteration 2", "Lower bill, no effort", "22 entrants"):
        assert words in whole


def test_a_workbook_becomes_pages_with_every_sheet(folder):
    found = pages(folder / "xlsx.pdf")
    whole = " ".join(found)
    book = openpyxl.load_workbook(folder / "xlsx.xlsx")
    for sheet in book:
        for head in (each.value for each in sheet[1]):
            assert " ".join(str(head).split()) in whole, sheet.title
