"""The command palette: every command by its name, Enter runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.look.buttons import key_words
from ui.look.paint import box, cap_size, draw_cap, draw_text
from ui.look.parts import Label, SearchField
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CONTROL
from ui.look.type import scale
from ui.shell.popup import Popup

_ROWS = 9
Index = QModelIndex | QPersistentModelIndex


def score(query: str, text: str) -> int | None:
    """How well a text answers a query, less is better; None where letters are missing.

    Letters have to come in order; those at the start of a word and next to each other count more.
    """
    cost = 0
    lowered = text.casefold()
    for word in query.casefold().split():
        found = lowered.find(word)
        if found >= 0:
            cost += 0 if found == 0 else 1 if lowered[found - 1] == " " else 5
            continue
        at = 0
        for letter in word:
            place = lowered.find(letter, at)
            if place < 0:
                return None
            cost += 10 + place - at
            at = place + 1
    return cost * 100 + len(text)


def answering(query: str, actions: Iterable[QAction]) -> list[QAction]:
    """The actions whose words answer a query, the best first; all of them for an empty one."""
    scored = [(score(query, action.text()), at, action) for at, action in enumerate(actions)]
    kept = [
        (cost if query.strip() else 0, at, each) for cost, at, each in scored if cost is not None
    ]
    return [each for _, _, each in sorted(kept, key=lambda row: row[:2])]


class Palette(Popup):
    """``gather`` gives the commands there are each time it opens."""

    def __init__(self, window: QWidget, gather: Callable[[], Sequence[QAction]]) -> None:
        super().__init__(window)
        self._gather = gather
        self.panel.setAccessibleName(self.tr("Any command"))
        self.field = SearchField(self.tr("What do you want to do?"))
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self._model = _Commands(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CommandDelegate(self.list))
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._on_clicked)
        self.list.setFixedHeight(int(_ROWS * 30 * scale()))
        self._nothing = Label(self.tr("No command of that name."), "body", "ink2")
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.column.addWidget(self._nothing)
        self._nothing.hide()

    def open(self) -> None:
        self.field.clear()
        self._filter("")
        super().open()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(str)
    def _filter(self, query: str) -> None:
        found = answering(query, (each for each in self._gather() if _runs(each)))
        self._model.show(found)
        self._nothing.setVisible(not found)
        self.list.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        by = moves.get(Qt.Key(event.key()))
        if by is not None:
            last = self._model.rowCount() - 1
            row = max(0, min(self.list.currentIndex().row() + by, last))
            self.list.setCurrentIndex(self._model.index(row))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index)

    def _run(self, index: QModelIndex) -> None:
        action = self._model.action(index)
        self.shut()
        if action is not None and action.isEnabled():
            action.trigger()


def _runs(action: QAction) -> bool:
    return action.isEnabled() and action.isVisible() and bool(action.text())


class _Commands(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions: list[QAction] = []

    def show(self, actions: list[QAction]) -> None:
        self.beginResetModel()
        self._actions = actions
        self.endResetModel()

    def action(self, index: Index) -> QAction | None:
        return self._actions[index.row()] if 0 <= index.row() < len(self._actions) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._actions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        action = self.action(index)
        if action is not None and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return action.text()
        return None


class _CommandDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, int(30 * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        action = model.action(index) if isinstance(model, _Commands) else None
        if action is None:
            return
        rect = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            box(painter, rect, RADIUS_CONTROL, colour("accent_soft"), colour("accent"))
        inner = rect.adjusted(10, 0, -10, 0)
        keys = key_words(action)
        if keys:
            size = cap_size(keys)
            at = QPointF(inner.right() - size.width(), inner.center().y() - size.height() / 2)
            draw_cap(painter, at, keys, colour("ink2"), colour("control"))
            inner.setRight(at.x() - 8)
        draw_text(painter, inner, action.text(), "body", colour("ink"), elide=True)
