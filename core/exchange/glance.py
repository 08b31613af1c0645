"""A first look at an event log: which columns it may have, and which path most cases walk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from core.exchange.table_file import Progress, look, rows
from core.exchange.unreadable import no_column

MOST_STEPS = 7
_COMMON = 0.3  # of the cases an activity occurs in, to be proposed for the path
_AGAIN = 1.5  # times as often in a case as the least repeated: a measurement then, no step

_WORDS: Mapping[str, Sequence[str]] = {
    "case": ("case id", "case", "patient", "customer", "client", "user", "session", "trace", "id"),
    "activity": ("activity", "event name", "event", "action", "handling", "concept:name", "step"),
    "time": ("timestamp", "time", "datetime", "date", "when"),
}


class Roles(NamedTuple):
    """Which column is which; empty where no name says so."""

    case: str
    activity: str
    time: str


@dataclass(frozen=True)
class Glance:
    """What a log holds: ``activities`` with the number of cases each occurs in, commonest first."""

    cases: int
    rows: int
    activities: tuple[tuple[str, int], ...]
    path: tuple[str, ...]


@dataclass
class _Seen:
    cases: int = 0
    times: int = 0
    places: float = 0.0  # sum over its cases of where in the case it first occurs, from 0 to 1


def guess_roles(columns: Sequence[str]) -> Roles:
    """The columns whose names sound like case, activity and time; each column has one role."""
    free = list(columns)
    found: dict[str, str] = {}
    for role, words in _WORDS.items():
        named = _named(free, words)
        found[role] = named
        if named:
            free.remove(named)
    return Roles(found["case"], found["activity"], found["time"])


def _named(columns: Sequence[str], words: Sequence[str]) -> str:
    for exact in (True, False):
        for word in words:
            for column in columns:
                lowered = column.strip().casefold()
                if lowered == word or (not exact and word in lowered):
                    return column
    return ""


def glance(path: Path, case: str, activity: str, progress: Progress | None = None) -> Glance:
    """Read a log once: its cases, its activities, and the path that most of them walk.

    The path holds the activities that at least 30 % of the cases have and that come again
    in one no more than others do, in the order of where they first occur, seven at most. Raises UnreadableInput, and Cancelled where progress says so.
    """
    table = look(path, (case, activity))
    for name in (case, activity):
        if name not in table.columns:
            raise no_column(name, table.columns)
    at_case, at_activity = table.columns.index(case), table.columns.index(activity)
    walked: dict[str, dict[str, int]] = {}
    lengths: dict[str, int] = {}
    times: Counter[str] = Counter()
    count = 0
    for _, cells in rows(table, progress):
        if max(at_case, at_activity) < len(cells) and cells[at_case] and cells[at_activity]:
            count += 1
            who, what = cells[at_case], cells[at_activity]
            place = lengths[who] = lengths.get(who, -1) + 1
            times[what] += 1
            walked.setdefault(who, {}).setdefault(what, place)
    seen = _seen(walked, lengths)
    for what, each in seen.items():
        each.times = times[what]
    ranked = sorted(seen.items(), key=lambda each: -each[1].cases)
    return Glance(
        len(walked),
        count,
        tuple((name, each.cases) for name, each in ranked),
        _path(ranked, len(walked)),
    )


def _seen(walked: Mapping[str, Mapping[str, int]], lengths: Mapping[str, int]) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = {}
    for who, firsts in walked.items():
        for what, place in firsts.items():
            each = seen.setdefault(what, _Seen())
            each.cases += 1
            each.places += place / max(lengths[who], 1)
    return seen


def _path(ranked: Sequence[tuple[str, _Seen]], cases: int) -> tuple[str, ...]:
    common = [(name, each) for name, each in ranked if each.cases >= _COMMON * cases]
    # A log may write each event twice, at its start and its end: only more than that is again.
    least = min((each.times / each.cases for _, each in common), default=1.0)
    steps = [row for row in common if row[1].times / row[1].cases <= _AGAIN * least]
    ordered = sorted(steps[:MOST_STEPS], key=lambda each: each[1].places / each[1].cases)
    return tuple(name for name, _ in ordered)
