"""Reading a study: typed values from encoded documents, kept until a change touches them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from core.documents import TABLES, FlowDocument, LinkDocument, StepDocument
from core.measure.columns import Columns
from core.measure.partner_columns import PartnerColumns
from core.measure.tally import tally
from core.model.assumption import Assumption, riskiest_first
from core.model.consent import Consent, ConsentText
from core.model.decision import Decision
from core.model.flow import Flow
from core.model.hypothesis import Hypothesis
from core.model.interview import Draft, Interview, InterviewEvent
from core.model.iteration import Iteration, StudyInfo
from core.model.observation import Note, Observation
from core.model.partner import EVERYONE, Attribute, Cohort, CustomerPartner
from core.model.planned import Planned
from core.model.strategy import MetricReading, StrategicMetric
from core.store import Store, StoreCancelled

_Kind = TypeVar("_Kind")

Progress = Callable[[int, int], bool]
"""Told (done, whole); answers whether to go on."""

_DECODERS: Mapping[type, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind) for kind in TABLES
}


def decoded(kind: type[_Kind], document: bytes) -> _Kind:
    """The value an encoded document is."""
    value: _Kind = _DECODERS[kind].decode(document)
    return value


class Reader:
    """What a study holds, read from its store. Lists come in the order a person expects."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._columns: Columns | None = None
        self._register: PartnerColumns | None = None
        self._kept: dict[str, Any] = {}
        self._observed: dict[tuple[str, str | None], list[Observation]] = {}

    @property
    def path(self) -> Path:
        """The study file."""
        return self.store.path

    @property
    def info(self) -> StudyInfo:
        """Its name and whether it is a sample."""
        found = self.all_of(StudyInfo)
        return found[0] if found else StudyInfo(self.store.study_id, self.path.stem)

    def flows(self) -> list[Flow]:
        """All versions of the flow, the oldest first."""
        versions = sorted(self.all_of(FlowDocument), key=lambda each: each.version)
        return [self.flow(each.id) for each in versions]

    def flow(self, flow_id: str) -> Flow:
        """One version of the flow. Raises KeyError."""
        kept: Flow = self.keep(f"flow/{flow_id}", lambda: self._flow(flow_id))
        return kept

    @property
    def drawn(self) -> Flow | None:
        """The version that is being drawn: the latest."""
        versions = self.flows()
        return versions[-1] if versions else None

    def iterations(self) -> list[Iteration]:
        """All iterations by their number."""
        return sorted(self.all_of(Iteration), key=lambda each: each.number)

    def iteration(self, iteration_id: str) -> Iteration:
        """One iteration. Raises KeyError."""
        return self.one(Iteration, iteration_id)

    @property
    def current_iteration(self) -> Iteration | None:
        """The one recording goes to: the open one, else the one closed last."""
        every = self.iterations()
        return next((each for each in every if each.is_open), every[-1] if every else None)

    def partners(self) -> list[CustomerPartner]:
        """All partners in the order they came."""
        return self.register.partners

    @property
    def register(self) -> PartnerColumns:
        """The partners as columns, read once and kept in step from then on."""
        if self._register is None:
            self._register = PartnerColumns.read(self.store.raw("partners"))
        return self._register

    def partner(self, partner_id: str) -> CustomerPartner:
        """One partner. Raises KeyError."""
        return self.one(CustomerPartner, partner_id)

    def pseudonyms(self) -> Mapping[str, str]:
        """Partner ids to pseudonyms."""
        names: Mapping[str, str] = self.keep(
            "partners/names", lambda: {each.id: each.pseudonym for each in self.partners()}
        )
        return names

    def partner_named(self, pseudonym: str) -> CustomerPartner | None:
        """The partner of a pseudonym, or None."""
        by_name = self.keep(
            "partners/by name", lambda: {name: key for key, name in self.pseudonyms().items()}
        )
        found = by_name.get(pseudonym)
        return None if found is None else self.partner(found)

    def attributes(self) -> list[Attribute]:
        """The columns of the register, from left to right."""
        return sorted(self.all_of(Attribute), key=lambda each: each.position)

    def cohorts(self) -> list[Cohort]:
        """Everyone, then all cohorts in their order."""
        stored = sorted(self.all_of(Cohort), key=lambda each: each.position)
        return [Cohort(EVERYONE, "Everyone"), *stored]

    def members(self, cohort: Cohort) -> frozenset[str]:
        """Ids of the partners who are in a cohort now."""
        kept: dict[Cohort, frozenset[str]] = self.keep("partners/members", dict)
        if cohort not in kept:
            kept[cohort] = frozenset(self.register.ids_at(self.register.members(cohort)))
        return kept[cohort]

    @property
    def columns(self) -> Columns:
        """The observations as columns, read once and kept in step from then on."""
        if self._columns is None:
            self._columns = Columns.read(self.store.raw("observations"))
        return self._columns

    @property
    def is_read(self) -> bool:
        """Whether the observations were read as columns already."""
        return self._columns is not None

    def read_ahead(self, progress: Progress | None = None) -> None:
        """Read what every screen asks for first; ``progress`` is told (done, whole).

        Raises StoreCancelled where that answers False.
        """
        raw = self.store.raw("observations")
        ids, documents = list(raw), list(raw.values())
        columns = Columns()
        for start in range(0, len(ids), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            columns.extend(ids[some], documents[some])
            if progress and not progress(min(start + _AT_ONCE, len(ids)), len(ids)):
                raise StoreCancelled(self.path)
        self._columns = columns
        self.pseudonyms()
        for cohort in self.cohorts():
            if cohort.id != EVERYONE:
                columns.are_members(self.members(cohort))
        iteration = self.current_iteration
        if iteration is not None:
            tally(columns, self.flow(iteration.flow), iteration.id)

    def observation(self, observation_id: str) -> Observation:
        """One observation. Raises KeyError."""
        return self.one(Observation, observation_id)

    def observations(self, partner: str, iteration: str | None = None) -> list[Observation]:
        """What was observed of a partner, voided ones too, in the order recorded."""
        asked = (partner, iteration)
        if asked not in self._observed:
            while len(self._observed) >= _OBSERVED_KEPT:
                del self._observed[next(iter(self._observed))]
            found = self.columns.ids_where(partner=partner, iteration=iteration)
            self._observed[asked] = [self.observation(each) for each in found]
        return list(self._observed[asked])

    def notes(self, partner: str | None = None, iteration: str | None = None) -> list[Note]:
        """Notes and quotes that mark no step, in the order recorded."""
        if partner is None:
            found = self.all_of(Note)
        else:
            # Only this partner's are decoded: a note must not cost what the study is large.
            wanted = partner.encode()
            raw = (each for each in self.store.raw(TABLES[Note]).values() if wanted in each)
            found = [note for note in map(_DECODERS[Note].decode, raw) if note.partner == partner]
        return [note for note in found if iteration in (None, note.iteration)]

    def interviews(
        self, partner: str | None = None, iteration: str | None = None
    ) -> list[Interview]:
        """Interviews by the time they began."""
        found = [
            each
            for each in self.all_of(Interview)
            if partner in (None, each.partner) and iteration in (None, each.iteration)
        ]
        return sorted(found, key=lambda each: (each.began, each.id))

    def interview_events(self, interview: str) -> list[InterviewEvent]:
        """The pauses and gaps of an interview, in the order of their time."""
        found = [each for each in self.all_of(InterviewEvent) if each.interview == interview]
        return sorted(found, key=lambda each: (each.at, each.id))

    def draft(self, interview: str) -> Draft | None:
        """The words typed in an interview and not committed, or None."""
        return self.held(Draft, interview)

    def consent(self, partner: str) -> Consent | None:
        """What a partner agreed to, or None where nobody asked."""
        return self.held(Consent, partner)

    def consent_texts(self) -> list[ConsentText]:
        """The versions of the consent text, the oldest first."""
        return sorted(self.all_of(ConsentText), key=lambda each: each.version)

    def planned(self, iteration: str) -> Mapping[str, int]:
        """The planned numbers of an iteration, by the id of their cohort."""
        return {
            each.cohort: each.number for each in self.all_of(Planned) if each.iteration == iteration
        }

    def hypotheses(self) -> list[Hypothesis]:
        """The versions of the hypothesis, the oldest first."""
        return sorted(self.all_of(Hypothesis), key=lambda each: (each.version, each.id))

    def hypothesis_of(self, iteration: Iteration) -> Hypothesis | None:
        """The version an iteration pins, or None."""
        return self.held(Hypothesis, iteration.hypothesis)

    def decision(self, iteration: str) -> Decision | None:
        """What the close of an iteration froze, by the id of the iteration, or None."""
        return next((each for each in self.all_of(Decision) if each.id == iteration), None)

    def decisions(self) -> list[Decision]:
        """What was frozen at each close, in the order of the iterations."""
        found = (self.decision(each.id) for each in self.iterations())
        return [each for each in found if each is not None]

    def metrics(self) -> list[StrategicMetric]:
        """The strategic metrics in their order."""
        return sorted(self.all_of(StrategicMetric), key=lambda each: (each.position, each.id))

    def readings(self, metric: str | None = None) -> list[MetricReading]:
        """Readings of a metric (None: of all) in the order of their time."""
        found = [each for each in self.all_of(MetricReading) if metric in (None, each.metric)]
        return sorted(found, key=lambda each: (each.at, each.id))

    def assumptions(self) -> list[Assumption]:
        """What has to be true, the riskiest first."""
        return riskiest_first(self.all_of(Assumption))

    # --- for the door

    def flow_rows(self, flow_id: str) -> list[StepDocument | LinkDocument]:
        """The step and link documents of one version."""
        rows: list[StepDocument | LinkDocument] = [
            *self.all_of(StepDocument),
            *self.all_of(LinkDocument),
        ]
        return [row for row in rows if row.flow == flow_id]

    def places(self, flow_id: str) -> Mapping[str, int]:
        """The places the documents of one version have, by document id."""
        return {row.id: row.place for row in self.flow_rows(flow_id)}

    def forget(
        self, puts: Mapping[str, Mapping[str, bytes]], removes: Mapping[str, Collection[str]]
    ) -> None:
        """Drop what was kept of changed tables, and bring the columns in step."""
        touched = set(puts) | set(removes)
        if touched & {"flows", "steps", "links"}:
            touched.add("flow")
        kept = self._with_newcomers(puts.get("partners", {}), removes.get("partners", ()))
        for name in [key for key in self._kept if key.split("/")[0] in touched]:
            if name not in kept:
                del self._kept[name]
        if "observations" in touched:
            self._observed.clear()
        if self._columns is not None and "observations" in touched:
            self._columns.apply(puts.get("observations", {}), removes.get("observations", ()))
        if self._register is not None and "partners" in touched:
            self._register.apply(puts.get("partners", {}), removes.get("partners", ()))

    def _with_newcomers(
        self, puts: Mapping[str, bytes], removes: Collection[str]
    ) -> Collection[str]:
        """Take partners who are new into the kept names; says which of what is kept still holds.

        So that one more partner, or another attribute of one, does not name all the others again.
        """
        names = self._kept.get("partners/names")
        by_name = self._kept.get("partners/by name")
        if names is None or by_name is None or removes:
            return ()
        for document in puts.values():
            partner = _DECODERS[CustomerPartner].decode(document)
            if names.get(partner.id, partner.pseudonym) != partner.pseudonym:
                return ()
            names[partner.id] = partner.pseudonym
            by_name[partner.pseudonym] = partner.id
        return ("partners/names", "partners/by name")

    # --- inside

    def _flow(self, flow_id: str) -> Flow:
        head = self.one(FlowDocument, flow_id)
        steps = [each for each in self.all_of(StepDocument) if each.flow == flow_id]
        links = [each for each in self.all_of(LinkDocument) if each.flow == flow_id]
        return Flow(
            head.id,
            head.version,
            tuple(each.step for each in _in_place(steps)),
            tuple(each.link for each in _in_place(links)),
        )

    def one(self, kind: type[_Kind], document_id: str) -> _Kind:
        """One document of a kind. Raises KeyError."""
        document: _Kind = _DECODERS[kind].decode(self.store.raw(TABLES[kind])[document_id])
        return document

    def held(self, kind: type[_Kind], document_id: str) -> _Kind | None:
        """One document of a kind, or None where there is none."""
        document = self.store.raw(TABLES[kind]).get(document_id)
        return None if document is None else decoded(kind, document)

    def all_of(self, kind: type[_Kind]) -> list[_Kind]:
        """All documents of a kind, in the order they came; kept until their table changes."""
        table = TABLES[kind]
        decode = _DECODERS[kind].decode
        kept: list[_Kind] = self.keep(
            f"{table}/all", lambda: [decode(each) for each in self.store.raw(table).values()]
        )
        return kept

    def keep(self, name: str, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, kept until the table changes that ``name`` begins with."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]


_AT_ONCE = 20_000
_OBSERVED_KEPT = 4
"""Partners whose observations are kept: a mark asks for those of one several times."""

_Placed = TypeVar("_Placed", StepDocument, LinkDocument)


def _in_place(rows: Iterable[_Placed]) -> list[_Placed]:
    return sorted(rows, key=lambda row: (row.place, row.id))
