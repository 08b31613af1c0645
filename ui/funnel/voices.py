"""The list of partners and their words: a model of what was said, and how one entry is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.interview.said import Said
from ui.funnel.head import tr
from ui.look.describe import clock, day
from ui.look.paint import chip_size, draw_chip, draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import FOCUS
from ui.look.type import font, scale

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
    """One entry as it is shown. ``who`` are the attributes, ``silent`` what stands for no words."""

    said: Said
    who: str
    silent: str

    @property
    def name(self) -> str:
        """The partner's pseudonym."""
        return self.said.partner.pseudonym

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
        head = " · ".join(part for part in (self.name, self.who) if part)
        foot = " · ".join(part for part in (self.said.reason, self.when) if part)
        return "\n".join(part for part in (head, *(line[0] for line in self.lines), foot) if part)


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
            more = QLocale().toString(self._more)
            return tr("and {n} more").format(n=more) if role in _AS_TEXT else None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
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
        height += sum(_wrapped(text, role, room).height + 2 for text, role, _ in entry.lines)
        if entry.said.reason or entry.when:
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
        draw_text(
            painter, row.adjusted(name + 10, 0, 0, 0), entry.who, "secondary", colour("ink2"),
            elide=True,
        )  # fmt: skip
        top = row.bottom() + 2
        for text, role, ink in entry.lines:
            wrapped = _wrapped(text, role, int(inner.width()))
            painter.setPen(colour(ink))
            for line in wrapped.lines:
                line.draw(painter, QPointF(inner.left(), top))
            top += wrapped.height + 2
        _paint_foot(painter, QRectF(inner.left(), top + 2, inner.width(), 20 * scale()), entry)
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


def _paint_foot(painter: QPainter, rect: QRectF, entry: Voice) -> None:
    when = text_width(entry.when, "secondary")
    if entry.said.reason:
        size = chip_size(entry.said.reason, "deviated")
        chip = QRectF(rect.left(), rect.top(), min(size.width(), rect.width() - when - 12), 20)
        chip.setHeight(size.height())
        draw_chip(painter, chip, entry.said.reason, "deviated", "deviated")
    align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    draw_text(painter, rect, entry.when, "secondary", colour("ink3"), align)


@dataclass(frozen=True)
class _Wrapped:
    lines: tuple[QTextLayout, ...]
    height: float


def _wrapped(text: str, role: str, width: int) -> _Wrapped:
    return _laid_out(text, role, width, QApplication.font().family(), scale())


@lru_cache(maxsize=1024)
def _laid_out(text: str, role: str, width: int, _family: str, _scale: float) -> _Wrapped:
    """Paragraphs laid out one under the other, words too long for a line broken anywhere."""
    laid: list[QTextLayout] = []
    height = 0.0
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for paragraph in text.splitlines() or [""]:
        layout = QTextLayout(paragraph, font(role))
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.08
            line = layout.createLine()
        layout.endLayout()
        laid.append(layout)
    return _Wrapped(tuple(laid), height)
