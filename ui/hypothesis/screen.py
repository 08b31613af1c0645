"""The hypothesis page: motivation, the four parts, what to beat, what that can show, assumptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import aiming, iterating
from core.learned import NotPossible
from core.locked import is_locked
from core.model.assumption import Assumption, Level, Stance
from core.model.hypothesis import Hypothesis
from core.model.moment import now
from ui.hypothesis.assumptions_card import AssumptionsCard
from ui.hypothesis.design_card import DesignCard
from ui.hypothesis.form import HypothesisForm
from ui.hypothesis.versions_card import VersionsCard
from ui.look.layouts import scrolling
from ui.look.text_field import TextField
from ui.look.tokens import GAP, INSET
from ui.look.type import scale
from ui.look.widgets import Card, Label, Notice
from ui.screen import ReadingScreen
from ui.session import Session

_TABLES = frozenset({"hypotheses", "assumptions", "study", "iterations", "cohorts", "observations"})
_TARGET, _PLANNED = 0.7, 12
"""What a new study begins with: 70 % to beat, and a dozen partners, of whom 12 prove it."""


class HypothesisScreen(ReadingScreen):
    """Edits the latest version; where that was observed under, an edit makes the next."""

    name: ClassVar[str] = "hypothesis"
    tables: ClassVar[frozenset[str]] = _TABLES

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._scope = iterating.HYPOTHESIS
        self.motivation = TextField(
            self.tr("Motivation"), self.tr("Why does the business want this?")
        )
        self.motivation.setFixedHeight(int(62 * scale()))
        self.form, self.design = HypothesisForm(), DesignCard()
        self.versions, self.assumptions = VersionsCard(), AssumptionsCard()
        self.pinned = Notice("accent", "", glyph="lightbulb")
        self.refused = Notice("caution", "")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        why = Card()
        why.column.addWidget(Label(self.tr("Why the business wants this"), "card"))
        why.column.addWidget(self.motivation)
        left = _column((why, self.form, self.assumptions))
        right = _column((self.design, self.versions))
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(INSET, INSET - 4, INSET, INSET)
        columns.setSpacing(GAP)
        columns.addLayout(left, 62)
        columns.addLayout(right, 38)
        self.scroller = scrolling(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.pinned, self.refused, self.scroller):
            outer.addWidget(widget, 1 if widget is self.scroller else 0)
        self.refused.hide()

    def _wire(self) -> None:
        self.form.written.connect(self._on_written)
        self.form.typed.connect(self._on_typed)
        self.motivation.finished.connect(self._on_motivation)
        self.assumptions.put.connect(self._on_put)
        self.assumptions.removed.connect(self._on_removed)
        self.assumptions.revisited.connect(self._on_revisited)
        self.hear()
        self._add = QAction(self.tr("Add assumption"), self)
        self._add.setShortcut(QKeySequence(Qt.Key.Key_Insert))
        self._add.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._add.triggered.connect(self.assumptions.begin)
        self.addAction(self._add)

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Hypothesis")

    def subtitle(self) -> str:
        written = self.session.study.hypotheses()
        if not written:
            return self.tr("what we believe of a customer, before we meet them")
        return self.tr("version {n}").format(n=written[-1].version)

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Tab", self.tr("next field")), ("Insert", self.tr("assumption")))

    def scope(self) -> str | None:
        return self._scope

    def commands(self) -> Sequence[QAction]:
        return (self._add,)

    def take_focus(self) -> None:
        first = next(iter(self.form.parts.values()))
        first.setFocus()

    # --- showing

    def show_reading(self) -> None:
        study = self.session.study
        written = study.hypotheses()
        shown = written[-1] if written else Hypothesis("", 1, _TARGET, _PLANNED, now())
        self.form.show_version(shown, study.cohorts())
        if not self.motivation.hasFocus():
            self.motivation.setPlainText(study.info.motivation)
        closed = [each for each in study.iterations() if not each.is_open]
        self.assumptions.show_assumptions(study.assumptions(), closed)
        self.versions.setVisible(bool(written))
        self.versions.show_versions(study)
        self._say_pinned(shown if written else None)
        self._on_typed()
        self.described.emit()

    def _say_pinned(self, shown: Hypothesis | None) -> None:
        locked = shown is not None and is_locked(self.session.study, shown)
        self.pinned.setVisible(locked)
        if shown is not None and locked:
            self.pinned.sentence.setText(
                self.tr(
                    "Partners were observed under version {n}, so it stays as it is. "
                    "A change here makes version {next}, for the next iteration."
                ).format(n=shown.version, next=shown.version + 1)
            )

    @Slot()
    def _on_typed(self) -> None:
        figures = self.form.figures
        self.design.show_design(figures["target"].value, figures["planned"].value)

    # --- changing

    @Slot(object)
    def _on_written(self, wanted: Hypothesis) -> None:
        self._change(
            iterating.HYPOTHESIS, lambda: iterating.write_hypothesis(self.session.study, wanted)
        )

    @Slot()
    def _on_motivation(self) -> None:
        text = self.motivation.toPlainText().strip()
        if text != self.session.study.info.motivation:
            self._change(aiming.SCOPE, lambda: aiming.set_motivation(self.session.study, text))

    @Slot(object)
    def _on_put(self, assumption: Assumption) -> None:
        self._change(aiming.SCOPE, lambda: aiming.put_assumption(self.session.study, assumption))

    @Slot(object)
    def _on_removed(self, assumption: Assumption) -> None:
        self._change(aiming.SCOPE, lambda: aiming.remove_assumption(self.session.study, assumption))

    @Slot(object)
    def _on_revisited(self, looked: tuple[Assumption, Stance, Level]) -> None:
        assumption, stance, uncertainty = looked
        study = self.session.study
        last = [each for each in study.iterations() if not each.is_open][-1]
        self._change(
            aiming.SCOPE, lambda: aiming.revisit(study, assumption, last, stance, uncertainty)
        )

    def _change(self, scope: str, act: Callable[[], object]) -> None:
        """Do something to the study; a refusal is said in place and what was typed stays."""
        self._scope = scope
        try:
            act()
        except NotPossible as refusal:
            self.refused.sentence.setText(str(refusal))
            self.refused.show()
        else:
            self.refused.hide()


def _column(widgets: Sequence[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch()
    return column
