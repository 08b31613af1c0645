"""All observations of a study as columns of numbers, kept in step with its documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from operator import lt
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from core.measure.codes import Codes
from core.measure.kept import Answer, Answers, Follow
from core.measure.rows import AT_ONCE, Rows, read_rows

_FIELDS: Mapping[str, type[np.generic]] = {
    "partner": np.int32,
    "iteration": np.int32,
    "step": np.int32,
    "status": np.int8,
    "encounter": np.int32,
    "at": np.int64,
    "late": np.bool_,
    "removed": np.bool_,
    "reason": np.int32,
    "words": np.int8,
}


class Columns:
    """One entry an observation in each column, in the order first recorded.

    A cache of the documents, and the only thing in this room that changes. ``apply`` costs what the
    change costs; measures only read. A removed observation keeps its place, so that an undone
    removal brings it back where it was.
    """

    def __init__(self) -> None:
        self.partners, self.iterations, self.steps = Codes(), Codes(), Codes()
        self.reasons = Codes()
        self.reasons.of([""])
        self._ids: list[str] = []
        self._rising = True
        self._places: dict[str, int] | None = None
        self._arrays: dict[str, NDArray[Any]] = {
            name: np.zeros(16, kind) for name, kind in _FIELDS.items()
        }
        self._in_time = True
        self._order = np.zeros(0, np.intp)
        self._members: dict[frozenset[str], tuple[int, NDArray[np.bool_]]] = {}
        self._answers = Answers()

    @classmethod
    def read(cls, documents: Mapping[str, bytes]) -> Self:
        """Columns of encoded observations by id, in the order recorded.

        Raises msgspec.ValidationError or ValueError where a document is no observation.
        """
        columns = cls()
        columns.extend(list(documents), list(documents.values()))
        return columns

    @classmethod
    def of(cls, ids: Sequence[str], rows: Rows) -> Self:
        """Columns of rows read already, one id a row."""
        columns = cls()
        columns._append(ids, rows)
        return columns

    def extend(self, ids: Sequence[str], documents: Sequence[bytes]) -> None:
        """Add encoded observations that are not held yet. Raises as ``read``."""
        self._answers.forget()
        self._read(ids, documents)

    def _read(self, ids: Sequence[str], documents: Sequence[bytes]) -> None:
        self._make_room(len(self._ids) + len(ids))
        for start in range(0, len(ids), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            self._append(ids[some], read_rows(documents[some]))

    def apply(self, puts: Mapping[str, bytes], removes: Collection[str]) -> None:
        """Follow a transaction: observations put (new or changed) and removed, by id."""
        places = [self._place(each) for each in puts]
        gone = [place for each in removes if (place := self._place(each)) is not None]
        known = [*(place for place in places if place is not None), *gone]
        start, before = len(self), self.partner[known]
        if puts:
            self._put(puts, places)
        self._arrays["status"][gone] = 0
        self._arrays["removed"][gone] = True
        after = self.partner[[*known, *range(start, len(self))]]
        self._answers.changed(np.unique(np.append(before, after)).tolist())

    def _put(self, puts: Mapping[str, bytes], places: Sequence[int | None]) -> None:
        ids, documents = list(puts), list(puts.values())
        changed = [n for n, place in enumerate(places) if place is not None]
        if changed:
            self._rewrite(
                np.array([places[n] for n in changed], np.intp),
                read_rows([documents[n] for n in changed]),
            )
        if len(changed) < len(puts):
            new = [n for n, place in enumerate(places) if place is None]
            self._read([ids[n] for n in new], [documents[n] for n in new])

    def __len__(self) -> int:
        return len(self._ids)

    # --- the columns, read-only

    @property
    def partner(self) -> NDArray[np.int32]:
        """Partner codes, see ``partners``."""
        return self._view("partner")

    @property
    def iteration(self) -> NDArray[np.int32]:
        """Iteration codes, see ``iterations``."""
        return self._view("iteration")

    @property
    def step(self) -> NDArray[np.int32]:
        """Step codes, see ``steps``."""
        return self._view("step")

    @property
    def status(self) -> NDArray[np.int8]:
        """1 aligned, 2 deviated, 0 counts nowhere: voided or removed."""
        return self._view("status")

    @property
    def encounter(self) -> NDArray[np.int32]:
        """The encounter of the partner in the iteration, from 1."""
        return self._view("encounter")

    @property
    def at(self) -> NDArray[np.int64]:
        """Microseconds since 1970, UTC."""
        return self._view("at")

    @property
    def late(self) -> NDArray[np.bool_]:
        """Whether it was recorded after its iteration was closed."""
        return self._view("late")

    @property
    def reason(self) -> NDArray[np.int32]:
        """Codes of the reasons to deviate, see ``reasons``; 0 where none is given."""
        return self._view("reason")

    @property
    def words(self) -> NDArray[np.int8]:
        """2 where there is a quote, 1 where there is a note, their sum for both, 0 for neither."""
        return self._view("words")

    def in_time_order(self) -> NDArray[np.intp] | None:
        """Places in the order of ``at``, ties as recorded; None where they stand so already."""
        if self._in_time:
            return None
        at, known = self.at, len(self._order)
        if known < len(at):
            fresh = known + np.argsort(at[known:], kind="stable")
            places = np.searchsorted(at[self._order], at[fresh], side="right")
            self._order = np.insert(self._order, places, fresh)
        return self._order

    # --- asking

    def id_at(self, place: int) -> str:
        """The id of the observation at a place."""
        return self._ids[place]

    def ids_where(
        self,
        *,
        partner: str | None = None,
        iteration: str | None = None,
        step: str | None = None,
        encounter: int | None = None,
        late: bool | None = None,
    ) -> list[str]:
        """Ids of the observations of all that is named, voided ones too, in the order recorded."""
        found = self._where(partner, iteration, step)
        if encounter is not None:
            found = found[self.encounter[found] == encounter]
        if late is not None:
            found = found[self.late[found] == late]
        return [self._ids[place] for place in found.tolist()]

    def standing(self, iteration: str, *, late: bool = False) -> int:
        """How many observations of an iteration count: not voided, and late ones or the others."""
        found = self._where(None, iteration, None)
        return int(((self.status[found] != 0) & (self.late[found] == late)).sum())

    def refers(
        self, *, partner: str | None = None, step: str | None = None, iteration: str | None = None
    ) -> bool:
        """Whether any observation, voided ones too, is of all that is named."""
        return bool(len(self._where(partner, iteration, step)))

    def are_members(self, members: frozenset[str]) -> NDArray[np.bool_]:
        """Which partner codes belong to a group. Shape (len(partners),).

        Kept per set of members: they change less often than observations come.
        """
        seen, kept = self._members.get(members, (0, np.zeros(0, np.bool_)))
        if seen < len(self.partners):
            if seen == 0:
                kept = np.zeros(len(self.partners), np.bool_)
                kept[self.partners.known(members)] = True
            else:
                fresh = [each in members for each in self.partners.ids[seen:]]
                kept = np.append(kept, np.array(fresh, np.bool_))
            kept.flags.writeable = False
            while len(self._members) >= _MEMBERS_KEPT:
                del self._members[next(iter(self._members))]
            self._members[members] = len(self.partners), kept
        return kept

    def rows_of(self, partners: NDArray[np.intp]) -> NDArray[np.intp]:
        """Places of the rows of some partner codes, in the order of time, ties as recorded."""
        if len(partners) == 1:
            found = np.flatnonzero(self.partner == partners[0])
        else:
            wanted = np.zeros(len(self.partners), np.bool_)
            wanted[partners] = True
            found = np.flatnonzero(wanted[self.partner])
        return found[np.argsort(self.at[found], kind="stable")]

    def remember(
        self, question: Hashable, ask: Callable[[], Answer], follow: Follow[Answer] | None = None
    ) -> Answer:
        """The answer to a question about these rows, found once and kept until they change.

        So all that is asked after one change, by whichever screen, walks through the rows once.
        ``follow`` brings an answer in step where only the rows of some partners changed.
        """
        return self._answers.remember(question, ask, follow)

    def forget(self) -> None:
        """Let all kept answers go."""
        self._answers.forget()

    # --- inside

    def _where(
        self, partner: str | None, iteration: str | None, step: str | None
    ) -> NDArray[np.intp]:
        """Places of all that is named, in the order recorded; one narrows what the next looks at."""
        places: NDArray[np.intp] | slice = slice(None)
        asked = (
            (partner, self.partners, self.partner),
            (step, self.steps, self.step),
            (iteration, self.iterations, self.iteration),
        )
        for id_, codes, column in asked:
            if id_ is not None:
                code = codes.code(id_)
                here = np.flatnonzero(column[places] == (-1 if code is None else code))
                places = here if isinstance(places, slice) else places[here]
        kept = np.flatnonzero(~self._view("removed")[places])
        return kept if isinstance(places, slice) else places[kept]

    def _view(self, name: str) -> NDArray[Any]:
        view = self._arrays[name][: len(self._ids)]
        view.flags.writeable = False
        return view

    def _place(self, id_: str) -> int | None:
        """Where an observation stands. Ids are made to rise; merged ones need not."""
        if self._rising:
            place = bisect_left(self._ids, id_)
            return place if place < len(self._ids) and self._ids[place] == id_ else None
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self._ids)}
        return self._places.get(id_)

    def _append(self, ids: Sequence[str], rows: Rows) -> None:
        start = len(self._ids)
        self._make_room(start + len(ids))
        rising = not self._ids or not ids or self._ids[-1] < ids[0]
        self._rising = self._rising and rising and all(map(lt, ids, ids[1:]))
        self._ids.extend(ids)
        if self._places is not None:
            self._places.update(zip(ids, range(start, len(self._ids)), strict=True))
        self._write(np.arange(start, len(self._ids)), rows)
        self._in_time = self._in_time and self._is_in_time(max(start - 1, 0))

    def _write(self, places: NDArray[np.intp], rows: Rows) -> None:
        arrays = self._arrays
        arrays["partner"][places] = self.partners.of(rows.partner)
        arrays["iteration"][places] = self.iterations.of(rows.iteration)
        arrays["step"][places] = self.steps.of(rows.step)
        arrays["status"][places] = rows.status
        arrays["encounter"][places] = rows.encounter
        arrays["at"][places] = rows.at
        arrays["late"][places] = rows.late
        arrays["removed"][places] = False
        arrays["reason"][places] = arrays["words"][places] = 0
        told = places[list(rows.reasons)]
        arrays["reason"][told] = self.reasons.of(list(rows.reasons.values()))
        arrays["words"][places[list(rows.words)]] = list(rows.words.values())

    def _rewrite(self, places: NDArray[np.intp], rows: Rows) -> None:
        moved = bool((self.at[places] != rows.at).any())
        self._write(places, rows)
        if moved:
            self._in_time, self._order = self._is_in_time(0), np.zeros(0, np.intp)

    def _is_in_time(self, start: int) -> bool:
        at = self.at[start:]
        return bool((at[1:] >= at[:-1]).all())

    def _make_room(self, size: int) -> None:
        """Double the arrays, so that an appended observation costs the same at any size.

        Those read at once leave room for more: else the first key press would copy them all. Room
        that nothing was written to takes no memory.
        """
        room = len(self._arrays["at"])
        if size > room:
            room = max(size + size // 8, 2 * room)
            for name, array in self._arrays.items():
                grown = np.zeros(room, array.dtype)
                grown[: len(self._ids)] = array[: len(self._ids)]
                self._arrays[name] = grown


_MEMBERS_KEPT = 64
"""Sets of members whose codes are kept: more than a window shows cohorts."""
