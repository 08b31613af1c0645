"""The line in which a column gets its name, kind and values, or goes; over the register, not in front."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.model.partner import Attribute, AttributeKind, CohortKind
from ui.look.tokens import HEIGHT_CONTROL
from ui.look.type import scale
from ui.look.widgets import Button, Chooser, SegmentedControl
from ui.partners.bands_text import bands_text, read_bands
from ui.partners.cohort_list import KIND_WORDS
from ui.partners.facts import tr
from ui.partners.value_line import KIND_WORDS as VALUE_WORDS

_ASKED: Mapping[AttributeKind, tuple[str, str]] = {
    AttributeKind.CHOICE: ("Values offered, apart by semicolons", "City; Town; Rural"),
    AttributeKind.BAND: ("Bands from low to high, apart by semicolons", "1–9; 10–49; 50 and over"),
}


class ColumnLine(QWidget):
    """``made`` carries the column that is changed (None: a new one) and the column as it is wanted.

    ``removed`` carries a column, ``left`` comes with Esc.
    """

    made = Signal(object, object)
    removed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column: Attribute | None = None
        self._groups: CohortKind | None = None
        self.name = QLineEdit()
        self.values = QLineEdit()
        for line in (self.name, self.values):
            line.setMinimumHeight(int(HEIGHT_CONTROL * scale()))
            line.returnPressed.connect(self._on_made)
        self.kind = SegmentedControl([(tr(words), kind) for kind, words in VALUE_WORDS.items()])
        self.kind.picked.connect(self._on_kind)
        self.groups = Chooser("")
        options: list[tuple[str, object]] = [(tr("no cohorts"), None)]
        self.groups.offer([*options, *((tr(words), kind) for kind, words in KIND_WORDS.items())])
        self.groups.picked.connect(self._on_groups)
        self.add = Button("", "primary", keys="Enter")
        self.add.clicked.connect(self._on_made)
        self.remove = Button(tr("Remove"), "quiet")
        self.remove.clicked.connect(self._on_remove)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.kind)
        first.addWidget(self.add)
        first.addWidget(self.remove)
        second.addWidget(self.values, 1)
        second.addStretch()
        second.addWidget(self.groups)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 2, 10, 8)
        column.setSpacing(6)
        column.addLayout(first)
        column.addLayout(second)
        self.hide()

    def open(self, column: Attribute | None) -> None:
        """Show it for a column, or for a new one, and take the focus."""
        self._column = column
        words = tr("Name of the column") if column else tr("Name of the new column")
        self.name.setPlaceholderText(words)
        self.name.setAccessibleName(words)
        self.name.setText(column.name if column else "")
        self.kind.choose(column.kind if column else AttributeKind.CHOICE)
        self._groups = column.groups if column else CohortKind.DEMOGRAPHIC
        self.add.dress(tr("Save") if column else tr("Add"), keys="Enter")
        self.remove.setVisible(column is not None)
        kept = "; ".join(column.choices) or bands_text(column.bands) if column else ""
        self.values.setText(kept)
        self._dress()
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def _dress(self) -> None:
        """Ask for what the kind needs."""
        words, example = _ASKED.get(self._kind, ("", ""))
        self.values.setVisible(bool(words))
        self.values.setAccessibleName(tr(words) if words else "")
        self.values.setPlaceholderText(
            tr("{what}: {example}").format(what=tr(words), example=example)
        )
        self._on_groups(self._groups)

    @property
    def _kind(self) -> AttributeKind:
        return AttributeKind(str(self.kind.value))

    @Slot()
    def _on_kind(self) -> None:
        self._dress()

    @Slot(object)
    def _on_groups(self, groups: CohortKind | None) -> None:
        self._groups = groups
        words = tr(KIND_WORDS[groups]) if groups is not None else tr("no cohorts")
        self.groups.say(words, tr("Groups"))

    @Slot()
    def _on_made(self) -> None:
        name, kind = " ".join(self.name.text().split()), self._kind
        if not name:
            return
        typed = self.values.text()
        labels = tuple(band.label for band in read_bands(typed))
        wanted = msgspec.structs.replace(
            self._column or Attribute("", name),
            name=name,
            kind=kind,
            choices=labels if kind is AttributeKind.CHOICE else (),
            bands=read_bands(typed) if kind is AttributeKind.BAND else (),
            groups=self._groups,
        )
        self.hide()
        self.made.emit(self._column, wanted)

    @Slot()
    def _on_remove(self) -> None:
        self.hide()
        self.removed.emit(self._column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
