"""Conducting an interview on its page: begin, go on, pause, end; its time, its draft, its gaps."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from core import conducting
from core.interview import Standing
from core.interview.clock import Happened, Happening
from core.model.interview import Draft, Interview
from core.model.moment import Moment, as_datetime, now
from ui.capture.awake import Awake
from ui.capture.shown_interview import ShownInterview
from ui.capture.sitting import Sitting
from ui.capture.terms import Terms
from ui.capture.times import read_time
from ui.look.curtain import curtain
from ui.look.describe import clock as clock_words
from ui.session import Session

DRAFT_MS = 1_000
"""A draft is on disk so long after the last key."""


class ConductedPage(ShownInterview):
    """``turned`` says that keys record from now on, or no more."""

    turned = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.awake = Awake(parent=self)
        self._drafted = ""  # the interview whose draft is in the note line
        self._draft_soon = QTimer(self)
        self._draft_soon.setSingleShot(True)
        self._draft_soon.setInterval(DRAFT_MS)
        self._draft_soon.timeout.connect(self.keep_draft)

    def conduct(self) -> None:
        """Follow what conducts an interview; once, when the desk is furnished."""
        self.awake.slept.connect(self._on_slept)
        self.begin_panel.begun.connect(self.begin)
        self.begin_panel.gone_on.connect(self.go_on)
        self.side.timer.timed.connect(self.set_time)
        self.note.textChanged.connect(self._draft_soon.start)
        curtain.changed.connect(self._on_curtain)
        self.note.present = self.present

    @property
    def interview(self) -> Interview | None:
        """The interview that the keys record to; None where they record nothing."""
        return self.sitting.interview(self.session.study) if self.held is not None else None

    def show_interview(self, held: Standing, sitting: Sitting) -> None:
        was_on, before = self.is_on, self.held
        shown = sitting.interview(self.session.study)
        self._turn_draft(shown, held)
        super().show_interview(held, sitting)
        self.is_on = shown is not None
        self.awake.watch(on=shown is not None and shown.is_running)
        if before is None or (was_on, before.scope) != (self.is_on, held.scope):
            if not self.is_on:
                self._offer()
            self.show_on(is_on=self.is_on)
            self.turned.emit()

    # --- from the beginning to the end

    def begin(self, terms: Terms) -> None:
        """Begin an interview with the partner shown; nothing where one is under way."""
        if self.held is None or self.interview is not None:
            return
        partner, iteration = self.held.partner.id, self.held.iteration.id
        began = conducting.start(
            self.session.study,
            partner,
            iteration,
            terms.began or now(),
            ended=terms.ended,
            channel=terms.channel,
            place=terms.place,
            researcher=terms.researcher,
        )
        self._sit(began, terms.began)
        self.confirm(self.tr("The interview has begun"))

    def go_on(self) -> None:
        """Let the partner's last interview run on."""
        last = self._last()
        if last is None or self.interview is not None:
            return
        if not last.is_running:
            conducting.reopen(self.session.study, last)
        self._sit(last, None)
        self.confirm(self.tr("The interview goes on"))

    def end(self) -> None:
        """End the interview, now or where its last entry was."""
        shown = self.interview
        self.keep_draft()
        if shown is not None and self.held is not None:
            self.sitting.entering = None
            if shown.is_running:
                conducting.end(self.session.study, shown, now())
            else:
                last = max((each.at for each in self.held.entries), default=shown.began)
                over = msgspec.structs.replace(shown, ended=max(shown.ended or last, last))
                conducting.edit(self.session.study, over, "End interview")
            self.confirm(self.tr("The interview has ended"))

    def pause(self) -> None:
        """Pause the clock or let it run; marks and words are kept either way."""
        shown = self.interview
        if shown is None or not shown.is_running:
            return
        if conducting.is_paused(self.session.study, shown.id):
            conducting.resume(self.session.study, shown, now())
            self.confirm(self.tr("The clock runs"))
        else:
            conducting.pause(self.session.study, shown, now())
            self.confirm(self.tr("The clock stands still"))

    # --- its time

    def present(self) -> Moment:
        """When what is recorded now happened."""
        return self.sitting.entering or now()

    def set_time(self, typed: str) -> None:
        """Say when what follows happened, in an interview entered after the fact."""
        if self.sitting.entering is None:
            return
        try:
            self.sitting.entering = read_time(typed, self.sitting.entering)
        except ValueError:
            self.confirm(self.tr("That is no time. Write it as 14:03:22."), "caution")
            return
        self.show_clock()
        self.to_keys()
        said = self.tr("What follows happened at {time}")
        self.confirm(said.format(time=clock_words(self.sitting.entering)))

    def retime(self, happened: Happened, typed: str) -> None:
        """Move the beginning or the end of an interview. Raises ValueError where that cannot be."""
        study, at = self.session.study, read_time(typed, happened.at)
        interview = study.held(Interview, happened.id)
        if interview is not None:
            changed = {"began" if happened.what is Happening.STARTED else "ended": at}
            conducting.edit(study, msgspec.structs.replace(interview, **changed))

    def ask_time(self) -> None:
        """Take the field of the time that entries get."""
        if self.sitting.entering is not None:
            self.side.timer.begin()
        else:
            self.confirm(self.tr("Live, the time is that of the first key"))

    def _on_slept(self, since: Moment, until: Moment) -> None:
        shown = self.interview
        if shown is not None and shown.is_running:
            conducting.note_gap(self.session.study, shown, since, until)
            said = self.tr("The computer slept from {since} to {until}: marked in the log")
            times = {"since": clock_words(since), "until": clock_words(until)}
            self.confirm(said.format(**times), "caution")

    # --- its draft

    def keep_draft(self) -> None:
        """Have the draft on disk as it stands, or none where the line is empty."""
        self._draft_soon.stop()
        study = self.session.study
        if not self._drafted or self.held is None or not study.store.writable:
            return
        text, since = self.note.draft
        if text.strip():
            step, encounter = self.sitting.step, self.held.encounter
            conducting.keep_draft(
                study, Draft(self._drafted, text, step, since or self.present(), encounter)
            )
        else:
            conducting.drop_draft(study, self._drafted)

    def _turn_draft(self, shown: Interview | None, held: Standing) -> None:
        wanted = shown.id if shown else ""
        if wanted == self._drafted:
            return
        self.keep_draft()  # where and when it was typed is still what is shown
        self._drafted = ""
        draft = self.session.study.draft(wanted) if wanted else None
        if draft is not None and any(each.at == draft.at for each in held.entries):
            draft = None  # its words were kept just before the window went down
        self.note.restore((draft.text, draft.at) if draft else ("", None))
        self._drafted = wanted
        self._draft_soon.stop()

    # --- inside

    def _on_curtain(self) -> None:
        # At once: the card would follow only when nobody has typed for a moment.
        if self.held is not None:
            self.begin_panel.call(curtain.over(self.held.partner.pseudonym))
            self.show_around()

    def _sit(self, interview: Interview, entering: Moment | None) -> None:
        self.sitting.conducted, self.sitting.entering = interview.id, entering
        self.sitting.at_step = as_datetime(now())
        if self.held is not None:
            self.show_interview(self.held, self.sitting)

    def _last(self) -> Interview | None:
        """The partner's latest interview in this iteration."""
        if self.held is None:
            return None
        every = self.session.study.interviews(self.held.partner.id, self.held.iteration.id)
        return every[-1] if every else None

    def _offer(self) -> None:
        if self.held is None:
            return
        study, last = self.session.study, self._last()
        every = study.interviews()
        self.begin_panel.terms.offer(every[-1] if every else None)
        draft = study.draft(last.id) if last else None
        self.begin_panel.call(curtain.over(self.held.partner.pseudonym))
        self.begin_panel.offer(last, draft.text if draft else "", writable=study.store.writable)
