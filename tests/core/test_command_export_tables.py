"""``export`` to XLSX, CSV and QDPX: every number as ``funnel`` has it, words only as agreed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from openpyxl import load_workbook

from core.exchange.qdpx_file import NAMESPACE
from core.interview.spoken import Kind, spoken
from core.model.consent import Permission
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import CustomerPartner
from core.sample import write_sample
from core.study import Study
from tests.core.qda_schema import faults
from tests.core.speaking import speak

HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+41 44",
    "-2",
    "<script>alert(1)</script> & ]]>",
    "كلمات \u202e abc",
    "👍🏽",
    "a\x00b\x07c\x1b[31m",
    "line\nbreak\r\nand\ttab",
    "x" * 10_000,
    "\ufffe\uffff",
)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.footpath"
    write_sample(path)
    return path


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A study with every hostile text in every place words stand, all of it agreed to."""
    from core.begin import begin
    from core.exchange.path_text import flow_of_path
    from core.model.consent import Consent

    path = tmp_path / "hostile.footpath"
    with begin(path, HOSTILE[4], flow_of_path(["T", "=A", "N"])) as study:
        iteration, flow = study.iterations()[0], study.drawn
        assert flow is not None
        for number, text in enumerate(HOSTILE):
            partner = CustomerPartner(f"p{number}", text, {"location": text})
            agreed = (Permission.NOTES, Permission.QUOTES)
            study.do("Add", "partners", [partner, Consent(partner.id, agreed, now())])
            step = flow.steps[number % 3].id
            study.record(
                Observation(
                    new_id(), partner.id, iteration.id, step, Status.DEVIATED, now(),
                    reason=text, tags=(text,), note=text, quote=text,
                )
            )  # fmt: skip
            study.keep_note(
                Note(new_id(), partner.id, iteration.id, step, NoteKind.QUOTE, text, now())
            )
    return path


