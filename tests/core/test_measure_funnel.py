"""The funnel on cases small enough to count by hand."""

import msgspec
import pytest
from hypothesis import given, settings

from core.measure import (
    Columns,
    EncounterChoice,
    Fate,
    FateKind,
    Group,
    Reading,
    behind,
    behind_link,
    everyone,
    fates,
    measure,
)
from core.model.flow import Flow, Link, StepKind
from tests.core.drawn_studies import studies
from tests.core.study_data import ITERATION, columns_of, documents, flow_of, observed

PATH = flow_of("T > A > B > C")
BRANCHED = flow_of("T > S > B1 > M > N", "S > B2 > M")


def funnel_of(flow, *rows, group=None, **how):
    measured = measure(columns_of(*rows), flow, ITERATION, [group or everyone()], names={}, **how)
    return measured.funnels[0]


def numbers(funnel, what):
    return [getattr(step, what) for step in funnel.steps]


def worked_example():
    """Ten partners: 8 of 10 aligned at A; 5 aligned, 1 deviated at B; 4 aligned at C."""
    rows = [(f"p{n}", "T", "A") for n in range(10)]
    rows += [(f"p{n}", "A", "A" if n < 8 else "D") for n in range(10)]
    rows += [(f"p{n}", "B", "A" if n < 5 else "D") for n in range(6)]
    return rows + [(f"p{n}", "C", "A") for n in range(4)]


def test_the_worked_example_of_the_semantics():
    funnel = funnel_of(PATH, *worked_example())
    assert funnel.entrants == 10
    assert numbers(funnel, "aligned") == [10, 8, 5, 4]
    assert numbers(funnel, "reached") == [10, 10, 8, 5]
    assert numbers(funnel, "deviated") == [0, 2, 1, 0]
    assert numbers(funnel, "unknown") == [0, 0, 2, 1]
    assert numbers(funnel, "alignment") == [1.0, 0.8, 5 / 6, 1.0]
    assert funnel.steps[3].overall == pytest.approx(0.4)
    assert funnel.steps[3].band == pytest.approx((0.4, 0.7))
    assert funnel.need_met == 4
    assert sum(step.fates.deviated for step in funnel.steps) == 3
    assert sum(step.fates.unknown for step in funnel.steps) == 3
    assert funnel.links == {("t", "a"): 10, ("a", "b"): 8, ("b", "c"): 5}
    assert funnel.undecided == {}


def test_a_step_without_answers_has_no_alignment_and_nobody_no_share():
    funnel = funnel_of(PATH, ("p1", "T", "A"))
    assert numbers(funnel, "alignment") == [1.0, None, None, None]
    assert funnel.steps[1].interval is None
    assert numbers(funnel, "overall") == [1.0, 0.0, 0.0, 0.0]
    empty = funnel_of(PATH, ("p1", "T", "A"), group=Group("none", "None", frozenset()))
    assert empty.entrants == 0
    assert numbers(empty, "overall") == numbers(empty, "band") == [None] * 4
    assert numbers(empty, "overall_interval") == [None] * 4


def test_voided_late_and_other_iterations_make_no_entrant_nor_do_endpoints():
    flow = flow_of("T > A > N > Back", kinds={"N": StepKind.NEED_MET, "Back": StepKind.ADOPTION})
    funnel = funnel_of(
        flow,
        ("p1", "T", "A", {"voided": True}),
        ("p2", "T", "A", {"late": True}),
        ("p3", "T", "A", {"iteration": "other"}),
        ("p4", "Back", "A"),
        ("p5", "T", "A", {"encounter": 2}),
        ("p6", "Elsewhere", "A"),
        ("p7", "A", "A"),
    )
    assert funnel.entrants == 1
    assert funnel.steps[0].unknown == 1


def test_the_latest_observation_decides_and_a_recovery_is_marked():
    rows = [
        ("p1", "T", "A"),
        ("p1", "A", "D"),
        ("p1", "A", "A"),
        ("p1", "A", "A"),
        ("p2", "T", "A"),
        ("p2", "A", "A"),
        ("p2", "A", "D"),
    ]
    latest = funnel_of(PATH, *rows).steps[1]
    assert (latest.aligned, latest.deviated, latest.recovered) == (1, 1, 1)
    assert (latest.all_aligned, latest.all_deviated) == (3, 2)
    strict = funnel_of(PATH, *rows, reading=Reading.STRICT).steps[1]
    assert (strict.aligned, strict.deviated, strict.recovered) == (1, 1, 0)
    assert (strict.all_aligned, strict.all_deviated) == (3, 2)


def test_ties_in_time_go_by_the_order_recorded():
    same = {"at": "2026-05-05T05:05:05.000000Z"}
    rows = [("p1", "T", "D", same), ("p1", "T", "A", same)]
    assert funnel_of(PATH, *rows).steps[0].aligned == 1
    assert funnel_of(PATH, *rows[::-1]).steps[0].deviated == 1
    assert funnel_of(PATH, *rows, reading=Reading.STRICT).steps[0].deviated == 1


