"""From an event log (case, activity, time) to the documents of a study.

``core.importing.import_log`` writes them to a file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from core.documents import Document, flow_documents
from core.exchange import dates
from core.exchange.table_file import Progress, TableFile, look, rows
from core.exchange.unreadable import UnreadableInput, no_column
from core.exchange.walk import Event, walk
from core.model.ids import new_id
from core.model.iteration import Iteration, StudyInfo
from core.model.moment import now
from core.model.observation import Observation
from core.model.partner import Attribute, AttributeKind, CustomerPartner, number
from core.path_text import flow_of_path


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


@dataclass(frozen=True)
class Summary:
    """What an import found, as counts."""

    rows: int
    left_out: int
    incomplete: int
    partners: int
    without_trigger: int
    observations: int
    trigger: str

    @property
    def sentence(self) -> str:
        """The counts in words."""
        found = f"{self.partners:,} partners with {self.observations:,} observations"
        words = [f"{found} from {self.rows:,} rows."]
        if self.without_trigger:
            words.append(f"{self.without_trigger:,} never show “{self.trigger}”: no entrants.")
        if self.left_out:
            words.append(f"{self.left_out:,} rows were left out by the filters.")
        if self.incomplete:
            words.append(f"{self.incomplete:,} rows name no case or no activity: left out.")
        return " ".join(words)


class Imported(NamedTuple):
    """The documents of the new study and what was found."""

    documents: list[Document]
    summary: Summary


def read_header(path: Path) -> tuple[str, ...]:
    """The columns of an event log, as written. Raises UnreadableInput."""
    return look(path).columns


def read_log(plan: Plan, name: str, progress: Progress | None = None) -> Imported:
    """Read a whole event log into the documents of a study of that name.

    Raises UnreadableInput with a sentence that names the line or the columns, and Cancelled where
    progress says so.
    """
    try:
        flow = flow_of_path(plan.path_names)
    except ValueError as error:
        raise UnreadableInput(str(error)) from None
    log = _collect(plan, progress)
    attributes = [
        Attribute(new_id(), column, _kind(log.values[column].values()), place)
        for place, column in enumerate(dict.fromkeys(plan.attributes))
    ]
    iteration = Iteration(new_id(), 1, flow.id, now())
    documents: list[Document] = [
        StudyInfo(new_id(), name),
        *flow_documents(flow, {}),
        *attributes,
        iteration,
    ]
    steps = [step.id for step in flow.steps]
    partners: list[Document] = []
    observations: list[Document] = []
    entrants = 0
    for case, events in log.events.items():
        values = {each.id: log.values[each.name].get(case, "") for each in attributes}
        partner = CustomerPartner(
            new_id(), case, {key: each for key, each in values.items() if each}
        )
        partners.append(partner)
        # Sorting by time alone is stable, so ties keep the order of the file.
        events.sort(key=_time)
        before = len(observations)
        observations += (
            Observation(
                new_id(),
                partner.id,
                iteration.id,
                steps[seen.step],
                seen.status,
                seen.at,
                reason=seen.reason,
            )
            for seen in walk(events, plan.path_names)
        )
        entrants += len(observations) > before
    summary = Summary(
        log.rows,
        log.left_out,
        log.incomplete,
        len(partners),
        len(partners) - entrants,
        len(observations),
        plan.path_names[0],
    )
    return Imported([*documents, *partners, *observations], summary)


@dataclass
class _Log:
    """The events of each case and its first attribute values, in the order of the file."""

    events: dict[str, list[Event]]
    values: dict[str, dict[str, str]]
    rows: int = 0
    left_out: int = 0
    incomplete: int = 0


def _collect(plan: Plan, progress: Progress | None) -> _Log:
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
    log = _Log({}, {column: {} for column in plan.attributes})
    attributes = [(_place(table, column), log.values[column]) for column in log.values]
    width = len(table.columns)
    known: dict[str, str] = {}
    for line, cells in rows(table, progress):
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        log.rows += 1
        case = cells[case_at]
        for place, firsts in attributes:
            if case not in firsts and cells[place].strip():
                firsts[case] = cells[place]
        if any(cells[place] != value for place, value in wheres):
            log.left_out += 1
            continue
        activity = cells[activity_at].strip()
        if not case.strip() or not activity:
            log.incomplete += 1
            continue
        try:
            at = read(cells[time_at])
        except ValueError as error:
            raise _no_date(line, cells[time_at], error) from None
        # One string for all events of an activity keeps a million of them small.
        log.events.setdefault(case, []).append(Event(at, known.setdefault(activity, activity)))
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


def _time(event: Event) -> str:
    return event.at


def _kind(values: Collection[str]) -> AttributeKind:
    numeric = bool(values) and all(number(each) is not None for each in values)
    return AttributeKind.NUMBER if numeric else AttributeKind.TEXT


__all__ = ["Plan", "Summary", "read_header", "read_log"]
