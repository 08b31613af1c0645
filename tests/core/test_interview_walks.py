"""The whole story of a partner: every encounter of every iteration, with every word."""

from __future__ import annotations

from pathlib import Path

from core.begin import begin
from core.interview.walks import walks
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import CustomerPartner


def test_every_encounter_is_there_with_all_that_was_said(tmp_path: Path) -> None:
    with begin(tmp_path / "a.footpath", "a", path_flow(["Bill", "Photo", "Saved"])) as study:
        anna, bo = CustomerPartner("p1", "P-001"), CustomerPartner("p2", "P-002")
        study.do("Add", "partners", [anna, bo])
        iteration = study.current_iteration
        assert iteration is not None
        steps = [step.id for step in study.flow(iteration.flow).steps]

        def see(partner: str, step: int, status: Status, minute: int, encounter: int = 1) -> None:
            at = f"2026-10-07T10:{minute:02d}:00.000000Z"
            study.record(
                Observation(new_id(), partner, iteration.id, steps[step], status, at, encounter)
            )

        see("p1", 0, Status.ALIGNED, 1)
        see("p1", 1, Status.DEVIATED, 2)
        see("p2", 0, Status.ALIGNED, 3)
        see("p1", 0, Status.ALIGNED, 9, encounter=2)
        at = "2026-10-07T10:00:30.000000Z"
        study.keep_note(Note(new_id(), "p1", iteration.id, steps[0], NoteKind.QUOTE, "Hm.", at))
        second, first = walks(study, "p1")
        assert (second.encounter, first.encounter) == (2, 1)
        assert [place.status for place in first.places[:3]] == [
            Status.ALIGNED, Status.DEVIATED, None,
        ]  # fmt: skip
        assert second.places[1].status is None
        assert [type(each).__name__ for each in first.entries] == [
            "Note", "Observation", "Observation",
        ]  # fmt: skip
        assert walks(study, "nobody") == ()
