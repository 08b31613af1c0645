"""What refers to a document and what a document cannot be without: undo asks both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from core.history import Key
from core.model.assumption import Assumption
from core.model.consent import Consent
from core.model.decision import Decision
from core.model.evidence import Evidence
from core.model.interview import Draft, Interview, InterviewEvent
from core.model.iteration import Iteration
from core.model.observation import Note, Observation
from core.model.partner import EVERYONE, Cohort, attributes_of
from core.model.planned import Planned
from core.model.strategy import MetricReading
from core.reading import Reader, decoded

Found = Iterator[tuple[Key, str]]
"""Documents that refer to another, each with a few words a person reads."""


def refers_to(reader: Reader, key: Key, going: frozenset[Key]) -> str:
    """What refers to a document and is not going with it, in a few words; else empty."""
    table, document_id = key
    finder = REFERRERS.get(table)
    referrers = finder(reader, document_id) if finder else ()
    return next((words for other, words in referrers if other not in going), "")


def needed_by(reader: Reader, key: Key, document: bytes) -> list[Key]:
    """What a document refers to and cannot be without: keys, whether they are there or not."""
    needs = NEEDS.get(key[0])
    return list(needs(reader, document)) if needs else []


def _of_partner(reader: Reader, partner: str) -> Found:
    # Asked of each of thousands of pasted partners: what names nobody is passed by at once.
    if reader.columns.partners.code(partner) is not None:
        yield from _recorded(reader.columns.ids_where(partner=partner))
    if partner in reader.keep("notes/of", lambda: {each.partner for each in reader.all_of(Note)}):
        yield from _written(reader, "partner", partner)
    if partner in reader.keep("cohorts/listed", lambda: _listed(reader)):
        for cohort in reader.all_of(Cohort):
            if partner in cohort.members:
                yield ("cohorts", cohort.id), "a cohort that lists this partner"
    for interview in reader.keep("interviews/of", lambda: _by_partner(reader)).get(partner, ()):
        yield ("interviews", interview), "an interview with this partner"
    if partner in reader.store.raw("consents"):
        yield ("consents", partner), "a consent of this partner"


def _by_partner(reader: Reader) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in reader.all_of(Interview):
        found.setdefault(each.partner, []).append(each.id)
    return found


def _listed(reader: Reader) -> set[str]:
    return {partner for cohort in reader.all_of(Cohort) for partner in cohort.members}


def _of_iteration(reader: Reader, iteration: str) -> Found:
    yield from _recorded(reader.columns.ids_where(iteration=iteration))
    yield from _written(reader, "iteration", iteration)
    for each in reader.interviews(iteration=iteration):
        yield ("interviews", each.id), "an interview of this iteration"
    yield from _planned(reader, "iteration", iteration)
    for reading in reader.readings():
        if reading.iteration == iteration:
            yield ("readings", reading.id), "a reading of this iteration"


def _of_interview(reader: Reader, interview: str) -> Found:
    where = reader.held(Interview, interview)
    if where is None:
        return
    for each in reader.observations(where.partner, where.iteration):
        if each.interview == interview:
            yield ("observations", each.id), "observations recorded in it"
    for note in reader.notes(where.partner, where.iteration):
        if note.interview == interview:
            yield ("notes", note.id), "notes written in it"
    for event in reader.interview_events(interview):
        yield ("interview_events", event.id), "what happened while it ran"
    if reader.draft(interview) is not None:
        yield ("drafts", interview), "words not committed yet"


def _of_cohort(reader: Reader, cohort: str) -> Found:
    yield from _planned(reader, "cohort", cohort)
    for each in reader.hypotheses():
        if each.primary.id == cohort:
            yield ("hypotheses", each.id), "a hypothesis about this cohort"


def _of_hypothesis(reader: Reader, hypothesis: str) -> Found:
    for each in reader.all_of(Iteration):
        if each.hypothesis == hypothesis:
            yield ("iterations", each.id), "an iteration that tests this hypothesis"


def _of_decision(reader: Reader, iteration: str) -> Found:
    """What was recorded after a close: a late entry, a belief, the iteration that came next."""
    closed = reader.held(Iteration, iteration)
    if closed is None:
        return
    for each in reader.all_of(Iteration):
        if each.number > closed.number:
            yield ("iterations", each.id), "a later iteration"
    for observation in reader.columns.ids_where(iteration=iteration, late=True):
        yield ("observations", observation), "observations recorded since"
    for note in reader.notes(iteration=iteration):
        if note.late:
            yield ("notes", note.id), "notes written since"
    for assumption in reader.all_of(Assumption):
        if any(belief.iteration == iteration for belief in assumption.beliefs):
            yield ("assumptions", assumption.id), "an assumption looked at again since"


def _of_metric(reader: Reader, metric: str) -> Found:
    for each in reader.readings(metric):
        yield ("readings", each.id), "readings of this metric"


def _of_text(reader: Reader, text: str) -> Found:
    for each in reader.all_of(Consent):
        if each.text == text:
            yield ("consents", each.id), "a consent to this text"


def _planned(reader: Reader, field: str, value: str) -> Found:
    for each in reader.all_of(Planned):
        if getattr(each, field) == value:
            yield ("planned", each.id), "a planned number"


def _of_step(reader: Reader, document_id: str) -> Found:
    flow, _, step = document_id.partition("/")
    for each in reader.all_of(Iteration):
        if each.flow == flow:
            yield from _recorded(reader.columns.ids_where(iteration=each.id, step=step))
            for note in reader.notes(iteration=each.id):
                if note.step == step:
                    yield ("notes", note.id), "notes written since"


def _of_flow(reader: Reader, flow: str) -> Found:
    for each in reader.all_of(Iteration):
        if each.flow == flow:
            yield ("iterations", each.id), "an iteration that uses this flow"


def _of_attribute(reader: Reader, attribute: str) -> Found:
    for partner in reader.partners():
        if partner.value(attribute):
            yield ("partners", partner.id), "values entered since"
    for cohort in reader.all_of(Cohort):
        if cohort.rule is not None and attribute in attributes_of(cohort.rule):
            yield ("cohorts", cohort.id), "a cohort whose rule asks for it"


def _recorded(ids: Iterable[str]) -> Found:
    return ((("observations", each), "observations recorded since") for each in ids)


def _written(reader: Reader, field: str, value: str) -> Found:
    for note in reader.all_of(Note):
        if getattr(note, field) == value:
            yield ("notes", note.id), "notes written since"


def _observation_needs(reader: Reader, document: bytes) -> Iterator[Key]:
    return _entry_needs(reader, decoded(Observation, document))


def _note_needs(reader: Reader, document: bytes) -> Iterator[Key]:
    return _entry_needs(reader, decoded(Note, document))


def _entry_needs(reader: Reader, entry: Observation | Note) -> Iterator[Key]:
    yield "partners", entry.partner
    yield "iterations", entry.iteration
    if entry.iteration in reader.store.raw("iterations"):
        flow = reader.iteration(entry.iteration).flow
        yield "steps", f"{flow}/{entry.step}"
    if entry.interview:
        yield "interviews", entry.interview


def _interview_needs(_: Reader, document: bytes) -> Iterator[Key]:
    interview = decoded(Interview, document)
    yield "partners", interview.partner
    yield "iterations", interview.iteration


def _event_needs(_: Reader, document: bytes) -> Iterator[Key]:
    yield "interviews", decoded(InterviewEvent, document).interview


def _draft_needs(_: Reader, document: bytes) -> Iterator[Key]:
    yield "interviews", decoded(Draft, document).id


def _consent_needs(_: Reader, document: bytes) -> Iterator[Key]:
    consent = decoded(Consent, document)
    yield "partners", consent.id
    if consent.text:
        yield "consent_texts", consent.text


def _planned_needs(_: Reader, document: bytes) -> Iterator[Key]:
    planned = decoded(Planned, document)
    yield "iterations", planned.iteration
    if planned.cohort != EVERYONE:
        yield "cohorts", planned.cohort


def _iteration_needs(_: Reader, document: bytes) -> Iterator[Key]:
    iteration = decoded(Iteration, document)
    yield "flows", iteration.flow
    if iteration.hypothesis:
        yield "hypotheses", iteration.hypothesis


def _decision_needs(_: Reader, document: bytes) -> Iterator[Key]:
    yield "iterations", decoded(Decision, document).id


def _reading_needs(_: Reader, document: bytes) -> Iterator[Key]:
    reading = decoded(MetricReading, document)
    yield "metrics", reading.metric
    if reading.iteration:
        yield "iterations", reading.iteration


def _assumption_needs(_: Reader, document: bytes) -> Iterator[Key]:
    for belief in decoded(Assumption, document).beliefs:
        yield "decisions", belief.iteration


def _cohort_needs(_: Reader, document: bytes) -> Iterator[Key]:
    cohort = decoded(Cohort, document)
    for attribute in attributes_of(cohort.rule) if cohort.rule is not None else ():
        yield "attributes", attribute
    for partner in cohort.members:
        yield "partners", partner


def _of_entry(reader: Reader, entry: str) -> Found:
    for each in reader.keep("evidence/of", lambda: _pinned(reader)).get(entry, ()):
        yield ("evidence", each), "words pinned as evidence since"


def _pinned(reader: Reader) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in reader.all_of(Evidence):
        found.setdefault(each.entry, []).append(each.id)
    return found


def _evidence_needs(_: Reader, document: bytes) -> Iterator[Key]:
    evidence = decoded(Evidence, document)
    yield evidence.source.value, evidence.entry


REFERRERS: Mapping[str, Callable[[Reader, str], Found]] = {
    "partners": _of_partner,
    "iterations": _of_iteration,
    "steps": _of_step,
    "flows": _of_flow,
    "attributes": _of_attribute,
    "interviews": _of_interview,
    "cohorts": _of_cohort,
    "consent_texts": _of_text,
    "hypotheses": _of_hypothesis,
    "decisions": _of_decision,
    "metrics": _of_metric,
    "observations": _of_entry,
    "notes": _of_entry,
}

NEEDS: Mapping[str, Callable[[Reader, bytes], Iterator[Key]]] = {
    "observations": _observation_needs,
    "notes": _note_needs,
    "iterations": _iteration_needs,
    "cohorts": _cohort_needs,
    "interviews": _interview_needs,
    "interview_events": _event_needs,
    "drafts": _draft_needs,
    "consents": _consent_needs,
    "planned": _planned_needs,
    "decisions": _decision_needs,
    "readings": _reading_needs,
    "assumptions": _assumption_needs,
    "evidence": _evidence_needs,
}
