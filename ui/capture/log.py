"""The log of an interview as a table model: newest on top, words and times edited in place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from core.interview import Entry, Standing
from core.interview.clock import Happened, Happening
from core.interview.log_lines import Line, lines
from core.interview.typed import typed_words
from core.model.moment import Moment
from core.model.observation import NoteKind, Observation, Status
from ui.capture.happened import GLYPHS, kind_words
from ui.capture.times import full_time, time_text
from ui.look.describe import day

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns, from left to right."""

    TIME = 0
    WHAT = 1
    STEP = 2
    WORDS = 3


@dataclass(frozen=True)
class Event:
    """A line no person wrote: what happened to an interview, and what is said of it."""

    happened: Happened
    words: str


Row = Line | Event


class LogModel(QAbstractTableModel):
    """The lines of an interview. Edits are told by ``reworded`` and ``retimed``, never kept here.

    ``reworded`` carries (line, typed text), ``retimed`` (entry or what happened, typed text).
    """

    reworded = Signal(object, object)
    retimed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Row, ...] = ()
        self.writing: frozenset[str] = frozenset()
        self._names: dict[str, str] = {}
        self._today = ""
        self._beginnings: dict[int, str] = {}
        self._shown: dict[object, tuple[object, ...]] = {}

    def show(
        self,
        held: Standing | None,
        writing: Collection[str],
        happened: Sequence[tuple[Happened, str]] = (),
    ) -> None:
        """Show the log of an interview; lines that stay keep their place, selection and editor.

        ``happened`` is what nobody said, the newest first.
        """
        entries: Sequence[Entry] = held.entries if held else ()
        self._names = {each.id: each.name for each in held.flow.steps} if held else {}
        self._beginnings = {
            # Entries run from the newest: the oldest of an encounter is what stays.
            each.encounter: each.id
            for each in entries
            if each.encounter > 1 and not (isinstance(each, Observation) and each.follows)
        }
        self._today = day(entries[0].at) if entries else ""
        self.writing = frozenset(writing)
        self._replace(_merged(entries, happened))
        before, self._shown = self._shown, {_key(each): self._looks(each) for each in self.lines}
        for row, (key, looks) in enumerate(self._shown.items()):
            if before.get(key, looks) != looks:
                self.dataChanged.emit(self.index(row, 0), self.index(row, Column.WORDS))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.lines[index.row()]
        if isinstance(line, Event):
            return _event_flags(line, index.column())
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = index.column() == Column.WORDS or (
            index.column() == Column.TIME and line.is_first
        )
        if editable and not line.entry.voided and not follows(line):
            return shown | Qt.ItemFlag.ItemIsEditable
        return shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, Column(index.column()))
        if role == Qt.ItemDataRole.EditRole:
            if index.column() == Column.TIME:
                return full_time(when(line), self._today)
            return line.words if isinstance(line, Event) else typed_words(line.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.WORDS:
            return line.words if isinstance(line, Event) else line.words.text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            named = (self.tr("Time"), self.tr("What"), self.tr("Step"), self.tr("Words"))
            return named[section]
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.lines[index.row()]
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        if index.column() == Column.TIME:
            self.retimed.emit(line.happened if isinstance(line, Event) else line.entry, value)
        elif isinstance(line, Line):
            self.reworded.emit(line, value)
        return True

    def text(self, line: Row, column: Column) -> str:
        """What a cell shows, tags apart."""
        if isinstance(line, Event):
            return {
                Column.TIME: time_text(line.happened.at, self._today),
                Column.WHAT: kind_words(line.happened),
                Column.STEP: "",
                Column.WORDS: line.words,
            }[column]
        if column is Column.TIME:
            return time_text(line.entry.at, self._today) if line.is_first else ""
        if column is Column.WHAT:
            return self._kind(line)
        if column is Column.STEP:
            return self._names.get(line.entry.step, "")
        if follows(line):
            return self.tr("written with the trigger")
        return f"“{line.words.text}”" if line.words.is_quote else line.words.text

    def chips(self, line: Row) -> list[str]:
        """What stands behind the words: the encounter that a line begins, weight, and the tags."""
        if isinstance(line, Event):
            return []
        entry = line.entry
        begins = self._begins(line)
        lead = [self.tr("encounter {n}").format(n=entry.encounter)] if begins else []
        if line.words.is_important:
            lead.append(self.tr("important"))
        return lead + [f"#{tag}" for tag in line.words.tags]

    def _begins(self, line: Line) -> bool:
        return line.is_first and self._beginnings.get(line.entry.encounter) == line.entry.id

    def is_writing(self, line: Row) -> bool:
        """Whether the entry of a line is not on disk yet."""
        return isinstance(line, Line) and line.entry.id in self.writing

    def _kind(self, line: Line) -> str:
        entry = line.entry
        if isinstance(entry, Observation) and line.is_first:
            aligned = entry.status is Status.ALIGNED
            return self.tr("Aligned") if aligned else self.tr("Deviated")
        return self.tr("Quote") if line.words.is_quote else self.tr("Note")

    def _spoken(self, line: Row, column: Column) -> str:
        said = self.text(line, column)
        if column is Column.WORDS:
            said = " ".join((said, *self.chips(line))).strip()
        if column is Column.WHAT and is_voided(line):
            return self.tr("{what}, voided").format(what=said)
        return said.replace("\n", " ")

    def _replace(self, new: tuple[Row, ...]) -> None:
        """Take over new lines, saying only what came, went and changed."""
        old = self.lines
        keys, wanted = [_key(each) for each in old], [_key(each) for each in new]
        head = _common(keys, wanted)
        tail = _common(keys[head:][::-1], wanted[head:][::-1])
        if gone := len(old) - head - tail:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self.lines = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if come := len(new) - head - tail:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self.lines = new
            self.endInsertRows()
        self.lines = new

    def _looks(self, line: Row) -> tuple[object, ...]:
        """What the picture of a line hangs on, wherever it stands."""
        if isinstance(line, Event):
            return line, self._today
        step = self._names.get(line.entry.step)
        return line, self.is_writing(line), self._today, step, self._begins(line)


def glyph_of(line: Row) -> tuple[str, str]:
    """The glyph of a line and the token of its colour."""
    if isinstance(line, Event):
        is_gap = line.happened.what is Happening.GAP
        return GLYPHS[line.happened.what], "caution" if is_gap else "ink3"
    if isinstance(line.entry, Observation) and line.is_first:
        return line.entry.status.value, line.entry.status.value
    return (NoteKind.QUOTE.value, "ink") if line.words.is_quote else (NoteKind.NOTE.value, "ink2")


def follows(line: Row) -> bool:
    """Whether it is an adoption that was written with a trigger; that one is edited instead."""
    entry = line.entry if isinstance(line, Line) else None
    return isinstance(entry, Observation) and bool(entry.follows)


def is_voided(line: Row) -> bool:
    """Whether it was voided: it stays, struck through."""
    return isinstance(line, Line) and line.entry.voided


def when(line: Row) -> Moment:
    """The time of a line."""
    return line.happened.at if isinstance(line, Event) else line.entry.at


def _merged(entries: Sequence[Entry], happened: Sequence[tuple[Happened, str]]) -> tuple[Row, ...]:
    """The lines of the entries and what happened between them, all with the newest first."""
    rows: list[Row] = []
    between = list(happened)
    for entry in entries:
        while between and (
            between[0][0].at > entry.at
            or (between[0][0].at == entry.at and between[0][0].what is Happening.ENDED)
        ):
            rows.append(Event(*between.pop(0)))
        rows += lines(entry)
    return (*rows, *(Event(*each) for each in between))


def _event_flags(event: Event, column: int) -> Qt.ItemFlag:
    shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    retimed = event.happened.what in (Happening.STARTED, Happening.ENDED)
    if retimed and column == Column.TIME:
        return shown | Qt.ItemFlag.ItemIsEditable
    return shown


def _key(line: Row) -> tuple[str, str]:
    if isinstance(line, Event):
        return line.happened.id, line.happened.what.value
    return line.entry.id, "" if line.is_first else line.part


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items two lists begin with alike."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
