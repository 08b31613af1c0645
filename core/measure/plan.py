"""Planned numbers against who was heard, and whom to talk to next for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.measure.behind import FateKind, behind, fates
from core.measure.cohorts import Group, everyone
from core.measure.columns import Columns
from core.model.flow import Flow


@dataclass(frozen=True)
class PlanRow:
    """One group in one iteration: how many were planned (None: no number), registered and met.

    Met are its entrants: those with an observation on the path.
    """

    cohort: str
    name: str
    planned: int | None
    registered: int
    met: int

    @property
    def missing(self) -> int:
        """How many are still to be met for the planned number."""
        return max((self.planned or 0) - self.met, 0)

    @property
    def to_find(self) -> int:
        """How many of the missing nobody has registered yet."""
        return max((self.planned or 0) - max(self.registered, self.met), 0)

    @property
    def is_silent(self) -> bool:
        """Whether there is somebody, or somebody planned, and nobody has been met."""
        return self.met == 0 and bool(self.registered or self.planned)


def against_plan(
    columns: Columns,
    flow: Flow,
    iteration: str,
    groups: Sequence[Group],
    planned: Mapping[str, int],
    partners: Sequence[str],
) -> tuple[PlanRow, ...]:
    """Each group against its planned number, by group id; ``partners`` are all that are registered."""
    met = _met(columns, flow, iteration)
    return tuple(
        PlanRow(
            each.id,
            each.name,
            planned.get(each.id),
            len(partners) if each.members is None else len(each.members),
            len(met) if each.members is None else len(met & each.members),
        )
        for each in groups
    )


class Why(StrEnum):
    """Why to talk to somebody next."""

    THIN = "thin"
    UNKNOWN = "unknown"
    NOT_MET = "not met"
    RECRUIT = "recruit"


@dataclass(frozen=True)
class Suggestion:
    """Whom to talk to next, by partner id.

    ``cohort`` is the id of the one that is short of its planned number (THIN), ``step`` that of what
    is not known (UNKNOWN). RECRUIT names no partner: ``missing`` more of the cohort have to be found.
    """

    why: Why
    partner: str = ""
    cohort: str = ""
    step: str = ""
    missing: int = 0


def next_interviews(
    columns: Columns,
    flow: Flow,
    iteration: str,
    groups: Sequence[Group],
    planned: Mapping[str, int],
    partners: Sequence[str],
    at_most: int = 6,
) -> tuple[Suggestion, ...]:
    """Whom to talk to next: thin cohorts first, then unknowns, then partners nobody met.

    Of partners not met yet the one who helps most thin cohorts comes first, then the one of the
    thinnest, then as registered; nobody is named twice. A thin cohort without anybody left to ask
    asks to recruit, behind the partners of others.
    """
    rows = against_plan(columns, flow, iteration, groups, planned, partners)
    thin = [(row, group) for row, group in zip(rows, groups, strict=True) if row.missing]
    thin.sort(key=lambda each: each[0].met / (each[0].planned or 1))
    found: list[Suggestion] = []
    named: set[str] = set()
    met = _met(columns, flow, iteration)
    unmet = [each for each in partners if each not in met]
    for suggestion in (*_of_thin(thin, unmet), *_unknown(columns, flow, iteration)):
        if len(found) == at_most:
            break
        if suggestion.partner not in named or not suggestion.partner:
            found.append(suggestion)
            named.add(suggestion.partner)
    rest = (Suggestion(Why.NOT_MET, each) for each in unmet if each not in named)
    return (*found, *(each for each, _ in zip(rest, range(at_most - len(found)), strict=False)))


def _of_thin(thin: Sequence[tuple[PlanRow, Group]], unmet: Sequence[str]) -> Iterator[Suggestion]:
    helps: dict[str, list[int]] = {}
    for partner in unmet:
        of = [n for n, (_, group) in enumerate(thin) if _has(group, partner)]
        if of:
            helps[partner] = of
    for partner in sorted(helps, key=lambda each: (-len(helps[each]), helps[each][0])):
        row = thin[helps[partner][0]][0]
        yield Suggestion(Why.THIN, partner, row.cohort, missing=row.missing)
    for row, _ in thin:
        if row.to_find:
            yield Suggestion(Why.RECRUIT, cohort=row.cohort, missing=row.to_find)


def _unknown(columns: Columns, flow: Flow, iteration: str) -> Iterator[Suggestion]:
    """Entrants who were not seen to the end, the nearest to need met first."""
    ended = fates(columns, flow, iteration)
    open_ends = [
        (partner, fate)
        for partner, fate in ended.items()
        if fate.kind in (FateKind.UNKNOWN, FateKind.UNDECIDED)
    ]
    for partner, fate in reversed(open_ends):
        yield Suggestion(Why.UNKNOWN, partner, step=fate.step)


def _has(group: Group, partner: str) -> bool:
    return group.members is None or partner in group.members


def _met(columns: Columns, flow: Flow, iteration: str) -> frozenset[str]:
    return frozenset(behind(columns, flow, iteration, everyone(), "", "entrants"))
