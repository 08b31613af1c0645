"""A study played again from its own journal, interview by interview.

What was recorded while it happened comes when it was written. A transaction that brings entries of
several interviews at once (an import, the sample) is spread over the times those entries name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from core.documents import TABLES
from core.model.iteration import Iteration
from core.model.moment import Moment
from core.model.observation import Note, Observation
from core.reading import Progress, Reader
from core.store import Report, Store, StoreMissing, StoreMoved
from core.store.history import Happened, happened, study_id
from core.store.lines import VERSION

_OBSERVATIONS, _NOTES = TABLES[Observation], TABLES[Note]
_TELLING = {TABLES[Iteration], "decisions"}
"""Besides interviews, a change of these is a moment of its own."""

_MUCH = 4
"""How many times longer it takes to bring a document along than to read it with all the others."""

_Key = TypeVar("_Key")
Tables = dict[str, dict[str, bytes]]


class _Entry(msgspec.Struct, gc=False):
    partner: str
    iteration: str
    at: Moment
    encounter: int = 1
    voided: bool = False

    @property
    def talk(self) -> tuple[str, str, int]:
        """The interview it is of, as far as a funnel counts it."""
        return self.partner, self.iteration, self.encounter


_decode = msgspec.json.Decoder(_Entry).decode


@dataclass(frozen=True)
class Counts:
    """How far a study was: partners observed, their interviews, observations that stand."""

    partners: int
    interviews: int
    observations: int


@dataclass(frozen=True)
class Frame:
    """A moment of a study. ``partner`` and ``iteration`` are ids, empty for none.

    ``label`` is what was done where it was no interview.
    """

    at: Moment
    label: str
    partner: str
    iteration: str
    counts: Counts


@dataclass
class _Event:
    at: str
    label: str
    puts: dict[str, dict[str, bytes]] = field(default_factory=dict)
    removes: dict[str, list[str]] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    entries: dict[str, _Entry] = field(default_factory=dict)
    """Its observations, by id."""
    talk: tuple[str, str, int] | None = None


class Replaying:
    """The frames of a study, and the study as it stood at each of them."""

    def __init__(
        self, path: Path, events: Sequence[_Event], framed: Sequence[tuple[Frame, int]]
    ) -> None:
        """``framed`` are the frames, each with the number of events there are then."""
        self.path = path
        self._events, self._framed = events, framed
        self.frames = tuple(frame for frame, _ in framed)
        self._begin()

    def apart(self) -> Replaying:
        """The same history for another thread to follow."""
        return Replaying(self.path, self._events, self._framed)

    def _begin(self) -> None:
        self._applied = 0
        self._tables: Tables = {}
        self._reader: Reader | None = None

    def reader(self, place: int) -> Reader:
        """The study after a frame, by its place; it holds until another is asked for.

        Going on costs what came meanwhile; going back begins anew.
        """
        _, end = self._framed[place]
        if end < self._applied:
            self._begin()
        coming = self._events[self._applied : end]
        self._applied = end
        touched: dict[str, dict[str, None]] = {}
        for event in coming:
            _apply(self._tables, event)
            for changed in (event.removes, event.puts):
                for name, keys in changed.items():
                    touched.setdefault(name, {}).update(dict.fromkeys(keys))
        # So much at once is read anew in less time than it is brought along.
        much = _MUCH * sum(map(len, touched.values())) > sum(map(len, self._tables.values()))
        if self._reader is None or much or any(event.drops for event in coming):
            self._reader = _reader(self.path, self._tables)
        else:
            self._bring_along(self._reader, touched)
        return self._reader

    def _bring_along(self, reader: Reader, touched: dict[str, dict[str, None]]) -> None:
        puts: Tables = {}
        removes: dict[str, list[str]] = {}
        for name, keys in touched.items():
            table = self._tables.get(name, {})
            puts[name] = {key: table[key] for key in keys if key in table}
            removes[name] = [key for key in keys if key not in table]
        reader.forget(puts, removes)


class _Counting:
    def __init__(self) -> None:
        self._standing: dict[str, tuple[str, str, int]] = {}
        self._of: dict[tuple[str, str, int], int] = {}
        self._partners: dict[str, int] = {}

    @property
    def counts(self) -> Counts:
        return Counts(len(self._partners), len(self._of), len(self._standing))

    def add(self, event: _Event) -> None:
        for key in event.removes.get(_OBSERVATIONS, ()):
            self._take(key)
        for key, entry in event.entries.items():
            self._take(key)
            if not entry.voided:
                self._standing[key] = entry.talk
                self._of[entry.talk] = self._of.get(entry.talk, 0) + 1
                self._partners[entry.partner] = self._partners.get(entry.partner, 0) + 1

    def _take(self, key: str) -> None:
        talk = self._standing.pop(key, None)
        if talk is None:
            return
        _one_less(self._of, talk)
        _one_less(self._partners, talk[0])


def _framed(events: Sequence[_Event]) -> Iterator[tuple[Frame, int]]:
    """One frame for what follows each other of one interview; the events until its end."""
    counting = _Counting()
    found: Frame | None = None
    talk: tuple[str, str, int] | None = None
    for place, event in enumerate(events):
        tells = event.talk is None and not _TELLING.isdisjoint({*event.puts, *event.removes})
        begins = tells or (event.talk is not None and event.talk != talk)
        if begins and found is not None:
            yield found, place
        counting.add(event)
        if begins or (found is None and event.talk):
            talk = event.talk
            partner, iteration = talk[:2] if talk else ("", _iteration_of(event))
            found = Frame(
                event.at, "" if talk else event.label, partner, iteration, counting.counts
            )
        elif found is not None:
            at = event.at if event.talk else found.at
            found = Frame(at, found.label, found.partner, found.iteration, counting.counts)
    if found is not None:
        yield found, len(events)


def _one_less(table: dict[_Key, int], of: _Key) -> None:
    table[of] -= 1
    if not table[of]:
        del table[of]


def replaying(path: Path, progress: Progress | None = None, study: str = "") -> Replaying:
    """The history of the study at a path. ``progress`` is told bytes done and in all.

    Raises StoreError where the file cannot be read, StoreCancelled where ``progress`` says so, and
    StoreMoved where the ``study`` of this id is open and its file is gone or another's.
    """
    if study:
        _expect(path, study)
    known: set[str] = set()
    events: list[_Event] = []
    latest = ""
    for each in happened(path, progress):
        # A clock that was put back does not undo the order things were written in.
        latest = max(latest, each.at)
        events.extend(_spread(each, latest, known))
    events.sort(key=lambda each: each.at)
    return Replaying(path, events, list(_framed(events)))


def _expect(path: Path, study: str) -> None:
    try:
        found = study_id(path)
    except StoreMissing as error:
        raise StoreMoved(path) from error
    if found != study:
        raise StoreMoved(path)


def standing(reader: Reader) -> Reader:
    """The study as it stands, for another thread: a reader that no change reaches any more."""
    return _reader(reader.path, reader.store.snapshot())


def _spread(done: Happened, at: str, known: set[str]) -> Iterator[_Event]:
    """The events of a transaction: one, unless it brings entries of several interviews."""
    entries = {
        key: _decode(document)
        for table in (_OBSERVATIONS, _NOTES)
        for key, document in done.puts.get(table, {}).items()
    }
    talks = {each.talk for each in entries.values()}
    new = {key for key in entries if key not in known}
    known |= new
    observed = done.puts.get(_OBSERVATIONS, {})
    seen = {key: entries[key] for key in observed}
    if len(talks) <= 1:
        talk = next(iter(talks), None) if observed else None
        yield _Event(at, done.label, done.puts, done.removes, done.drops, seen, talk)
        return
    rest = {
        table: {key: document for key, document in documents.items() if key not in new}
        for table, documents in done.puts.items()
    }
    first = min([at, *(entries[key].at for key in new)])
    kept = {key: entry for key, entry in seen.items() if key not in new}
    yield _Event(first, done.label, rest, done.removes, done.drops, kept)
    for keys in _by_talk_and_day(entries, new):
        puts = {
            table: {key: done.puts[table][key] for key in keys if key in done.puts.get(table, ())}
            for table in (_OBSERVATIONS, _NOTES)
        }
        mine = {key: entries[key] for key in keys if key in observed}
        when = min(max(entries[key].at for key in keys), at)
        talk = entries[keys[0]].talk if mine else None
        yield _Event(when, done.label, puts, entries=mine, talk=talk)


def _by_talk_and_day(entries: dict[str, _Entry], new: set[str]) -> list[list[str]]:
    """Ids of new entries that were made together: of one interview, on one day."""
    found: dict[tuple[tuple[str, str, int], str], list[str]] = {}
    for key in sorted(new, key=lambda each: entries[each].at):
        entry = entries[key]
        found.setdefault((entry.talk, entry.at[:10]), []).append(key)
    return list(found.values())


def _iteration_of(event: _Event) -> str:
    """The iteration an event starts or closes; the last one where it is about several."""
    found = [*event.puts.get(TABLES[Iteration], ())]
    return found[-1] if found else next(iter(event.puts.get("decisions", ())), "")


def _apply(tables: Tables, event: _Event) -> None:
    for name, ids in event.removes.items():
        for key in ids:
            tables.get(name, {}).pop(key, None)
    for name in event.drops:
        tables.pop(name, None)
    for name, documents in event.puts.items():
        tables.setdefault(name, {}).update(documents)


def _reader(path: Path, tables: Tables) -> Reader:
    report = Report("", VERSION, 0, sum(map(len, tables.values())))
    return Reader(Store(path, tables, report, None, ("", "")))
