"""What makes a flow sound: findings in plain words, never exceptions. A finding blocks no drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.model.flow import Flow, StepKind
from core.model.structure import structure


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``rule`` names it, ``steps`` are the ids of the steps it is about.

    ``stops_capture`` says that nothing can be recorded on this flow until it is settled.
    """

    rule: str
    sentence: str
    steps: tuple[str, ...] = ()
    stops_capture: bool = False


@lru_cache(maxsize=16)
def findings(flow: Flow) -> tuple[Finding, ...]:
    """Everything unsound about a flow, what stops capture first; kept for those asked about last."""
    found = [finding for rule in _RULES for finding in rule(flow)]
    return tuple(sorted(found, key=lambda each: not each.stops_capture))


def _trigger(flow: Flow) -> Iterator[Finding]:
    triggers = list(flow.of_kind(StepKind.TRIGGER))
    if not triggers:
        yield Finding("no trigger", "A flow starts with one trigger. None is drawn yet.", (), True)
    for extra in triggers[1:]:
        sentence = f"A flow starts with one trigger. “{extra.name}” is another: make it a step?"
        yield Finding("second trigger", sentence, (extra.id,), True)


def _need_met(flow: Flow) -> Iterator[Finding]:
    needs = list(flow.of_kind(StepKind.NEED_MET))
    if not needs:
        yield Finding("no need met", "A flow leads to one customer need met. None is drawn yet.")
    for extra in needs[1:]:
        sentence = f"A flow has one customer need met. “{extra.name}” is another: make it a step?"
        yield Finding("second need met", sentence, (extra.id,), True)


def _solution(flow: Flow) -> Iterator[Finding]:
    if flow.steps and flow.one(StepKind.STEP) is None:
        yield Finding("no solution step", "No solution step stands between trigger and need met.")


def _endpoints(flow: Flow) -> Iterator[Finding]:
    for kind, word in ((StepKind.ADOPTION, "adoption"), (StepKind.OUTCOME, "business outcome")):
        for extra in list(flow.of_kind(kind))[1:]:
            sentence = f"One {word} is enough: “{extra.name}” is another. Make it a step?"
            yield Finding("second endpoint", sentence, (extra.id,))


def _behind_need(flow: Flow) -> Iterator[Finding]:
    need = flow.one(StepKind.NEED_MET)
    steps = {step.id: step for step in flow.steps}
    if need is None:
        return
    for link in flow.links:
        source, target = steps.get(link.source), steps.get(link.target)
        if source is None or target is None:
            continue
        ends = (link.source, link.target)
        name = target.name
        if link.source == need.id and not target.kind.is_endpoint:
            sentence = f"“{name}” stands behind the need met, where only the two outcomes stand."
            yield Finding("behind need met", sentence, ends)
        elif target.kind.is_endpoint and link.source != need.id:
            sentence = f"“{name}” is an outcome and follows from the need met only."
            yield Finding("outcome too early", sentence, ends)
        elif source.kind.is_endpoint:
            sentence = f"Nothing follows from an outcome: cut the link to “{name}”."
            yield Finding("behind an outcome", sentence, ends)


def _reachable(flow: Flow) -> Iterator[Finding]:
    after: dict[str, list[str]] = {step.id: [] for step in flow.steps}
    for link in flow.links:
        after.setdefault(link.source, []).append(link.target)
    seen = {step.id for step in flow.of_kind(StepKind.TRIGGER)}
    edge = list(seen)
    while edge:
        fresh = [target for target in after.get(edge.pop(), ()) if target not in seen]
        seen.update(fresh)
        edge.extend(fresh)
    for step in flow.steps:
        if seen and step.id not in seen:
            yield Finding("cut off", f"Nobody can reach “{step.name}” yet.", (step.id,))


def _dead_end(flow: Flow) -> Iterator[Finding]:
    leading = {link.source for link in flow.links}
    for step in flow.steps:
        if step.kind in (StepKind.TRIGGER, StepKind.STEP) and step.id not in leading:
            yield Finding("dead end", f"“{step.name}” leads nowhere yet.", (step.id,))


def _loop(flow: Flow) -> Iterator[Finding]:
    for link in structure(flow).loops:
        names = f"“{flow.step(link.source).name}” to “{flow.step(link.target).name}”"
        sentence = f"The link from {names} runs backwards. Coming back is what adoption shows."
        yield Finding("loop", sentence, (link.source, link.target))


def _names(flow: Flow) -> Iterator[Finding]:
    seen: set[str] = set()
    for step in flow.steps:
        if not step.name.strip():
            yield Finding("no name", "A step has no name yet.", (step.id,))
        elif step.name in seen:
            yield Finding("same name", f"Two steps are called “{step.name}”.", (step.id,))
        seen.add(step.name)


def _meaning(flow: Flow) -> Iterator[Finding]:
    if any(step.aligned_means for step in flow.steps):
        for step in flow.of_kind(StepKind.STEP):
            if not step.aligned_means:
                sentence = (
                    f"“{step.name}” has no sentence saying what counts as aligned. "
                    "Two observers may mark it differently."
                )
                yield Finding("no meaning", sentence, (step.id,))


_RULES: tuple[Callable[[Flow], Iterator[Finding]], ...] = (
    _trigger,
    _need_met,
    _solution,
    _endpoints,
    _behind_need,
    _reachable,
    _dead_end,
    _loop,
    _names,
    _meaning,
)
