"""Everything said and noted: what is in it, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from core.documents import flow_documents
from core.interview.spoken import Kind, Spoken, folded, read_question, search, spoken
from core.interview.statuses import Where, statuses
from core.model.edits import path_flow
from core.model.flow import StepKind
from core.model.iteration import Iteration
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import CustomerPartner
from core.study import Study, new_study

FLOW = path_flow(["Bill arrives", "Sees plan", "Need met"])
TRIGGER, STEP, _ = (step.id for step in FLOW.steps if not step.kind.is_endpoint)
ADOPTION = next((step.id for step in FLOW.of_kind(StepKind.ADOPTION)), "adoption")


def at(minute: int) -> str:
    return f"2026-03-01T{9 + minute // 60:02}:{minute % 60:02}:00.000000Z"


def seen(number: int, partner: str, status: str = "deviated", **more: Any) -> Observation:
    fields: dict[str, Any] = {"id": f"o{number:03}", "at": at(number), "step": STEP} | more
    return Observation(partner=partner, iteration="i1", status=Status(status), **fields)


def note(number: int, partner: str, text: str, **more: Any) -> Note:
    fields: dict[str, Any] = {"kind": NoteKind.NOTE, "step": STEP} | more
    return Note(
        id=f"n{number:03}", partner=partner, iteration="i1", text=text, at=at(number), **fields
    )


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    partners = [CustomerPartner(f"p{n}", f"P-00{n}") for n in range(1, 6)]
    documents = [*flow_documents(FLOW, {}), Iteration("i1", 1, FLOW.id, at(0)), *partners]
    with new_study(tmp_path / "a.footpath", documents) as opened:
        yield opened


def record(study: Study, *entries: Observation | Note) -> None:
    study.do("Record", "interview/p1/i1", list(entries))


def texts(found: tuple[Spoken, ...]) -> list[str]:
    return [each.text for each in found]


def test_all_words_of_an_entry_stand_by_themselves_the_latest_first(study: Study) -> None:
    record(
        study,
        seen(1, "p1", quote=" Too dear. ", note="Frowns.", reason="price", tags=("money",)),
        note(3, "p2", "Later."),
        note(2, "p2", "In between.", kind=NoteKind.QUOTE),
        seen(4, "p3"),
    )
    assert [(each.kind, each.text) for each in spoken(study)] == [
        (Kind.NOTE, "Later."),
        (Kind.QUOTE, "In between."),
        (Kind.QUOTE, "Too dear."),
        (Kind.NOTE, "Frowns."),
        (Kind.REASON, "price"),
    ]
    first = spoken(study)[2]
    assert (first.entry, first.partner, first.iteration, first.step) == ("o001", "p1", "i1", STEP)
    assert (first.tags, first.at, first.encounter, first.late) == (("money",), at(1), 1, False)


def test_voided_words_and_empty_ones_are_left_out(study: Study) -> None:
    record(study, seen(1, "p1", quote="Taken back.", voided=True), seen(2, "p1", quote=" "))
    record(study, note(3, "p1", "Taken back.", voided=True), note(4, "p1", "", tags=("only",)))
    assert spoken(study) == ()


def test_the_status_is_that_of_the_partner_there_in_that_encounter(study: Study) -> None:
    record(
        study,
        seen(1, "p1", quote="No."),
        seen(2, "p1", "aligned", quote="Well, yes."),
        seen(3, "p1", quote="Not again.", encounter=2),
        note(4, "p2", "Nobody marked this.", kind=NoteKind.QUOTE),
        note(5, "p1", "At the bill.", step=TRIGGER),
    )
    assert {each.text: each.status for each in spoken(study)} == {
        "No.": Status.ALIGNED,
        "Well, yes.": Status.ALIGNED,
        "Not again.": Status.DEVIATED,
        "Nobody marked this.": None,
        "At the bill.": None,
    }
    assert texts(search(study, "", status=Status.DEVIATED)) == ["Not again."]


def test_late_words_have_the_status_told_late_and_ends_the_latest_of_all(study: Study) -> None:
    record(
        study, seen(1, "p1", "aligned", quote="In time."), seen(2, "p1", late=True, quote="Late.")
    )
    record(
        study,
        seen(3, "p1", "aligned", step=ADOPTION, quote="Came back."),
        seen(4, "p1", step=ADOPTION, encounter=3, late=True, quote="Did not."),
    )
    ends = ADOPTION in {step.id for step in FLOW.steps}
    found = {each.text: each.status for each in spoken(study)}
    assert (found["In time."], found["Late."]) == (Status.ALIGNED, Status.DEVIATED)
    assert ends
    assert found["Came back."] is found["Did not."] is Status.DEVIATED


def test_words_are_found_whatever_their_capitals_and_within_others(study: Study) -> None:
    record(
        study,
        seen(1, "p1", quote="The PHOTO was blurred."),
        seen(2, "p2", quote="Straße  und\nPhotograph"),
        seen(3, "p3", quote="Nothing."),
    )
    assert texts(search(study, "photo")) == ["Straße  und\nPhotograph", "The PHOTO was blurred."]
    assert texts(search(study, "Photo BLURRED")) == ["The PHOTO was blurred."]
    assert len(search(study, '"was blurred"')) == 1
    assert len(search(study, '"blurred was"')) == 0
    assert len(search(study, "STRASSE")) == len(search(study, '"und photo"')) == 1
    assert len(search(study, "")) == 3


def test_tags_are_found_whole_and_else_by_how_they_begin(study: Study) -> None:
    record(
        study,
        seen(1, "p1", quote="One.", tags=("Price",)),
        seen(2, "p2", quote="Two.", tags=("prices", "trust")),
        seen(3, "p3", quote="price"),
    )
    assert texts(search(study, "#price")) == ["One."]
    assert texts(search(study, "#pri")) == ["Two.", "One."]
    assert texts(search(study, "#PRI #trust")) == ["Two."]
    assert search(study, "#nix") == ()
    assert texts(search(study, "price")) == ["price"]


def test_a_search_is_narrowed_to_a_step_some_partners_and_kinds(study: Study) -> None:
    record(
        study,
        seen(1, "p1", quote="One.", note="Seen."),
        seen(2, "p2", quote="Two.", step=TRIGGER),
    )
    assert texts(search(study, "", step=TRIGGER)) == ["Two."]
    assert texts(search(study, "", partners=["p1"], kinds={Kind.NOTE})) == ["Seen."]
    assert search(study, "", partners=[]) == ()
    assert search(study, "", iteration="i2") == ()


def test_a_search_follows_what_is_recorded(study: Study) -> None:
    record(study, seen(1, "p1", quote="One."))
    assert len(search(study, "one")) == 1
    record(study, note(2, "p1", "One more."))
    assert len(search(study, "one")) == 2
    record(study, msgspec.structs.replace(seen(1, "p1", quote="One."), voided=True))
    assert texts(search(study, "one")) == ["One more."]


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("", ((), ())),
        ("  Two  words ", (("two", "words"), ())),
        ("#Tag word # #", (("word", "#", "#"), ("tag",))),
        ('"a  phrase" and', (("a phrase", "and"), ())),
        ("„Guten Tag“ «à bientôt»", (("guten tag", "à bientôt"), ())),
        ('"never closed', (("never closed",), ())),
        ('""', (('""',), ())),
    ],
)
def test_how_a_question_is_read(asked: str, read: Any) -> None:
    assert read_question(asked) == read


def test_folding_makes_equal_what_looks_equal() -> None:
    assert folded("  É\n É") == "é é"


def test_many_statuses_at_once_are_those_found_one_by_one(study: Study) -> None:
    dice = Random(3)
    steps = [step.id for step in FLOW.steps]
    entries = [
        seen(
            n,
            f"p{dice.randrange(1, 5)}",
            dice.choice(["aligned", "deviated"]),
            step=dice.choice(steps),
            encounter=dice.choice([1, 1, 2]),
            late=dice.random() < 0.2,
            voided=dice.random() < 0.2,
            at=at(dice.randrange(40)),
        )
        for n in range(150)
    ]
    record(study, *entries)
    ends = {step.id for step in FLOW.steps if step.kind.is_endpoint}
    for partner in ("p1", "p4", "p5"):
        for step in steps:
            for encounter in (1, 2, 3):
                for late in (False, True):
                    where = Where(partner, "i1", step, encounter, late)
                    own = [
                        each
                        for each in sorted(entries, key=lambda each: each.at)
                        if (each.partner, each.step) == (partner, step)
                        and not each.voided
                        and (step in ends or (each.encounter, each.late) == (encounter, late))
                    ]
                    wanted = own[-1].status if own else None
                    assert statuses(study, [where]) == {where: wanted}
