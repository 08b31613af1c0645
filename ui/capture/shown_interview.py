"""What the interview page shows, read anew with every change."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.interview import Standing
from core.interview.past_reasons import past_reasons
from core.model.observation import Observation
from ui.capture.aloud import announce
from ui.capture.clock import Clock, last_sitting
from ui.capture.desk import Desk
from ui.capture.facts import about, counters
from ui.capture.happened import of_interviews
from ui.capture.rail import Counter, rail_rows
from ui.capture.sitting import Sitting
from ui.look.describe import clock as clock_words
from ui.look.describe import day
from ui.look.widgets import key_words
from ui.session import Session

LATER_MS = 150
"""What nobody watches while typing, the card and past reasons, follows the last key after so long."""


class ShownInterview(Desk):
    """An interview on the desk. ``trouble`` is what went wrong with the last edit, said in place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.held: Standing | None = None
        self.is_on = False
        self.acts: Mapping[str, QAction] = {}
        self.trouble = ""
        self.sitting = Sitting()
        self._clock = Clock()
        self._counters: Mapping[str, Counter] = {}
        self._mode = ("", "")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LATER_MS)
        self._soon.timeout.connect(self.show_around)

    @property
    def clock(self) -> Clock:
        """The clock of the interview."""
        return self._clock

    def show_interview(self, held: Standing, sitting: Sitting) -> None:
        """Show an interview as it stands."""
        is_other = self.held is None or self.held.scope != held.scope
        is_new = is_other or self.held is None or self.held.encounter != held.encounter
        if is_other:
            self.trouble = ""
        self.held, self.sitting = held, sitting
        self.legend.say(self.tr("iteration {n}:").format(n=held.iteration.number))
        self.say_late(held)
        self._counters = counters(self.session.study, held)
        self.show_rail()
        self.show_log()
        self.show_clock()
        self.say_mode()
        if is_new:
            self.show_around()
        else:
            self._soon.start()

    def repaint_writing(self) -> None:
        """Show which marks have reached the disk."""
        self.show_rail()
        self.show_log()

    def to_keys(self) -> None:
        """Give the keys their meaning: no text field has the focus; Enter begins where none runs."""
        where = self.rail if self.is_on else self.begin_panel.button
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say_mode()

    def confirm(self, words: str, glyph: str = "check") -> None:
        """Say for a moment what a key did, to be seen and to be heard."""
        self.last_act.flash(words, glyph)
        announce(self.last_act, words)

    def show_step(self) -> None:
        """Show that another step is the current one; what hangs on it follows."""
        self.show_rail()
        self._soon.start()

    def show_rail(self) -> None:
        """Show the path with this partner's statuses and the counters."""
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
            held.places, self._counters, self.sitting.step, frozenset(writing), heading
        )
        self.rail_model.show(rows)
        self.rail.follow()
        place = held.place(self.sitting.step)
        if place is not None:
            length = sum(not each.step.kind.is_endpoint for each in held.places)
            self.head(place, length)

    def show_log(self) -> None:
        """Show the log, the last act, and whether it can be undone."""
        held = self.held
        if held is None:
            return
        writing = {each.id for each in held.entries if self.session.is_writing(each.id)}
        study = self.session.study
        every = study.interviews(held.partner.id, held.iteration.id)
        self.log_model.show(held, writing, of_interviews(study, every))
        count = len(held.entries)
        many = self.tr("Log · {n} entries").format(n=count)
        self.log_title.setText(self.tr("Log · 1 entry") if count == 1 else many)
        hint = self.tr(
            "Double-click or {edit} edits an entry, Del voids it. The first key sets its time."
        )
        empty = self.tr(
            "Nothing recorded yet. {mark} marks the step as aligned, {note} begins a note."
        )
        keys = {"edit": "edit", "mark": "aligned", "note": "note"}
        named = {word: key_words(self.acts[name]) for word, name in keys.items()}
        self.log.say((hint if held.entries else empty).format(**named))
        offer = self.session.study.undoable(held.scope)
        act = offer.label if offer and not offer.blocked else ""
        glyph = "caution" if self.trouble else "" if writing or not act else "check"
        if act and writing:
            act = self.tr("{act} · writing").format(act=act)
        self.last_act.say(self.trouble or act, glyph)
        self.undo.setEnabled(offer is not None and not offer.blocked)
        self.undo.setToolTip(self.tr("Undo {act}").format(act=offer.label) if offer else "")

    def show_clock(self) -> None:
        """Show the clock, or when the conversation was."""
        held = self.held
        if held is None:
            return
        shown = self._clock = self.sitting.clock(self.session.study, held)
        started = ""
        if shown.interview is not None and shown.interview.ended:
            first, last = shown.interview.began, shown.interview.ended
            started = f"{day(first)}, {clock_words(first)}–{clock_words(last)}"
        elif sitting := last_sitting(held):
            first_seen, last_seen = sitting
            started = f"{day(first_seen)}, {clock_words(first_seen)}–{clock_words(last_seen)}"
        self.side.timer.set_clock(shown, started, self.sitting.entering)
        self.acts["pause"].setText(self.tr("Go on") if shown.paused else self.tr("Pause"))

    def show_around(self) -> None:
        """Show the card and the past reasons."""
        if self.held is not None:
            self.side.say(about(self.session.study, self.held))
            self.side.say_reasons(past_reasons(self.session.study, self.sitting.step))

    def offer_reasons(self) -> None:
        """Offer past reasons at this step, then all others."""
        if self.reason.is_open:
            here = past_reasons(self.session.study, self.sitting.step)
            known = {reason for reason, _ in here}
            rest = past_reasons(self.session.study)
            elsewhere = [(reason, 0) for reason, _ in rest if reason not in known]
            self.reason.offer([*here, *elsewhere])

    def say_mode(self) -> None:
        """Say what the keys do now: in the chip, and below the note line."""
        if self.reason.is_open:
            mode = (self.tr("Writing the reason"), "deviated")
        elif self.note.hasFocus():
            is_quote = self.note.words.is_quote
            mode = (self.tr("Writing a quote") if is_quote else self.tr("Writing a note"), "accent")
        elif self.note.words.text:
            mode = (self.tr("Keys mark the step · draft kept"), "neutral")
        else:
            mode = (self.tr("Keys mark the step"), "neutral")
        if mode != self._mode:
            self._mode = mode
            self.chip.say(*mode)
        self.hints.say(self._hints())

    def _hints(self) -> tuple[tuple[str, str], ...]:
        if self.reason.is_open:
            return (
                ("Enter", self.tr("keep")),
                ("↓", self.tr("choose")),
                ("Tab", self.tr("complete")),
                ("Esc", self.tr("no reason")),
            )
        if self.note.hasFocus():
            return (
                ("Enter", self.tr("keep")),
                ("Ctrl Enter", self.tr("keep, aligned, next")),
                ("Ctrl Shift Enter", self.tr("keep, deviated")),
                ("Esc", self.tr("back to keys, draft stays")),
                ("#", self.tr("tag")),
                ("!", self.tr("important")),
            )
        named = (
            ("note", self.tr("note")),
            ("quote", self.tr("quote")),
            ("onward", self.tr("next step")),
            ("weigh", self.tr("important")),
            ("edit", self.tr("edit the last entry")),
        )
        is_after = self.sitting.entering is not None
        timed = (("time", self.tr("set the time")),) if is_after else ()
        return tuple((key_words(self.acts[name]), words) for name, words in (*timed, *named))
