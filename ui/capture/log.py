"""The log of an interview as a table model: newest on top, words and times edited in place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from core.interview import Entry, Interview
from core.interview.log_lines import Line, lines
from core.interview.typed import typed_words
from core.model.moment import Moment, as_datetime, moment
from core.model.observation import NoteKind, Observation, Status
from ui.look.describe import clock, day

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns, from left to right."""

    TIME = 0
    WHAT = 1
    STEP = 2
    WORDS = 3


class LogModel(QAbstractTableModel):
    """The lines of an interview. Edits are told by ``reworded`` and ``retimed``, never kept here.

    ``reworded`` carries (line, typed text), ``retimed`` (entry, typed text).
    """

    reworded = Signal(object, object)
    retimed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self.writing: frozenset[str] = frozenset()
        self._names: dict[str, str] = {}
        self._today = ""
        self._beginnings: dict[int, str] = {}
        self._shown: dict[object, tuple[object, ...]] = {}

    def show(self, held: Interview | None, writing: Collection[str]) -> None:
        """Show the log of an interview; lines that stay keep their place, selection and editor."""
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
        self._replace(tuple(line for entry in entries for line in lines(entry)))
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
                return full_time(line.entry.at, self._today)
            return typed_words(line.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.WORDS:
            return line.words.text
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
            self.retimed.emit(line.entry, value)
        else:
            self.reworded.emit(line, value)
        return True

    def text(self, line: Line, column: Column) -> str:
        """What a cell shows, tags apart."""
        if column is Column.TIME:
            return time_text(line.entry.at, self._today) if line.is_first else ""
        if column is Column.WHAT:
            return self._kind(line)
        if column is Column.STEP:
            return self._names.get(line.entry.step, "")
        if follows(line):
            return self.tr("written with the trigger")
        return f"“{line.words.text}”" if line.words.is_quote else line.words.text

    def chips(self, line: Line) -> list[str]:
        """What stands behind the words: the encounter that a line begins, and the tags."""
        entry = line.entry
        begins = self._begins(line)
        lead = [self.tr("encounter {n}").format(n=entry.encounter)] if begins else []
        return lead + [f"#{tag}" for tag in line.words.tags]

    def _begins(self, line: Line) -> bool:
        return line.is_first and self._beginnings.get(line.entry.encounter) == line.entry.id

    def is_writing(self, line: Line) -> bool:
        """Whether the entry of a line is not on disk yet."""
        return line.entry.id in self.writing

    def _kind(self, line: Line) -> str:
        entry = line.entry
        if isinstance(entry, Observation) and line.is_first:
            aligned = entry.status is Status.ALIGNED
            return self.tr("Aligned") if aligned else self.tr("Deviated")
        return self.tr("Quote") if line.words.is_quote else self.tr("Note")

    def _spoken(self, line: Line, column: Column) -> str:
        said = self.text(line, column)
        if column is Column.WORDS:
            said = " ".join((said, *self.chips(line))).strip()
        if column is Column.WHAT and line.entry.voided:
            return self.tr("{what}, voided").format(what=said)
        return said.replace("\n", " ")

    def _replace(self, new: tuple[Line, ...]) -> None:
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

    def _looks(self, line: Line) -> tuple[object, ...]:
        """What the picture of a line hangs on, wherever it stands."""
        step = self._names.get(line.entry.step)
        return line, self.is_writing(line), self._today, step, self._begins(line)


def glyph_of(line: Line) -> tuple[str, str]:
    """The glyph of a line and the token of its colour."""
    if isinstance(line.entry, Observation) and line.is_first:
        return line.entry.status.value, line.entry.status.value
    return (NoteKind.QUOTE.value, "ink") if line.words.is_quote else (NoteKind.NOTE.value, "ink2")


def follows(line: Line) -> bool:
    """Whether it is an adoption that was written with a trigger; that one is edited instead."""
    return isinstance(line.entry, Observation) and bool(line.entry.follows)


def time_text(at: Moment, today: str) -> str:
    """``14:03:22``, with the day above where that is not the day of the newest entry."""
    return clock(at) if day(at) == today else f"{day(at)}\n{clock(at)}"


def full_time(at: Moment, today: str) -> str:
    """A time as it is edited, with its date where that is not the day of the newest entry."""
    if day(at) == today:
        return clock(at)
    return as_datetime(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def read_time(typed: str, of: Moment) -> Moment:
    """The moment a typed local time means; without a date it is on the day of ``of``.

    Raises ValueError where the text is no time.
    """
    typed = typed.strip().replace(".", ":") if "-" not in typed else typed.strip()
    before = as_datetime(of).astimezone()
    text = typed if "-" in typed else f"{before:%Y-%m-%d} {typed:0>5}"
    when = datetime.fromisoformat(text)
    if when.replace(microsecond=0, tzinfo=None) == before.replace(microsecond=0, tzinfo=None):
        return of
    return moment(when.astimezone())


def _key(line: Line) -> tuple[str, str]:
    return line.entry.id, "" if line.is_first else line.part


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items two lists begin with alike."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
