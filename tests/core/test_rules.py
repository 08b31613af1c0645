"""What makes a flow sound: each finding comes when it should, and only then."""

import msgspec
import pytest

from core.model.edits import path_flow, with_endpoints
from core.model.flow import Flow, Link, Step, StepKind
from core.model.rules import findings
from tests.core.study_data import flow_of


def rules(flow):
    return [finding.rule for finding in findings(flow)]


def test_a_sound_flow_has_no_findings():
    assert rules(path_flow(["Bill arrives", "Sees plan", "Switches"])) == []


@pytest.mark.parametrize(
    ("flow", "rule", "sentence", "steps"),
    [
        (
            Flow("f"),
            "no trigger",
            "A flow starts with one trigger. None is drawn yet.",
            (),
        ),
        (
            flow_of("T > A > N", "Again > A", kinds={"Again": StepKind.TRIGGER}),
            "second trigger",
            "A flow starts with one trigger. “Again” is another: make it a step?",
            ("again",),
        ),
        (
            flow_of("T > A", kinds={"A": StepKind.STEP}),
            "no need met",
            "A flow leads to one customer need met. None is drawn yet.",
            (),
        ),
        (
            flow_of("T > A > N", "A > Too", kinds={"Too": StepKind.NEED_MET}),
            "second need met",
            "A flow has one customer need met. “Too” is another: make it a step?",
            ("too",),
        ),
        (
            flow_of("T > N"),
            "no solution step",
            "No solution step stands between trigger and need met.",
            (),
        ),
        (
            flow_of(
                "T > A > N > E1",
                "N > E2",
                kinds={
                    "N": StepKind.NEED_MET,
                    "E1": StepKind.OUTCOME,
                    "E2": StepKind.OUTCOME,
                },
            ),
            "second endpoint",
            "One business outcome is enough: “E2” is another. Make it a step?",
            ("e2",),
        ),
        (
            flow_of("T > A > N", "X > A", kinds={"X": StepKind.STEP}),
            "cut off",
            "Nobody can reach “X” yet.",
            ("x",),
        ),
        (
            flow_of("T > A > N", "A > B"),
            "dead end",
            "“B” leads nowhere yet.",
            ("b",),
        ),
        (
            flow_of("T > A > B > N", "B > A"),
            "loop",
            "The link from “B” to “A” runs backwards. Coming back is what adoption shows.",
            ("b", "a"),
        ),
    ],
)
def test_a_finding_says_what_is_unsound_and_where(flow, rule, sentence, steps):
    found = [finding for finding in findings(flow) if finding.rule == rule]
    assert [(finding.sentence, finding.steps) for finding in found] == [(sentence, steps)]


def test_a_cut_off_step_that_leads_to_the_path_is_no_loop():
    flow = flow_of("T > A > N", "X > T", kinds={"X": StepKind.STEP})
    assert rules(flow) == ["cut off"]


def test_without_a_trigger_nobody_is_called_cut_off():
    assert "cut off" not in rules(Flow("f", steps=(Step("a", "A"), Step("b", "B"))))


def test_names_must_be_there_and_differ():
    flow = path_flow(["T", "A", "A", " ", "N"])
    found = {finding.rule: finding.steps for finding in findings(flow)}
    assert found == {"same name": (flow.steps[2].id,), "no name": (flow.steps[3].id,)}


def test_once_one_step_says_what_counts_as_aligned_the_others_should():
    flow = path_flow(["T", "A", "B", "N"])
    said = msgspec.structs.replace(flow.steps[1], aligned_means="Opens the plan")
    steps = (flow.steps[0], said, *flow.steps[2:])
    (finding,) = findings(msgspec.structs.replace(flow, steps=steps))
    assert finding.rule == "no meaning"
    assert finding.steps == (flow.steps[2].id,)
    assert "“B”" in finding.sentence


def test_what_stops_capture_comes_first():
    steps = (Step("a", "A"), Step("n", "N", StepKind.NEED_MET))
    found = findings(with_endpoints(Flow("f", steps=steps, links=(Link("a", "n"),))))
    assert [finding.stops_capture for finding in found] == [True]
    two = flow_of("T > A > N", "T2 > B", kinds={"T2": StepKind.TRIGGER})
    stops = [finding.stops_capture for finding in findings(two)]
    assert stops == sorted(stops, reverse=True)
    assert stops[0]
    assert not stops[-1]
