"""Partners: the register edited in place, the cohorts, and who has not been met yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.exchange.pasted import Pasted, plan
from core.groups import groups
from core.interview import interview
from core.measure.coverage import Coverage, coverage, pairs
from core.model.iteration import Iteration
from core.model.partner import EVERYONE, Attribute, AttributeKind, Cohort
from ui.look.choosers import IterationChooser
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.partners.cohort_list import entries
from ui.partners.cohort_side import CohortSide
from ui.partners.deeds import SCOPE, Register
from ui.partners.facts import Row, rows, tr
from ui.partners.middle import Middle
from ui.partners.register_model import RegisterModel
from ui.partners.side import Side
from ui.screen import Screen
from ui.session import Session

_LEFT, _LEFT_SMALL, _RIGHT, _RIGHT_SMALL, _SMALL = 306, 250, 404, 340, 1300


class PartnersScreen(Screen):
    """Cohorts, register and coverage, side by side."""

    name = "partners"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.deeds = Register(session.study)
        self._rows: Sequence[Row] = ()
        self._cohort = EVERYONE
        self._asked: str | None = None
        self.model = RegisterModel()
        self.cohorts, self.middle, self.side = CohortSide(), Middle(self.model), Side()
        self.register = self.middle.register
        self._choosers = (IterationChooser(session),)
        self.new = self._action(tr("New partner"), "Insert")
        self.seek = self._action(tr("Filter partners"), "Ctrl+F")
        self.paste = self._action(tr("Paste rows from a spreadsheet"), "")
        self.interview = self._action(tr("Open the interview in Capture"), "")
        self.column = self._action(tr("Add a column"), "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.cohorts)
        row.addWidget(self.middle, 1)
        row.addWidget(self.side)
        self.cohorts.setFixedWidth(int(_LEFT * scale()))
        self._connect()

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.session.refreshed.connect(self._on_refreshed)
        self.session.chosen.connect(self._on_chosen)
        self.new.triggered.connect(self._on_new)
        self.seek.triggered.connect(self.middle.field.setFocus)
        self.paste.triggered.connect(self._on_paste)
        self.interview.triggered.connect(self._on_interview)
        self.column.triggered.connect(self.middle.column_line.open)
        self.middle.empty.acted.connect(self._on_new)
        self.middle.paste_panel.applied.connect(self._on_apply_paste)
        self.middle.paste_panel.dismissed.connect(self._on_leave_paste)
        self.middle.column_line.made.connect(self._on_new_column)
        self.middle.column_line.left.connect(self.register.setFocus)
        self.model.edited.connect(self._on_edited, Qt.ConnectionType.QueuedConnection)
        self.register.entered.connect(self._on_interview)
        self.register.pasted.connect(self._on_paste)
        self.register.removed.connect(self._on_remove)
        self.register.listed.connect(self._on_list)
        self.register.selectionModel().currentRowChanged.connect(self._on_row)
        self.cohorts.chosen.connect(self._on_cohort)
        self.cohorts.wanted.connect(self._on_new_cohort)
        self.cohorts.list.removed.connect(self._on_remove_cohort)
        self.cohorts.editor.changed.connect(self._on_cohort_changed)
        self.cohorts.editor.frozen.connect(self._on_freeze)
        self.side.wanted.connect(self._on_wanted)
        self.side.opened.connect(self._on_interview)
        self.middle.coverage.toggled.connect(self._show_side)
        theme.changed.connect(self.update)

    # --- what the window asks

    def title(self) -> str:
        return tr("Partners")

    def subtitle(self) -> str:
        n = len(self.session.study.partners())
        return tr("{n} registered · pseudonyms only").format(n=n)

    def choosers(self) -> Sequence[QWidget]:
        return self._choosers

    def primary(self) -> QAction | None:
        return self.new

    def scope(self) -> str | None:
        return SCOPE

    def hints(self) -> Sequence[tuple[str, str]]:
        return (
            ("Insert", tr("new partner")),
            ("F2", tr("edit cell")),
            ("Ctrl V", tr("paste rows")),
            ("Ctrl Space", tr("on the cohort's list")),
            ("Enter", tr("interview")),
        )

    def commands(self) -> Sequence[QAction]:
        return (self.new, self.seek, self.paste, self.column, self.interview)

    def arrive(self) -> None:
        self._show()
        partner = self.session.choice.partner
        if partner is not None:
            self.register.choose(partner)
        elif self._rows and not self.register.currentIndex().isValid():
            self.register.choose(self._rows[0].partner.id)

    def take_focus(self) -> None:
        (self.register if self._rows else self.middle.empty.button).setFocus()

    # --- showing

    @Slot(object)
    def _on_refreshed(self, _tables: frozenset[str]) -> None:
        if self.isVisible():
            self._show()

    @Slot()
    def _on_chosen(self) -> None:
        # A change of the partner comes while the register filters its rows: nothing to read anew.
        if self.isVisible() and self.session.choice.iteration != self._asked:
            self._show()

    def _show(self) -> None:
        study, iteration = self.session.study, self.session.iteration
        self._asked = self.session.choice.iteration
        attributes = study.attributes()
        self._rows = rows(study, iteration)
        self.model.show_rows(self._rows, attributes, _iteration_words(iteration))
        met = [each.partner.id for each in self._rows if each.is_met]
        unknown = sum(each.is_unknown for each in self._rows)
        n = len(self._rows)
        self.middle.show_counts(n, n - len(met), unknown)
        self._show_cohorts(attributes, met)
        self.side.show_counts(_iteration_words(iteration), len(met), n)
        names = study.pseudonyms()
        self.side.show_matrices(self._matrices(attributes, met), names)
        self._show_story()
        self.described.emit()

    def _show_cohorts(self, attributes: Sequence[Attribute], met: Sequence[str]) -> None:
        study, iteration = self.session.study, self.session.iteration
        cohorts = study.cohorts()
        if self._cohort not in {each.id for each in cohorts}:
            self._cohort = EVERYONE
        # The register edits who is in a cohort now, whatever a closed iteration froze.
        live = _live(iteration)
        found = groups(study, live, [each.id for each in cohorts])
        everyone = [each.partner.id for each in self._rows]
        shown = entries(cohorts, found, everyone, met, self._cohort)
        self.cohorts.show_entries(shown, self._cohort, attributes)
        values = {
            each.id: tuple(
                dict.fromkeys(value for row in self._rows if (value := row.partner.value(each.id)))
            )
            for each in attributes
        }
        self.cohorts.show_editor(attributes, values)

    def _matrices(
        self, attributes: Sequence[Attribute], met: Sequence[str]
    ) -> list[tuple[str, Coverage]]:
        partners = [each.partner for each in self._rows]
        words = tr("Met of registered, {rows} by {columns}")
        return [
            (words.format(rows=a.name, columns=b.name), coverage(partners, met, a, b))
            for a, b in pairs(attributes, partners)
        ]

    @Slot()
    def _on_row(self) -> None:
        self.middle.tell("")
        self._show_story()
        chosen = self._current()
        if chosen is not None:
            self.session.choose(partner=chosen.partner.id)

    def _show_story(self) -> None:
        row, iteration = self._current(), self.session.iteration
        if row is None or iteration is None:
            self.side.story.show_interview(None)
            return
        held = interview(self.session.study, row.partner.id, iteration.id)
        self.side.story.show_interview(held)

    def _current(self) -> Row | None:
        index = self.register.shown.mapToSource(self.register.currentIndex())
        return self.model.rows[index.row()] if index.isValid() else None

    # --- partners

    @Slot()
    def _on_new(self) -> None:
        self.middle.tell("")
        self.middle.field.clear()
        self.middle.chips.choose("")
        self.register.shown.only("")
        partner = self.deeds.add()
        self.register.choose(partner.id, 1 if self.model.attributes else 0)
        self.register.setFocus()

    @Slot(object, str, str)
    def _on_edited(self, row: Row, attribute: str, value: str) -> None:
        partner = self.session.study.partner(row.partner.id)
        self.middle.tell(self.deeds.edit(partner, attribute, value))

    @Slot()
    def _on_remove(self) -> None:
        chosen = [each.partner for each in self.register.chosen()]
        if chosen:
            self.middle.tell(self.deeds.remove(chosen))

    @Slot()
    def _on_paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        planned = plan(text, self.session.study.partners(), self.session.study.attributes())
        self.middle.paste_panel.show_plan(planned)

    @Slot(object)
    def _on_apply_paste(self, planned: Pasted) -> None:
        self._on_leave_paste()
        self.deeds.paste(planned)

    @Slot()
    def _on_leave_paste(self) -> None:
        self.middle.paste_panel.hide()
        self.register.setFocus()

    @Slot(str, object)
    def _on_new_column(self, name: str, kind: AttributeKind) -> None:
        self.middle.tell(self.deeds.add_column(name, kind))
        self.register.setFocus()

    @Slot()
    def _on_interview(self) -> None:
        row = self._current()
        if row is not None:
            self.session.go("capture", partner=row.partner.id)

    @Slot(object)
    def _on_wanted(self, partners: Sequence[str]) -> None:
        """Show the first of some partners."""
        if partners:
            self.register.choose(partners[0])
            self.register.setFocus()

    # --- cohorts

    @Slot(str)
    def _on_cohort(self, cohort: str) -> None:
        if cohort != self._cohort:
            self._cohort = cohort
            self._show()

    @Slot(object)
    def _on_new_cohort(self, attribute: Attribute | None) -> None:
        if attribute is not None:
            self.deeds.by_value(attribute)
            return
        self._cohort = self.deeds.add_cohort(tr("New cohort")).id
        self._show()
        self.cohorts.editor.name.setFocus()
        self.cohorts.editor.name.selectAll()

    @Slot()
    def _on_remove_cohort(self) -> None:
        entry = self.cohorts.list.chosen()
        if entry is not None and entry.cohort.id != EVERYONE:
            self.deeds.remove_cohort(entry.cohort)

    @Slot(object, str)
    def _on_cohort_changed(self, cohort: Cohort, label: str) -> None:
        self.middle.tell(self.deeds.change_cohort(cohort, label))

    @Slot()
    def _on_freeze(self) -> None:
        entry, iteration = self.cohorts.list.chosen(), self.session.iteration
        if entry is not None and iteration is not None:
            self.deeds.freeze(entry.cohort, _live(iteration))

    @Slot()
    def _on_list(self) -> None:
        entry = self.cohorts.list.chosen()
        partners = [each.partner for each in self.register.chosen()]
        if entry is None or entry.cohort.id == EVERYONE:
            self.middle.tell(
                tr("Choose a cohort with a fixed list first. Everyone is always everyone.")
            )
        elif partners:
            self.middle.tell(self.deeds.toggle(entry.cohort, partners))

    # --- the frame

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the columns, and the lines between them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("line"))
        painter.fillRect(self.cohorts.geometry(), colour("window"))
        painter.fillRect(self.middle.geometry(), colour("surface"))
        if self.side.isVisibleTo(self):
            painter.fillRect(self.side.geometry(), colour("window"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = self.width() < _SMALL * scale()
        self.side.setFixedWidth(int((_RIGHT_SMALL if small else _RIGHT) * scale()))
        self.cohorts.setFixedWidth(int((_LEFT_SMALL if small else _LEFT) * scale()))
        self.middle.coverage.setVisible(small)
        self._show_side()

    @Slot()
    def _show_side(self) -> None:
        """In a small window the side stands where the cohorts are, when it is asked for."""
        small = self.width() < _SMALL * scale()
        asked = self.middle.coverage.isChecked()
        self.side.setVisible(not small or asked)
        self.cohorts.setVisible(not small or not asked)


def _iteration_words(iteration: Iteration | None) -> str:
    return tr("Iteration {n}").format(n=iteration.number) if iteration else tr("No iteration")


def _live(iteration: Iteration | None) -> Iteration:
    """An iteration without frozen cohorts, to ask for members as they are now."""
    number = iteration.number if iteration else 0
    return Iteration("", number, "", "")
