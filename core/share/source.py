"""What the sections of a report are written from: one iteration, measured once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.groups import groups
from core.measure import Group, measure
from core.measure.funnel import Funnel
from core.model.flow import Flow
from core.model.hypothesis import Hypothesis
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.reading import Reader
from core.share.audience import Audience
from core.share.shown import Key, Shown
from core.share.working import Working, unasked


@dataclass(frozen=True)
class Source:
    """An iteration with its funnels, one for each group: the first is everyone.

    ``before`` is the iteration before it, None for the first; ``working`` is asked whether to go on.
    """

    reader: Reader
    audience: Audience
    iteration: Iteration
    flow: Flow
    hypothesis: Hypothesis | None
    groups: tuple[Group, ...]
    funnels: tuple[Funnel, ...]
    before: Iteration | None = None
    shown: Shown = field(default_factory=Shown)
    working: Working = unasked

    def key(self, group: Group, step: str, what: str) -> Key:
        """The key of a number of this iteration."""
        return (self.iteration.id, group.id, step, what)

    def number(self, group: Group, step: str, what: str, value: int) -> int | None:
        """A number of this iteration, None where it is not shown."""
        return self.shown.number(self.key(group, step, what), value)

    def has(self, group: Group, step: str, *whats: str) -> bool:
        """Whether all these numbers of a step are shown."""
        return self.shown.has(*(self.key(group, step, what) for what in whats))


def source(
    reader: Reader,
    audience: Audience,
    iteration: Iteration,
    cohorts: Sequence[str] | None,
    shown: Shown | None = None,
    working: Working = unasked,
) -> Source:
    """All that is told of an iteration. Everyone is always among its groups."""
    wanted = None if cohorts is None else [EVERYONE, *(c for c in cohorts if c != EVERYONE)]
    flow = reader.flow(iteration.flow)
    asked = groups(reader, iteration, wanted)
    measured = measure(reader.columns, flow, iteration.id, asked, names=reader.pseudonyms())
    earlier = [each for each in reader.iterations() if each.number < iteration.number]
    return Source(
        reader,
        audience,
        iteration,
        flow,
        reader.hypothesis_of(iteration),
        asked,
        measured.funnels,
        earlier[-1] if earlier else None,
        shown or Shown(),
        working,
    )
