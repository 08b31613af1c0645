"""Partners: the register edited in place, the cohorts, and who has not been met yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from core.interview import interview
from core.model.iteration import Iteration
from core.model.partner import EVERYONE, Attribute, Cohort, attributes_of
from ui.look.choosers import IterationChooser
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Button
from ui.partners import coverage_shown
from ui.partners.actions import ON_IMPORT, ON_PAGE, ON_REGISTER, make_actions
from ui.partners.bulk_acts import BulkActs
from ui.partners.cohort_acts import CohortActs
from ui.partners.cohort_list import entries
from ui.partners.cohort_side import CohortSide
from ui.partners.deeds import SCOPE
from ui.partners.facts import Facts, facts, tr, values_in_order
from ui.partners.import_acts import ImportActs
from ui.partners.middle import Middle
from ui.partners.names_acts import NamesActs
from ui.partners.names_desk import NamesDesk
from ui.partners.narrow_chooser import kept
from ui.partners.page_acts import PageActs
from ui.partners.partner_acts import PartnerActs
from ui.partners.partner_page import PartnerPage
from ui.partners.plan_acts import PlanActs
from ui.partners.register_model import RegisterModel
from ui.partners.register_view import Register
from ui.partners.side import Side
from ui.screen import Screen
from ui.session import Session

_LEFT, _LEFT_SMALL, _RIGHT, _RIGHT_SMALL, _SMALL, _TIGHT = 306, 250, 404, 340, 1300, 1030
_COVERAGE_MS = 60
"""Who has been met follows a moment after the table: while somebody types it can wait."""
_WALKS = frozenset({"observations", "iterations", "flows", "steps", "links"})
"""Tables that say how far partners came."""
_GROUPED = frozenset({"partners", "attributes", "cohorts", "planned", "hypotheses"})
"""Tables that say how partners are grouped, and how many of a group are planned."""
_TOLD = frozenset(
    {"partners", "attributes", "cohorts", "notes", "consents", "consent_texts", "interviews"}
)
"""Tables a partner's page tells of besides."""