def test_time_decides_over_the_order_recorded():
    funnel = funnel_of(
        PATH,
        ("p1", "T", "A", {"at": "2026-05-05T05:05:05.000000Z"}),
        ("p1", "T", "D", {"at": "2026-05-05T05:05:04.999999Z"}),
    )
    assert funnel.steps[0].aligned == 1


def test_the_latest_encounter_is_each_partners_own_highest():
    rows = [
        ("p1", "T", "A"),
        ("p1", "A", "A"),
        ("p1", "T", "A", {"encounter": 2}),
        ("p2", "T", "A"),
        ("p2", "T", "D", {"encounter": 3}),
    ]
    first = funnel_of(PATH, *rows)
    assert numbers(first, "aligned") == [2, 1, 0, 0]
    latest = funnel_of(PATH, *rows, encounter=EncounterChoice.LATEST)
    assert numbers(latest, "aligned") == [1, 0, 0, 0]
    assert latest.steps[0].deviated == 1


def test_an_optional_step_is_measured_and_lowers_nothing():
    flow = flow_of("T > A > B > N", optional=("A",))
    rows = [
        ("p1", "T", "A"),
        ("p1", "B", "A"),
        ("p1", "N", "A"),
        ("p2", "T", "A"),
        ("p2", "A", "D"),
    ]
    funnel = funnel_of(flow, *rows)
    assert numbers(funnel, "reached") == [2, 2, 2, 1]
    assert (funnel.steps[1].deviated, funnel.steps[1].unknown) == (1, 1)
    assert funnel.need_met == 1
    assert funnel.steps[2].fates == (0, 1, 0)
    assert funnel.steps[1].band == (0.0, 0.5), "unknown at an optional step could still be aligned"


def test_a_skip_leads_on_and_people_are_drawn_on_the_way_they_went():
    flow = flow_of("T > A > B > N", "T > N")
    funnel = funnel_of(
        flow,
        ("p1", "T", "A"),
        ("p1", "N", "A"),
        ("p2", "T", "A"),
        ("p2", "A", "A"),
        ("p3", "T", "A"),
        ("p3", "B", "A"),
    )
    assert funnel.need_met == 1
    assert numbers(funnel, "reached") == [3, 3, 3, 3]
    assert funnel.undecided == {}
    assert funnel.links == {("t", "a"): 2, ("a", "b"): 2, ("b", "n"): 2, ("t", "n"): 1}


def test_a_branch_is_reached_by_those_observed_on_it_and_the_others_are_undecided():
    funnel = funnel_of(
        BRANCHED,
        *[(f"p{n}", step, "A") for n in range(5) for step in ("T", "S")],
        ("p0", "B1", "A"),
        ("p0", "M", "A"),
        ("p0", "N", "A"),
        ("p1", "B1", "D"),
        ("p2", "B2", "A"),
        ("p3", "M", "A"),
    )
    by_name = {step.step.name: step for step in funnel.steps}
    assert (by_name["B1"].reached, by_name["B2"].reached, by_name["M"].reached) == (2, 1, 2)
    assert funnel.undecided == {"s": 2}
    assert by_name["S"].fates.undecided == 2
    assert by_name["M"].fates.unknown == 1
    assert by_name["B1"].fates.deviated == 1
    assert funnel.need_met == 1
    assert by_name["N"].band == pytest.approx((0.2, 0.8))
    assert funnel.links["s", "b1"] == 2
    assert funnel.links["b2", "m"] == 1


def test_on_several_branches_the_one_observed_last_counts():
    rows = [("p1", "T", "A"), ("p1", "S", "A"), ("p1", "B1", "A"), ("p1", "B2", "A")]
    funnel = funnel_of(BRANCHED, *rows)
    assert funnel.links["s", "b2"] == 1
    assert funnel.links["s", "b1"] == 0
    again = funnel_of(BRANCHED, *rows, ("p1", "B1", "D"))
    assert again.links["s", "b1"] == 1


def test_a_dead_end_and_a_missing_need_met_still_give_everyone_one_fate():
    flow = flow_of("T > A", kinds={"A": StepKind.STEP})
    funnel = funnel_of(flow, ("p1", "T", "A"), ("p1", "A", "A"), ("p2", "T", "A"))
    assert (funnel.entrants, funnel.need_met) == (2, 0)
    assert funnel.steps[1].fates == (0, 1, 1)
    assert funnel.undecided == {}


def test_no_flow_and_no_observations_are_no_trouble():
    assert funnel_of(Flow("f")).steps == ()
    funnel = funnel_of(BRANCHED)
    assert funnel.entrants == 0
    assert funnel.undecided == {"s": 0}
    columns = Columns.read({})
    assert measure(columns, PATH, ITERATION, [], names={}).funnels == ()
    assert measure(columns, PATH, "unheard of", [everyone()], names={}).funnels[0].entrants == 0


