"""The list of partners and their words: a model of what was said, and how one entry is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.interview.said import Said
from core.interview.spoken import Spoken
from ui.funnel.head import tr
from ui.funnel.voice_paint import Foot, paint_foot, paint_path, wrapped
from ui.look.curtain import curtain
from ui.look.describe import clock, day
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import FOCUS
from ui.look.type import scale

_Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
_AS_TEXT = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,  # attributes and reasons are cut where there is no room
)
_INSET = 4.0


@dataclass(frozen=True)
class Voice:
    """One entry as it is shown. ``who`` are the attributes, ``silent`` what stands for no words.

    ``path`` has the name and the status of every step, "" for unknown, ``here`` which of them the
    words are about. ``where`` says it in words, where entries are of many steps; ``words`` are then
    the only ones the entry shows.
    """

    said: Said
    who: str
    silent: str
    path: tuple[tuple[str, str], ...] = ()
    here: int = -1
    where: str = ""
    tags: tuple[str, ...] = ()
    pinned: bool = False
    words: Spoken | None = None

    @property
    def name(self) -> str:
        """The partner's pseudonym, as it may be shown."""
        return curtain.over(self.said.partner.pseudonym)

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """Its words as (text, role, colour): quotes in quotation marks, notes as they are."""
        quotes = [(f"“{text}”", "body", "ink") for text in self.said.quotes]
        notes = [(text, "secondary", "ink2") for text in self.said.notes]
        return (*quotes, *notes) or ((self.silent, "secondary", "ink3"),)

    @property
    def when(self) -> str:
        """The day and the minute of what decides."""
        at = self.said.at
        return f"{day(at)}, {clock(at)[:5]}" if at else ""

    @property
    def text(self) -> str:
        """Everything in plain words, for a screen reader and the clipboard."""
        head = " · ".join(part for part in (self.name, self.who, self.where) if part)
        pinned = tr("pinned") if self.pinned else ""
        tags = " ".join(f"#{tag}" for tag in self.tags)
        foot = " · ".join(part for part in (self.said.reason, tags, pinned, self.when) if part)
        return "\n".join(part for part in (head, *(line[0] for line in self.lines), foot) if part)

    @property
    def aloud(self) -> str:
        """The same with the path, for who cannot see its marks."""
        steps = (
            tr("{step} {status}").format(step=name, status=status or tr("unknown"))
            for name, status in self.path
        )
        path = ", ".join(steps)
        return f"{self.text}\n{tr('Path: {steps}').format(steps=path)}" if path else self.text


class Voices(QAbstractListModel):
    """The entries of one number, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Voice, ...] = ()
        self._more = 0

    def show_entries(self, entries: Sequence[Voice], more: int = 0) -> None:
        """Show other entries; nothing happens where they are the same.

        ``more`` is how many a last line counts instead of showing them.
        """
        if (tuple(entries), more) != (self._entries, self._more):
            self.beginResetModel()
            self._entries, self._more = tuple(entries), more
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._entries) + bool(self._more)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if index.row() == len(self._entries):
            more = f"{self._more:,}"
            return tr("and {n} more").format(n=more) if role in _AS_TEXT else None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.aloud
        return entry.text if role in _AS_TEXT else None


class VoiceDelegate(QStyledItemDelegate):
    """Paints one entry of its list: who, the words in full, the reason, and when."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _room(self) -> int:
        """The width of the words, the same with and without a scroll bar beside them."""
        bar = self._view.verticalScrollBar().sizeHint().width()
        return max(int(self._view.width() - bar - 2 * _INSET), 60)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: Voice | None = index.data(ENTRY)
        room = self._room()
        if entry is None:
            return QSize(room, int(22 * scale() + 26))
        height = 22 * scale() + 26
        height += sum(wrapped(text, role, room).height + 2 for text, role, _ in entry.lines)
        if entry.where:
            height += 17 * scale()
        if entry.said.reason or entry.when or entry.tags or entry.pinned:
            height += 22 * scale()
        return QSize(int(room), int(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Voice | None = index.data(ENTRY)
        rect = QRectF(option.rect)
        painter.save()
        _paint_ground(painter, rect, option.state)
        if entry is None:
            last = rect.adjusted(_INSET, 0, -_INSET, 0)
            draw_text(painter, last, index.data(), "secondary", colour("ink2"), elide=True)
            painter.restore()
            return
        inner = rect.adjusted(_INSET, 11, -_INSET, -10)
        inner.setWidth(self._room())
        row = QRectF(inner.left(), inner.top(), inner.width(), 20 * scale())
        name = text_width(entry.name, "strong")
        draw_text(painter, row, entry.name, "strong", colour("ink"), elide=True)
        marks = paint_path(painter, row, entry.path, entry.here)
        draw_text(
            painter, row.adjusted(name + 10, 0, -marks, 0), entry.who, "secondary", colour("ink2"),
            elide=True,
        )  # fmt: skip
        top = row.bottom() + 2
        if entry.where:
            line = QRectF(inner.left(), top - 2, inner.width(), 17 * scale())
            draw_text(painter, line, entry.where, "secondary", colour("ink3"), elide=True)
            top += 17 * scale()
        for text, role, ink in entry.lines:
            laid = wrapped(text, role, int(inner.width()))
            painter.setPen(colour(ink))
            for piece in laid.lines:
                piece.draw(painter, QPointF(inner.left(), top))
            top += laid.height + 2
        foot = Foot(entry.said.reason, entry.tags, entry.pinned, entry.when)
        paint_foot(painter, QRectF(inner.left(), top + 2, inner.width(), 20 * scale()), foot)
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected:
        painter.fillRect(rect, colour("accent_soft"))
        painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), colour("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, colour("window"))
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("line"))
    if (
        state & QStyle.StateFlag.State_HasFocus
        and state & QStyle.StateFlag.State_KeyboardFocusChange
    ):
        painter.setPen(QColor(colour("accent")))
        for inset in range(FOCUS):
            painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
