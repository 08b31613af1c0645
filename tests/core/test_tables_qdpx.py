"""A REFI-QDA project is valid, and what another program reads in it is what the study holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from core.model.observation import Observation
from core.sample import write_sample
from core.study import Study
from tests.core.qda_reading import qda_project
from tests.core.qda_schema import schema
from tests.core.speaking import speak
from tests.core.workbook_reading import sheets


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("qdpx") / "sample.footpath"
    write_sample(path)
    return path


def exported(sample: Path, ending: str, *words: object) -> Path:
    target = sample.with_name(f"{'-'.join(['made', *map(str, words)])}{ending}")
    if not target.exists():
        assert speak("export", sample, "-o", target, *words).status == 0
    return target


@pytest.mark.parametrize("words", [(), ("--iteration", 2), ("--audience", "client")])
def test_a_validator_that_is_not_ours_finds_it_valid(sample, words):
    made = qda_project(exported(sample, ".qdpx", *words))
    rules = etree.XMLSchema(etree.fromstring(schema()))
    assert rules.validate(made.tree), rules.error_log


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [
        (".//{*}Coding", "guid", "no guid"),
        (".//{*}PlainTextSelection", "startPosition", "x"),
        (".//{*}TextSource", "colour", "red"),
        (".//{*}Variable", "typeOfVariable", "Number"),
    ],
)
def test_the_validator_finds_what_is_wrong(sample, path, attribute, value):
    tree = qda_project(exported(sample, ".qdpx")).tree
    tree.find(path).set(attribute, value)
    assert not etree.XMLSchema(etree.fromstring(schema())).validate(tree)


def test_cases_are_the_partners_with_their_values(sample):
    made = qda_project(exported(sample, ".qdpx"))
    with Study.open(sample, write=False) as study:
        names = {each.id: each.name for each in study.attributes()}
        wanted = {
            each.pseudonym: {names[key]: value for key, value in each.attributes.items() if value}
            for each in study.partners()
        }
        assert made.name == study.info.name
    assert made.cases == wanted


def test_as_many_are_coded_with_a_status_as_were_observed(sample):
    """Every number: each step's codes, counted by a reader, are the rows of the observations."""
    made = qda_project(exported(sample, ".qdpx"))
    with Study.open(sample, write=False) as study:
        latest = {step.id: step.name for flow in study.flows() for step in flow.steps}
        seen = Counter(
            f"{latest[each.step]}: {each.status}"
            for each in study.all_of(Observation)
            if not each.voided
        )
    marks = [
        piece
        for piece in made.pieces
        if any(
            code.endswith((": aligned", ": deviated"))
            and piece.text.split(":")[0].endswith(code.rsplit(": ", 1)[1])
            and not piece.text.startswith("“")
            for code in piece.codes
        )
    ]
    counted = Counter(
        code
        for piece in marks
        for code in piece.codes
        if code.endswith((": aligned", ": deviated"))
    )
    assert counted == seen
    for code in seen:
        assert made.codes[code] == (code.rsplit(": ", 1)[0],)


def test_entrants_of_an_iteration_are_cases_with_a_source_of_it(sample):
    made = qda_project(exported(sample, ".qdpx", "--iteration", 2))
    rows = sheets(exported(sample, ".xlsx", "--iteration", 2))["Observations"]
    assert {piece.case for piece in made.pieces} >= {row["Partner"] for row in rows}
    assert all(name.endswith(", iteration 2") for name in made.texts)


def test_quotes_are_those_of_the_workbook(sample):
    for audience in ("team", "client"):
        made = qda_project(exported(sample, ".qdpx", "--audience", audience))
        rows = sheets(exported(sample, ".xlsx", "--audience", audience))["Quotes"]
        read = Counter((p.case, p.text.strip("“”")) for p in made.pieces if p.text[:1] == "“")
        assert read == Counter((row["Partner"], row["Quote"].strip("“”")) for row in rows)
        for piece in made.pieces:
            assert piece.text in made.texts[piece.source].split("\n")
