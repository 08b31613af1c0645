"""A study as a project of qualitative analysis: partners as cases, steps and statuses as codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from core.exchange.qdpx_file import Case, Code, Line, Project, Source
from core.model.moment import now
from core.model.observation import Note, NoteKind, Observation, Status
from core.tables.asked import Asked
from core.tables.rows import met

Entry = Observation | Note


def project(asked: Asked) -> Project:
    """What leaves: pseudonyms, attributes, statuses, and words as consent and the readers allow.

    A code for each step, whatever version of the flow it stands in, with one for each status in it;
    a code for each tag. A source for each partner in each iteration. Raises Cancelled.
    """
    sources: list[Source] = []
    cases: list[Case] = []
    tags: set[str] = set()
    attributes = asked.reader.attributes()
    entries = _entries(asked)
    for partner in met(asked):
        own = _sources(asked, partner.pseudonym, entries.get(partner.id, ()), tags)
        values = {each.name: partner.value(each.id) for each in attributes}
        stated = {name: value for name, value in values.items() if value}
        cases.append(Case(partner.id, partner.pseudonym, stated, tuple(each.id for each in own)))
        sources += own
        asked.watch.done()
    named = tuple(dict.fromkeys(each.name for each in attributes))
    codes = (*_step_codes(asked), *_tag_codes(tags))
    return Project(asked.reader.info.name, now(), codes, named, tuple(cases), tuple(sources))


def _entries(asked: Asked) -> Mapping[str, list[Entry]]:
    """What stands of each partner, in the order of time."""
    reader, found = asked.reader, dict[str, list[Entry]]()
    columns = reader.columns
    for place in asked.places().tolist():
        seen = reader.observation(columns.id_at(place))
        found.setdefault(seen.partner, []).append(seen)
        asked.watch.done()
    for note in asked.notes():
        found.setdefault(note.partner, []).append(note)
    return found


def _step_codes(asked: Asked) -> Iterable[Code]:
    flows = asked.reader.flows() if asked.whole else [each.flow for each in asked.sources]
    names = {step.id: step.name for flow in flows for step in flow.steps}
    for step, name in names.items():
        within = tuple(Code(f"{step}/{status}", f"{name}: {status}") for status in Status)
        yield Code(step, name, within)


def _tag_codes(tags: Iterable[str]) -> tuple[Code, ...]:
    every = tuple(Code(f"#{tag}", f"#{tag}") for tag in sorted(tags))
    return (Code("tags", "Tags", every),) if every else ()


def _sources(asked: Asked, name: str, entries: Iterable[Entry], tags: set[str]) -> list[Source]:
    """A source for each iteration a partner was met in, walk by walk."""
    numbers, steps = asked.numbers, asked.steps
    found = []
    ordered = sorted(entries, key=lambda e: (numbers[e.iteration], e.encounter, e.at, e.id))
    for iteration, own in groupby(ordered, key=lambda each: each.iteration):
        lines: list[Line] = []
        partner = ""
        for entry in own:
            partner = entry.partner
            step = steps.get((iteration, entry.step), entry.step)
            lines += _lines(asked, entry, step, tags)
        if lines:
            title = f"{name}, iteration {numbers[iteration]}"
            found.append(Source(f"{partner}/{iteration}", title, tuple(lines)))
    return found


def _lines(asked: Asked, entry: Entry, step: str, tags: set[str]) -> Iterable[Line]:
    """What was recorded, a line each: the mark with its reason, then quote and note."""
    quotes, notes = asked.may_leave(entry.partner)
    told = entry.tags if notes else ()
    if isinstance(entry, Note):
        is_quote = entry.kind is NoteKind.QUOTE
        if quotes if is_quote else notes and asked.is_team:
            tags.update(told)
            tagged = tuple(f"#{tag}" for tag in dict.fromkeys(told))
            yield Line(
                f"“{entry.text}”" if is_quote else entry.text, (entry.step, *tagged), entry.at
            )
        return
    tags.update(told)
    again = f" (encounter {entry.encounter})" if entry.encounter > 1 else ""
    reason = f": {entry.reason}" if entry.reason and notes else ""
    tagged = tuple(f"#{tag}" for tag in dict.fromkeys(told))
    codes = (entry.step, f"{entry.step}/{entry.status}", *tagged)
    yield Line(f"{step}{again}, {entry.status}{reason}", codes, entry.at)
    if entry.quote and quotes:
        yield Line(f"“{entry.quote}”", codes, entry.at)
    if entry.note and notes and asked.is_team:
        yield Line(entry.note, codes, entry.at)