def test_overlapping_groups_beyond_one_byte_are_each_counted_alone():
    groups = [Group(f"g{n}", f"G{n}", frozenset({f"p{n}", f"p{n + 1}"})) for n in range(20)]
    rows = [*worked_example(), ("p3", "T", "D", {"at": "2026-01-01T00:00:00.000000Z"})]
    columns = columns_of(*rows)
    together = measure(columns, PATH, ITERATION, groups, names={}).funnels
    for group, funnel in zip(groups, together, strict=True):
        assert measure(columns, PATH, ITERATION, [group], names={}).funnels == (funnel,)
    assert [funnel.steps[0].all_deviated for funnel in together[:5]] == [0, 0, 1, 1, 0]


@settings(deadline=None, max_examples=100)
@given(studies())
def test_other_ids_and_names_change_no_number(study):
    flow, observations = study

    def anew(id_):
        return f"x{ord(id_[-1])}{id_[::-1]}"

    steps = tuple(
        msgspec.structs.replace(step, id=anew(step.id), name=f"{step.name}!") for step in flow.steps
    )
    links = tuple(Link(anew(link.source), anew(link.target)) for link in flow.links)
    other = Flow("other", steps=steps, links=links)
    told = [
        msgspec.structs.replace(each, partner=anew(each.partner), step=anew(each.step))
        for each in observations
    ]
    one = measure(Columns.read(documents(observations)), flow, ITERATION, [everyone()], names={})
    two = measure(Columns.read(documents(told)), other, ITERATION, [everyone()], names={})
    for step, same in zip(one.funnels[0].steps, two.funnels[0].steps, strict=True):
        assert anew(step.step.id) == same.step.id
        fields = set(step.__dataclass_fields__) - {"step"}
        assert all(getattr(step, name) == getattr(same, name) for name in fields)
    assert one.funnels[0].need_met == two.funnels[0].need_met
    assert len(one.warnings) == len(two.warnings)


@settings(deadline=None, max_examples=100)
@given(studies())
def test_voiding_and_taking_that_back_changes_nothing(study):
    flow, observations = study
    encoded = documents(observations)
    columns = Columns.read(encoded)
    before = measure(columns, flow, ITERATION, [everyone()], names={})
    voided = documents([msgspec.structs.replace(each, voided=True) for each in observations])
    columns.apply(voided, [])
    assert measure(columns, flow, ITERATION, [everyone()], names={}).funnels[0].entrants == 0
    columns.apply(encoded, [])
    assert measure(columns, flow, ITERATION, [everyone()], names={}) == before
    columns.apply({}, list(encoded)[::2])
    columns.apply({id_: encoded[id_] for id_ in list(encoded)[::2]}, [])
    assert measure(columns, flow, ITERATION, [everyone()], names={}) == before


def test_behind_names_partners_and_refuses_numbers_there_are_not():
    columns = columns_of(*worked_example())
    some = Group("some", "Some", frozenset({"p8", "p9", "p1"}))
    assert behind(columns, PATH, ITERATION, some, "a", "deviated") == ("p8", "p9")
    assert behind(columns, PATH, ITERATION, everyone(), "b", "possible") == tuple(
        f"p{n}" for n in (0, 1, 2, 3, 4, 6, 7)
    )
    assert behind_link(columns, PATH, ITERATION, some, Link("t", "a")) == ("p1", "p8", "p9")
    for step, what in (("zz", "aligned"), ("a", "hopeful")):
        with pytest.raises(KeyError):
            behind(columns, PATH, ITERATION, some, step, what)
    with pytest.raises(KeyError):
        behind_link(columns, PATH, ITERATION, some, Link("t", "c"))


def test_fates_say_how_and_where_each_walk_ended():
    columns = columns_of(*worked_example(), ("guest", "T", "A", {"late": True}))
    found = fates(columns, PATH, ITERATION)
    assert len(found) == 10
    assert found["p0"] == Fate(FateKind.NEED_MET, "c")
    assert found["p4"] == Fate(FateKind.UNKNOWN, "c")
    assert found["p5"] == Fate(FateKind.DEVIATED, "b")
    assert found["p9"] == Fate(FateKind.DEVIATED, "a")
    split = columns_of(("p1", "T", "A"), ("p1", "S", "A"))
    assert fates(split, BRANCHED, ITERATION) == {"p1": Fate(FateKind.UNDECIDED, "s")}


def test_the_same_numbers_when_rows_come_one_by_one_and_out_of_order():
    rows = observed(*worked_example())
    whole = measure(Columns.read(documents(rows)), PATH, ITERATION, [everyone()], names={})
    columns = Columns.read({})
    for row in rows[::-1]:
        columns.apply(documents([row]), [])
        measure(columns, PATH, ITERATION, [everyone()], names={})
    assert measure(columns, PATH, ITERATION, [everyone()], names={}) == whole
