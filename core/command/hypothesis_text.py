"""A hypothesis and what its design can show, as text for a person."""

from __future__ import annotations

from collections.abc import Iterator

from core.command.speech import tame
from core.learn.design import design, share
from core.learn.parts import PARTS, differences, reach
from core.learned import primary_cohort
from core.locked import is_locked
from core.model.hypothesis import Hypothesis
from core.reading import Reader


def hypothesis_text(study: Reader, hypothesis: Hypothesis) -> str:
    """What a version says, whom it is about, what its design shows, and what changed."""
    return "\n".join(tame(line) for line in _lines(study, hypothesis))


def _lines(study: Reader, hypothesis: Hypothesis) -> Iterator[str]:
    yield f"Hypothesis, version {hypothesis.version}: {_tested(study, hypothesis)}"
    for part in PARTS:
        if words := getattr(hypothesis, part.field):
            yield f"{part.title}: {words}"
    cohort = primary_cohort(study, hypothesis)
    size = len(study.members(cohort))
    yield (
        f"To beat: {share(hypothesis.target)} of {cohort.name} ({size} in the register), "
        f"{hypothesis.planned} planned."
    )
    yield from design(hypothesis.target, hypothesis.planned).sentences
    yield from _endpoints(hypothesis)
    if said := reach(hypothesis):
        yield said
    before = [each for each in study.hypotheses() if each.version < hypothesis.version]
    if before:
        changed = differences(before[-1], hypothesis) or ("nothing",)
        yield f"Changed since version {before[-1].version}: {' '.join(changed)}"


def _tested(study: Reader, hypothesis: Hypothesis) -> str:
    testing = [each for each in study.iterations() if each.hypothesis == hypothesis.id]
    if not testing:
        return "for the next iteration."
    numbers = ", ".join(str(each.number) for each in testing)
    locked = (
        "locked" if is_locked(study, hypothesis) else "open to change until the first observation"
    )
    after = testing[0].set_after
    late = f", set after {after} observation{'' if after == 1 else 's'}" if after else ""
    return f"iteration {numbers}, {locked}{late}."


def _endpoints(hypothesis: Hypothesis) -> Iterator[str]:
    targets = (
        ("Individual adoption", hypothesis.adoption),
        ("Business outcome", hypothesis.outcome),
    )
    for name, target in targets:
        if target is not None:
            yield f"{name} to beat: {share(target)}."
    if hypothesis.scale is not None:
        yield f"At scale from {hypothesis.scale} partners known at each endpoint on."