def exported(study: Path, ending: str) -> Path:
    target = study.with_suffix(ending)
    answer = speak("export", study, "-o", target)
    assert answer.status == 0, answer.err
    return target


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    rows = list(load_workbook(path)[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_every_number_of_the_funnels_is_that_of_the_command(sample):
    rows = sheet(exported(sample, ".xlsx"), "Funnel")
    for iteration in (1, 2, 3):
        told = speak("funnel", sample, "--json", "--iteration", iteration).json
        for cohort in told["cohorts"]:
            found = [
                row
                for row in rows
                if row["Iteration"] == iteration and row["Cohort"] == cohort["name"]
            ]
            assert [row["Step"] for row in found] == told["path"]
            for title in ("Reached", "Aligned", "Deviated", "Unknown", "Alignment", "Overall"):
                cells = [row[title] for row in found]
                assert cells == pytest.approx(cohort[title.lower()], abs=1e-12)
            ends = [[row["Alignment from"], row["Alignment to"]] for row in found]
            wanted = [each or [None, None] for each in cohort["interval"]]
            assert ends == [pytest.approx(each, abs=1e-12) for each in wanted]


def test_every_number_of_a_comparison_is_that_of_the_command(sample):
    rows = sheet(exported(sample, ".xlsx"), "Comparisons")
    told = speak("compare", sample, "--cohort", "Micro firms, 1–9", "--iteration", 3, "--json").json
    found = [row for row in rows if row["Iteration"] == 3 and row["A"] == "Micro firms, 1–9"]
    assert found
    for row, step in zip(found, told["steps"], strict=True):
        assert (row["A aligned"], row["A answered"]) == (step["a"]["aligned"], step["a"]["n"])
        assert (row["B aligned"], row["B answered"]) == (step["b"]["aligned"], step["b"]["n"])
        assert row["p"] == pytest.approx(step["p"], abs=1e-12)
        # The sheet corrects over every cohort it asks for, the command over its own pair.
        assert row["p corrected"] >= step["p_holm"] - 1e-12


def test_every_decision_is_that_of_the_command(sample):
    rows = sheet(exported(sample, ".xlsx"), "Decisions")
    for row in rows:
        told = speak("decide", sample, "--json", "--iteration", row["Iteration"]).json
        assert (row["Aligned"], row["Answered"], row["Unknown"]) == (
            told["aligned"], told["n"], told["unknown"]
        )  # fmt: skip
        assert row["Proposal"] == told["proposal"]
        assert row["P at least"] == pytest.approx(told["p_at_least"], abs=1e-12)
        assert row["P at most"] == pytest.approx(told["p_at_most"], abs=1e-12)


def test_quotes_leave_only_where_their_partner_agreed_and_are_counted(sample):
    book = exported(sample, ".xlsx")
    rows = sheet(book, "Quotes")
    with Study.open(sample, write=False) as study:
        every = [each for each in spoken(study) if each.kind is Kind.QUOTE]
        agreed = [
            each
            for each in every
            if (consent := study.consent(each.partner)) is not None
            and consent.stands
            and Permission.QUOTES in consent.agreed
        ]
        held = {each.text for each in every} - {each.text for each in agreed}
    assert 0 < len(agreed) < len(every)
    assert sorted(row["Quote"] for row in rows) == sorted(each.text for each in agreed)
    about = {row["What"]: row["Value"] for row in sheet(book, "About")}
    assert about["Quotes left out: no permission"] == len(every) - len(agreed)
    for ending in (".xlsx", ".csv", ".qdpx"):
        path = book if ending == ".xlsx" else exported(sample, ending)
        for part in _parts(path):
            assert not any(quote in part for quote in held)


def _parts(path: Path) -> list[str]:
    """Every text of a file, those within a zip by themselves."""
    if path.suffix == ".csv":
        return [path.read_text("utf-8-sig")]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(each).decode("utf-8", "replace") for each in archive.namelist()]


def test_columns_are_typed_heads_are_frozen_and_can_be_filtered(sample):
    book = load_workbook(exported(sample, ".xlsx"))
    assert book.sheetnames == [
        "About", "Observations", "Partners", "Funnel", "Outcomes", "Comparisons", "Quotes",
        "Decisions",
    ]  # fmt: skip
    for page in book:
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref
    seen = sheet(exported_again(sample), "Observations")[0]
    assert isinstance(seen["At (UTC)"], datetime)
    assert isinstance(seen["Encounter"], int)
    assert seen["Late"] is False
    ages = [row["Age"] for row in sheet(exported_again(sample), "Partners")]
    assert any(isinstance(age, int | float) for age in ages)


def exported_again(study: Path) -> Path:
    return study.with_suffix(".xlsx")


def test_no_text_is_a_formula_and_none_breaks_a_workbook(hostile):
    book = load_workbook(exported(hostile, ".xlsx"))
    for page in book:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    quotes = [row["Quote"] for row in sheet(hostile.with_suffix(".xlsx"), "Quotes")]
    for text in HOSTILE[:7]:
        assert text in quotes


def test_no_text_is_a_formula_in_csv(hostile):
    text = exported(hostile, ".csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(HOSTILE)
    for row in rows:
        for cell in row.values():
            assert not re.match(r"[=+@]|-(?!\d+(\.\d+)?$)", cell)


@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_a_qda_project_keeps_to_the_schema_and_its_positions_hold(request, name):
    path = exported(request.getfixturevalue(name), ".qdpx")
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("project.qde"))
        assert faults(root) == []
        ids = [each.get("guid") for each in root.iter() if each.get("guid")]
        assert len(ids) == len(set(ids))
        for each in root.iter():
            target = each.get("targetGUID")
            assert target is None or target in ids
        selections = 0
        for source in root.iter(f"{{{NAMESPACE}}}TextSource"):
            inside = source.get("plainTextPath", "").removeprefix("internal://")
            text = archive.read(f"Sources/{inside}").decode()
            lines = text.split("\n")
            for each in source.iter(f"{{{NAMESPACE}}}PlainTextSelection"):
                start, end = int(each.get("startPosition", "")), int(each.get("endPosition", ""))
                assert text[start:end] in lines
                assert text[start:end][:60] == each.get("name")
                selections += 1
    assert selections


def test_cases_and_codes_are_those_of_the_study(sample):
    with zipfile.ZipFile(exported(sample, ".qdpx")) as archive:
        root = ET.fromstring(archive.read("project.qde"))
    with Study.open(sample, write=False) as study:
        cases = [each.get("name") for each in root.iter(f"{{{NAMESPACE}}}Case")]
        assert cases == [each.pseudonym for each in study.partners()]
        # A step keeps its code under its latest name.
        steps = {step.id: step.name for flow in study.flows() for step in flow.steps}.values()
    codes = {each.get("name") for each in root.iter(f"{{{NAMESPACE}}}Code")}
    assert set(steps) <= codes
    assert {f"{step}: deviated" for step in steps} <= codes


def test_a_study_with_nothing_in_it_makes_every_file(tmp_path):
    assert speak("new", "-o", tmp_path / "a.footpath", "--path", "A > B").status == 0
    for ending in (".xlsx", ".csv", ".qdpx", ".json"):
        assert exported(tmp_path / "a.footpath", ending).stat().st_size
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert faults(ET.fromstring(archive.read("project.qde"))) == []
    assert msgspec.json.decode((tmp_path / "a.json").read_bytes())["partners"] == {}


def test_partners_of_an_exported_workbook_are_known_again(tmp_path):
    study, book = tmp_path / "sample.footpath", tmp_path / "sample.xlsx"
    write_sample(study)
    assert speak("export", study, "-o", book).status == 0
    answer = speak("partners", study, "--import", book, "--dry-run")
    assert answer.status == 0
    assert answer.out.startswith("0 new, ")
