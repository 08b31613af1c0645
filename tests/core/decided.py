"""Evidence from bare counts, for tests of what is concluded from it."""

from core.model.decision import Conclusion, Decision, Evidence, StepEnds
from tests.core.study_data import flow_of

FLOW = flow_of("T > A > B > N")


def evidence(aligned, deviated, unknown, target, *, at=None, cohort="everyone"):
    """So many of each; ``at`` says how many deviated at which step, all of them at A unless said."""
    left = at or {"a": deviated}
    assert sum(left.values()) == deviated
    ends = tuple(
        StepEnds(step, tuple(f"{step}{n}" for n in range(count))) for step, count in left.items()
    )
    return Evidence(
        "iteration",
        "hypothesis",
        "flow",
        cohort,
        target,
        aligned + deviated + unknown,
        met=tuple(f"met{n}" for n in range(aligned)),
        ends=ends,
        unseen=unknown,
        focus=max(left, key=lambda step: left[step]) if deviated else "",
    )


def decision(conclusion, aligned, deviated, *, cohort="everyone"):
    """A close that proposed this, of so many, none unknown."""
    found = evidence(aligned, deviated, 0, 0.7, cohort=cohort)
    return Decision("earlier", "2026-01-01T00:00:00.000000Z", found, conclusion, 0.5, 0.5)


__all__ = ["FLOW", "Conclusion", "decision", "evidence"]
