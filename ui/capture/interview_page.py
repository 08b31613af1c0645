"""The interview page: what its keys do to the study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from core.interview import Entry, Standing
from core.interview import interview as standing
from core.interview.clock import Happened
from core.interview.log_lines import Line
from core.model.flow import StepKind
from core.model.moment import as_datetime, now
from core.model.observation import Observation, Status
from ui.capture import acts
from ui.capture.acts import Where
from ui.capture.aloud import announce
from ui.capture.conducted_page import ConductedPage
from ui.capture.fields import ENTER
from ui.capture.keys import RECORDING, Doer, actions
from ui.capture.note_line import Kept
from ui.capture.sitting import Sitting
from ui.session import Session

_CTRL = Qt.KeyboardModifier.ControlModifier
_MARKS: Mapping[Qt.KeyboardModifier, Status] = {
    _CTRL: Status.ALIGNED,
    _CTRL | Qt.KeyboardModifier.ShiftModifier: Status.DEVIATED,
}


class InterviewPage(ConductedPage):
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
                weigh=self.weigh,
                time=self.ask_time,
                following=self.following.emit,
                end=self.ended.emit,
            ),
        )
        self.furnish(self.acts)
        self.conduct()
        self._wire()

    def _wire(self) -> None:
        self.rail.picked.connect(self.go_to)
        self.note.kept.connect(self._on_kept)
        self.note.left.connect(self._on_note_left)
        self.side.timer.left.connect(self.to_keys)
        self.turned.connect(self._on_turned)
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
        elif not self.is_on and event.text().isprintable() and event.text():
            self._say_off()
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
            self.keep_draft()

    def _enable(self, *, is_shown: bool) -> None:
        # The window listens to the screen's actions wherever one is on it; only here they may act,
        # and those that record only while an interview is conducted.
        for name, action in self.acts.items():
            action.setEnabled(is_shown and (self.is_on or name not in RECORDING))
        self.acts["end"].setVisible(is_shown and self.is_on)

    def _on_turned(self) -> None:
        self._enable(is_shown=self.isVisible())
        if self.isVisible():
            self.to_keys()
        self.described.emit()

    def _say_off(self) -> None:
        self.begin_panel.stray()
        self.confirm(self.tr("Nothing is recorded. Enter begins the interview."), "caution")

    def show_interview(self, held: Standing, sitting: Sitting) -> None:
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
        before = self.session.study.last_commit
        made = acts.mark(self.session.study, where, status)
        self._say_marked(status, where, is_new=self.session.study.last_commit is not before)
        if status is Status.DEVIATED:
            self._ask_reason(made)

    def _say_marked(self, status: Status, where: Where, *, is_new: bool) -> None:
        words = {
            (Status.ALIGNED, True): self.tr("Aligned at {step}"),
            (Status.DEVIATED, True): self.tr("Deviated at {step}"),
            (Status.ALIGNED, False): self.tr("Aligned at {step} already"),
            (Status.DEVIATED, False): self.tr("Deviated at {step} already"),
        }[status, is_new]
        self.confirm(words.format(step=self._name(where.step)))

    def unmark(self) -> None:
        """Take back what was observed at the step."""
        where = self._begin_act()
        if where is None:
            return
        if acts.unmark(self.session.study, where):
            said = self.tr("Not observed at {step}")
        else:
            said = self.tr("Nothing was observed at {step}")
        self.confirm(said.format(step=self._name(where.step)))

    def meet_again(self) -> None:
        """The trigger was met again."""
        where = self._begin_act()
        trigger = self.held.flow.one(StepKind.TRIGGER) if self.held else None
        if where is None or trigger is None:
            return
        self.sitting.step = trigger.id
        met = acts.meet_again(self.session.study, replace(where, step=trigger.id))
        said = self.tr("Trigger met, encounter {n}").format(n=met.encounter)
        self.confirm(said)

    def write(self, *, quote: bool) -> None:
        """Take the note line."""
        self.note.begin(quote=quote)
        announce(self.note, self.tr("Writing a quote") if quote else self.tr("Writing a note"))

    def note_keep(self, status: Status) -> None:
        """Keep the draft, if there is one, and mark the step."""
        if self.is_on:
            self.note.keep(status)
        else:
            self._say_off()

    def weigh(self) -> None:
        """Mark the current line of the log, else the newest entry, as important."""
        self.session.catch_up()
        entry = self.log.chosen_entry()
        if entry is None:
            self.confirm(self.tr("There is no entry yet"), "caution")
        elif acts.weigh(self.session.study, entry):
            self.confirm(self.tr("Marked as important"))
        else:
            self.confirm(self.tr("Important already"))

    def onward(self) -> None:
        """Go on along the partner's path; a button that has the focus is pressed instead."""
        focused = QApplication.focusWidget()
        if not self.is_on:
            self._say_off()
        elif isinstance(focused, QAbstractButton):
            focused.click()
        elif (present := self._standing()) is not None:
            self.go_to(present.onward(self.sitting.step).id)

    def move_by(self, by: int) -> None:
        """Go to the step above or below."""
        if self.held is None or isinstance(QApplication.focusWidget(), QLineEdit):
            return
        place = self.held.place(self.sitting.step)
        if place is not None:
            self.jump(place.number + by)

    def jump(self, number: int) -> None:
        """Go to a step by its number on the rail."""
        if self.held is None:
            return
        if 1 <= number <= len(self.held.places):
            self.go_to(self.held.places[number - 1].step.id)
        else:
            self.confirm(self.tr("There is no step {n}").format(n=number), "caution")

    def go_to(self, step: str) -> None:
        """Go to a step."""
        present = self._standing()
        place = present.place(step) if present is not None else None
        if place is None:
            return
        self._go_quietly(step)
        said = self.rail_model.status_words(place, is_current=False)
        self.confirm(f"{place.number} {place.step.name}: {said}", "")

    def _go_quietly(self, step: str) -> None:
        if step != self.sitting.step:
            self.sitting.step, self.sitting.at_step = step, as_datetime(now())
            self.show_step()

    def edit_entry(self) -> None:
        """Edit the words of a log entry in its place."""
        self.session.catch_up()
        self.log.edit_words()

    # --- words

    def _on_kept(self, kept: Kept) -> None:
        where = self._begin_act()
        if where is None:
            return
        study, before = self.session.study, self.session.study.last_commit
        if kept.status is None:
            acts.keep(study, where, kept.words, kept.since)
            is_quote = kept.words.is_quote
            self.confirm(self.tr("Quote kept") if is_quote else self.tr("Note kept"))
            return
        since = kept.since if kept.words.text or kept.words.tags else None
        made = acts.mark(study, where, kept.status, kept.words, since)
        self._say_marked(kept.status, where, is_new=study.last_commit is not before)
        if kept.status is Status.DEVIATED:
            self._ask_reason(made)
        elif self.held is not None:
            self._go_quietly(acts.held(study, where).onward(where.step).id)

    def _on_note_left(self) -> None:
        self.to_keys()
        if self.note.words.text:
            self.confirm(self.tr("Back to the keys, the draft is kept"), "")
        else:
            self.confirm(self.tr("Back to the keys"), "")

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
        self.confirm(self.tr("Reason kept") if typed.strip() else self.tr("No reason"))

    def _on_no_reason(self) -> None:
        self._shut_reason()
        self._back()
        self.confirm(self.tr("No reason"))

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

    def _on_retimed(self, what: Entry | Happened, typed: str) -> None:
        self.trouble = ""
        try:
            if isinstance(what, Happened):
                self.retime(what, typed)
            else:
                acts.retime(self.session.study, what, typed)
        except ValueError:
            said = self.tr("“{typed}” is no time, so nothing was changed. Write it as 14:03:22.")
            self.trouble = said.format(typed=typed[:20])
            self.show_log()

    def _on_voiding(self, entry: Entry) -> None:
        acts.void(self.session.study, entry)
        self.confirm(self.tr("Voided: it stays in the log and stops counting"))

    def _on_undo(self) -> None:
        if self.held is not None:
            self.session.study.undo(self.held.scope)

    # --- inside

    def _begin_act(self) -> Where | None:
        """Where and when the keys act; None where no interview is conducted."""
        shown = self.interview
        if self.held is None or shown is None:
            self._say_off()
            return None
        self.trouble = ""
        return Where(
            self.held.partner.id,
            self.held.iteration.id,
            self.sitting.step,
            shown.id,
            self.present(),
            shown.researcher,
        )

    def _standing(self) -> Standing | None:
        """The interview as it stands now: keys come faster than it is painted."""
        if self.held is None:
            return None
        return standing(self.session.study, self.held.partner.id, self.held.iteration.id)

    def _name(self, step: str) -> str:
        return self.held.flow.step(step).name if self.held is not None else ""
