"""Copies of steps: new ids, names of their own, the links among them kept."""

from __future__ import annotations

from core.model.edits import duplicate, fragment, free_name, graft
from core.model.flow import Flow, Link, StepKind
from tests.core.study_data import flow_of

PATH = flow_of("T > A > B > N")


def test_a_part_keeps_its_kinds_where_the_other_flow_has_none_of_them():
    flow, copies = graft(Flow("other"), fragment(PATH, ["t", "a"]))
    assert [flow.step(each).kind for each in copies] == [StepKind.TRIGGER, StepKind.STEP]
    assert [flow.step(each).name for each in copies] == ["T", "A"]
    assert flow.links == (Link(*copies),)


def test_copies_have_ids_and_names_of_their_own_and_stand_aside():
    flow, copies = duplicate(PATH, ["a", "b"])
    first, second = (flow.step(each) for each in copies)
    assert (first.name, second.name) == ("A 2", "B 2")
    assert Link(first.id, second.id) in flow.links
    assert len(flow.links) == len(PATH.links) + 1
    assert (first.x, first.y) == (PATH.step("a").x + 48, PATH.step("a").y + 48)
    assert flow.steps[: len(PATH.steps)] == PATH.steps


def test_what_a_flow_has_once_is_copied_as_a_plain_step():
    flow, copies = duplicate(PATH, ["t", "n"])
    assert [flow.step(each).kind for each in copies] == [StepKind.STEP, StepKind.STEP]


def test_nothing_to_copy_changes_nothing():
    assert duplicate(PATH, []) == (PATH, [])


def test_a_name_that_is_taken_gets_the_next_number():
    assert free_name("A", []) == "A"
    assert free_name("A", ["A"]) == "A 2"
    assert free_name("A", ["A", "A 2", "A 3"]) == "A 4"
