"""What tables are asked to hold: a choice, with the iterations it means measured once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.exchange.grid import Cell
from core.exchange.watch import Watch
from core.interview.leaving import words_may_leave
from core.model.consent import Permission
from core.model.observation import Note
from core.reading import Reader
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import NOT_SHOWN
from core.share.source import Source, source
from core.share.suppression import shown_to_public

Span = tuple[float, float] | None


@dataclass(frozen=True)
class Asked:
    """A study, who reads its tables, and a source for each iteration they tell of."""

    reader: Reader
    audience: Audience
    sources: Sequence[Source]
    whole: bool
    watch: Watch = field(default_factory=Watch)
    _permissions: dict[str, tuple[bool, bool]] = field(default_factory=dict)

    @property
    def is_public(self) -> bool:
        """Whether no table may have a row for one partner."""
        return self.audience is Audience.PUBLIC

    @property
    def is_team(self) -> bool:
        """Whether the readers may see what the team noted for itself."""
        return self.audience is Audience.TEAM

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the iterations by their ids."""
        return {each.iteration.id: each.iteration.number for each in self.sources}

    @property
    def steps(self) -> dict[tuple[str, str], str]:
        """The names of steps by iteration and step id."""
        return {
            (each.iteration.id, step.id): step.name
            for each in self.sources
            for step in each.flow.steps
        }

    def may_leave(self, partner: str) -> tuple[bool, bool]:
        """Whether a partner's quotes, and what was written of one, may leave to these readers."""
        found = self._permissions.get(partner)
        if found is None:
            quotes, notes = (
                words_may_leave(self.reader, partner, words, self.audience.purpose)
                for words in (Permission.QUOTES, Permission.NOTES)
            )
            found = self._permissions[partner] = (quotes, notes)
        return found

    def places(self) -> NDArray[np.intp]:
        """Places of the observations that stand, in the order of time, ties as recorded."""
        columns = self.reader.columns
        order = columns.in_time_order()
        every = np.arange(len(columns)) if order is None else order
        codes = [columns.iterations.code(each) for each in self.numbers]
        told = np.isin(columns.iteration[every], [code for code in codes if code is not None])
        found: NDArray[np.intp] = every[told & (columns.status[every] != 0)]
        return found

    def notes(self) -> Iterator[Note]:
        """The notes that stand."""
        told = self.numbers
        return (n for n in self.reader.notes() if n.iteration in told and not n.voided)


def asked(reader: Reader, choice: Choice, watch: Watch | None = None) -> Asked:
    """What a choice means in a study. Of the public each number is known that is not shown.

    A study without iterations has tables without rows. Raises KeyError for an iteration that is not
    there, Cancelled.
    """
    watch = watch or Watch()
    wanted = choice.iteration
    told = reader.iterations() if wanted is None else [reader.iteration(wanted)]
    sources = []
    if not reader.is_read:
        reader.read_ahead(watch.goes_on)
    for each in told:
        sources.append(source(reader, choice.audience, each, choice.cohorts))
        watch.done()
    if choice.audience is Audience.PUBLIC:
        sources = shown_to_public(sources)
    return Asked(reader, choice.audience, sources, wanted is None, watch)


def told(cell: Cell, *, shown: bool) -> Cell:
    """A cell, or the words for one that the readers may not see."""
    return cell if shown else NOT_SHOWN


def ends(interval: Span, *, shown: bool = True) -> tuple[Cell, Cell]:
    """From and to in two cells."""
    if not shown:
        return NOT_SHOWN, NOT_SHOWN
    return interval if interval is not None else (None, None)