class PartnersScreen(Screen):
    """Cohorts, register and coverage, side by side. Only what the changed tables need is read."""

    name = "partners"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._facts = Facts()
        self._shown_iteration: Iteration | None = None
        self._stale: frozenset[str] | None = None
        self.model = RegisterModel()
        self.middle: Middle = Middle(self.model, self._offered)
        self.cohorts, self.side = CohortSide(), Side()
        self.register: Register = self.middle.register
        self.names = NamesDesk(session.study, self)
        self.page = PartnerPage(self._offered, self.names)
        self.import_button = Button(tr("Import table"), "plain", glyph="import")
        self._choosers = (IterationChooser(session), self.import_button)
        self.partner_acts: PartnerActs = PartnerActs(session, self.middle, self)
        self.cohort_acts: CohortActs = CohortActs(session, self.cohorts, self.middle, self)
        self.import_acts: ImportActs = ImportActs(session, self.middle, self.names, self)
        self.plan_acts = PlanActs(session, self.side, self.middle, self)
        self.bulk_acts: BulkActs = BulkActs(session, self.middle, self)
        self.page_acts: PageActs = PageActs(session, self.middle, self.page, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_COVERAGE_MS)
        self._later.timeout.connect(self._show_coverage)
        self.names_acts: NamesActs = NamesActs(session.study, self.names, self._tell, self)
        self.page.names.wanted.connect(self.names_acts.ask)
        self.names.changed.connect(self._on_names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.cohorts)
        row.addWidget(self.middle, 1)
        row.addWidget(self.side)
        row.addWidget(self.page, 1)
        self.page.hide()
        self.cohorts.setFixedWidth(int(_LEFT * scale()))
        acts = {name: partial(self._settled, deed) for name, deed in self._acts().items()}
        self.does = make_actions(self, acts)
        self._connect()

    def _connect(self) -> None:
        self.import_button.clicked.connect(self.import_acts.ask_file)
        self.import_button.setToolTip(tr("CSV or XLSX (Ctrl+Shift+I)"))
        self.register.pasted.connect(self.import_acts.paste)
        self.import_acts.turned.connect(self._on_importing)
        self.session.refreshed.connect(self._on_refreshed)
        self.session.chosen.connect(self._on_chosen)
        self.register.selectionModel().currentRowChanged.connect(self._on_row)
        self.cohort_acts.chosen.connect(self._show_cohorts)
        self.cohorts.editor.tried.connect(self._on_tried)
        self.side.wanted.connect(self.partner_acts.show_cell)
        self.middle.narrow.narrowed.connect(self._on_narrowed)
        self.side.turned.connect(self._order_stops)
        self.side.opened.connect(self.page_acts.open)
        self.register.opened.connect(self.page_acts.open)
        self.page_acts.turned.connect(self._show_side)
        self.page_acts.turned.connect(self.described)
        self.middle.coverage.toggled.connect(self._show_side)
        theme.changed.connect(self.update)

    def _acts(self) -> Mapping[str, Callable[[], object]]:
        partners, cohorts, page = self.partner_acts, self.cohort_acts, self.page_acts
        return {
            "new": self.add,
            "seek": self.middle.field.setFocus,
            "table": self.import_acts.ask_file,
            "paste": self.import_acts.paste,
            "copy": self.register.copy,
            "sort": self.register.sort_current,
            "column": partners.ask_column,
            "edit_column": partners.ask_current_column,
            "story": page.open,
            "interview": partners.open_interview,
            "before": page.step_before,
            "after": page.step_after,
            "remove": partners.remove,
            "cohort": cohorts.add_list,
            "listed": cohorts.toggle,
            "open_names": self.names_acts.ask_open,
            "new_names": self.names_acts.ask_new,
            "close_names": self.names_acts.forget,
        }

    # --- what the window asks

    def title(self) -> str:
        return tr("Partners")

    def subtitle(self) -> str:
        n = len(self.session.study.register)
        if self.names.is_open:
            return tr("{n} registered · names opened").format(n=f"{n:,}")
        return tr("{n} registered · pseudonyms only").format(n=f"{n:,}")

    def choosers(self) -> Sequence[QWidget]:
        return self._choosers

    def primary(self) -> QAction | None:
        return self.does["new"]

    def scope(self) -> str | None:
        return SCOPE

    def hints(self) -> Sequence[tuple[str, str]]:
        on_page = ON_PAGE if self.page_acts.is_open else ON_REGISTER
        shown = ON_IMPORT if self.import_acts.is_open else on_page
        return [(keys, tr(does)) for keys, does in shown]

    def commands(self) -> Sequence[QAction]:
        return list(self.does.values())

    def arrive(self) -> None:
        self._show(self._stale)
        partner = self.session.choice.partner
        if partner is not None:
            self.register.choose(partner)
        if self.model.rowCount() and not self.register.currentIndex().isValid():
            self.register.setCurrentIndex(self.model.index(0, 0))

    def part(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Take what is being typed anywhere on the screen, as though its field were left."""
        typing = QApplication.focusWidget()
        if isinstance(typing, QLineEdit) and self.isAncestorOf(typing):
            typing.editingFinished.emit()
        self.side.plan.settle()
        self.register.settle()
        self.partner_acts.settle()

    def _settled(self, deed: Callable[[], object]) -> None:
        """A deed, behind what is being typed: it may be about to go or to be another's."""
        self.settle()
        deed()

    def take_focus(self) -> None:
        if self.page_acts.is_open:
            self.page.back.setFocus()
            return
        (self.register if len(self._facts.partners) else self.middle.empty.button).setFocus()

    @Slot()
    def add(self) -> None:
        """A new partner in the register, from wherever on the screen."""
        if self.import_acts.is_open:
            self.import_acts.leave()
        self.page_acts.leave()
        self.partner_acts.add()

    # --- showing

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if self.isVisible():
            self._show(tables)
        elif self._stale is not None:
            self._stale |= tables

    @Slot()
    def _on_chosen(self) -> None:
        # A change of the partner comes while the register filters its rows: nothing to read anew.
        if self.isVisible() and self.session.iteration != self._shown_iteration:
            self._show(_WALKS)

    def _show(self, tables: frozenset[str] | None) -> None:
        """Read and show what the changed tables have to do with; None is everything."""
        self._stale = frozenset()
        iteration = self.session.iteration
        every = tables is None or iteration != self._shown_iteration
        changed = tables or frozenset()
        self._shown_iteration = iteration
        if every or changed & (_WALKS | {"partners", "attributes"}):
            self._show_register(anew=every or bool(changed & _WALKS))
        if every or changed & (_WALKS | {"partners", "attributes", "cohorts"}):
            self._show_cohorts()
        if every or changed & (_WALKS | _GROUPED):
            self._later.start()
        if every or changed & (_WALKS | {"partners", "notes"}):
            self._show_story()
        if self.page_acts.is_open and (every or changed & (_WALKS | _TOLD)):
            self.page_acts.show()
        self.described.emit()

    def _show_register(self, *, anew: bool) -> None:
        study, iteration = self.session.study, self.session.iteration
        if anew or study.register.arrangement != self._facts.arrangement:
            self._facts = facts(study, iteration)
        else:
            self._facts = replace(self._facts, partners=study.register.partners)
        words = _iteration_words(iteration)
        self.middle.narrow.show_flow(study.flow(iteration.flow) if iteration else None)
        filters = self.middle.narrow.chosen
        within = kept(study, iteration, filters) if iteration and filters else None
        self.model.show_facts(study.register, self._facts, study.attributes(), words, within)
        ends, n = self._facts.ends, len(self._facts.partners)
        met = int(ends.met.sum())
        self.middle.show_counts(n, n - met, int(ends.untold.sum()))
        self.side.show_counts(words, met, n)

    @Slot()
    def _on_narrowed(self) -> None:
        self._show_register(anew=False)

    @Slot()
    def _show_cohorts(self) -> None:
        study = self.session.study
        cohorts, attributes = study.cohorts(), study.attributes()
        if self.cohort_acts.cohort not in {each.id for each in cohorts}:
            self.cohort_acts.cohort = EVERYONE
        chosen = self.cohort_acts.cohort
        shown = entries(study.register, cohorts, self._facts.ends.met, chosen)
        self.cohorts.show_entries(shown, chosen, attributes)
        self.cohorts.show_editor(attributes, self._values)
        cohort = next(each for each in cohorts if each.id == chosen)
        asked = frozenset(attributes_of(cohort.rule)) if cohort.rule is not None else frozenset()
        self.model.emphasise(asked, study.register.members(cohort))
        self._order_stops()

    @Slot(object)
    def _on_tried(self, cohort: Cohort) -> None:
        """Say how many a rule would hold of, while it is being typed."""
        register, met = self.session.study.register, self._facts.ends.met
        if register.arrangement == self._facts.arrangement:
            held = register.members(cohort)
            self.cohorts.editor.show_size(int(held.sum()), int((held & met).sum()), len(register))

    def _offered(self, attribute: Attribute) -> Sequence[str]:
        return values_in_order(attribute, self.session.study.register)

    def _values(self, attribute: str) -> Sequence[str]:
        known = {each.id: each for each in self.session.study.attributes()}
        return values_in_order(known[attribute], self.session.study.register)

    @Slot()
    def _show_coverage(self) -> None:
        register = self.session.study.register
        if register.arrangement != self._facts.arrangement:
            return  # A refresh is on its way, and starts this again.
        coverage_shown.show(self.session.study, self.session.iteration, self._facts, self.side)
        self._order_stops()

    @Slot()
    def _order_stops(self) -> None:
        """Tab goes from the filter over the register to the cohorts, their rule, and the side."""
        editor = self.cohorts.editor
        stops: list[QWidget] = [
            self.middle.field, *self.middle.chips.findChildren(QWidget), self.middle.narrow,
            self.middle.new_column,
            self.middle.coverage, *self.middle.bulk.stops, self.register, self.cohorts.new, self.cohorts.list,
            *editor.stops, *self.side.stops,
        ]  # fmt: skip
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    @Slot()
    def _on_row(self) -> None:
        row = self.register.current()
        if row is None or row.partner.id == self.session.choice.partner:
            return
        self.middle.tell("")
        self.session.choose(partner=row.partner.id)
        self._show_story()

    def _show_story(self) -> None:
        row, iteration = self.register.current(), self.session.iteration
        known = row is not None and self.session.study.register.place(row.partner.id) is not None
        if row is None or iteration is None or not known:
            self.side.story.show_interview(None)
            return
        held = interview(self.session.study, row.partner.id, iteration.id)
        self.side.story.show_interview(held)

    # --- the frame

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the columns, and the lines between them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("line"))
        if self.cohorts.isVisibleTo(self):
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
        self.middle.shorten(self.width() < _TIGHT * scale())
        self._show_side()

    def _tell(self, sentence: str) -> None:
        """Say it where the person looks: over the page or over the register."""
        (self.page if self.page_acts.is_open else self.middle).tell(sentence)

    @Slot()
    def _on_names(self) -> None:
        """Names were opened, closed or edited: they stand beside the pseudonyms."""
        self.model.know_names(self.names.shown, opened=self.names.is_open)
        self.described.emit()

    @Slot()
    def _on_importing(self) -> None:
        """While a table is looked at it takes the room of the cohorts and the side too."""
        self._show_side()
        self.described.emit()

    @Slot()
    def _show_side(self) -> None:
        """In a small window the side stands where the cohorts are, when it is asked for.

        A partner's page takes the place of all three.
        """
        small = self.width() < _SMALL * scale()
        asked = self.middle.coverage.isChecked()
        paged = self.page_acts.is_open
        alone = paged or self.import_acts.is_open
        # What goes goes first: both at once would ask for a wider window.
        for part, shown in sorted(
            (
                (self.side, not alone and (not small or asked)),
                (self.cohorts, not alone and (not small or not asked)),
                (self.middle, not paged),
                (self.page, paged),
            ),
            key=lambda each: each[1],
        ):
            part.setVisible(shown)


def _iteration_words(iteration: Iteration | None) -> str:
    return tr("Iteration {n}").format(n=iteration.number) if iteration else tr("No iteration")
