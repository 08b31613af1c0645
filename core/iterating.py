"""The loop of build, measure, learn: writing the hypothesis, starting, closing, deciding."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from core.documents import Document, flow_documents
from core.learn.parts import edited
from core.learned import NotPossible, closing, late_since, next_round
from core.locked import is_locked
from core.model.decision import Conclusion, Decision, Verdict
from core.model.flow import Flow
from core.model.hypothesis import Hypothesis, faults
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.moment import Moment, now
from core.study import Study

SCOPE = "iterations"
"""The undo scope of starting, closing and deciding: each stands on the one before."""
HYPOTHESIS = "hypothesis"
"""The undo scope of writing the hypothesis."""


def write_hypothesis(study: Study, wanted: Hypothesis) -> Hypothesis:
    """Put a hypothesis as it is wanted; returns the version it became.

    Its id says which version it amends. One that was observed under stays, and a change of it makes
    the next version. An open iteration that was not observed yet tests what is written last; one
    that was, and has none, takes it too and is marked so. Raises NotPossible where a part is out of
    range.
    """
    if wrong := faults(wanted):
        raise NotPossible(" ".join(wrong))
    versions = study.hypotheses()
    old = next((each for each in versions if each.id == wanted.id), None)
    if old == wanted:
        return wanted
    label = edited(old, wanted)
    if old is None or is_locked(study, old):
        latest = max((each.version for each in versions), default=0)
        wanted = msgspec.structs.replace(wanted, id=new_id(), version=latest + 1, written=now())
    study.do(label, HYPOTHESIS, [wanted, *_pinned(study, wanted)])
    return wanted


def _pinned(study: Study, hypothesis: Hypothesis) -> list[Iteration]:
    """The open iteration, testing this hypothesis now; empty where it keeps to its own."""
    current = study.current_iteration
    if current is None or not current.is_open or current.hypothesis == hypothesis.id:
        return []
    if current.hypothesis and study.columns.refers(iteration=current.id):
        return []
    after = study.columns.standing(current.id)
    return [msgspec.structs.replace(current, hypothesis=hypothesis.id, set_after=after)]


def start(
    study: Study,
    *,
    change: str = "",
    release: str = "",
    goals: Sequence[str] | None = None,
    until: Moment | None = None,
    flow: Flow | None = None,
    at: Moment | None = None,
) -> Iteration:
    """Open the next iteration on the latest hypothesis and the flow drawn last.

    ``flow`` makes the next version of the flow in the same transaction; ``goals`` None takes those
    that the last decision proposes. Raises NotPossible where an iteration is open or there is no
    flow.
    """
    if (current := study.current_iteration) is not None and current.is_open:
        raise NotPossible(f"Iteration {current.number} is still open. Close it first.")
    puts: list[Document] = []
    if flow is not None:
        version = max((each.version for each in study.flows()), default=0) + 1
        flow = msgspec.structs.replace(flow, id=new_id(), version=version)
        puts += flow_documents(flow, {})
    drawn = flow or study.drawn
    if drawn is None:
        raise NotPossible("There is no flow to walk yet. Draw one first.")
    if goals is None:
        decided = current is not None and study.decision(current.id) is not None
        goals = next_round(study, current).goals if current is not None and decided else ()
    written = study.hypotheses()
    iteration = Iteration(
        new_id(),
        1 if current is None else current.number + 1,
        drawn.id,
        at or now(),
        change,
        hypothesis=written[-1].id if written else "",
        release=release,
        goals=tuple(goals),
        until=until,
    )
    study.do(f"Start iteration {iteration.number}", SCOPE, [*puts, iteration])
    return iteration


def close(study: Study, at: Moment | None = None) -> Decision:
    """Close the open iteration: freeze its cohorts and evidence, and propose what to conclude.

    Raises NotPossible where none is open, NoHypothesis where there is nothing to conclude about.
    """
    current = study.current_iteration
    if current is None or not current.is_open:
        raise NotPossible("No iteration is open, so there is none to close.")
    closed, decision = closing(study, current, at or now())
    study.do(f"Close iteration {current.number}", SCOPE, [closed, decision])
    return decision


def decide(
    study: Study,
    iteration: Iteration,
    conclusion: Conclusion,
    note: str = "",
    by: str = "",
    at: Moment | None = None,
) -> Decision:
    """Keep the person's verdict beside what the app proposed.

    Raises NotPossible where the iteration was not closed, or the next has begun on its verdict.
    """
    decision = study.decision(iteration.id)
    if decision is None or iteration.is_open:
        raise NotPossible(f"Iteration {iteration.number} is not closed. Close it, then decide.")
    later = any(each.number > iteration.number for each in study.iterations())
    if later and decision.verdict is not None:
        raise NotPossible(
            f"Iteration {iteration.number + 1} has begun on that verdict, so it stands."
        )
    verdict = Verdict(conclusion, at or now(), note.strip(), by, late_since(study, iteration))
    decided = msgspec.structs.replace(decision, verdict=verdict)
    study.do(f"Verdict on iteration {iteration.number}", SCOPE, [decided])
    return decided
