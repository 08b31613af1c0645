"""What can be done to several selected partners at once, over the register while there are several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.model.consent import Permission
from core.model.partner import Attribute
from ui.look.type import scale
from ui.look.widgets import Button, Chooser, Label
from ui.partners.facts import tr
from ui.partners.traits_card import Offered
from ui.partners.value_line import value_line

Agreed = tuple[Permission, ...]
_CONSENTS: Mapping[str, Agreed | None] = {
    "Notes": (Permission.NOTES,),
    "Notes and quotes": (Permission.NOTES, Permission.QUOTES),
    "Notes, quotes, publication": (Permission.NOTES, Permission.QUOTES, Permission.PUBLICATION),
    "Withdrawn": None,
}


class BulkBar(QWidget):
    """``edited`` carries an attribute's id and a value, ``agreed`` permissions or None (withdrawn).

    ``left`` comes with Esc.
    """

    edited = Signal(str, str)
    agreed = Signal(object)
    listed = Signal()
    removed = Signal()
    left = Signal()

    def __init__(self, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = offered
        self._attributes: Sequence[Attribute] = ()
        self._attribute: Attribute | None = None
        self._count = Label("", "strong")
        self.column = Chooser("")
        self.column.picked.connect(self._on_column)
        self.value: QLineEdit | None = None
        self.set = Button(tr("Set"), "plain", keys="Enter")
        self.set.clicked.connect(self._on_set)
        self.consent = Chooser("", tr("Consent"))
        self.consent.setAccessibleName(tr("Record what the selected partners agreed to"))
        self.consent.offer([(tr(words), words) for words in _CONSENTS])
        self.consent.picked.connect(self._on_consent)
        self.list = Button(tr("List"), "quiet")
        self.list.setToolTip(
            tr("Put them on the selected cohort's list, or take them off (Ctrl+Space)")
        )
        self.list.clicked.connect(self.listed)
        self.remove = Button(tr("Remove"), "quiet")
        self.remove.setToolTip(tr("Remove them from the register (Del)"))
        self.remove.clicked.connect(self.removed)
        around = QVBoxLayout(self)
        around.setContentsMargins(10, 0, 10, 8)
        card = QFrame()
        card.setProperty("card", "accent")
        around.addWidget(card)
        self._row = QHBoxLayout(card)
        self._row.setContentsMargins(12, 5, 8, 5)
        self._row.setSpacing(8)
        for each in (self._count, self.column, self.set, self.consent):
            self._row.addWidget(each)
        self._row.addStretch()
        self._row.addWidget(self.list)
        self._row.addWidget(self.remove)
        self.column.setMaximumWidth(int(150 * scale()))
        self.hide()

    def show_count(self, n: int, attributes: Sequence[Attribute]) -> None:
        """Show the bar for so many selected partners; one alone is edited where it stands."""
        self.setVisible(n > 1)
        if n <= 1:
            return
        self._count.setText(tr("{n} selected").format(n=f"{n:,}"))
        self.setAccessibleName(tr("{n} partners selected").format(n=f"{n:,}"))
        if list(attributes) != list(self._attributes):
            self._attributes = list(attributes)
            self.column.offer([(each.name, each) for each in attributes])
            kept = self._attribute.id if self._attribute is not None else ""
            chosen = next((each for each in attributes if each.id == kept), None)
            self._show_column(chosen or next(iter(attributes), None))

    def _show_column(self, attribute: Attribute | None) -> None:
        self._attribute = attribute
        if self.value is not None:
            self._row.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
            self.value = None
        self.column.setVisible(attribute is not None)
        self.set.setVisible(attribute is not None)
        if attribute is None:
            return
        self.column.say(attribute.name)
        self.column.setAccessibleName(tr("Column to set: {name}").format(name=attribute.name))
        self.value = value_line(attribute, self._offered(attribute), self)
        self.value.setMinimumWidth(int(60 * scale()))
        self.value.setMaximumWidth(int(200 * scale()))
        self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.value.returnPressed.connect(self._on_set)
        self._row.insertWidget(2, self.value, 2)
        QWidget.setTabOrder(self.column, self.value)
        QWidget.setTabOrder(self.value, self.set)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        value = [self.value] if self.value is not None else []
        return [self.column, *value, self.set, self.consent, self.list, self.remove]

    @Slot(object)
    def _on_column(self, attribute: Attribute) -> None:
        self._show_column(attribute)
        if self.value is not None:
            self.value.setFocus()

    @Slot()
    def _on_set(self) -> None:
        if self._attribute is not None and self.value is not None:
            self.edited.emit(self._attribute.id, self.value.text().strip())

    @Slot(object)
    def _on_consent(self, words: str) -> None:
        self.agreed.emit(_CONSENTS[words])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
