"""The templates a person saved, behind the three built in: small drawings, keys, and a way to remove."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.look.parts import Notice
from ui.look.widgets import ToolButton
from ui.welcome.cards import TemplateCard

if TYPE_CHECKING:
    from core.own_templates import OwnTemplate, Removed

FIRST_KEY, LAST_KEY = 4, 9
_ACROSS = 3


class OwnCard(TemplateCard):
    """A template of the person's. ``removed`` asks to take it away: its button, or Del."""

    removed = Signal()

    def __init__(self, template: OwnTemplate, key: str) -> None:
        self.template = template
        super().__init__(template.name, self.tr("your template"), key)
        self.setAccessibleDescription(self.tr("Your template. Del removes it."))
        self.setToolTip(template.name)
        self.draw(template.flow)
        words = self.tr("Remove the template “{name}”").format(name=template.name)
        self.remove = ToolButton(words, "close", self)
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.remove.sizeHint()
        at = QPoint(self.width() - size.width() - 9, self.height() - size.height() - 9)
        self.remove.setGeometry(QRect(at, size))


class OwnTemplates(QObject):
    """All of them in ``column``, read anew by ``read``. ``wanted`` carries the path of one.

    No widget of its own, so that the ring of a focused card is not cut at its edge.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[OwnCard] = []
        self.notice: Notice | None = None
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)
        self.column.addLayout(self._grid)
        for place, key in enumerate(range(FIRST_KEY, LAST_KEY + 1)):
            shortcut = QShortcut(QKeySequence(str(key)), parent)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._on_key, place))

    @property
    def last_key(self) -> str:
        """The last key that takes one; empty where there is none."""
        return str(min(FIRST_KEY + len(self.cards) - 1, LAST_KEY)) if self.cards else ""

    def read(self) -> None:
        """Show what is saved now."""
        from core.own_templates import own_templates

        found = own_templates()
        if [card.template.path for card in self.cards] != [each.path for each in found]:
            self._show(found)

    def _show(self, found: tuple[OwnTemplate, ...]) -> None:
        for card in self.cards:
            card.hide()
            self._grid.removeWidget(card)
            card.deleteLater()
        self.cards = []
        for place, template in enumerate(found):
            key = FIRST_KEY + place
            card = OwnCard(template, str(key) if key <= LAST_KEY else "")
            card.clicked.connect(partial(self.wanted.emit, template.path))
            card.removed.connect(partial(self._remove, template))
            self._grid.addWidget(card, place // _ACROSS, place % _ACROSS)
            self.cards.append(card)

    def _on_key(self, place: int) -> None:
        if place < len(self.cards):
            self.cards[place].click()

    # --- removing, and back

    def _remove(self, template: OwnTemplate) -> None:
        from core.own_templates import remove_template

        place = next(at for at, card in enumerate(self.cards) if card.template is template)
        try:
            removed = remove_template(template.path)
        except OSError as error:
            self._tell("error", self.tr("It was not removed: {why}.").format(why=error.strerror))
            return
        said = self.tr("The template “{name}” was removed.").format(name=template.name)
        self._tell("accent", said, partial(self._restore, removed))
        self.read()
        near = self.cards[min(place, len(self.cards) - 1)] if self.cards else self.notice
        if near is not None:
            first = near.buttons[0] if isinstance(near, Notice) else near
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, removed: Removed, *_checked: object) -> None:
        from core.own_templates import restore_template
        from core.store import StoreError

        self._clear()
        try:
            restore_template(removed)
        except (StoreError, OSError) as error:
            self._tell("error", str(error))
        self.read()
        for card in self.cards:
            if card.template.path == removed.path:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, tone: str, sentence: str, undo: partial[None] | None = None) -> None:
        self._clear()
        actions = ((self.tr("Undo"), undo),) if undo is not None else ()
        glyph = "caution" if undo is None else "check"
        self.notice = Notice(tone, sentence, actions=actions, glyph=glyph, closable=True)
        self.notice.dismissed.connect(self._clear)
        self.column.insertWidget(0, self.notice)

    @Slot()
    def _clear(self) -> None:
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None
