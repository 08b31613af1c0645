"""``quotes``: what partners said, narrowed to a step, a cohort and a status."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from core.model.iteration import FrozenCohort, Iteration
from core.model.moment import now
from core.model.observation import Note, NoteKind
from core.model.partner import Attribute, Cohort, CohortKind
from core.study import Study
from tests.core.speaking import Answer, aligned, deviated, lines, speak


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "said.footpath"
    assert speak("new", "-o", path, "--path", "T > A > B").status == 0
    rows = [
        aligned("P-1", "T", quote="Here it is.", at="2026-03-01T09:00:00Z"),
        deviated("P-1", "A", quote="Too dear.", tags=["price"], at="2026-03-01T09:01:00Z"),
        aligned("P-2", "T", at="2026-03-01T09:02:00Z"),
        aligned("P-2", "A", quote="Fine, that.", note="Smiles.", at="2026-03-01T09:03:00Z"),
        deviated("P-3", "A", quote="Again\nno.", encounter=2, at="2026-03-01T09:04:00Z"),
    ]
    assert speak("record", path, stdin=lines(*rows)).status == 0
    with Study.open(path) as opened:
        ids = {name: key for key, name in opened.pseudonyms().items()}
        opened.do(
            "Cohorts",
            "",
            [
                Attribute("plan", "Plan"),
                Cohort("first", "First", CohortKind.EXPERIMENT, members=(ids["P-1"],)),
                msgspec.structs.replace(opened.partner(ids["P-2"]), attributes={"plan": "x"}),
            ],
        )
    return path


def quotes(*words: object) -> Answer:
    return speak("quotes", *words)


def said(*words: object) -> list[str]:
    answer = quotes(*words, "--json")
    assert (answer.status, answer.err) == (0, "")
    return [each["text"] for each in answer.json["quotes"]]


def test_all_quotes_the_latest_first(study: Path) -> None:
    assert said(study) == ["Again\nno.", "Fine, that.", "Too dear.", "Here it is."]


def test_what_is_told_of_a_quote(study: Path) -> None:
    found = quotes(study, "--json", "--step", "A", "--cohort", "First").json["quotes"]
    assert found == [
        {
            "partner": "P-1",
            "iteration": 1,
            "encounter": 1,
            "step": "A",
            "status": "deviated",
            "kind": "quote",
            "text": "Too dear.",
            "tags": ["price"],
            "at": "2026-03-01T09:01:00.000000Z",
            "late": False,
        }
    ]


def test_quotes_of_a_step_a_cohort_and_a_status(study: Path) -> None:
    assert said(study, "--step", "A") == ["Again\nno.", "Fine, that.", "Too dear."]
    assert said(study, "--cohort", "First") == ["Too dear.", "Here it is."]
    assert said(study, "--cohort", "plan = x") == ["Fine, that."]
    assert said(study, "--status", "deviated") == ["Again\nno.", "Too dear."]
    assert said(study, "--status", "aligned", "--step", "A") == ["Fine, that."]
    assert said(study, "--status", "deviated", "--cohort", "First", "--step", "T") == []


def test_words_nobody_marked_a_status_for_are_unknown(study: Path) -> None:
    with Study.open(study) as opened:
        (iteration,) = opened.iterations()
        step = opened.flow(iteration.flow).steps[1].id
        partner = next(iter(opened.pseudonyms()))
        words = Note("n1", partner, iteration.id, step, NoteKind.QUOTE, "Hm.", now(), encounter=3)
        opened.do("Note", "", [words])
    assert said(study, "--status", "unknown") == ["Hm."]


def test_notes_are_printed_where_they_are_asked_for(study: Path) -> None:
    assert said(study, "--notes", "--step", "A", "--status", "aligned") == [
        "Fine, that.",
        "Smiles.",
    ]


def test_people_read_the_words_by_step(study: Path) -> None:
    answer = quotes(study, "--notes")
    assert answer.out.splitlines() == [
        "T · 1",
        "  “Here it is.”",
        "    P-1 · aligned · iteration 1",
        "",
        "A · 4",
        "  “Again no.”",
        "    P-3 · deviated · iteration 1 · encounter 2",
        "  “Fine, that.”",
        "    P-2 · aligned · iteration 1",
        "  Smiles.",
        "    P-2 · aligned · iteration 1",
        "  “Too dear.”",
        "    P-1 · deviated · iteration 1 · #price",
    ]


def test_silence_is_said_too(study: Path) -> None:
    assert quotes(study, "--step", "B").out == "Nobody is quoted there.\n"
    assert quotes(study, "--step", "B", "--json").json == {"quotes": []}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--step", "Nowhere"), "There is no step “Nowhere”. The steps are: “T”, “A”, “B”, "),
        (
            ("--cohort", "Nobody"),
            "There is no cohort “Nobody”. The cohorts are: “Everyone”, “First”.",
        ),
        (("--iteration", "9"), "There is no iteration 9. The study has: 1."),
        (("--status", "odd"), "invalid choice: 'odd'"),
    ],
)
def test_unknown_names_are_answered_with_those_there_are(
    study: Path, words: tuple[str, str], sentence: str
) -> None:
    answer = quotes(study, *words)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err


def test_a_cohort_is_that_of_each_iteration(study: Path) -> None:
    with Study.open(study) as opened:
        (first,) = opened.iterations()
        ids = {name: key for key, name in opened.pseudonyms().items()}
        frozen = FrozenCohort("gone", "Gone", CohortKind.EXPERIMENT, (ids["P-2"],))
        closed = msgspec.structs.replace(first, closed=now(), cohorts=(frozen,))
        opened.do("Next", "", [closed, Iteration("second", 2, first.flow, now())])
    row = aligned("P-2", "T", quote="Second time.")
    assert speak("record", study, stdin=lines(row)).status == 0
    assert said(study, "--cohort", "Gone") == ["Fine, that."]
    assert said(study, "--iteration", "2") == ["Second time."]
    assert said(study, "--iteration", "2", "--cohort", "plan = x") == ["Second time."]
    assert quotes(study, "--iteration", "2", "--cohort", "Gone").status == 2


def test_a_study_without_an_iteration_has_no_quotes_yet(study: Path) -> None:
    with Study.open(study) as opened:
        opened.do("Remove", "", removes=opened.iterations())
    assert quotes(study).out == "Nobody is quoted there.\n"
    assert quotes(study, "--cohort", "First").status == 0
    assert quotes(study, "--iteration", "1").status == 2
