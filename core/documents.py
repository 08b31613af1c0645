"""Which value lies in which table, and how a flow becomes one document per step and per link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from core.model.assumption import Assumption
from core.model.consent import Consent, ConsentText
from core.model.decision import Decision
from core.model.evidence import Evidence
from core.model.flow import Flow, Link, Step
from core.model.hypothesis import Hypothesis
from core.model.interview import Draft, Interview, InterviewEvent
from core.model.iteration import Iteration, StudyInfo
from core.model.observation import Note, Observation
from core.model.partner import Attribute, Cohort, CustomerPartner
from core.model.planned import Planned
from core.model.strategy import MetricReading, StrategicMetric


class FlowDocument(msgspec.Struct, frozen=True):
    """One version of a flow, without its steps and links."""

    id: str
    version: int


class StepDocument(msgspec.Struct, frozen=True):
    """A step in one version of a flow; ``place`` keeps the order in which steps were drawn."""

    id: str
    flow: str
    place: int
    step: Step


class LinkDocument(msgspec.Struct, frozen=True):
    """A link in one version of a flow."""

    id: str
    flow: str
    place: int
    link: Link


Document = (
    StudyInfo
    | FlowDocument
    | StepDocument
    | LinkDocument
    | CustomerPartner
    | Attribute
    | Cohort
    | Iteration
    | Observation
    | Note
    | Interview
    | InterviewEvent
    | Draft
    | Consent
    | ConsentText
    | Planned
    | Hypothesis
    | Decision
    | StrategicMetric
    | MetricReading
    | Assumption
    | Evidence
)

TABLES: Mapping[type, str] = {
    StudyInfo: "study",
    FlowDocument: "flows",
    StepDocument: "steps",
    LinkDocument: "links",
    CustomerPartner: "partners",
    Attribute: "attributes",
    Cohort: "cohorts",
    Iteration: "iterations",
    Observation: "observations",
    Note: "notes",
    Interview: "interviews",
    InterviewEvent: "interview_events",
    Draft: "drafts",
    Consent: "consents",
    ConsentText: "consent_texts",
    Planned: "planned",
    Hypothesis: "hypotheses",
    Decision: "decisions",
    StrategicMetric: "metrics",
    MetricReading: "readings",
    Assumption: "assumptions",
    Evidence: "evidence",
}

encode = msgspec.json.Encoder().encode


def flow_documents(flow: Flow, places: Mapping[str, int]) -> list[Document]:
    """The documents of a flow. ``places`` are those its documents have now, by document id.

    Places need only grow along the flow, so that a deleted step leaves a hole and nobody else is
    written again.
    """
    steps = {f"{flow.id}/{step.id}": step for step in flow.steps}
    links = {f"{flow.id}/{each.source}>{each.target}": each for each in flow.links}
    return [
        FlowDocument(flow.id, flow.version),
        *(
            StepDocument(key, flow.id, place, steps[key])
            for key, place in _grown(list(steps), places)
        ),
        *(
            LinkDocument(key, flow.id, place, links[key])
            for key, place in _grown(list(links), places)
        ),
    ]


def _grown(keys: Sequence[str], places: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    last = -1
    grown = []
    for key in keys:
        place = places.get(key, last + 1)
        if place <= last:
            return list(zip(keys, range(len(keys)), strict=True))
        last = place
        grown.append((key, place))
    return grown
