"""The transactions of a journal played in order: what documents they leave, what is lost or unfinished."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from core.store import lines
from core.store.report import Report

Tables = dict[str, dict[str, bytes]]
"""Table to document id to encoded document, in the order first recorded."""
_Encoded = dict[str, dict[str, msgspec.Raw]]
_copy = b"".__add__
"""The bytes of a part of a line, free of the line. Twice as fast as ``bytes``."""


class Line(msgspec.Struct, gc=False):
    """What a line does to the documents; the words that go with it are left undecoded."""

    put: _Encoded | None = None
    delete: dict[str, list[str]] | None = msgspec.field(default=None, name="del")
    drop: list[str] | None = None
    part: int = 0
    parts: int = 0
    id: str = ""


@dataclass(frozen=True)
class Span:
    """A line of the file: its number, the header's being 1, and its bytes from ``start`` to ``end``."""

    number: int
    start: int
    end: int


@dataclass
class Replay:
    """What reading a journal of ``size`` bytes gave; filled block by block.

    ``lost`` are the lines that should count and cannot be read. ``whole_to`` is where the last whole
    transaction ends; from ``torn_from`` to ``size`` stands an unfinished one.
    """

    size: int
    study_id: str = ""
    tables: Tables = field(default_factory=dict)
    transactions: int = 0
    lost: list[Span] = field(default_factory=list)
    read_to: int = 0
    whole_to: int = 0
    torn_from: int = 0
    _lines: int = 1
    _open: list[Span] = field(default_factory=list)
    _open_id: str = ""
    _staged: Tables = field(default_factory=dict)
    _removing: list[Line] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a transaction of several lines has begun and its commit mark is still to come."""
        return bool(self._open)

    @property
    def report(self) -> Report:
        """The findings, once the end is judged."""
        return Report(
            study_id=self.study_id,
            version=lines.VERSION,
            transactions=self.transactions,
            documents=sum(map(len, self.tables.values())),
            lines_lost=tuple(span.number for span in self.lost),
            torn_bytes=self.size - self.torn_from,
        )

    def begin(self, study_id: str, length: int, *, lost: bool = False) -> None:
        """The header line was ``length`` bytes long; ``lost`` where it is unreadable."""
        self.study_id = study_id
        self.read_to = self.whole_to = length
        if lost:
            self.lost.append(Span(1, 0, length))

    def apply_changes(self, changes: list[Line]) -> int:
        """Apply transactions of one line each, up to the first that is not; how many that were."""
        for number, change in enumerate(changes):
            if change.part or change.parts:
                return number
            if change.delete or change.drop:
                self._remove(change)
            if change.put:
                _put(self.tables, change.put)
        return len(changes)

    def advance(self, count: int, length: int) -> None:
        """Transactions of one line each have been applied, ``length`` bytes together."""
        self._lines += count
        self.transactions += count
        self.read_to += length
        self.whole_to = self.read_to

    def apply_line(self, line: Line | None, length: int) -> None:
        """One line of ``length`` bytes, newline included; None where it cannot be read."""
        self._lines += 1
        span = Span(self._lines, self.read_to, self.read_to + length)
        self.read_to = span.end
        if line is None:
            self._lose(span)
        elif line.part:
            self._open_part(span, line)
        elif line.parts and (line.parts != len(self._open) or line.id != self._open_id):
            self._lose(span)
        else:
            if not line.parts:
                self._lose()
            self._count(line, span.end)

    def close(self, *, unwritten: bool) -> None:
        """Judge the end: an unfinished transaction there was never acknowledged and is no damage.

        ``unwritten`` says that what follows ``whole_to`` holds zero bytes, which no JSON does: a power
        cut left the length of a file without its contents.
        """
        if unwritten:
            self.lost = [span for span in self.lost if span.start < self.whole_to]
            self.torn_from = self.whole_to
        else:
            self.torn_from = self._open[0].start if self._open else self.read_to

    def _open_part(self, span: Span, line: Line) -> None:
        if line.part == 1:
            self._lose()
            self._open_id = line.id
        elif line.part != len(self._open) + 1 or line.id != self._open_id:
            self._lose(span)
            return
        self._open.append(span)
        self._removing.append(Line(delete=line.delete))
        _put(self._staged, line.put or {})

    def _lose(self, *more: Span) -> None:
        self.lost += [*self._open, *more]
        self._forget_open()

    def _count(self, line: Line, end: int) -> None:
        for change in (*self._removing, line):
            self._remove(change)
        for name, documents in self._staged.items():
            if self.tables.get(name):
                self.tables[name].update(documents)
            else:
                self.tables[name] = documents
        _put(self.tables, line.put or {})
        self._forget_open()
        self.transactions += 1
        self.whole_to = end

    def _forget_open(self) -> None:
        self._open.clear()
        self._removing.clear()
        self._staged = {}

    def _remove(self, change: Line) -> None:
        for name, ids in (change.delete or {}).items():
            table = self.tables.get(name, {})
            for doc_id in ids:
                table.pop(doc_id, None)
        for name in change.drop or ():
            self.tables.pop(name, None)


def _put(tables: Tables, documents: _Encoded) -> None:
    for name, some in documents.items():
        table = tables.get(name)
        if table is None:
            table = tables[name] = {}
        for doc_id, document in some.items():
            table[doc_id] = _copy(document)
