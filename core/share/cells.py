"""Every number of partners that a report of an iteration can show, as the set it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.learned import NoHypothesis, evidence_of
from core.measure import Group, Ranked, bits, edges, why_left
from core.measure.bits import Bits
from core.measure.cohorts import bits_of
from core.measure.endpoints import endpoint_sets
from core.measure.walk import Walk, walk
from core.share.shown import Key
from core.share.source import Source

Members = NDArray[np.bool_]
"""Who is counted. Shape (partners and planned ones not met yet,)."""


@dataclass(frozen=True, eq=False)
class Cell:
    """A number and whom it counts. One without a key is never shown, but must stay secret."""

    key: Key | None
    members: Members


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of an iteration, the most telling first, and the sets whose sizes are known anyway."""

    cells: Sequence[Cell]
    known: Sequence[Members]


def cells_of(source: Source) -> Cells:
    """All numbers of an iteration."""
    walked = walk(source.reader.columns, source.flow, source.iteration.id)
    own = _Own(source, walked, _unseen(source))
    known = own.decided(planned=True)
    found: list[Cell] = []
    for group in source.groups:
        found += own.of_group(group)
        if group is source.groups[0]:
            found += own.links()
            found += own.decided()
    found += own.reasons()
    return Cells(found, [each.members for each in known])


def _unseen(source: Source) -> int:
    try:
        return evidence_of(source.reader, source.iteration).unseen
    except NoHypothesis:
        return 0


@dataclass(frozen=True, eq=False)
class _Own:
    source: Source
    walked: Walk
    unseen: int

    def of_group(self, group: Group) -> Iterator[Cell]:
        """The numbers of one group, then those of all who are not in it."""
        everyone = self.source.groups[0]
        inside = bits_of(self.source.reader.columns, group, self._everybody)
        for step, what, members in self._sets():
            yield self._cell(group, step, what, members & inside)
            rest = self._members(members & ~inside & self._everybody)
            shown = what in _COMPARED and bool(step) and group is not everyone
            key = self.source.key(group, step, f"{what} of the rest") if shown else None
            yield Cell(key, rest)
        for left, taken in self._differences():
            yield Cell(None, self._members(left & ~taken & inside))

    @property
    def _everybody(self) -> Bits:
        return bits.pack(np.ones(self.walked.partners, np.bool_))

    def _sets(self) -> Iterator[tuple[str, str, Bits]]:
        walked = self.walked
        yield "", "entrants", walked.entrants
        yield "", "need_met", walked.need_met
        answered = walked.aligned | walked.deviated
        for what, sets in (
            ("aligned", walked.aligned),
            ("answered", answered),
            ("reached", walked.reached),
            ("deviated", walked.deviated),
            ("unknown", walked.unknown),
            ("possible", walked.possible),
            ("recovered", walked.recovered),
            ("fate deviated", walked.ended_deviated),
            ("fate unknown", walked.ended_unknown),
            ("fate undecided", walked.ended_undecided),
        ):
            for column, step in enumerate(walked.shape.steps):
                yield step.id, what, sets[column]
        yield from self._ends()

    def _ends(self) -> Iterator[tuple[str, str, Bits]]:
        columns, flow = self.source.reader.columns, self.source.flow
        _, ends = endpoint_sets(columns, flow, self.source.iteration.id, self.walked.need_met)
        for kind, own in ends.items():
            step = flow.one(kind)
            if step is not None:
                yield step.id, "aligned", own.aligned
                yield step.id, "answered", own.aligned | own.deviated
                yield step.id, "deviated", own.deviated
                yield step.id, "unknown", own.unknown
        both = [own.aligned for own in ends.values()]
        yield "", "both", np.bitwise_and.reduce(both, axis=0)

    def _differences(self) -> Iterator[tuple[Bits, Bits]]:
        """What a reader sees at a glance: who came and did not go on."""
        walked = self.walked
        for column in range(len(walked.shape.steps)):
            yield walked.reached[column], walked.aligned[column]
            yield walked.entrants, walked.aligned[column]

    def links(self) -> Iterator[Cell]:
        """Who went along each link, of everyone."""
        ways, steps = edges.went(self.walked), self.walked.shape.steps
        for (start, end), went in zip(ways.links, ways.went, strict=True):
            group = self.source.groups[0]
            yield self._cell(group, steps[start].id, f"link {steps[end].id}", went)

    def reasons(self) -> Iterator[Cell]:
        """The reasons of everyone, and where they were seen next."""
        group = self.source.groups[0]
        source = self.source
        for left in why_left(source.reader.columns, source.flow, source.iteration.id, group):
            for what, ranked in (
                ("reason", left.reasons),
                ("instead", left.instead),
                ("recovered", left.recovered_reasons),
            ):
                for each in ranked:
                    yield self._ranked(group, left.step.id, what, each)

    def _ranked(self, group: Group, step: str, what: str, ranked: Ranked) -> Cell:
        return Cell(
            self.source.key(group, step, f"{what} {ranked.text}"), self._of(ranked.partners)
        )

    def decided(self, *, planned: bool = False) -> list[Cell]:
        """The numbers of those who decide; ``planned`` asks for all of them, whose number is known."""
        try:
            found = evidence_of(self.source.reader, self.source.iteration)
        except NoHypothesis:
            return []
        met = self._of(found.met)
        deviated = self._of([each for end in found.ends for each in end.deviated])
        unknown = self._of([p for end in found.ends for p in (*end.unknown, *end.undecided)])
        unknown[self.walked.partners :] = True
        if planned:
            return [Cell(None, met | deviated | unknown)]

        def key(what: str) -> Key:
            return (self.source.iteration.id, "those who decide", "", what)

        return [
            Cell(key("met"), met),
            Cell(key("answered"), met | deviated),
            Cell(key("unknown"), unknown),
            Cell(None, deviated),
        ]

    def _cell(self, group: Group, step: str, what: str, members: Bits) -> Cell:
        return Cell(self.source.key(group, step, what), self._members(members))

    def _members(self, members: Bits) -> Members:
        own = bits.unpack(members, self.walked.partners)
        return np.concatenate([own, np.zeros(self.unseen, np.bool_)])

    def _of(self, partners: Sequence[str]) -> Members:
        found = np.zeros(self.walked.partners + self.unseen, np.bool_)
        found[self.source.reader.columns.partners.known(partners)] = True
        return found


_COMPARED = ("aligned", "answered")
