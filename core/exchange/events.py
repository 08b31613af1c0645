"""The events of each case of a log, and the first attribute values, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.exchange import dates
from core.exchange.table_file import Progress, TableFile, look, rows
from core.exchange.unreadable import UnreadableInput, no_column
from core.exchange.walk import Event


@dataclass(frozen=True)
class Plan:
    """What to read from which file. ``where`` holds (column, value) pairs that must all hold."""

    path: Path
    case: str
    activity: str
    time: str
    path_names: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()
    attributes: tuple[str, ...] = ()
    date_format: str = ""


@dataclass
class Log:
    """What a log holds: ``events`` by case, ``values`` by column and case; the rest are counts."""

    events: dict[str, list[Event]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: int = 0
    left_out: int = 0
    incomplete: int = 0


def collect(plan: Plan, progress: Progress | None = None) -> Log:
    """Read the rows a plan asks for. Raises UnreadableInput and Cancelled."""
    try:
        read = dates.reading(plan.date_format)
    except ValueError as error:
        raise UnreadableInput(str(error)) from None
    filters = [column for column, _ in plan.where]
    table = look(plan.path, (plan.case, plan.activity, plan.time, *filters, *plan.attributes))
    case_at, activity_at, time_at = (
        _place(table, each) for each in (plan.case, plan.activity, plan.time)
    )
    wheres = [(_place(table, column), value) for column, value in plan.where]
    log = Log(values={column: {} for column in plan.attributes})
    firsts = [(_place(table, column), log.values[column]) for column in log.values]
    width = len(table.columns)
    known: dict[str, str] = {}
    for line, cells in rows(table, progress):
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        log.rows += 1
        case = cells[case_at]
        for place, values in firsts:
            if case not in values and cells[place].strip():
                values[case] = cells[place]
        if wheres and any(cells[place] != value for place, value in wheres):
            log.left_out += 1
            continue
        activity = cells[activity_at].strip()
        if not activity or not case.strip():
            log.incomplete += 1
            continue
        try:
            at = read(cells[time_at])
        except ValueError as error:
            raise _no_date(line, cells[time_at], error) from None
        # One string for all events of an activity keeps a million of them small.
        event = (at, known.setdefault(activity, activity))
        events = log.events.get(case)
        if events is None:
            log.events[case] = [event]
        else:
            events.append(event)
    return log


def _place(table: TableFile, column: str) -> int:
    """Where a column stands; by its name as written, else but for spaces around it."""
    for names in (table.columns, tuple(each.strip() for each in table.columns)):
        found = [place for place, name in enumerate(names) if name == column]
        if len(found) > 1:
            raise UnreadableInput(f"{len(found)} columns are called “{column}”.")
        if found:
            return found[0]
    raise no_column(column, table.columns)


def _no_date(line: int, text: str, error: ValueError) -> UnreadableInput:
    if not text.strip():
        return UnreadableInput(f"Line {line} has no date.")
    return UnreadableInput(f"Line {line}: “{text}” cannot be read as a date: {error}.")
