"""What is known of a partner: the pseudonym and every attribute, each edited in its own field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from core.model.partner import Attribute, CustomerPartner
from ui.look.curtain import curtain
from ui.look.layouts import emptied
from ui.look.type import scale
from ui.look.widgets import Card, Label
from ui.partners.facts import tr
from ui.partners.value_line import value_line

Offered = Callable[[Attribute], Sequence[str]]
"""The values an attribute offers."""


class TraitsCard(Card):
    """``edited`` carries the id of an attribute ("" is the pseudonym) and what was typed."""

    edited = Signal(str, str)

    def __init__(self, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = offered
        self._attributes: Sequence[Attribute] = ()
        self._partner: CustomerPartner | None = None
        self.lines: dict[str, QLineEdit] = {}
        self.column.addWidget(Label(tr("What is known"), "card"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, int(96 * scale()))
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)

    def show_partner(self, partner: CustomerPartner, attributes: Sequence[Attribute]) -> None:
        """Show a partner; a field that is being typed in keeps what is typed."""
        self._partner = partner
        if list(attributes) != list(self._attributes):
            self._attributes = list(attributes)
            self._make()
        for attribute, line in self.lines.items():
            value = partner.value(attribute) if attribute else curtain.over(partner.pseudonym)
            line.setReadOnly(curtain.is_drawn and not attribute)
            if not line.hasFocus() or not line.isModified():
                line.setText(value)
                line.setCursorPosition(0)

    def _make(self) -> None:
        emptied(self._grid)
        pseudonym = QLineEdit(self)
        pseudonym.setAccessibleName(tr("Pseudonym"))
        self.lines = {"": pseudonym}
        for each in self._attributes:
            line = value_line(each, self._offered(each), self)
            line.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self.lines[each.id] = line
        names = {"": tr("Pseudonym"), **{each.id: each.name for each in self._attributes}}
        for row, (attribute, line) in enumerate(self.lines.items()):
            label = Label(names[attribute], "secondary", "ink2", elided=True)
            label.setBuddy(line)
            label.setMaximumWidth(int(120 * scale()))
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(line, row, 1)
            line.editingFinished.connect(partial(self._on_finished, attribute))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return list(self.lines.values())

    def _on_finished(self, attribute: str) -> None:
        line, partner = self.lines.get(attribute), self._partner
        if line is None or partner is None or line.isReadOnly():
            return
        line.setModified(False)
        typed = line.text().strip()
        kept = partner.value(attribute) if attribute else partner.pseudonym
        if typed != kept:
            line.setText(kept)  # what is refused is not left standing as if it were kept
            self.edited.emit(attribute, typed)
