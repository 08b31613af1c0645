"""A study as a project of qualitative analysis: partners as cases, steps and statuses as codes."""

from __future__ import annotations

from collections.abc import Iterable

from core.exchange.qdpx_file import Case, Code, Line, Project, Source
from core.interview.leaving import leaving
from core.interview.walks import walks
from core.model.consent import Purpose
from core.model.iteration import Iteration
from core.model.moment import now
from core.model.observation import Note, NoteKind, Observation, Status
from core.reading import Reader


def project(study: Reader) -> Project:
    """What leaves: pseudonyms, attributes, statuses, and words as consent allows.

    A code for each step, whatever version of the flow it stands in, with one for each status in it;
    a code for each tag. A source for each partner in each iteration.
    """
    sources: list[Source] = []
    cases: list[Case] = []
    tags: dict[str, None] = {}
    attributes = study.attributes()
    for partner in study.partners():
        own = _sources(study, partner.id, partner.pseudonym, tags)
        values = {each.name: partner.value(each.id) for each in attributes}
        stated = {name: value for name, value in values.items() if value}
        cases.append(Case(partner.id, partner.pseudonym, stated, tuple(each.id for each in own)))
        sources += own
    named = tuple(dict.fromkeys(each.name for each in attributes))
    codes = (*_step_codes(study), *_tag_codes(tags))
    return Project(study.info.name, now(), codes, named, tuple(cases), tuple(sources))


def _step_codes(study: Reader) -> Iterable[Code]:
    names = {step.id: step.name for flow in study.flows() for step in flow.steps}
    for step, name in names.items():
        within = tuple(Code(f"{step}/{status}", f"{name}: {status}") for status in Status)
        yield Code(step, name, within)


def _tag_codes(tags: Iterable[str]) -> tuple[Code, ...]:
    every = tuple(Code(f"#{tag}", f"#{tag}") for tag in sorted(tags))
    return (Code("tags", "Tags", every),) if every else ()


def _sources(study: Reader, partner: str, name: str, tags: dict[str, None]) -> list[Source]:
    found: dict[str, list[Line]] = {}
    numbers: dict[str, Iteration] = {}
    for walk in reversed(walks(study, partner)):
        steps = {step.id: step.name for step in walk.flow.steps}
        numbers[walk.iteration.id] = walk.iteration
        lines = found.setdefault(walk.iteration.id, [])
        for entry in walk.entries:
            kept = None if entry.voided else leaving(study, entry, Purpose.EXPORT)
            if kept is not None:
                tags |= dict.fromkeys(kept.tags)
                lines += _lines(kept, steps.get(kept.step, kept.step), walk.encounter)
    return [
        Source(
            f"{partner}/{iteration}", f"{name}, iteration {numbers[iteration].number}", (*lines,)
        )
        for iteration, lines in found.items()
        if lines
    ]


def _lines(entry: Observation | Note, step: str, encounter: int) -> Iterable[Line]:
    """What was recorded, a line each: the mark with its reason, then quote and note."""
    tagged = tuple(f"#{tag}" for tag in entry.tags)
    if isinstance(entry, Note):
        said = f"“{entry.text}”" if entry.kind is NoteKind.QUOTE else entry.text
        yield Line(said, (entry.step, *tagged), entry.at)
        return
    again = f" (encounter {encounter})" if encounter > 1 else ""
    reason = f": {entry.reason}" if entry.reason else ""
    codes = (entry.step, f"{entry.step}/{entry.status}", *tagged)
    yield Line(f"{step}{again}, {entry.status}{reason}", codes, entry.at)
    if entry.quote:
        yield Line(f"“{entry.quote}”", codes, entry.at)
    if entry.note:
        yield Line(entry.note, codes, entry.at)
