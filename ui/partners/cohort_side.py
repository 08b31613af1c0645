"""The left column: the cohorts, and at its foot the editor of the one selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.model.partner import EVERYONE, Attribute
from ui.look.widgets import Chooser, Label
from ui.partners.cohort_list import CohortList, CohortModel, Entry
from ui.partners.facts import tr
from ui.partners.rule_editor import RuleEditor, Values


class CohortSide(QWidget):
    """``wanted`` asks for a new cohort (None) or for one a value of an attribute."""

    wanted = Signal(object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CohortModel()
        self.list = CohortList(self.model)
        self.editor = RuleEditor()
        self._new = Chooser("", tr("New"))
        self._new.setAccessibleName(tr("New cohort"))
        self._new.picked.connect(self.wanted)
        self._legend = Label("", "label", "ink2")
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 14, 6)
        head.addWidget(Label(tr("Cohorts"), "status", "ink2"), 1)
        head.addWidget(self._new)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.editor)
        scroll.setMaximumHeight(300)
        scroll.setAccessibleName(tr("Rule of the selected cohort"))
        self._foot = scroll
        legend = QHBoxLayout()
        legend.setContentsMargins(20, 4, 20, 8)
        legend.addWidget(self._legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(legend)
        column.addWidget(scroll)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.renamed.connect(self._on_rename)

    def show_entries(
        self, entries: Sequence[Entry], selected: str, attributes: Sequence[Attribute]
    ) -> None:
        """Show the cohorts with one of them selected."""
        self.model.show_entries(entries)
        at = next((n for n, each in enumerate(entries) if each.cohort.id == selected), 0)
        if self.list.currentIndex().row() != at:
            self.list.setCurrentIndex(self.model.index(at))
        name = entries[at].cohort.name if entries else ""
        words = tr("blue: also in {name} · grey: the others").format(name=name)
        self._legend.setText(words if len(entries) > 1 else "")
        options: list[tuple[str, object]] = [(tr("Empty list, or a rule"), None)]
        each_value = tr("One for each {column}")
        options += [(each_value.format(column=one.name), one) for one in attributes]
        self._new.offer(options)

    def show_editor(self, attributes: Sequence[Attribute], values: Values) -> None:
        """Show the editor of the selected cohort."""
        entry = self.list.chosen()
        self.editor.show_entry(entry, attributes, values)
        self._foot.setVisible(entry is not None and entry.cohort.id != EVERYONE)

    @Slot()
    def _on_current(self) -> None:
        entry = self.list.chosen()
        if entry is not None:
            self.chosen.emit(entry.cohort.id)

    @Slot()
    def _on_rename(self) -> None:
        if self.editor.isVisible():
            self.editor.name.setFocus()
            self.editor.name.selectAll()
