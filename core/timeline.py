"""The iterations of a study as a timeline tells them: believed, changed, happened, decided."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from core.groups import groups
from core.learn.parts import differences
from core.learned import evidence_of, is_changed_since, late_since
from core.measure import measure
from core.measure.compare import Side, StepComparison, compare
from core.measure.funnel import Funnel
from core.measure.intervals import Interval, wilson
from core.model.decision import Decision
from core.model.flow import Flow, Step, StepKind
from core.model.hypothesis import Hypothesis
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.model.versions import VersionChanges, compare_versions
from core.reading import Reader
from core.rounding import whole_percent


@dataclass(frozen=True)
class NeedMet:
    """How it ended for those who count: need met, or deviated, or unknown (undecided too).

    ``decides`` says that these are the first planned entrants of the primary cohort, as the decision
    counts them; otherwise they are all entrants of the group. ``unseen`` planned partners come on top:
    the decision counts them as unknown, and they are no part of the band.
    """

    met: int
    deviated: int
    unknown: int
    decides: bool
    unseen: int = 0

    @property
    def answered(self) -> int:
        """Those whose end is known."""
        return self.met + self.deviated

    @property
    def share(self) -> float | None:
        """Met of those whose end is known; None where nobody's is."""
        return self.met / self.answered if self.answered else None

    @property
    def interval(self) -> Interval | None:
        """The Wilson interval of that share."""
        return wilson(self.met, self.answered)

    @property
    def band(self) -> Interval | None:
        """The share if all unknown had deviated, and if all had their need met."""
        whole = self.answered + self.unknown
        return (self.met / whole, (self.met + self.unknown) / whole) if whole else None


@dataclass(frozen=True)
class Round:
    """One iteration, and how it differs from the one before (None or empty for the first)."""

    iteration: Iteration
    hypothesis: Hypothesis | None
    hypothesis_before: Hypothesis | None
    reworded: tuple[str, ...]
    flow: Flow
    redrawn: VersionChanges | None
    funnel: Funnel
    need_met: NeedMet
    same_partners: StepComparison | None
    decision: Decision | None
    focus: Step | None
    late: int
    is_corrected: bool

    @property
    def is_primary(self) -> bool:
        """Whether the group shown is the one the hypothesis is about."""
        return self.hypothesis is not None and self.hypothesis.primary.id == self.funnel.group.id


def rounds(reader: Reader, cohort_id: str = EVERYONE) -> tuple[Round, ...]:
    """All iterations by their number, for one cohort as each iteration knows it.

    An id that names no cohort stands for everyone.
    """
    told: list[Round] = []
    for iteration in reader.iterations():
        told.append(_round(reader, iteration, cohort_id, told[-1] if told else None))
    return tuple(told)


def _round(reader: Reader, iteration: Iteration, cohort_id: str, before: Round | None) -> Round:
    flow, hypothesis = reader.flow(iteration.flow), reader.hypothesis_of(iteration)
    asked = groups(reader, iteration, [cohort_id]) or groups(reader, iteration, [EVERYONE])
    names = reader.pseudonyms()
    funnel = measure(reader.columns, flow, iteration.id, asked[:1], names=names).funnels[0]
    decision = None if iteration.is_open else reader.decision(iteration.id)
    old = before.hypothesis if before else None
    focus = decision.evidence.focus if decision else ""
    return Round(
        iteration,
        hypothesis,
        old,
        differences(old, hypothesis) if old and hypothesis else (),
        flow,
        compare_versions(before.flow, flow) if before else None,
        funnel,
        _need_met(reader, iteration, hypothesis, funnel),
        _same_partners(reader, before, Side(flow, iteration.id, funnel.group)),
        decision,
        flow.step(focus) if focus and flow.has(focus) else None,
        late_since(reader, iteration),
        is_changed_since(reader, iteration),
    )


def _need_met(
    reader: Reader, iteration: Iteration, hypothesis: Hypothesis | None, funnel: Funnel
) -> NeedMet:
    if hypothesis is not None and hypothesis.primary.id == funnel.group.id:
        found = evidence_of(reader, iteration)
        met = found.unknown - found.unseen
        return NeedMet(found.aligned, found.deviated, met, decides=True, unseen=found.unseen)
    deviated = sum(each.fates.deviated for each in funnel.steps)
    rest = funnel.entrants - funnel.need_met - deviated
    return NeedMet(funnel.need_met, deviated, rest, decides=False)


def _same_partners(reader: Reader, before: Round | None, now: Side) -> StepComparison | None:
    """At need met, the iteration before with this one; None where the step is another now."""
    if before is None:
        return None
    step = now.flow.one(StepKind.NEED_MET)
    earlier = Side(before.flow, before.iteration.id, before.funnel.group)
    found = compare(reader.columns, [(earlier, now)])[0]
    return next((each for each in found.steps if step and each.step.id == step.id), None)


def trend(told: tuple[Round, ...]) -> str:
    """How need met went over the iterations with an answer, in plain words; empty under two.

    Whether two shares differ is for a comparison to say: here it is a direction at most.
    """
    seen = [each.need_met for each in told if each.need_met.share is not None]
    if len(seen) < _LEAST:
        return ""
    shares = [each.met / each.answered for each in seen]
    steps = list(pairwise(shares))
    first, last = (whole_percent(each) for each in (shares[0], shares[-1]))
    if all(old < new for old, new in steps):
        said = f"Need met rose each time, from {first} to {last} %."
    elif all(old > new for old, new in steps):
        said = f"Need met fell each time, from {first} to {last} %."
    elif shares[0] == shares[-1]:
        said = f"Need met is where it began, at {last} %."
    else:
        said = f"Need met went up and down: it began at {first} % and is at {last} %."
    return f"{said} {_OVERLAP if _overlaps(seen[0], seen[-1]) else _APART}"


def _overlaps(a: NeedMet, b: NeedMet) -> bool:
    one, other = a.interval or (0.0, 1.0), b.interval or (0.0, 1.0)
    return one[0] <= other[1] and other[0] <= one[1]


_LEAST = 2
_OVERLAP = "The intervals of the first and the last overlap: a direction, no proof."
_APART = "The intervals of the first and the last lie apart."
