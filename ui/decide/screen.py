"""The decision page: the four questions with their evidence, what is proposed, what is decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core import iterating
from core.learned import NotPossible
from core.model.decision import Conclusion
from core.model.iteration import Iteration
from core.store.errors import StoreError
from ui.decide import words
from ui.decide.cards import Questions
from ui.decide.empty import Lack, lack_of
from ui.decide.guide import GuideSharing
from ui.decide.shown import Shown, read
from ui.decide.upcoming import UpcomingCard
from ui.decide.verdict import NARROW, WIDE, VerdictSide
from ui.look.choosers import IterationChooser
from ui.look.curtain import curtain
from ui.look.describe import day
from ui.look.layouts import scrolling
from ui.look.texts import breakable
from ui.look.theme import colour
from ui.look.tokens import GAP, INSET
from ui.look.type import scale
from ui.look.widgets import Chip, EmptyState, Label, Notice
from ui.screen import ReadingScreen
from ui.session import Session

_TABLES = frozenset({
    "hypotheses", "decisions", "iterations", "cohorts", "observations", "partners", "notes",
    "assumptions", "attributes", "steps", "flows",
})  # fmt: skip
_SMALL, _STACKED = 1250, 1110


class DecideScreen(ReadingScreen):
    """Reads the iteration that is chosen; closes, decides and starts the next."""

    name: ClassVar[str] = "decide"
    tables: ClassVar[frozenset[str]] = _TABLES
    has_own_primary: ClassVar[bool] = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.shown: Shown | None = None
        self.lack: Lack | None = None
        self.iterations = IterationChooser(session, self)
        self.promise = Label("", "body", "ink2", wrap=True)
        self.version = Chip("")
        self.upcoming, self.questions, self.side = UpcomingCard(), Questions(), VerdictSide()
        self.refused = Notice("caution", "", closable=True)
        self.empty = EmptyState("", " ")
        talks = self.questions.unsure.talks
        self.guide = GuideSharing(self, lambda: self.shown, talks.chosen)
        self._make_actions()
        self._lay_out()
        self._wire()

    def _make_actions(self) -> None:
        self.act = self._action("", "", self._on_act)
        self.print = self._action(self.tr("Save the interview guide"), "", self.guide.ask)
        self.picks = [
            self._action(
                self.tr("Decide: {word}").format(word=words.title(of)),
                str(place),
                partial(self._on_key, of),
            )
            for place, of in enumerate(words.ORDER, 1)
        ]

    def _action(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.promise, 1)
        head.addWidget(self.version, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(INSET, INSET - 6, INSET, INSET)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self.upcoming)
        column.addWidget(self.questions)
        column.addStretch()
        self.scroller = scrolling(page)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.scroller, 1)
        row.addWidget(self.side)
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.refused)
        outer.addWidget(self.stack, 1)
        self.refused.hide()

    def _wire(self) -> None:
        self.side.act.follow(self.act)
        self.side.act.cap("Ctrl Enter")
        self.side.picked.connect(self._say_act)
        self.side.looked.connect(self._on_step)
        self.side.not_yet.clicked.connect(self._on_not_yet)
        self.questions.wanted.connect(self._on_partner)
        self.upcoming.wanted.connect(self._on_partner)
        self.upcoming.rewrite.connect(self._on_rewrite)
        self.upcoming.draft.until.textChanged.connect(self._say_act)
        self.questions.unsure.talks.printed.connect(self.guide.ask)
        self.empty.acted.connect(self._on_lack)
        self.refused.dismissed.connect(self.refused.hide)
        self.hear()
        self.session.chosen.connect(self._on_chosen)
        curtain.changed.connect(self.read_anew)

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Decision")

    def subtitle(self) -> str:
        shown = self.shown
        if shown is None:
            return self.tr("what was learned, and what to do next")
        state = self.tr("iteration {n}").format(n=shown.iteration.number)
        if shown.decision is not None:
            state += self.tr(", closed {day}").format(day=day(shown.decision.at))
        said = self.tr("{state} · primary cohort {cohort}: {n} of {planned} planned met")
        return said.format(
            state=state,
            cohort=shown.cohort,
            n=shown.entrants,
            planned=shown.evidence.planned,
        )

    def choosers(self) -> Sequence[QWidget]:
        return (self.iterations,)

    def primary(self) -> QAction | None:
        return self.act

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.shown is None:
            return ()
        keys = [("Ctrl Enter", self.act.text().lower())] if self.act.isEnabled() else []
        if self.side.may_decide:
            keys = [("1 – 4", self.tr("choose")), ("Tab", self.tr("note")), *keys]
        return keys

    def scope(self) -> str | None:
        return iterating.SCOPE

    def commands(self) -> Sequence[QAction]:
        return (*self.picks, self.print)

    def take_focus(self) -> None:
        if self.lack is not None:
            self.empty.button.setFocus()
        elif self.side.may_decide and not self.side.is_kept:
            # The proposal is where a person starts reading; only a key of theirs chooses it.
            proposed = self.shown.proposal if self.shown else None
            self.side.choice.rows[self.side.conclusion or proposed or words.ORDER[0]].setFocus()
        elif self.act.isEnabled():
            self.side.act.setFocus()
        else:
            self.setFocus()

    # --- showing

    @Slot(object)
    def _on_chosen(self, _choice: object) -> None:
        before = self.shown.iteration.id if self.shown else None
        now = self.session.iteration
        if (now.id if now else None) != before:
            self.refused.hide()
            self.read_anew()

    def show_reading(self) -> None:
        study, iteration = self.session.study, self.session.iteration
        self.lack = lack_of(study, iteration)
        self.shown = None
        self.stack.setCurrentIndex(1 if self.lack is not None else 0)
        if self.lack is not None:
            self.empty.sentence.setText(self.lack.sentence)
            self.empty.button.dress(self.lack.action, keys=self.lack.keys)
            self.empty.button.setVisible(bool(self.lack.action))
        elif iteration is not None:
            self._show_iteration(iteration)
        self._say_act()
        self.described.emit()

    def _show_iteration(self, iteration: Iteration) -> None:
        study = self.session.study
        shown = self.shown = read(study, iteration)
        self.promise.setText(breakable(words.promise(shown)))
        said = self.tr("Hypothesis v{n}").format(n=shown.hypothesis.version)
        if iteration.set_after:
            said += self.tr(", set after {n} observations").format(n=iteration.set_after)
        self.version.say(said, "caution" if iteration.set_after else "neutral")
        self.upcoming.show_upcoming(study, shown)
        self.questions.show_answers(study, shown)
        self.side.show_side(shown)

    @Slot()
    def _say_act(self) -> None:
        shown, side = self.shown, self.side
        for pick in self.picks:
            pick.setEnabled(side.may_decide and shown is not None)
        self.print.setEnabled(shown is not None)
        text, enabled = "", False
        if self.lack is not None:
            text, enabled = self.lack.action, bool(self.lack.action)
        elif shown is not None:
            text, enabled = self._next_act(shown)
        self.act.setText(text)
        self.act.setEnabled(enabled)
        self.act.setVisible(bool(text))
        waits = shown is not None and (shown.decision is None or not side.is_kept)
        side.not_yet.setVisible(waits and (shown is not None and shown.is_last))
        self.described.emit()

    def _next_act(self, shown: Shown) -> tuple[str, bool]:
        """What Ctrl+Enter does now, and whether it can."""
        number = shown.iteration.number
        if shown.decision is None:
            return self.tr("Close iteration {n}").format(n=number), shown.iteration.is_open
        if self.side.may_decide and not self.side.is_kept:
            return self.tr("Keep this decision"), self.side.conclusion is not None
        if shown.upcoming is None:
            return "", False
        if shown.upcoming.rewrite and shown.fresh is None:
            return self.tr("Write the next hypothesis"), True
        start = self.tr("Start iteration {n}").format(n=number + 1)
        return start, self.upcoming.draft.is_sound

    # --- doing

    @Slot()
    def _on_act(self) -> None:
        shown = self.shown
        if self.lack is not None:
            self._on_lack()
        elif shown is None:
            return
        elif shown.decision is None:
            self._change(lambda: iterating.close(self.session.study))
            self._go_on()
        elif not self.side.is_kept and self.side.conclusion is not None:
            self._decide(shown, self.side.conclusion)
        elif shown.upcoming is not None and shown.upcoming.rewrite and shown.fresh is None:
            self._on_rewrite()
        elif shown.upcoming is not None:
            self._start()

    def _decide(self, shown: Shown, chosen: Conclusion) -> None:
        study, note = self.session.study, self.side.typed_note
        self._change(lambda: iterating.decide(study, shown.iteration, chosen, note))
        self._go_on()

    def _go_on(self) -> None:
        """Show what that led to, with the focus where the next step is."""
        self.session.catch_up()
        self.take_focus()
        self.scroller.verticalScrollBar().setValue(0)

    def _start(self) -> None:
        draft, study = self.upcoming.draft, self.session.study
        self._change(
            lambda: self.session.choose(
                iteration=iterating.start(
                    study,
                    change=draft.change.text().strip(),
                    release=draft.release.text().strip(),
                    goals=draft.typed_goals,
                    until=draft.typed_until(),
                ).id
            )
        )

    def _on_key(self, of: Conclusion) -> None:
        if self.side.may_decide and not isinstance(self.focusWidget(), QPlainTextEdit):
            self.side.choice.pick(of)

    @Slot()
    def _on_lack(self) -> None:
        if self.lack is None:
            return
        if self.lack.goes:
            self.session.go(self.lack.goes)
        elif self.lack.starts:
            self._change(lambda: iterating.start(self.session.study))

    @Slot()
    def _on_not_yet(self) -> None:
        shown = self.shown
        self.session.go("capture" if shown is None or shown.decision is None else "funnels")

    @Slot(object)
    def _on_partner(self, partner: object) -> None:
        self.session.go("partners", partner=partner)

    @Slot(object)
    def _on_step(self, step: object) -> None:
        if self.shown is not None:
            shown = self.shown
            cohorts = (shown.evidence.cohort,)
            self.session.go("funnels", iteration=shown.iteration.id, cohorts=cohorts, step=step)

    @Slot()
    def _on_rewrite(self) -> None:
        self.session.go("hypothesis")

    def _change(self, act: Callable[[], object]) -> None:
        """Do something to the study; a refusal is said in place and what was typed stays."""
        self.refused.hide()
        try:
            act()
        except (NotPossible, StoreError) as refusal:
            self.refused.sentence.setText(str(refusal))
            self.refused.show()

    # --- looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = NARROW if self.width() < _SMALL * scale() else WIDE
        self.side.setFixedWidth(int(wide * scale()))
        self.questions.stack(self.width() < _STACKED * scale())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.lack is not None:
            return
        painter = QPainter(self)
        left, top = self.side.mapTo(self, self.side.rect().topLeft()).toTuple()
        painter.fillRect(QRectF(left - 1, top, 1, self.height()), colour("line"))
        painter.end()
