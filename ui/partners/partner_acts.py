"""What keys and buttons of the register lead to: each act one deed, or a word in the strip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.measure.coverage import Cell, Coverage, in_cell
from core.model.partner import Attribute
from ui.partners.deeds import Deeds
from ui.partners.facts import Row, tr, values_in_order
from ui.partners.middle import Middle
from ui.session import Session


class PartnerActs(QObject):
    """Listens to the register and what stands over it."""

    _typing = Signal()

    def __init__(self, session: Session, middle: Middle, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._middle = session, middle
        self._deeds = Deeds(session.study)
        register, line = middle.register, middle.column_line
        self._typed: list[tuple[list[str], str, str]] = []
        self._typing.connect(self.settle, Qt.ConnectionType.QueuedConnection)
        middle.model.edited.connect(self._on_edited)
        register.complete_with(self._words)
        register.removed.connect(self.remove)
        register.head_asked.connect(line.open)
        middle.empty.acted.connect(self.add)
        middle.new_column.clicked.connect(self.ask_column)
        line.made.connect(self._on_column)
        line.removed.connect(self._on_remove_column)
        line.left.connect(register.setFocus)

    def _words(self, attribute: Attribute) -> list[str]:
        return values_in_order(attribute, self._session.study.register)

    @Slot()
    def add(self) -> None:
        """A new partner, with its first attribute under the keys."""
        self._middle.tell("")
        self._middle.show_all()
        partner = self._deeds.add()
        register = self._middle.register
        register.choose(partner.id, 1 if register.shown.attributes else 0)
        register.setFocus()

    @Slot(object, str, str)
    def _on_edited(self, row: Row, attribute: str, value: str) -> None:
        """One cell, and the same cell of every other row selected now.

        Done a moment later: it shows the table anew, not to happen while the cell's field closes.
        """
        chosen = [each.partner.id for each in self._middle.register.chosen()]
        rows = chosen if attribute and row.partner.id in chosen else [row.partner.id]
        self._typed.append((rows, attribute, value))
        self._typing.emit()

    @Slot()
    def settle(self) -> None:
        """Do at once what was typed in cells a moment ago."""
        study = self._session.study
        while self._typed:
            rows, attribute, value = self._typed.pop(0)
            people = [
                study.partner(each) for each in rows if study.register.place(each) is not None
            ]
            columns = {"", *(each.id for each in study.attributes())}
            if people and attribute in columns:
                self._middle.tell(self._deeds.edit(people, attribute, value))

    @Slot()
    def remove(self) -> None:
        """The selected partners, where nothing was recorded of them."""
        chosen = [each.partner for each in self._middle.register.chosen()]
        if chosen:
            self._middle.tell(self._deeds.remove(chosen))

    @Slot()
    def open_interview(self) -> None:
        """The current partner's interview in Capture."""
        row = self._middle.register.current()
        if row is not None:
            self._session.go("capture", partner=row.partner.id)

    @Slot(object, object)
    def show_cell(self, matrix: Coverage, cell: Cell) -> None:
        """Select the partners a cell of a matrix counts."""
        people = self._session.study.register
        ids = set(people.ids_at(in_cell(people, matrix, cell)))
        register = self._middle.register
        if ids and not any(register.shown.row_of(each) >= 0 for each in ids):
            self._middle.show_all()
        if ids:
            register.choose_all(ids)
            register.setFocus()

    # --- columns

    @Slot()
    def ask_column(self) -> None:
        """Ask for the name and the kind of a new column."""
        self._middle.column_line.open(None)

    @Slot()
    def ask_current_column(self) -> None:
        """Ask for another name or kind of the column under the keys."""
        register = self._middle.register
        attribute = register.shown.attribute_at(register.currentIndex().column())
        if attribute is not None:
            self._middle.column_line.open(attribute)
        else:
            self._middle.tell(tr("Go to a cell of the column first. This one is always there."))

    @Slot(object, object)
    def _on_column(self, column: Attribute | None, wanted: Attribute) -> None:
        if column is None:
            self._middle.tell(self._deeds.add_column(wanted))
        else:
            self._middle.tell(self._deeds.change_column(column, wanted))
        self._middle.register.setFocus()

    @Slot(object)
    def _on_remove_column(self, column: Attribute) -> None:
        self._middle.tell(self._deeds.remove_column(column))
        self._middle.register.setFocus()
