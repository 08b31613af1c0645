"""What may stand behind the need met: the two outcomes, and nothing else."""

from __future__ import annotations

import pytest

from core.model.edits import add, connect, disconnect, with_endpoints
from core.model.flow import Link, Step, StepKind
from core.model.rules import findings
from tests.core.study_data import flow_of

PATH = with_endpoints(flow_of("T > A > N"))
ADOPTION = next(PATH.of_kind(StepKind.ADOPTION)).id


def rules(flow):
    return {finding.rule: finding.steps for finding in findings(flow)}


def test_a_sound_flow_has_nothing_to_mend():
    assert rules(PATH) == {}


@pytest.mark.parametrize(
    ("rule", "source", "target"),
    [
        ("behind need met", "n", "x"),
        ("outcome too early", "a", ADOPTION),
        ("behind an outcome", ADOPTION, "x"),
    ],
    ids=["another step", "an outcome", "a step behind an outcome"],
)
def test_a_link_on_the_wrong_side_of_the_need_met_is_found(rule, source, target):
    flow = connect(add(PATH, Step("x", "Tells a friend")), source, target)
    assert rules(flow)[rule] == (source, target)


def test_without_a_need_met_no_side_is_wrong():
    flow = disconnect(flow_of("T > A"), [])
    assert not {"behind need met", "outcome too early"} & set(rules(flow))


def test_a_link_to_a_step_that_is_gone_is_passed_over():
    assert "behind need met" not in rules(
        type(PATH)("f", 1, PATH.steps, (*PATH.links, Link("n", "gone")))
    )
