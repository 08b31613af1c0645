"""Edits of a flow: each gives a new flow and leaves the old one as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import edits
from core.model.flow import Flow, Link, Step, StepKind
from core.model.layout import COLUMN
from tests.core.study_data import flow_of

PATH = flow_of("T > A > B > N")


def pairs(flow):
    return {(link.source, link.target) for link in flow.links}


def test_add_puts_a_step_behind_the_others():
    flow = edits.add(PATH, Step("c", "C"))
    assert flow.steps[-1].name == "C"
    assert flow.named("C") is flow.step("c")
    assert not PATH.has("c")


def test_add_refuses_an_id_that_is_taken():
    with pytest.raises(ValueError, match="in the flow already"):
        edits.add(PATH, Step("a", "Another"))


def test_rename_and_move_touch_only_what_they_name():
    flow = edits.move(edits.rename(PATH, "a", "Asks"), {"b": (7.0, 8.0)})
    assert flow.step("a").name == "Asks"
    assert (flow.step("b").x, flow.step("b").y) == (7.0, 8.0)
    assert [flow.step(each) for each in "tn"] == [PATH.step(each) for each in "tn"]


def test_changing_a_step_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        edits.change(PATH, Step("zz", "Nobody"))


def test_connect_joins_two_steps_once_and_never_a_step_to_itself():
    flow = edits.connect(PATH, "t", "b")
    assert ("t", "b") in pairs(flow)
    assert edits.connect(flow, "t", "b") is flow
    assert edits.connect(flow, "b", "b") is flow
    with pytest.raises(KeyError):
        edits.connect(flow, "t", "zz")


def test_disconnect_takes_links_away():
    assert pairs(edits.disconnect(PATH, [Link("a", "b")])) == {("t", "a"), ("b", "n")}


def test_delete_takes_the_links_along():
    flow = edits.delete(PATH, ["a"])
    assert [step.id for step in flow.steps] == ["t", "b", "n"]
    assert pairs(flow) == {("b", "n")}


def test_delete_and_heal_joins_what_stood_before_and_behind():
    assert pairs(edits.delete_and_heal(PATH, ["a", "b"])) == {("t", "n")}
    branched = flow_of("T > S > B1 > N", "S > B2 > N")
    healed = edits.delete_and_heal(branched, ["s"])
    assert pairs(healed) == {("t", "b1"), ("t", "b2"), ("b1", "n"), ("b2", "n")}


def test_insert_puts_a_step_into_a_link_and_makes_room():
    flow = edits.arrange(PATH)
    longer = edits.insert(flow, Step("c", "C", x=flow.step("b").x), Link("a", "b"))
    assert pairs(longer) == {("t", "a"), ("a", "c"), ("c", "b"), ("b", "n")}
    assert longer.step("b").x == flow.step("b").x + COLUMN
    assert longer.step("t") == flow.step("t")


def test_insert_moves_nothing_where_there_is_room():
    flow = edits.move(edits.arrange(PATH), {"b": (5 * COLUMN, 0.0), "n": (6 * COLUMN, 0.0)})
    longer = edits.insert(flow, Step("c", "C", x=2 * COLUMN), Link("a", "b"))
    assert [longer.step(each.id) for each in flow.steps] == list(flow.steps)


def test_duplicate_copies_steps_and_the_links_among_them_as_plain_steps():
    flow, copies = edits.duplicate(PATH, ["t", "a"])
    first, second = (flow.step(each) for each in copies)
    assert (first.name, first.kind) == ("T 2", StepKind.STEP)
    assert second.name == "A 2"
    assert pairs(flow) - pairs(PATH) == {(first.id, second.id)}
    again, copies = edits.duplicate(flow, ["a"])
    assert again.step(copies[0]).name == "A 3"


def test_a_path_runs_from_trigger_to_need_met_with_both_endpoints_behind():
    flow = edits.path_flow(["Bill", "Plan", "Done"])
    assert [(step.name, step.kind) for step in flow.steps] == [
        ("Bill", StepKind.TRIGGER),
        ("Plan", StepKind.STEP),
        ("Done", StepKind.NEED_MET),
        ("Individual adoption", StepKind.ADOPTION),
        ("Business outcome", StepKind.OUTCOME),
    ]
    ids = [step.id for step in flow.steps]
    assert pairs(flow) == {
        (ids[0], ids[1]),
        (ids[1], ids[2]),
        (ids[2], ids[3]),
        (ids[2], ids[4]),
    }
    places = [flow.step(each).x for each in ids[:3]]
    assert places == sorted(places)


def test_endpoints_are_added_only_where_they_lack():
    flow = edits.path_flow(["Bill", "Done"])
    assert edits.with_endpoints(flow) is flow
    alone = edits.with_endpoints(Flow("f", steps=(Step("t", "T", StepKind.TRIGGER),)))
    assert [step.kind.is_endpoint for step in alone.steps] == [False, True, True]
    assert alone.links == ()


@given(st.data())
def test_deleting_and_healing_keeps_who_can_reach_whom(data):
    flow = flow_of("T > A > B > N", "A > C > N", "T > C", "B > D > N")

    def reached(among, start):
        found = {start}
        edge = [start]
        while edge:
            fresh = set(among.targets(edge.pop())) - found
            found |= fresh
            edge += fresh
        return found

    gone = data.draw(st.sets(st.sampled_from(["a", "b", "c", "d"])))
    healed = edits.delete_and_heal(flow, sorted(gone))
    for step in healed.steps:
        assert reached(healed, step.id) == reached(flow, step.id) - gone


def test_insert_behind_takes_over_everything_that_led_on():
    forked = edits.arrange(edits.connect(edits.add(PATH, Step("c", "C")), "a", "c"))
    flow = edits.insert_behind(forked, Step("new", "New"), "a")
    assert flow.targets("a") == ["new"]
    assert set(flow.targets("new")) == {"b", "c"}
    assert flow.step("b").x - flow.step("a").x == 2 * COLUMN


def test_insert_behind_a_loose_end_leads_on_and_moves_nothing():
    loose = edits.disconnect(PATH, [Link("a", "b")])
    flow = edits.insert_behind(loose, Step("new", "New"), "a")
    assert flow.targets("a") == ["new"]
    assert flow.step("b") == loose.step("b")
    with pytest.raises(KeyError):
        edits.insert_behind(loose, Step("other", "Other"), "nobody")
