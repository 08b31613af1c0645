"""The words behind a number: one entry a partner, what counts and nothing else."""

from __future__ import annotations

from random import Random

import msgspec
import pytest

from core.documents import flow_documents
from core.interview.said import said
from core.measure import Reading
from core.model.edits import path_flow
from core.model.iteration import Iteration
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import CustomerPartner
from core.study import new_study

FLOW = path_flow(["Bill arrives", "Sees plan", "Need met"])
STEP = FLOW.steps[1].id


def at(minute):
    return f"2026-03-01T09:{minute:02}:00.000000Z"


def seen(number, partner, status="deviated", **more):
    fields = {"id": f"o{number:03}", "at": at(number), "step": STEP} | more
    return Observation(partner=partner, iteration="i1", status=Status(status), **fields)


@pytest.fixture
def study(tmp_path):
    partners = [CustomerPartner(f"p{n}", f"P-00{n}") for n in range(1, 6)]
    documents = [*flow_documents(FLOW, {}), Iteration("i1", 1, FLOW.id, at(0)), *partners]
    with new_study(tmp_path / "a.footpath", documents) as opened:
        yield opened


def test_one_entry_a_partner_whoever_spoke_latest_first(study):
    study.do("Record", "interview/p1/i1", [
        seen(1, "p1", quote="First."),
        seen(2, "p2", quote="Second.", reason=" Too long "),
        seen(3, "p3", reason="No time"),
        Note("n1", "p4", "i1", STEP, NoteKind.NOTE, "Frowned.", at(4)),
    ])  # fmt: skip
    found = said(study, "i1", STEP, ["p5", "p4", "p3", "p2", "p1"])
    assert [each.partner.id for each in found] == ["p2", "p1", "p4", "p3", "p5"]
    assert found[0].reason == "Too long"
    assert found[2].notes == ("Frowned.",)
    assert found[3].at == at(3)
    assert (found[4].has_words, found[4].at) == (False, None)


def test_nobody_but_the_partners_asked_for(study):
    study.do("Record", "interview/p1/i1", [
        seen(1, "p1", quote="Mine."),
        seen(2, "p2", quote="Not asked."),
        Note("n1", "p2", "i1", STEP, NoteKind.QUOTE, "Not asked.", at(3)),
    ])  # fmt: skip
    (only,) = said(study, "i1", STEP, ["p1"])
    assert only.quotes == ("Mine.",)


def test_all_words_at_the_step_in_the_order_they_were_said(study):
    study.do("Record", "interview/p1/i1", [
        seen(1, "p1", quote="One.", note="Hesitates."),
        Note("n1", "p1", "i1", STEP, NoteKind.QUOTE, "Two.", at(2)),
        seen(3, "p1", "aligned", quote="Three."),
    ])  # fmt: skip
    (only,) = said(study, "i1", STEP, ["p1"])
    assert only.quotes == ("One.", "Two.", "Three.")
    assert only.notes == ("Hesitates.",)
    assert (only.reason, only.at) == ("", at(3))


@pytest.mark.parametrize(
    "more",
    [{"voided": True}, {"late": True}, {"encounter": 2}, {"step": FLOW.steps[0].id}],
)
def test_what_the_number_does_not_count_is_left_out(study, more):
    counted = seen(1, "p1", quote="Counted.")
    note = Note("n1", "p1", "i1", STEP, NoteKind.QUOTE, "Noted.", at(2))
    study.do("Record", "interview/p1/i1", [
        counted,
        note,
        msgspec.structs.replace(counted, id="o9", quote="Not counted.", **more),
        msgspec.structs.replace(note, id="n9", text="Not counted.", **more),
    ])  # fmt: skip
    (only,) = said(study, "i1", STEP, ["p1"])
    assert only.quotes == ("Counted.", "Noted.")


def test_a_step_nobody_was_seen_at_has_partners_without_words(study):
    assert [each.quotes for each in said(study, "i1", "nowhere", ["p1", "p2"])] == [(), ()]


@pytest.mark.parametrize("seed", range(12))
def test_the_front_of_the_entries_is_the_same_as_of_all(study, seed):
    dice = Random(seed)
    partners = [f"p{n}" for n in range(1, 6)]
    observations = [
        seen(
            number,
            dice.choice(partners),
            dice.choice(["aligned", "deviated"]),
            at=at(dice.randrange(8)),
            quote=dice.choice(["", "", f"Quote {number}"]),
            note=dice.choice(["", "", f"Note {number}"]),
            step=dice.choice([STEP, FLOW.steps[0].id]),
            encounter=dice.choice([1, 1, 2]),
            voided=dice.random() < 0.2,
            late=dice.random() < 0.2,
        )
        for number in range(dice.randrange(14))
    ]
    notes = [
        Note(
            f"n{number}",
            dice.choice(partners),
            "i1",
            STEP,
            dice.choice(list(NoteKind)),
            f"Words {number}",
            at(dice.randrange(8)),
            voided=dice.random() < 0.2,
        )
        for number in range(dice.randrange(5))
    ]
    study.do("Record", "interview/p1/i1", [*observations, *notes])
    dice.shuffle(partners)
    for encounter in (1, None):
        whole = said(study, "i1", STEP, partners, encounter)
        for most in range(1, 6):
            assert said(study, "i1", STEP, partners, encounter, at_most=most) == whole[:most]


@pytest.mark.parametrize("at_most", [None, 1])
def test_strictly_the_first_observation_gives_the_reason(study, at_most):
    study.do("Record", "interview/p1/i1", [
        seen(1, "p1", reason="At first"),
        seen(4, "p1", reason="In the end"),
        seen(3, "p2", reason="Only once"),
    ])  # fmt: skip
    asked = (study, "i1", STEP, ["p1", "p2"])
    strict = said(*asked, reading=Reading.STRICT, at_most=at_most)
    assert [each.reason for each in strict] == ["Only once", "At first"][:at_most]
    latest = said(*asked, at_most=at_most)
    assert [each.reason for each in latest] == ["In the end", "Only once"][:at_most]
