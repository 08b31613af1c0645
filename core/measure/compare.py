"""Cohort against cohort, against the rest, and iteration against iteration, at each step.

"Differs" is said only when an exact test says so after Holm's correction over all that was asked;
otherwise nobody can tell yet. The rules are those of the design's semantics.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from core.measure import bits
from core.measure.bits import Bits
from core.measure.cohorts import Group, bits_of
from core.measure.columns import Columns
from core.measure.differences import newcombe
from core.measure.exact import fisher, holm, mcnemar
from core.measure.intervals import Interval, wilson
from core.measure.seen import EncounterChoice, Reading
from core.measure.version_rates import StepRate
from core.measure.walk import walk
from core.model.flow import Flow, Step, StepKind

ALPHA = Fraction(1, 20)
"""A corrected p of at most this says that two sides differ."""


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: a group in an iteration, or with ``rest`` all outside it."""

    flow: Flow
    iteration: str
    group: Group
    rest: bool = False

    @property
    def name(self) -> str:
        """What to call it."""
        return "the rest" if self.rest else self.group.name


Pair = tuple[Side, Side]


class Narrowed(ValueError):
    """A group that a filter of the view narrowed: looked at, and never compared."""

    def __init__(self, group: Group) -> None:
        super().__init__(f"“{group.name}” is narrowed by a filter of the view")
        self.group = group


class Overlapping(ValueError):
    """Two cohorts share partners, so they are not independent; each can be compared with the rest."""

    def __init__(self, a: Group, b: Group) -> None:
        super().__init__(f"“{a.name}” and “{b.name}” share partners")
        self.a, self.b = a, b


@dataclass(frozen=True)
class Changed:
    """Of the partners with an answer in both iterations: deviated then aligned, and the reverse.

    "Then" is from the first side to the second. ``p`` is that of McNemar's exact test.
    """

    both: int
    gained: int
    lost: int
    p: float


@dataclass(frozen=True)
class StepComparison:
    """Two sides at one step. ``difference`` is a - b in alignment, ``interval`` that of Newcombe.

    Both are None where a side has no data; the interval also where ``changed`` decides, which it does
    where anybody answered in both iterations. ``changed`` is None for cohorts. ``p`` is that of
    Fisher's exact test, ``p_holm`` the deciding one corrected.
    """

    step: Step
    a: StepRate
    b: StepRate
    difference: float | None
    interval: Interval | None
    p: float
    p_holm: float
    differs: bool
    changed: Changed | None
    sentence: str


@dataclass(frozen=True)
class Comparison:
    """Two sides at all steps after the trigger that both have, in the column order of the second."""

    a: Side
    b: Side
    steps: tuple[StepComparison, ...]


