"""Adoption and business outcome among those whose need was met."""

import pytest

from core.measure import Columns, Group, behind, endpoints, everyone, wilson
from core.model.flow import StepKind
from tests.core.study_data import ITERATION, columns_of, flow_of

FLOW = flow_of(
    "T > A > N > Back",
    "N > Money",
    kinds={"N": StepKind.NEED_MET, "Back": StepKind.ADOPTION, "Money": StepKind.OUTCOME},
)
MET = [(f"p{n}", step, "A") for n in range(5) for step in ("T", "A", "N")]
ROWS = [
    *MET,
    ("p0", "Back", "A", {"encounter": 2}),
    ("p0", "Money", "A"),
    ("p1", "Back", "A"),
    ("p1", "Back", "D", {"encounter": 3, "late": True}),
    ("p1", "Money", "A", {"late": True}),
    ("p2", "Back", "D"),
    ("p2", "Back", "A", {"voided": True}),
    ("p3", "Money", "D", {"iteration": "other"}),
    ("p5", "T", "A"),
    ("p5", "Back", "A"),
]


def test_the_latest_status_of_any_encounter_counts_late_ones_included():
    found = endpoints(columns_of(*ROWS), FLOW, ITERATION, everyone())
    assert found.need_met == 5
    adoption, outcome = found.adoption, found.outcome
    assert (adoption.aligned, adoption.deviated, adoption.unknown) == (1, 2, 2)
    assert adoption.rate == pytest.approx(1 / 3)
    assert adoption.interval == wilson(1, 3)
    assert (outcome.aligned, outcome.deviated, outcome.unknown) == (2, 0, 3)
    assert outcome.rate == 1.0
    assert found.both == 1


def test_the_need_must_be_met_in_the_first_encounter_and_in_time():
    rows = [
        ("p1", "T", "A"),
        ("p1", "A", "A"),
        ("p1", "N", "A", {"late": True}),
        ("p1", "Back", "A"),
        *[("p2", step, "A", {"encounter": 2}) for step in ("T", "A", "N", "Back")],
    ]
    found = endpoints(columns_of(*rows), FLOW, ITERATION, everyone())
    assert (found.need_met, found.adoption.aligned, found.both) == (0, 0, 0)
    assert (found.adoption.rate, found.adoption.interval) == (None, None)


def test_observations_out_of_the_order_of_time_are_read_by_their_time():
    early = {"at": "2026-01-01T00:00:00.000000Z"}
    rows = [*MET, ("p0", "Back", "A"), ("p0", "Back", "D", early)]
    assert endpoints(columns_of(*rows), FLOW, ITERATION, everyone()).adoption.aligned == 1


def test_a_group_is_counted_alone():
    group = Group("g", "G", frozenset({"p0", "p3", "p5"}))
    found = endpoints(columns_of(*ROWS), FLOW, ITERATION, group)
    assert (found.need_met, found.adoption.aligned, found.adoption.unknown) == (2, 1, 1)


def test_partners_stand_behind_each_endpoint_number():
    columns = columns_of(*ROWS)

    def stand(step, what):
        return behind(columns, FLOW, ITERATION, everyone(), step, what)

    assert stand("back", "aligned") == ("p0",)
    assert stand("back", "deviated") == ("p1", "p2")
    assert stand("back", "unknown") == ("p3", "p4")
    assert stand("money", "aligned") == ("p0", "p1")
    assert stand("money", "both") == ("p0",)
    assert stand("back", "need_met") == tuple(f"p{n}" for n in range(5))
    with pytest.raises(KeyError):
        stand("back", "reached")


def test_without_endpoints_or_observations_nothing_is_known():
    path = flow_of("T > A > N")
    found = endpoints(columns_of(*MET), path, ITERATION, everyone())
    assert found.adoption.step is None
    assert (found.need_met, found.adoption.unknown, found.outcome.rate) == (5, 5, None)
    assert endpoints(Columns.read({}), FLOW, ITERATION, everyone()).need_met == 0
