"""The sample study: a fresh copy of "Bill saver", made up from its data file in the resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from core import recording
from core.begin import STARTING_ATTRIBUTES
from core.documents import Document, flow_documents
from core.model.flow import Flow, Link, Step
from core.model.ids import new_id
from core.model.interview import Interview
from core.model.iteration import FrozenCohort, Iteration, StudyInfo
from core.model.moment import Moment, read_moment
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import Cohort, CohortKind, CustomerPartner, Rule, members
from core.sample_loop import (
    AssumptionRow,
    HypothesisRow,
    MetricRow,
    VerdictRow,
    assumptions,
    decisions,
    hypotheses,
    metrics,
)
from core.sample_people import (
    ConsentRow,
    ObserverRow,
    PlannedRow,
    TextRow,
    consents,
    interview,
    plans,
)
from core.study import write_study

SAMPLE = Path(__file__).parent.parent / "resources" / "sample" / "bill_saver.json"


class Mark(StrEnum):
    """What a line of an interview is: an observation, or words that mark no step."""

    ALIGNED = "aligned"
    DEVIATED = "deviated"
    NOTE = "note"
    QUOTE = "quote"


class _FlowRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    steps: tuple[Step, ...]
    links: tuple[tuple[str, str], ...]


class _IterationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    flow: int
    opened: str
    change: str
    hypothesis: int
    release: str
    goals: tuple[str, ...]
    until: str
    closed: str | None = None
    verdict: VerdictRow | None = None


class _CohortRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    kind: CohortKind
    rule: Rule | None = None
    members: tuple[str, ...] = ()


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    at: str
    step: str
    mark: Mark
    reason: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    quote: str = ""
    text: str = ""


class _Interview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    partner: str
    iteration: int
    day: str
    observer: str
    log: tuple[_Line, ...]
    encounter: int = 1


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    made_up: str
    motivation: str
    hypotheses: tuple[HypothesisRow, ...]
    metrics: tuple[MetricRow, ...]
    assumptions: tuple[AssumptionRow, ...]
    flows: tuple[_FlowRow, ...]
    iterations: tuple[_IterationRow, ...]
    cohorts: tuple[_CohortRow, ...]
    partners: tuple[dict[str, str], ...]
    planned: tuple[PlannedRow, ...]
    consent_texts: tuple[TextRow, ...]
    consents: tuple[ConsentRow, ...]
    observers: tuple[ObserverRow, ...]
    interviews: tuple[_Interview, ...]


def write_sample(path: Path) -> None:
    """Write a fresh copy of the sample study, marked as made up. Raises StoreExists, StoreError."""
    write_study(path, sample_documents(), label="Sample study")


def sample_documents() -> list[Document]:
    """Every document of the sample study, with ids of its own each time."""
    data = msgspec.json.decode(SAMPLE.read_bytes(), type=_Data)
    flows = {row.version: _flow(row) for row in data.flows}
    partners = [_partner(row) for row in data.partners]
    by_name = {partner.pseudonym: partner for partner in partners}
    cohorts = [_cohort(row, place, by_name) for place, row in enumerate(data.cohorts)]
    beliefs = hypotheses(data.hypotheses, cohorts)
    iterations = [
        msgspec.structs.replace(
            _iteration(row, data, flows, by_name, cohorts), hypothesis=beliefs[row.hypothesis].id
        )
        for row in data.iterations
    ]
    entries: list[Observation | Note] = []
    held: list[Interview] = []
    for row in data.interviews:
        iteration = next(each for each in iterations if each.number == row.iteration)
        flow = next(each for each in flows.values() if each.id == iteration.flow)
        partner = by_name[row.partner]
        said = list(_entries(row, partner, iteration, flow))
        times = [each.at for each in said]
        held.append(interview(data.observers, row.observer, partner, iteration, times))
        entries += (msgspec.structs.replace(each, interview=held[-1].id) for each in said)
    decided = decisions(
        iterations,
        {flow.id: flow for flow in flows.values()},
        {each.id: each for each in beliefs.values()},
        entries,
        {row.number: row.verdict for row in data.iterations if row.verdict is not None},
    )
    return [
        StudyInfo(
            new_id(), data.name, sample=True, made_up=data.made_up, motivation=data.motivation
        ),
        *(document for flow in flows.values() for document in flow_documents(flow, {})),
        *STARTING_ATTRIBUTES,
        *iterations,
        *partners,
        *cohorts,
        *held,
        *entries,
        *beliefs.values(),
        *decided,
        *metrics(data.metrics),
        *assumptions(data.assumptions, iterations),
        *plans(data.planned, iterations),
        *consents(data.consent_texts, data.consents, by_name, held),
    ]


def _flow(row: _FlowRow) -> Flow:
    links = tuple(Link(source, target) for source, target in row.links)
    return Flow(new_id(), row.version, row.steps, links)


def _partner(row: Mapping[str, str]) -> CustomerPartner:
    attributes = {key: value for key, value in row.items() if key != "pseudonym"}
    return CustomerPartner(new_id(), row["pseudonym"], attributes)


def _cohort(row: _CohortRow, place: int, by_name: Mapping[str, CustomerPartner]) -> Cohort:
    listed = tuple(by_name[name].id for name in row.members)
    return Cohort(row.id, row.name, row.kind, row.rule, listed, place)


def _iteration(
    row: _IterationRow,
    data: _Data,
    flows: Mapping[int, Flow],
    by_name: Mapping[str, CustomerPartner],
    cohorts: Sequence[Cohort],
) -> Iteration:
    iteration = Iteration(
        new_id(),
        row.number,
        flows[row.flow].id,
        read_moment(row.opened),
        row.change,
        release=row.release,
        goals=row.goals,
        until=read_moment(row.until),
    )
    if row.closed is None:
        return iteration
    met = {each.partner for each in data.interviews if each.iteration <= row.number}
    then = [partner for name, partner in by_name.items() if name in met]
    # The fixed lists belong to the test of the open iteration and were not drawn up before.
    frozen = tuple(
        FrozenCohort(each.id, each.name, each.kind, tuple(sorted(members(each, then))))
        for each in cohorts
        if each.rule is not None
    )
    return msgspec.structs.replace(iteration, closed=read_moment(row.closed), cohorts=frozen)


def _entries(
    interview: _Interview, partner: CustomerPartner, iteration: Iteration, flow: Flow
) -> Iterator[Observation | Note]:
    for line in interview.log:
        at = read_moment(f"{interview.day}T{line.at}Z")
        late = iteration.closed is not None and at > iteration.closed
        if line.mark in (Mark.NOTE, Mark.QUOTE):
            yield _note(interview, line, partner, iteration, at)
            continue
        observation = Observation(
            new_id(),
            partner.id,
            iteration.id,
            line.step,
            Status(line.mark),
            at,
            encounter=interview.encounter,
            reason=line.reason,
            tags=line.tags,
            note=line.note,
            quote=line.quote,
            observer=interview.observer,
        )
        # Recorded as it was on that day, when the iteration may still have been open.
        then = iteration if late else msgspec.structs.replace(iteration, closed=None)
        yield from recording.recorded(observation, then, flow)


def _note(
    interview: _Interview,
    line: _Line,
    partner: CustomerPartner,
    iteration: Iteration,
    at: Moment,
) -> Note:
    return Note(
        new_id(),
        partner.id,
        iteration.id,
        line.step,
        NoteKind(line.mark),
        line.text,
        at,
        encounter=interview.encounter,
        tags=line.tags,
        observer=interview.observer,
        late=iteration.closed is not None and at > iteration.closed,
    )
