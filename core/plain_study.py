"""A study into plain TinyDB JSON, and a new study from such a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.documents import TABLES
from core.exchange.plain_json import plain_json, read_plain
from core.exchange.unreadable import UnreadableInput
from core.history import Key
from core.reading import Reader
from core.references import needed_by
from core.study import Study, write_study


def plain_lines(study: Reader) -> Iterator[bytes]:
    """All a study holds now as plain TinyDB JSON, piece by piece; its history stays behind."""
    return plain_json({table: _raw(study, table) for table in TABLES.values()})


def study_of_plain(source: Path, target: Path) -> None:
    """Write a new study from such a file: whole, or not at all.

    Raises UnreadableInput with a sentence, also where a document names another that is not there;
    StoreExists and StoreError as for any new study.
    """
    write_study(target, read_plain(source), label="Import study")
    # Only a study that can be read says what a document needs; nobody has been told of it yet.
    with Study.open(target, write=False) as study:
        loose = next(_loose(study), None)
    if loose is not None:
        target.unlink()
        (table, _), (needed, _) = loose
        raise UnreadableInput(
            f"“{source.name}” holds no whole study: something in “{table}” names what is not in "
            f"“{needed}”. Nothing was written."
        )


def _loose(study: Reader) -> Iterator[tuple[Key, Key]]:
    """Documents that name what is not there, and what they name."""
    for table in TABLES.values():
        for document_id, document in study.store.raw(table).items():
            for needed in needed_by(study, (table, document_id), document):
                if (table, needed[0]) in _LEFT_BEHIND:
                    continue
                if needed[1] not in study.store.raw(needed[0]):
                    yield (table, document_id), needed


_LEFT_BEHIND = frozenset({("planned", "cohorts")})
"""What a person may remove while it is named: a cohort goes, and its planned numbers count no more."""


def _raw(study: Reader, table: str) -> list[bytes]:
    return list(study.store.raw(table).values())
