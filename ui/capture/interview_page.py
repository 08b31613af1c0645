"""The interview page: what the keys do, and everything shown kept in step with the study."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from core.interview import Entry, Interview
from core.log_lines import Line
from core.model.flow import StepKind
from core.model.moment import as_datetime, now
from core.model.observation import Observation, Status
from core.past_reasons import past_reasons
from ui.capture import acts
from ui.capture.acts import Where
from ui.capture.clock import Clock, moved, pause, start
from ui.capture.desk import Desk
from ui.capture.facts import about, counters
from ui.capture.keys import Doer, actions
from ui.capture.note_line import Kept
from ui.capture.rail import Counter, rail_rows
from ui.capture.sitting import Sitting
from ui.look.describe import clock as clock_words
from ui.look.describe import day
from ui.session import Session

LATER_MS = 150
"""What nobody watches while typing, the card and past reasons, follows the last key after so long."""


class InterviewPage(Desk):
    """Acts on the study through ``acts`` and shows what it reads back.

    ``following`` asks for the next partner, ``ended`` says that the interview is over.
    """

    following = Signal()
    ended = Signal()
    described = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.held: Interview | None = None
        self._sitting = Sitting()
        self._counters: Mapping[str, Counter] = {}
        self._asked: str = ""
        self._from_note = False
        self._trouble = ""
        self._mode = ("", "")
        self.acts = actions(
            self,
            Doer(
                aligned=partial(self.mark, Status.ALIGNED),
                deviated=partial(self.mark, Status.DEVIATED),
                unmark=self.unmark,
                again=self.meet_again,
                note=partial(self.write, quote=False),
                quote=partial(self.write, quote=True),
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
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LATER_MS)
        self._soon.timeout.connect(self._show_around)
        self._wire()

    def _wire(self) -> None:
        self.rail.picked.connect(self.go_to)
        self.note.kept.connect(self._on_kept)
        self.note.left.connect(self.to_keys)
        self.note.moded.connect(self._say_mode)
        self.reason.kept.connect(self._on_reason)
        self.reason.left.connect(self._on_no_reason)
        self.log_model.reworded.connect(self._on_reworded)
        self.log_model.retimed.connect(self._on_retimed)
        self.log.voiding.connect(self._on_voiding)
        self.undo.clicked.connect(self._on_undo)

    @property
    def clock(self) -> Clock:
        """The clock of the interview."""
        return self._sitting.clock

    # --- showing

    def show_interview(self, held: Interview, sitting: Sitting) -> None:
        """Show an interview as it stands."""
        is_other = self.held is None or self.held.scope != held.scope
        is_new = is_other or self.held is None or self.held.encounter != held.encounter
        self.held, self._sitting = held, sitting
        if is_other:
            self._trouble = ""
            self.note.restore(sitting.draft)
        self.legend.say(self.tr("iteration {n}:").format(n=held.iteration.number))
        self.say_late(held)
        self._counters = counters(self.session.study, held)
        self._show_rail()
        self._show_log()
        self._show_clock()
        self._say_mode()
        if is_new:
            self._show_around()
        else:
            self._soon.start()
        if self._asked and not self._still_deviated():
            self._shut_reason()

    def leave(self) -> None:
        """Another interview is about to be shown: keep the draft, ask no more."""
        self._sitting.draft = self.note.draft
        self._shut_reason()

    def repaint_writing(self) -> None:
        """Show which marks have reached the disk."""
        self._show_rail()
        self._show_log()

    def to_keys(self) -> None:
        """Give the keys their meaning: no text field has the focus."""
        self.rail.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_mode()

    def _show_rail(self) -> None:
        held = self.held
        if held is None:
            return
        writing = {
            each.step
            for each in held.entries
            if isinstance(each, Observation) and self.session.is_writing(each.id)
        }
        heading = self.tr("After the need is met")
        rows = rail_rows(
            held.places, self._counters, self._sitting.step, frozenset(writing), heading
        )
        self.rail_model.show(rows)
        self.rail.follow()
        place = held.place(self._sitting.step)
        if place is not None:
            length = sum(not each.step.kind.is_endpoint for each in held.places)
            self.head(place, length)

    def _show_log(self) -> None:
        held = self.held
        if held is None:
            return
        writing = {each.id for each in held.entries if self.session.is_writing(each.id)}
        self.log_model.show(held, writing)
        self.log_title.setText(self.tr("Log · %n entries", "", len(held.entries)))
        hint = self.tr(
            "Double-click or F2 edits an entry, Del voids it. The first key sets its time."
        )
        empty = self.tr("Nothing recorded yet. A marks the step as aligned, N begins a note.")
        self.log.say(hint if held.entries else empty)
        offer = self.session.study.undoable(held.scope)
        act = offer.label if offer and not offer.blocked else ""
        glyph = "caution" if self._trouble else "" if writing or not act else "check"
        if act and writing:
            act = self.tr("{act} · writing").format(act=act)
        self.last_act.say(self._trouble or act, glyph)
        self.undo.setEnabled(offer is not None and not offer.blocked)
        self.undo.setToolTip(self.tr("Undo {act}").format(act=offer.label) if offer else "")

    def _show_clock(self) -> None:
        held = self.held
        started = ""
        if held is not None and held.entries:
            first, last = held.entries[-1].at, held.entries[0].at
            started = f"{day(first)}, {clock_words(first)}–{clock_words(last)}"
        shown = self._sitting.clock
        said = self.tr("Go on") if shown.paused else self.tr("Start")
        self.side.timer.set_clock(shown, started)
        self.acts["pause"].setText(self.tr("Pause") if shown.runs else said)

    def _show_around(self) -> None:
        if self.held is not None:
            self.side.say(about(self.session.study, self.held))
            self.side.say_reasons(past_reasons(self.session.study, self._sitting.step))

    def _offer_reasons(self) -> None:
        if self.reason.is_open:
            here = past_reasons(self.session.study, self._sitting.step)
            known = {reason for reason, _ in here}
            rest = past_reasons(self.session.study)
            elsewhere = [(reason, 0) for reason, _ in rest if reason not in known]
            self.reason.offer([*here, *elsewhere])

    def _say_mode(self) -> None:
        tone = "accent"
        hints = [("Enter", self.tr("keep")), ("Ctrl Enter", self.tr("keep, aligned, next"))]
        hints += [("Ctrl Shift Enter", self.tr("keep, deviated"))]
        hints += [("Esc", self.tr("back to keys, draft stays")), ("#", self.tr("tag"))]
        if self.reason.is_open:
            said, tone = self.tr("Writing the reason"), "deviated"
            hints = [("Enter", self.tr("keep")), ("↓", self.tr("choose"))]
            hints += [("Tab", self.tr("complete")), ("Esc", self.tr("no reason"))]
        elif self.note.hasFocus():
            is_quote = self.note.words.is_quote
            said = self.tr("Writing a quote") if is_quote else self.tr("Writing a note")
        else:
            said, tone = self.tr("Keys mark the step"), "neutral"
            if self.note.words.text:
                said = self.tr("Keys mark the step · draft kept")
            hints = [
                ("N", self.tr("note")),
                ("Q", self.tr("quote")),
                ("Space", self.tr("next step")),
            ]
            hints += [("F2", self.tr("edit the last entry"))]
        if (said, tone) != self._mode:
            self._mode = said, tone
            self.chip.say(said, tone)
        self.hints.say(hints)

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
        self._sitting.step = trigger.id
        acts.meet_again(self.session.study, Where(where.partner, where.iteration, trigger.id))

    def write(self, *, quote: bool) -> None:
        """Take the note line."""
        self.note.begin(quote=quote)

    def pause(self) -> None:
        """Pause the clock or let it run; marks and words are kept either way."""
        if self.held is None:
            return
        present = as_datetime(now())
        running = self._sitting.clock.since is not None
        change = pause(self._sitting.clock, present)
        self._sitting.clock = change if running else start(change, self.held, present)
        self._show_clock()

    def onward(self) -> None:
        """Go on along the partner's path; a button that has the focus is pressed instead."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif self.held is not None:
            self.go_to(self.held.onward(self._sitting.step).id)

    def move_by(self, by: int) -> None:
        """Go to the step above or below."""
        if self.held is None or isinstance(QApplication.focusWidget(), QLineEdit):
            return
        place = self.held.place(self._sitting.step)
        if place is not None:
            self.jump(place.number + by)

    def jump(self, number: int) -> None:
        """Go to a step by its number on the rail."""
        if self.held is not None and 1 <= number <= len(self.held.places):
            self.go_to(self.held.places[number - 1].step.id)

    def go_to(self, step: str) -> None:
        """Go to a step."""
        if self.held is None or self.held.place(step) is None or step == self._sitting.step:
            return
        self._sitting.step = step
        self._sitting.clock = moved(self._sitting.clock, as_datetime(now()))
        self._show_rail()
        self._soon.start()

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
        QTimer.singleShot(0, self, self._offer_reasons)
        self._say_mode()

    def _on_reason(self, typed: str) -> None:
        asked = self._asked
        self._shut_reason()
        acts.give_reason(self.session.study, asked, typed)
        self._back()

    def _on_no_reason(self) -> None:
        self._shut_reason()
        self._back()

    def _shut_reason(self) -> None:
        self._asked = ""
        self.reason.shut()

    def _back(self) -> None:
        if self._from_note:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say_mode()
        else:
            self.to_keys()

    def _still_deviated(self) -> bool:
        entries = self.held.entries if self.held else ()
        return any(each.id == self._asked and not each.voided for each in entries)

    # --- the log

    def _on_reworded(self, line: Line, typed: str) -> None:
        self._trouble = ""
        acts.reword(self.session.study, line, typed)

    def _on_retimed(self, entry: Entry, typed: str) -> None:
        self._trouble = ""
        try:
            acts.retime(self.session.study, entry, typed)
        except ValueError:
            said = self.tr("“{typed}” is no time, so nothing was changed. Write it as 14:03:22.")
            self._trouble = said.format(typed=typed[:20])
            self._show_log()

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
        self._trouble = ""
        self._sitting.clock = start(self._sitting.clock, self.held, as_datetime(now()))
        return Where(self.held.partner.id, self.held.iteration.id, self._sitting.step)
