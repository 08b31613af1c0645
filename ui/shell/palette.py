"""The command palette: every command by its name, Enter runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

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
from ui.look.paint import box, cap_size, draw_cap, draw_text, text_width
from ui.look.parts import Label, SearchField
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CONTROL
from ui.look.type import scale
from ui.shell.popup import Popup

if TYPE_CHECKING:
    from ui.shell.frame import StudyFrame

_ROWS = 9
Index = QModelIndex | QPersistentModelIndex


class Elsewhere(NamedTuple):
    """A command of another page: that page's title, and the way to it."""

    action: QAction
    page: str
    go: Callable[[], None]


def commands_elsewhere(frame: StudyFrame) -> Sequence[Elsewhere]:
    """The commands of every page that is not shown, in the order of the navigation."""
    from ui.shell.frame import commands_of

    pages = [each for each in frame.every() if each is not frame.shown]
    return [
        Elsewhere(action, page.title(), partial(frame.go, page.name))
        for page in pages
        for action in commands_of(page)
    ]


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
    """``gather`` gives the commands there are each time it opens.

    ``elsewhere`` gives those of the other pages. It is asked only where nothing here has the words
    that are typed: pages that were not visited yet are made for it.
    """

    def __init__(
        self,
        window: QWidget,
        gather: Callable[[], Sequence[QAction]],
        elsewhere: Callable[[], Sequence[Elsewhere]],
    ) -> None:
        super().__init__(window)
        self._gather, self._elsewhere = gather, elsewhere
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
        ways = {}
        if not any(_names(query, each) for each in found):
            ways = {each.action: each for each in self._elsewhere() if _names(query, each.action)}
            found += answering(query, (each for each in ways if each.isVisible()))
        self._model.show(found, ways)
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
        action, way = self._model.action(index), self._model.way(index)
        self.shut()
        if way is not None:
            way.go()
        if action is not None and action.isEnabled():
            action.trigger()


def _names(query: str, action: QAction) -> bool:
    """Whether an action's words hold those of a query, and not only its letters."""
    return all(word in action.text().casefold() for word in query.casefold().split())


def _runs(action: QAction) -> bool:
    return action.isEnabled() and action.isVisible() and bool(action.text())


class _Commands(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions: list[QAction] = []
        self._ways: dict[QAction, Elsewhere] = {}

    def show(self, actions: list[QAction], ways: dict[QAction, Elsewhere]) -> None:
        self.beginResetModel()
        self._actions, self._ways = actions, ways
        self.endResetModel()

    def way(self, index: Index) -> Elsewhere | None:
        action = self.action(index)
        return None if action is None else self._ways.get(action)

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
            way = self._ways.get(action)
            return f"{action.text()}, {way.page}" if way else action.text()
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
        way = model.way(index) if isinstance(model, _Commands) else None
        if way is not None:
            width = text_width(way.page, "secondary") + 1
            page = QRectF(inner.right() - width, inner.top(), width, inner.height())
            draw_text(painter, page, way.page, "secondary", colour("ink2"))
            inner.setRight(page.left() - 8)
        draw_text(painter, inner, action.text(), "body", colour("ink"), elide=True)
