"""From an event log (case, activity, time) to the documents of a study.

``core.importing.import_log`` writes them to a file.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from core.collector import collector_paused
from core.documents import Document, flow_documents
from core.exchange.events import Log, Plan, collect
from core.exchange.path_text import flow_of_path
from core.exchange.table_file import Progress, look
from core.exchange.unreadable import UnreadableInput
from core.exchange.walk import Event, walk
from core.model.ids import new_id, new_ids
from core.model.iteration import Iteration, StudyInfo
from core.model.moment import now
from core.model.observation import Observation
from core.model.partner import Attribute, AttributeKind, CustomerPartner, number


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
        found = (
            f"{_count(self.partners, 'partner')} with {_count(self.observations, 'observation')}"
        )
        words = [f"{found} from {_count(self.rows, 'row')}."]
        if self.without_trigger:
            words.append(
                f"Without “{self.trigger}”, so no entrants: {_count(self.without_trigger, 'partner')}."
            )
        if self.left_out:
            words.append(f"Left out by the filters: {_count(self.left_out, 'row')}.")
        if self.incomplete:
            words.append(
                f"Left out for want of a case or an activity: {_count(self.incomplete, 'row')}."
            )
        return " ".join(words)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class Imported(NamedTuple):
    """The documents of the new study and what was found."""

    documents: list[Document]
    summary: Summary


def read_header(path: Path) -> tuple[str, ...]:
    """The columns of an event log, as written. Raises UnreadableInput."""
    return look(path).columns


def read_log(plan: Plan, name: str, progress: Progress | None = None) -> Imported:
    """Read a whole event log into the documents of a study of that name.

    ``progress`` is told of the reading in bytes. Raises UnreadableInput with a sentence that names
    the line or the columns, and Cancelled where progress says so.
    """
    try:
        flow = flow_of_path(plan.path_names)
    except ValueError as error:
        raise UnreadableInput(str(error)) from None
    with collector_paused():
        log = collect(plan, progress)
        attributes = [
            Attribute(new_id(), column, _kind(values.values()), place)
            for place, (column, values) in enumerate(log.values.items())
        ]
        iteration = Iteration(new_id(), 1, flow.id, now())
        people = _partners(attributes, log)
        seen = [
            (partner.id, found)
            for partner, events in zip(people, log.events.values(), strict=True)
            for found in walk(_in_time(events), plan.path_names)
        ]
        steps = [step.id for step in flow.steps]
        observations = [
            Observation(new, partner, iteration.id, steps[step], status, at, reason=reason)
            for new, (partner, (step, status, at, reason)) in zip(
                new_ids(len(seen)), seen, strict=True
            )
        ]
    documents = [
        StudyInfo(new_id(), name),
        *flow_documents(flow, {}),
        *attributes,
        iteration,
        *people,
        *observations,
    ]
    summary = Summary(
        log.rows,
        log.left_out,
        log.incomplete,
        len(people),
        len(people) - len({partner for partner, _ in seen}),
        len(observations),
        plan.path_names[0],
    )
    return Imported(documents, summary)


def _partners(attributes: Sequence[Attribute], log: Log) -> list[CustomerPartner]:
    """A partner for each case, in the order of the file."""
    firsts = [(each.id, log.values[each.name]) for each in attributes]
    return [
        CustomerPartner(new, case, {key: first[case] for key, first in firsts if case in first})
        for new, case in zip(new_ids(len(log.events)), log.events, strict=True)
    ]


def _in_time(events: list[Event]) -> list[Event]:
    """Events by time. The sort is stable, so ties keep the order of the file."""
    return sorted(events, key=itemgetter(0))


def _kind(values: Collection[str]) -> AttributeKind:
    numeric = bool(values) and all(number(each) is not None for each in values)
    return AttributeKind.NUMBER if numeric else AttributeKind.TEXT


__all__ = ["Plan", "Summary", "read_header", "read_log"]
