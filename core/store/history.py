"""The transactions of a study file one by one, with their time and words: its own history."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from core.store import disk, lines
from core.store.errors import StoreCancelled, from_os
from core.store.reading import Progress
from core.store.replay import Line


class _Told(Line, gc=False):
    at: str = ""
    label: str = ""


@dataclass(frozen=True)
class Happened:
    """What one transaction did: removals come before puts; documents are encoded."""

    at: str
    label: str
    puts: dict[str, dict[str, bytes]] = field(default_factory=dict)
    removes: dict[str, list[str]] = field(default_factory=dict)
    drops: tuple[str, ...] = ()


_decode = msgspec.json.Decoder(_Told).decode
_header = msgspec.json.Decoder(lines.Header).decode


def happened(path: Path, progress: Progress | None = None) -> Iterator[Happened]:
    """Every whole transaction in the order it was written; what is damaged or unfinished is left out.

    ``progress`` is told bytes done and in all. Raises as opening for reading does.
    """
    path = Path(path)
    file = disk.open_study(path, write=False)
    try:
        with os.fdopen(file, "rb") as source:
            whole = os.fstat(source.fileno()).st_size
            done = len(source.readline())
            parts: list[_Told] = []
            for line in source:
                done += len(line)
                if progress and not progress(done, whole):
                    raise StoreCancelled(path)
                told = _read(line)
                if told is None:
                    parts = []
                elif told.part:
                    parts = [*parts, told] if told.part > 1 else [told]
                else:
                    if not told.parts or _are_all(parts, told):
                        yield _joined([*parts, told] if told.parts else [told])
                    parts = []
    except OSError as error:
        raise from_os(error, path, "read") from error


def study_id(path: Path) -> str:
    """The id of the study in a file, "" where its first line says none. Raises as ``happened``."""
    try:
        with os.fdopen(disk.open_study(path, write=False), "rb") as source:
            return _header(source.readline()).study
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    except OSError as error:
        raise from_os(error, path, "read") from error


def _read(line: bytes) -> _Told | None:
    text = line.rstrip(b"\n")
    if not line.endswith(b"\n") or not lines.is_sealed(text):
        return None
    try:
        return _decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _are_all(parts: list[_Told], mark: _Told) -> bool:
    numbers = [each.part for each in parts if each.id == mark.id]
    return numbers == list(range(1, mark.parts + 1))


def _joined(found: list[_Told]) -> Happened:
    made = Happened(found[-1].at, found[-1].label, drops=tuple(found[-1].drop or ()))
    for each in found:
        for table, documents in (each.put or {}).items():
            into = made.puts.setdefault(table, {})
            into.update((key, bytes(document)) for key, document in documents.items())
        for table, ids in (each.delete or {}).items():
            made.removes.setdefault(table, []).extend(ids)
    return made