def compare(
    columns: Columns,
    pairs: Sequence[Pair],
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[Comparison, ...]:
    """Compare the two sides of each pair; all that is asked at once is corrected together.

    Sides of one iteration are independent groups, those of two are the same partners before and
    after. Raises Overlapping where two groups of one iteration share a partner, and Narrowed where a
    filter narrowed one.
    """
    for side in (side for pair in pairs for side in pair):
        if side.group.narrowed:
            raise Narrowed(side.group)
    found = [_counted(columns, pair, reading, encounter) for pair in pairs]
    corrected = iter(holm([_deciding(each) for own in found for each in own]))
    return tuple(
        Comparison(a, b, tuple(_concluded(each, next(corrected)) for each in own))
        for (a, b), own in zip(pairs, found, strict=True)
    )


def against_each_other(a: Side, b: Side) -> tuple[Pair, ...]:
    """The pairs that answer how two cohorts of an iteration differ: each with the rest if they overlap."""
    if shares_partners(a.group, b.group):
        return ((a, replace(a, rest=True)), (b, replace(b, rest=True)))
    return ((a, b),)


def shares_partners(a: Group, b: Group) -> bool:
    """Whether any partner is in both groups, or they are the same one."""
    if a.id == b.id:
        return True
    if a.members is None or b.members is None:
        other = b.members if a.members is None else a.members
        return other is None or bool(other)
    return not a.members.isdisjoint(b.members)


def behind_comparison(
    columns: Columns,
    pair: Pair,
    step_id: str,
    what: str,
    *,
    reading: Reading = Reading.LATEST,
    encounter: EncounterChoice = EncounterChoice.FIRST,
) -> tuple[str, ...]:
    """Ids of the partners a number of a comparison counts, in the order they were first observed.

    ``what`` is "a aligned", "a answered", "b aligned", "b answered", or of two iterations "both",
    "gained", "lost". Raises KeyError where there is no such number or step.
    """
    a, b = (_sets(columns, side, reading, encounter)[step_id] for side in pair)
    found = _NUMBERS[what](a, b)
    ids = columns.partners.ids
    return tuple(map(ids.__getitem__, bits.codes(found, len(ids)).tolist()))


@dataclass(frozen=True)
class _Answers:
    """The partners of a side who answered at a step."""

    aligned: Bits
    deviated: Bits

    @property
    def all(self) -> Bits:
        return self.aligned | self.deviated

    @property
    def rate(self) -> StepRate:
        aligned, answered = int(bits.size(self.aligned)), int(bits.size(self.all))
        return StepRate(aligned, answered, wilson(aligned, answered))


_NUMBERS: Mapping[str, Callable[[_Answers, _Answers], Bits]] = {
    "a aligned": lambda a, _b: a.aligned,
    "a answered": lambda a, _b: a.all,
    "b aligned": lambda _a, b: b.aligned,
    "b answered": lambda _a, b: b.all,
    "both": lambda a, b: a.all & b.all,
    "gained": lambda a, b: a.deviated & b.aligned,
    "lost": lambda a, b: a.aligned & b.deviated,
}


def _sets(
    columns: Columns, side: Side, reading: Reading, encounter: EncounterChoice
) -> dict[str, _Answers]:
    """Who answered at each step of the path, by its id."""
    walked = walk(columns, side.flow, side.iteration, reading, encounter)
    everybody = bits.pack(np.ones(walked.partners, np.bool_))
    members = bits_of(columns, side.group, everybody)
    if side.rest:
        members = everybody & ~members
    aligned, deviated = walked.aligned & members, walked.deviated & members
    return {
        step.id: _Answers(aligned[column], deviated[column])
        for column, step in enumerate(walked.shape.steps)
    }


@dataclass(frozen=True)
class _Counted:
    """A step of a pair, counted and tested but not yet corrected."""

    step: Step
    a: StepRate
    b: StepRate
    fisher: Fraction
    changed: Changed | None
    mcnemar: Fraction | None


def _counted(
    columns: Columns, pair: Pair, reading: Reading, encounter: EncounterChoice
) -> list[_Counted]:
    a, b = pair
    paired = a.iteration != b.iteration
    if not paired and not _apart(a, b):
        raise Overlapping(a.group, b.group)
    own, other = (_sets(columns, side, reading, encounter) for side in pair)
    triggers = {side.flow.one(StepKind.TRIGGER) for side in pair}
    skipped = {trigger.id for trigger in triggers if trigger is not None}
    return [
        _tested(b.flow.step(each), own[each], other[each], paired=paired)
        for each in other
        if each in own and each not in skipped
    ]


def _apart(a: Side, b: Side) -> bool:
    """Whether nobody can be on both sides."""
    if a.rest or b.rest:
        return a.group == b.group and a.rest != b.rest
    return not shares_partners(a.group, b.group)


def _tested(step: Step, a: _Answers, b: _Answers, *, paired: bool) -> _Counted:
    one, other = a.rate, b.rate
    p = fisher(
        one.aligned, one.answered - one.aligned, other.aligned, other.answered - other.aligned
    )
    if not paired:
        return _Counted(step, one, other, p, None, None)
    both, gained, lost = (
        int(bits.size(_NUMBERS[what](a, b))) for what in ("both", "gained", "lost")
    )
    exact = mcnemar(gained, lost)
    changed = Changed(both, gained, lost, float(exact))
    return _Counted(step, one, other, p, changed, exact if both else None)


def _deciding(counted: _Counted) -> Fraction:
    return counted.fisher if counted.mcnemar is None else counted.mcnemar


def _concluded(counted: _Counted, corrected: Fraction) -> StepComparison:
    a, b = counted.a, counted.b
    differs = corrected <= ALPHA
    decided = counted.mcnemar is not None
    return StepComparison(
        step=counted.step,
        a=a,
        b=b,
        difference=None if a.share is None or b.share is None else a.share - b.share,
        interval=None if decided else newcombe(a.aligned, a.answered, b.aligned, b.answered),
        p=float(counted.fisher),
        p_holm=float(corrected),
        differs=differs,
        changed=counted.changed,
        sentence=_sentence(counted, differs=differs),
    )


def _sentence(counted: _Counted, *, differs: bool) -> str:
    """What can be said, in plain words; never who is better."""
    sides = [counted.a, counted.b]
    if not any(each.answered for each in sides):
        return "can't tell yet: no data"
    a, b = (f"{each.aligned} of {each.answered}" if each.answered else "no data" for each in sides)
    word = "differs" if differs else "can't tell yet"
    said = f"{word}: {a} against {b}"
    changed = counted.changed
    if changed is None or not changed.both:
        return said
    partners = "partner" if changed.both == 1 else f"{changed.both} partners"
    return (
        f"{said}; of the {partners} in both, {changed.gained} went from deviated to aligned "
        f"and {changed.lost} the other way"
    )
