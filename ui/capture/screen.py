"""Capture: recording a customer at the keyboard, eyes on the customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from core import conducting
from core.interview import Standing, interview
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.moment import as_datetime, now
from core.model.partner import CustomerPartner, next_pseudonym
from core.model.rules import findings
from core.study import Change
from ui.capture.choose import Choose
from ui.capture.facts import candidates
from ui.capture.interview_page import InterviewPage
from ui.capture.recovering import resume, unfinished, words
from ui.capture.sitting import Sitting, sit_down
from ui.look.curtain import curtain
from ui.look.describe import weekday
from ui.look.widgets import Chip, Chooser, EmptyState, key_words
from ui.screen import Screen
from ui.session import Choice, Session


class CaptureScreen(Screen):
    """Shows the interview of the chosen partner, else whom to choose, else what is in the way."""

    name: ClassVar[str] = "capture"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._sittings: dict[str, Sitting] = {}
        self._before: str | None = None
        self._stopper: str | None = None
        self._is_stale = True
        self._is_fresh = True
        self._held: Standing | None = None
        self.page = InterviewPage(session)
        self.choose = Choose()
        self.obstacle = EmptyState("", self.tr("Go to the flow"))
        self.unopened = EmptyState(
            self.tr("No iteration is open yet, so there is nowhere to record to."),
            self.tr("Open an iteration"),
        )
        self._pages = QStackedLayout(self)
        for page in (self.page, self.choose, self.obstacle, self.unopened):
            self._pages.addWidget(page)
        self._partner = _PartnerChooser(self.tr("Partner"))
        self._iteration = Chip("")
        self._wire()

    def _wire(self) -> None:
        self.session.refreshed.connect(self._on_refreshed)
        self.session.chosen.connect(self._on_chosen)
        self.session.disk.connect(self._on_disk)
        self.session.heard.connect(self._on_change)
        self.page.following.connect(self._on_following)
        self.page.ended.connect(self._on_ended)
        self.page.turned.connect(self._on_turned)
        self.page.described.connect(self.described)
        self.choose.chosen.connect(self._on_partner)
        self.choose.created.connect(self._on_created)
        self.choose.left.connect(self._on_left)
        self.obstacle.acted.connect(self._on_obstacle)
        self.unopened.acted.connect(self._on_open_iteration)
        self._partner.asked.connect(self._on_following)

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Capture")

    def subtitle(self) -> str:
        when = datetime.now(UTC)
        shown = self.page.clock.interview
        if self._held is not None and self._held.entries and not self.page.clock.since:
            when = as_datetime(self._held.entries[0].at)
        said = weekday(when)
        if self._held is not None and shown is not None and shown.researcher:
            said = self.tr("{day} · observer {who}").format(day=said, who=shown.researcher)
        return said

    def choosers(self) -> Sequence[QWidget]:
        return (self._partner, self._iteration)

    def primary(self) -> QAction | None:
        return self.page.acts["end"] if self._pages.currentWidget() is self.page else None

    def hints(self) -> Sequence[tuple[str, str]]:
        if self._pages.currentWidget() is not self.page:
            return ()
        if not self.page.is_on:
            return (("Enter", self.tr("begin interview")), ("F2", self.tr("edit entry")))
        named = (
            ("note", self.tr("note")),
            ("quote", self.tr("quote")),
            ("again", self.tr("trigger again")),
            ("weigh", self.tr("important")),
            ("edit", self.tr("edit entry")),
        )
        steps = " ".join(key_words(self.page.acts[name]) for name in ("previous", "next"))
        own = ((key_words(self.page.acts[name]), words) for name, words in named)
        anywhere = (
            ("window/keys", self.tr("all keys")),
            ("window/curtain", self.tr("curtain")),
        )
        found = ((self.window().findChild(QAction, name), words) for name, words in anywhere)
        rest = ((key_words(each), words) for each, words in found if isinstance(each, QAction))
        return ((steps, self.tr("step")), ("1–9", self.tr("go to step")), *own, *rest)

    def scope(self) -> str | None:
        # Away from an interview nothing may be undone from here, and no scope has that name.
        return self._held.scope if self._held is not None else "interview"

    def commands(self) -> Sequence[QAction]:
        # Nine times "Go to step" would fill the palette; the hint for 1–9 says it once.
        return tuple(each for name, each in self.page.acts.items() if not name.startswith("step "))

    def arrive(self) -> None:
        if self._is_fresh:
            self._is_fresh = False
            self._recover()
        self._refresh()

    def part(self) -> None:
        # A window closed on purpose ends its interview: nobody records what is said from then on.
        study = self.session.study
        if study.store.writable:
            self.page.keep_draft()
            for sitting in self._sittings.values():
                under_way = sitting.interview(study)
                if under_way is not None:
                    conducting.end(study, under_way, now())

    def _recover(self) -> None:
        study = self.session.study
        found = unfinished(study)
        if found is None or self.session.choice.partner not in (None, found.interview.partner):
            return
        self._sittings[conducting.scope(found.interview)] = resume(study, found)
        self.session.choose(partner=found.interview.partner, step=None)
        self._refresh()
        self.page.say_recovered(words(found))

    def take_focus(self) -> None:
        self._focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._refresh()
        self._focus()

    # --- hearing

    def _on_refreshed(self, tables: object) -> None:
        if tables == _DRAFTS:
            return  # what is being typed shows already
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _on_chosen(self, choice: Choice) -> None:
        if self._held is not None and choice.partner != self._held.partner.id:
            self._before = self._held.partner.id
            self.page.leave()
        if choice.step and self._held is not None and self.isVisible():
            self.page.go_to(choice.step)
        self._on_refreshed(None)

    def _on_change(self, change: Change) -> None:
        # Undo and redo are the window's; what they took back or brought is said here.
        if self._held is not None and self.isVisible() and change.label.startswith(_TURNS):
            self.page.confirm(change.label)

    def _on_disk(self, _state: object) -> None:
        if self._held is not None and self.isVisible():
            self.page.repaint_writing()

    def _refresh(self) -> None:
        self._is_stale = False
        study = self.session.study
        iteration = study.current_iteration
        self._held = None
        self._say_choosers(iteration)
        if iteration is None:
            self._turn_to(self.unopened)
            return
        stopping = [each for each in findings(study.flow(iteration.flow)) if each.stops_capture]
        if stopping:
            self._stopper = next(iter(stopping[0].steps), None)
            rest = self.tr("Nothing can be recorded until that is settled.")
            self.obstacle.sentence.setText(f"{stopping[0].sentence}\n{rest}")
            self._turn_to(self.obstacle)
            return
        partner = self.session.choice.partner
        if partner is None or partner not in study.pseudonyms():
            taken = study.pseudonyms().values()
            every = study.interviews()
            self.choose.offer(
                candidates(study, iteration),
                next_pseudonym(taken),
                every[-1] if every else None,
                self._before,
            )
            self._turn_to(self.choose)
            return
        self._held = interview(study, partner, iteration.id)
        self.page.show_interview(self._held, self._sitting(self._held))
        self._turn_to(self.page)

    def _say_choosers(self, iteration: Iteration | None) -> None:
        names = self.session.study.pseudonyms()
        said = names.get(self.session.choice.partner or "", self.tr("choose"))
        self._partner.say(curtain.over(said) if self.session.choice.partner in names else said)
        if iteration is not None:
            state = self.tr("open") if iteration.is_open else self.tr("closed, late")
            self._iteration.say(
                self.tr("Iteration {n} · {state}").format(n=iteration.number, state=state),
                "neutral" if iteration.is_open else "caution",
            )
        if self._iteration.parent() is not None:  # before, it would open as a window of its own
            self._iteration.setVisible(iteration is not None)

    def _sitting(self, held: Standing) -> Sitting:
        sitting = self._sittings.get(held.scope)
        if sitting is None:
            sitting = self._sittings[held.scope] = sit_down(held)
            # A new interview begins at its trigger, whatever was looked at on another screen.
            wanted = self.session.choice.step
            if wanted and held.entries and held.place(wanted):
                sitting.step = wanted
        sitting.settle(held)
        return sitting

    def _turn_to(self, page: QWidget) -> None:
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            if self.isVisible():
                self._focus()
        self.described.emit()

    def _focus(self) -> None:
        current = self._pages.currentWidget()
        if current is self.page:
            self.page.to_keys()
        elif current is self.choose:
            self.choose.begin()

    # --- choosing

    def _on_partner(self, partner: str) -> None:
        try:
            terms = self.choose.terms.read()
        except ValueError as error:
            self.choose.say(str(error))
            return
        self._end_other(partner)
        self.session.choose(partner=partner, step=None)
        self._refresh()
        self.page.begin(terms)

    def _on_created(self, pseudonym: str) -> None:
        study = self.session.study
        partner = CustomerPartner(new_id(), pseudonym)
        study.do("Add partner", "partners", [partner])
        self._on_partner(partner.id)

    def _end_other(self, partner: str) -> None:
        """Whoever begins to talk to another has ended the interview before."""
        study = self.session.study
        for sitting in self._sittings.values():
            under_way = sitting.interview(study)
            if under_way is not None and under_way.partner != partner:
                sitting.entering = None
                conducting.end(study, under_way, now())

    def _on_turned(self) -> None:
        if self.page.is_on and self._held is not None:
            self._end_other(self._held.partner.id)

    def _on_following(self) -> None:
        self._before = self.session.choice.partner
        self.session.choose(partner=None)

    def _on_left(self) -> None:
        if self._before is not None:
            self.session.choose(partner=self._before)

    def _on_ended(self) -> None:
        self.page.end()
        self._on_following()

    # --- what is in the way

    def _on_obstacle(self) -> None:
        self.session.go("flow", step=self._stopper)

    def _on_open_iteration(self) -> None:
        study = self.session.study
        drawn = study.drawn
        if drawn is None:
            self.session.go("flow")
            return
        study.do("Open iteration", "flow", [Iteration(new_id(), 1, drawn.id, now())])


_TURNS = ("Undo ", "Redo ")
_DRAFTS = frozenset(("drafts",))


class _PartnerChooser(Chooser):
    """Opens the choice in its place on the screen: nothing lies over an interview."""

    asked = Signal()

    def open(self) -> None:
        self.asked.emit()
