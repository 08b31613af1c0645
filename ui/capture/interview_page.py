"""The interview page: what its keys do to the study."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from core.interview import Entry, Interview
from core.interview.log_lines import Line
from core.model.flow import StepKind
from core.model.moment import as_datetime, now
from core.model.observation import Observation, Status
from ui.capture import acts
from ui.capture.acts import Where
from ui.capture.clock import moved, pause, start
from ui.capture.fields import ENTER
from ui.capture.keys import Doer, actions
from ui.capture.note_line import Kept
from ui.capture.shown_interview import ShownInterview
from ui.capture.sitting import Sitting
from ui.session import Session

_CTRL = Qt.KeyboardModifier.ControlModifier
_MARKS: Mapping[Qt.KeyboardModifier, Status] = {
    _CTRL: Status.ALIGNED,
    _CTRL | Qt.KeyboardModifier.ShiftModifier: Status.DEVIATED,
}


class InterviewPage(ShownInterview):
    """Acts on the study through ``acts``; what then stands there is shown.

    ``following`` asks for the next partner, ``ended`` says that the interview is over.
    """

    following = Signal()
    ended = Signal()
    described = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._asked: str = ""
        self._from_note = False
        self.acts = actions(
            self,
            Doer(
                aligned=partial(self.mark, Status.ALIGNED),
                deviated=partial(self.mark, Status.DEVIATED),
                unmark=self.unmark,
                again=self.meet_again,
                note=partial(self.write, quote=False),
                quote=partial(self.write, quote=True),
                keep=self.note_keep,
                pause=self.pause,
                onward=self.onward,
                move=self.move_by,
                jump=self.jump,
                edit=self.edit_entry,
                following=self.following.emit,
                end=self.ended.emit,
            ),
        )
        self.furnish(self.acts)
        self._wire()

    def _wire(self) -> None:
        self.rail.picked.connect(self.go_to)
        self.note.kept.connect(self._on_kept)
        self.note.left.connect(self.to_keys)
        self.note.moded.connect(self.say_mode)
        self.reason.kept.connect(self._on_reason)
        self.reason.left.connect(self._on_no_reason)
        self.log_model.reworded.connect(self._on_reworded)
        self.log_model.retimed.connect(self._on_retimed)
        self.log.voiding.connect(self._on_voiding)
        self.undo.clicked.connect(self._on_undo)

    # --- its own keys, before anybody else's

    def event(self, event: QEvent) -> bool:
        # The window has a meaning for Ctrl+Enter; in an interview it keeps and marks.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in ENTER
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and pressed in _MARKS and not event.isAutoRepeat():
            self.note_keep(_MARKS[pressed])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable(is_shown=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._enable(is_shown=False)
        if not event.spontaneous():
            self._keep_reason()

    def _enable(self, *, is_shown: bool) -> None:
        # The window listens to the screen's actions wherever one is on it; only here they may act.
        for action in self.acts.values():
            action.setEnabled(is_shown)
        self.acts["end"].setVisible(is_shown)

    def show_interview(self, held: Interview, sitting: Sitting) -> None:
        super().show_interview(held, sitting)
        if self._asked and not self._still_deviated():
            self._shut_reason()

    def leave(self) -> None:
        """Another interview is about to be shown: keep the reason typed so far, ask no more."""
        self._keep_reason()

    # --- the keys

    def mark(self, status: Status) -> None:
        """Mark the step; a deviation asks for its reason."""
        where = self._begin_act()
        if where is None:
            return
        made = acts.mark(self.session.study, where, status)
        if status is Status.DEVIATED:
            self._ask_reason(made)

    def unmark(self) -> None:
        """Take back what was observed at the step."""
        where = self._begin_act()
        if where is not None:
            acts.unmark(self.session.study, where)

    def meet_again(self) -> None:
        """The trigger was met again."""
        where = self._begin_act()
        trigger = self.held.flow.one(StepKind.TRIGGER) if self.held else None
        if where is None or trigger is None:
            return
        self.sitting.step = trigger.id
        acts.meet_again(self.session.study, Where(where.partner, where.iteration, trigger.id))

    def write(self, *, quote: bool) -> None:
        """Take the note line."""
        self.note.begin(quote=quote)

    def note_keep(self, status: Status) -> None:
        """Keep the draft, if there is one, and mark the step."""
        self.note.keep(status)

    def pause(self) -> None:
        """Pause the clock or let it run; marks and words are kept either way."""
        if self.held is None:
            return
        present = as_datetime(now())
        running = self.sitting.clock.since is not None
        change = pause(self.sitting.clock, present)
        self.sitting.clock = change if running else start(change, self.held, present)
        self.show_clock()

    def onward(self) -> None:
        """Go on along the partner's path; a button that has the focus is pressed instead."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif self.held is not None:
            self.go_to(self.held.onward(self.sitting.step).id)

    def move_by(self, by: int) -> None:
        """Go to the step above or below."""
        if self.held is None or isinstance(QApplication.focusWidget(), QLineEdit):
            return
        place = self.held.place(self.sitting.step)
        if place is not None:
            self.jump(place.number + by)

    def jump(self, number: int) -> None:
        """Go to a step by its number on the rail."""
        if self.held is not None and 1 <= number <= len(self.held.places):
            self.go_to(self.held.places[number - 1].step.id)

    def go_to(self, step: str) -> None:
        """Go to a step."""
        if self.held is None or self.held.place(step) is None or step == self.sitting.step:
            return
        self.sitting.step = step
        self.sitting.clock = moved(self.sitting.clock, as_datetime(now()))
        self.show_step()

    def edit_entry(self) -> None:
        """Edit the words of a log entry in its place."""
        self.log.edit_words()

    # --- words

    def _on_kept(self, kept: Kept) -> None:
        where = self._begin_act()
        if where is None:
            return
        study = self.session.study
        if kept.status is None:
            acts.keep(study, where, kept.words, kept.since)
            return
        since = kept.since if kept.words.text or kept.words.tags else None
        made = acts.mark(study, where, kept.status, kept.words, since)
        if kept.status is Status.DEVIATED:
            self._ask_reason(made)
        elif self.held is not None:
            self.go_to(self.held.onward(where.step).id)

    def _ask_reason(self, observation: Observation) -> None:
        self._from_note = self.note.hasFocus()
        self._asked = observation.id
        flow = self.session.study.flow(self.session.study.iteration(observation.iteration).flow)
        self.reason.ask(flow.step(observation.step).name, observation.reason)
        # Once the mark is painted: with very many observations the reasons take longer than a frame.
        QTimer.singleShot(0, self, self.offer_reasons)
        self.say_mode()

    def _on_reason(self, typed: str) -> None:
        asked = self._asked
        self._shut_reason()
        acts.give_reason(self.session.study, asked, typed)
        self._back()

    def _on_no_reason(self) -> None:
        self._shut_reason()
        self._back()

    def _keep_reason(self) -> None:
        """Words typed for a deviation are kept wherever the person goes next."""
        asked, typed = self._asked, self.reason.typed
        self._shut_reason()
        if asked and typed.strip():
            acts.give_reason(self.session.study, asked, typed)

    def _shut_reason(self) -> None:
        self._asked = ""
        self.reason.shut()

    def _back(self) -> None:
        if self._from_note:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            self.say_mode()
        else:
            self.to_keys()

    def _still_deviated(self) -> bool:
        entries = self.held.entries if self.held else ()
        return any(each.id == self._asked and not each.voided for each in entries)

    # --- the log

    def _on_reworded(self, line: Line, typed: str) -> None:
        self.trouble = ""
        acts.reword(self.session.study, line, typed)

    def _on_retimed(self, entry: Entry, typed: str) -> None:
        self.trouble = ""
        try:
            acts.retime(self.session.study, entry, typed)
        except ValueError:
            said = self.tr("“{typed}” is no time, so nothing was changed. Write it as 14:03:22.")
            self.trouble = said.format(typed=typed[:20])
            self.show_log()

    def _on_voiding(self, entry: Entry) -> None:
        acts.void(self.session.study, entry)

    def _on_undo(self) -> None:
        if self.held is not None:
            self.session.study.undo(self.held.scope)

    # --- inside

    def _begin_act(self) -> Where | None:
        """Where the keys act; the clock starts with the first of them."""
        if self.held is None:
            return None
        self.trouble = ""
        self.sitting.clock = start(self.sitting.clock, self.held, as_datetime(now()))
        return Where(self.held.partner.id, self.held.iteration.id, self.sitting.step)
