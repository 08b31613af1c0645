"""Who a partner really is: from the names file, shown and edited only while that is opened."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from core.names_file import Person
from ui.look.curtain import curtain
from ui.look.type import scale
from ui.look.widgets import Button, Card, Label
from ui.partners.facts import tr
from ui.partners.names_desk import NamesDesk


class NamesCard(Card):
    """``told`` carries a sentence where the file refuses; ``wanted`` asks to open or begin one."""

    told = Signal(str)
    wanted = Signal(bool)

    def __init__(self, desk: NamesDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._partner = ""
        head, grid = QHBoxLayout(), QGridLayout()
        head.addWidget(Label(tr("Real name"), "card"), 1)
        self.forget = Button(tr("Close names"), "plain")
        self.forget.clicked.connect(desk.forget)
        head.addWidget(self.forget)
        self._words = Label("", "secondary", "ink2", wrap=True)
        self.open = Button(tr("Open names file…"), "plain")
        self.begin = Button(tr("New names file…"), "plain")
        self.open.clicked.connect(self._on_open)
        self.begin.clicked.connect(self._on_begin)
        ways = QHBoxLayout()
        ways.addWidget(self.open)
        ways.addWidget(self.begin)
        ways.addStretch()
        self.name, self.contact = QLineEdit(), QLineEdit()
        self._labels = []
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, int(96 * scale()))
        grid.setColumnStretch(1, 1)
        for row, (words, line) in enumerate(
            ((tr("Name"), self.name), (tr("Contact"), self.contact))
        ):
            label = Label(words, "secondary", "ink2")
            label.setBuddy(line)
            line.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
            self._labels.append(label)
            line.editingFinished.connect(self._on_finished)
        self.column.addLayout(head)
        self.column.addWidget(self._words)
        self.column.addLayout(grid)
        self.column.addLayout(ways)
        desk.changed.connect(self._show)
        curtain.changed.connect(self._show)
        self._show()

    def show_partner(self, partner: str) -> None:
        """Show who a partner is, where that may be seen."""
        self._partner = partner
        self._show()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.forget, self.name, self.contact, self.open, self.begin]

    @Slot()
    def _show(self) -> None:
        opened, seen = self._desk.is_open, self._desk.is_open and not curtain.is_drawn
        self.open.setVisible(not opened)
        self.begin.setVisible(not opened)
        self.forget.setVisible(opened)
        for each in (*self._labels, self.name, self.contact):
            each.setVisible(seen)
        person = self._desk.person(self._partner) if seen else Person()
        for line, text in ((self.name, person.name), (self.contact, person.contact)):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        words = tr("Names stand in a file of their own, never in the study.")
        if opened:
            words = tr("From {file}. Not part of the study; edits here are kept there at once.")
            words = words.format(file=self._desk.path.name if self._desk.path else "")
        if opened and not seen:
            words = tr("Behind the curtain (Ctrl+Shift+H).")
        self._words.setText(words)

    @Slot()
    def _on_finished(self) -> None:
        if not self._desk.is_open or curtain.is_drawn:
            return
        person = Person(self.name.text().strip(), self.contact.text().strip())
        if person != self._desk.person(self._partner):
            self.told.emit(self._desk.know({self._partner: person}))

    @Slot()
    def _on_open(self) -> None:
        self.wanted.emit(False)

    @Slot()
    def _on_begin(self) -> None:
        self.wanted.emit(True)
