"""A small study to record into: a path with a split, two iterations, three partners."""

from datetime import UTC, datetime, timedelta

from core.begin import STARTING_ATTRIBUTES
from core.documents import flow_documents
from core.model.flow import Flow, Link, Step, StepKind
from core.model.iteration import Iteration, StudyInfo
from core.model.moment import moment
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import Cohort, CustomerPartner, Is
from core.study import new_study

START = datetime(2026, 11, 19, 13, 40, tzinfo=UTC)
A, D = Status.ALIGNED, Status.DEVIATED

FLOW = Flow(
    "flow",
    steps=(
        Step("bill", "Bill arrives", StepKind.TRIGGER),
        Step("compare", "Opens comparison"),
        Step("photo", "Uploads photo", y=0.0),
        Step("type", "Types amount", y=200.0),
        Step("plan", "Sees plan"),
        Step("need", "Lower bill", StepKind.NEED_MET),
        Step("again", "Comes back", StepKind.ADOPTION),
        Step("switch", "Switches plan", StepKind.OUTCOME),
    ),
    links=tuple(
        Link(*pair.split(">"))
        for pair in (
            "bill>compare",
            "compare>photo",
            "compare>type",
            "photo>plan",
            "type>plan",
            "plan>need",
            "need>again",
            "need>switch",
        )
    ),
)
PARTNERS = (
    CustomerPartner("p1", "P-001", {"experiment": "Photo first", "age": "36"}),
    CustomerPartner("p2", "P-002", {"experiment": "Type in"}),
    CustomerPartner("p3", "P-003"),
)
COHORTS = (Cohort("photo first", "Photo first", rule=Is("experiment", ("Photo first",))),)
CLOSED = Iteration("first", 1, "flow", moment(START - timedelta(days=9)), closed=moment(START))
OPEN = Iteration("second", 2, "flow", moment(START))


def minute(n):
    return moment(START + timedelta(minutes=n))


def seen(id_, step, status, at=0, **more):
    fields = {"partner": "p1", "iteration": "second", "at": minute(at)} | more
    return Observation(id=id_, step=step, status=status, **fields)


def said(id_, step, text, at=0, **more):
    fields = {"partner": "p1", "iteration": "second", "at": minute(at), "kind": NoteKind.NOTE}
    return Note(id=id_, step=step, text=text, **(fields | more))


def study_at(path, *recorded, flow=FLOW, iterations=(CLOSED, OPEN)):
    """A study on disk, open in the foreground, holding these observations and notes too."""
    return new_study(
        path,
        [
            StudyInfo("study", "Bill saver"),
            *flow_documents(flow, {}),
            *STARTING_ATTRIBUTES,
            *COHORTS,
            *iterations,
            *PARTNERS,
            *recorded,
        ],
    )


def contents(study):
    """All documents as they are encoded, by table and id."""
    tables = {name: dict(study.store.raw(name)) for name in study.store.tables()}
    return {name: documents for name, documents in tables.items() if documents}
