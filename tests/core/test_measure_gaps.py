"""Data warnings: what is aligned behind a gap does not count, and one sentence says so."""

from core.measure import Group, everyone, measure
from core.model.flow import StepKind
from tests.core.study_data import ITERATION, columns_of, flow_of

PATH = flow_of("T > A > B > C")
BRANCHED = flow_of("T > S > B1 > M > N", "S > B2 > M")
NAMES = {"p1": "P-001", "p2": "P-002"}


def warned(flow, *rows, groups=None):
    return measure(columns_of(*rows), flow, ITERATION, groups or [everyone()], names=NAMES).warnings


def test_aligned_behind_an_unknown_step_names_partner_and_steps():
    (warning,) = warned(PATH, ("p1", "T", "A"), ("p1", "B", "A"))
    assert warning.sentence == (
        "P-001 is aligned at B, but A before it is unknown: B does not count until A is settled."
    )
    assert (warning.partner, warning.gap, warning.steps) == ("p1", "a", ("b",))


def test_one_sentence_for_each_partner_and_gap():
    rows = [("p1", "T", "A"), ("p1", "A", "D"), ("p1", "B", "A"), ("p1", "C", "A")]
    why = "but A before them is deviated"
    found = warned(PATH, *rows, ("p2", "C", "A"), ("p3", "B", "A"))
    assert [warning.sentence for warning in found] == [
        f"P-001 is aligned at B and C, {why}: B and C do not count until A is settled.",
        "P-002 is aligned at C, but T before it is unknown: C does not count until T is settled.",
        "p3 is aligned at B, but T before it is unknown: B does not count until T is settled.",
    ]


def test_filling_the_gap_ends_the_warning():
    rows = [("p1", "T", "A"), ("p1", "B", "A")]
    assert warned(PATH, *rows, ("p1", "A", "A")) == ()


def test_an_optional_step_is_no_gap_nor_is_a_deviation_the_last_thing_seen():
    optional = flow_of("T > A > B > C", optional=("A",))
    assert warned(optional, ("p1", "T", "A"), ("p1", "B", "A")) == ()
    assert warned(PATH, ("p1", "T", "A"), ("p1", "B", "D")) == ()


def test_another_branch_taken_is_no_gap():
    rows = [("p1", "T", "A"), ("p1", "S", "A"), ("p1", "B1", "A"), ("p1", "B2", "A")]
    assert warned(BRANCHED, *rows) == ()


def test_a_gap_on_the_branch_taken_is_warned_of_behind_the_merge():
    rows = [("p1", step, "A") for step in ("T", "S", "M")]
    (warning,) = warned(BRANCHED, *rows, ("p1", "B2", "D"))
    assert (warning.gap, warning.steps) == ("b2", ("m",))


def test_aligned_behind_a_split_without_a_branch_says_what_is_missing():
    (warning,) = warned(BRANCHED, *[("p1", step, "A") for step in ("T", "S", "M")])
    assert warning.gap == "s"
    assert warning.sentence == (
        "P-001 is aligned at M, but was seen on no branch behind S: "
        "M does not count until S is settled."
    )


def test_a_step_that_the_flow_leads_nobody_to_is_the_flows_fault():
    flow = flow_of("T > A > N", "Lost > N", kinds={"Lost": StepKind.STEP})
    (warning,) = warned(flow, ("p1", "T", "A"), ("p1", "Lost", "A"))
    assert (warning.gap, warning.steps) == ("", ("lost",))
    assert warning.sentence == (
        "P-001 is aligned at Lost, but the flow leads nobody there: Lost does not count."
    )


def test_only_members_of_the_groups_asked_for_are_named():
    rows = [("p1", "C", "A"), ("p2", "C", "A")]
    one, other = (Group(id_, id_, frozenset({id_})) for id_ in ("p1", "p3"))
    assert [warning.partner for warning in warned(PATH, *rows, groups=[one, other])] == ["p1"]
