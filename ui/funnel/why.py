"""Why they left: the reasons of those who deviated for good, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.measure.funnel import Funnel
from core.measure.reasons import Reason
from ui.funnel.head import group_name, tr
from ui.look.describe import of
from ui.look.paint import box, draw_text, text_width
from ui.look.pattern import paint_part
from ui.look.theme import colour, theme
from ui.look.tokens import FOCUS, RADIUS_CARD
from ui.look.type import scale
from ui.look.widgets import Label

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 22
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Row:
    """One reason at one step; ``running`` counts it and all before it, ``total`` all who left."""

    reason: Reason
    step: str
    running: int
    total: int
    most: int
    chosen: bool = False

    @property
    def words(self) -> str:
        """The reason for a person."""
        return self.reason.text or tr("No reason given")


def ranked(found: Sequence[Reason], funnel: Funnel, chosen: str | None) -> tuple[Row, ...]:
    """The reasons of those who left, the most frequent first.

    Who deviated at an optional step and went on has not left. The rows add up to the fates.
    """
    names = {each.step.id: each.step.name for each in funnel.steps}
    left = {each.step.id for each in funnel.steps if each.fates[0]}
    kept = sorted((each for each in found if each.step in left), key=lambda each: -each.count)
    total = sum(each.count for each in kept)
    most = max((each.count for each in kept), default=0)
    rows, running = [], 0
    for each in kept:
        running += each.count
        rows.append(Row(each, names[each.step], running, total, most, each.step == chosen))
    return tuple(rows)


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.words} · {row.step} · {of(row.reason.count, row.total)}"
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, int(_ROW_HEIGHT * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW)
        rect, state = QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            picked = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, colour("accent_soft" if picked else "window"))
        if state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect, 4, None, colour("accent"), FOCUS)
        inner = rect.adjusted(6, 0, -6, 0)
        first, second = inner.width() * 0.31, inner.width() * 0.24
        last = text_width(of(row.total, row.total), "secondary") + 16
        role = "strong" if row.chosen else "body"
        line = QRectF(inner.left(), inner.top(), first - 10, inner.height())
        draw_text(painter, line, row.words, role, colour("ink"), elide=True)
        line = QRectF(inner.left() + first, inner.top(), second - 10, inner.height())
        draw_text(painter, line, row.step, "secondary", colour("ink2"), elide=True)
        room = inner.width() - first - second - last - text_width(str(row.most), "strong") - 11
        length = max(room * row.reason.count / row.most, 3.0)
        left = inner.left() + first + second
        bar = QRectF(round(left), round(inner.center().y() - 6), round(length), 12)
        paint_part(painter, bar, "deviated", theme.tokens)
        count = str(row.reason.count)
        line = QRectF(bar.right() + 7, inner.top(), text_width(count, "strong") + 4, inner.height())
        draw_text(painter, line, count, "strong", colour("ink"))
        total = of(row.running, row.total)
        draw_text(painter, inner, total, "secondary", colour("ink3"), _RIGHT)


class Why(QWidget):
    """The card of reasons. ``picked`` carries the one pressed."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "card", elided=True)
        self._running = Label(tr("running total"), "secondary", "ink3")
        self._none = Label("", "body", "ink2", wrap=True)
        self._rows = _Rows()
        self.list = QListView()
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Reasons to leave, the most frequent first"))
        self.list.clicked.connect(self._on_activated)
        self.list.activated.connect(self._on_activated)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._running)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        theme.changed.connect(self.update)

    def show_rows(self, rows: Sequence[Row], funnel: Funnel) -> None:
        """Show why the partners of a funnel left."""
        left = rows[0].total if rows else 0
        title = tr("Why {n} left").format(n=of(left, funnel.entrants))
        self._title.setText(f"{title} · {group_name(funnel)}")
        self._none.setText(
            tr("Nobody has left the path yet.")
            if funnel.entrants
            else tr("Nobody has entered yet. Reasons come with the first deviation.")
        )
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self._running.setVisible(bool(rows))
        self._rows.show_rows(rows)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Row):
            self.picked.emit(row.reason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, QRectF(self.rect()), RADIUS_CARD, colour("surface"), colour("line"))
        painter.end()
