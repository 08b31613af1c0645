"""The lines of an interview's log: one for each entry, one more for each further thing it says."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from core.interview.typed import Words
from core.model.observation import Note, NoteKind, Observation, Status


@dataclass(frozen=True)
class Line:
    """One line. ``part`` names the field its words stand in; tags stand in an entry's first line."""

    entry: Observation | Note
    part: str
    words: Words
    is_first: bool


def lines(entry: Observation | Note) -> tuple[Line, ...]:
    """The lines of an entry: what it says first, then what else it says."""
    if isinstance(entry, Note):
        words = Words(entry.text, entry.tags, entry.kind is NoteKind.QUOTE, entry.important)
        return (Line(entry, "text", words, is_first=True),)
    said = [part for part in ("reason", "note", "quote") if getattr(entry, part)]
    if entry.status is Status.DEVIATED and "reason" not in said:
        said.insert(0, "reason")
    return tuple(
        Line(
            entry,
            part,
            Words(
                getattr(entry, part),
                entry.tags if not place else (),
                part == "quote",
                entry.important and not place,
            ),
            is_first=not place,
        )
        for place, part in enumerate(said or ["note"])
    )


def reworded(line: Line, words: Words) -> Observation | Note:
    """The entry of a line with other words there; the same one where a note would be left empty.

    A quote mark put before a note makes it a quote, and one taken away makes it a note again, where
    that field of the entry is free.
    """
    entry = line.entry
    if isinstance(entry, Note):
        kind = NoteKind.QUOTE if words.is_quote else NoteKind.NOTE
        if not words.text and not words.tags:
            return entry
        return msgspec.structs.replace(
            entry, text=words.text, tags=words.tags, kind=kind, important=words.is_important
        )
    tags = words.tags if line.is_first else tuple(dict.fromkeys((*entry.tags, *words.tags)))
    weighs = words.is_important if line.is_first else entry.important or words.is_important
    changed = {line.part: words.text}
    wanted = "quote" if words.is_quote else "note"
    if line.part not in ("reason", wanted) and not getattr(entry, wanted):
        changed = {line.part: "", wanted: words.text}
    return msgspec.structs.replace(entry, tags=tags, important=weighs, **changed)
