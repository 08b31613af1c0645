"""The right side: what is proposed and why, what could settle it, and what the person decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.learn.words import who
from core.model.decision import Conclusion
from ui.decide import words
from ui.decide.choice import Choice
from ui.decide.shown import Shown
from ui.decide.side_parts import Challenges, Lines, Settle, rule
from ui.decide.words import tr
from ui.look.curtain import curtain
from ui.look.describe import day
from ui.look.layouts import scrolling
from ui.look.text_field import TextField
from ui.look.texts import breakable
from ui.look.tokens import GAP, INSET
from ui.look.type import scale
from ui.look.widgets import Button, Label, Notice

WIDE, NARROW = 440, 372


class VerdictSide(QWidget):
    """``picked`` comes when the choice or the note is another.

    ``looked`` carries the id of a step whose good number is to be looked at again.
    """

    picked = Signal()
    looked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._of = ""
        self.over = Label("", "label", "accent")
        self.title = Label("", "display", wrap=True)
        self.reason = Label("", "body", "ink2", wrap=True)
        self.since = Label("", "secondary", "caution", wrap=True)
        self.settle = Settle()
        self.decided = Label("", "card")
        self.choice = Choice()
        self.note = TextField(tr("Why"), tr("What did you see that the numbers do not say?"))
        self.note.setFixedHeight(int(84 * scale()))
        self.differs = Notice("caution", tr("You differ from the proposal. Both are kept."))
        self.next = Lines(tr("What comes next"))
        self.look_again = Challenges()
        self.act = Button("", "large")
        self.not_yet = Button(tr("Not yet"), "plain")
        self._own = QWidget()
        self._lay_out()
        self.choice.picked.connect(self._on_picked)
        self.look_again.looked.connect(self.looked)
        self.note.textChanged.connect(self._on_picked)

    def _lay_out(self) -> None:
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Why"), "label", "ink2"))
        head.addStretch()
        head.addWidget(Label(tr("kept with the proposal"), "label", "ink3"))
        own.addWidget(rule())
        own.addWidget(self.decided)
        own.addWidget(self.choice)
        own.addLayout(head)
        own.addWidget(self.note)
        own.addWidget(self.differs)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(INSET, INSET, INSET, GAP)
        column.setSpacing(8)
        for widget in (self.over, self.title, self.reason, self.since, self.settle, self._own):
            column.addWidget(widget)
        for lines in (self.next, self.look_again):
            column.addWidget(lines)
        column.addStretch(1)
        self.scroller = scrolling(page)
        self.act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET, GAP, INSET, GAP + 4)
        foot.setSpacing(8)
        foot.addWidget(self.act, 1)
        foot.addWidget(self.not_yet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroller, 1)
        outer.addLayout(foot)

    # --- what is chosen

    @property
    def conclusion(self) -> Conclusion | None:
        """What the person has chosen."""
        return self.choice.value

    @property
    def typed_note(self) -> str:
        """The note as it stands."""
        return self.note.toPlainText().strip()

    @property
    def is_kept(self) -> bool:
        """Whether what stands here is the verdict that is kept."""
        decided = self._shown.decision.verdict if self._shown and self._shown.decision else None
        return decided is not None and (decided.conclusion, decided.note) == (
            self.conclusion,
            self.typed_note,
        )

    @property
    def may_decide(self) -> bool:
        """Whether a verdict may be given, or changed."""
        shown = self._shown
        if shown is None or shown.decision is None:
            return False
        return shown.is_last or shown.decision.verdict is None

    # --- showing

    def show_side(self, shown: Shown) -> None:
        """Show an iteration. What was chosen and typed stays until it is kept, or another is shown."""
        before, self._shown = self._shown, shown
        decided = shown.decision.verdict if shown.decision else None
        known = before.decision if before and before.iteration.id == shown.iteration.id else None
        if known is None or shown.decision is None or known.verdict != decided:
            self.choice.show_choice(shown.verdict, shown.proposal)
            self.note.setPlainText(decided.note if decided else "")
        self._say_title(shown)
        self._say_since(shown)
        self.settle.show_settling(shown)
        self._own.setVisible(shown.decision is not None)
        kept = tr("Your decision of {day}").format(day=day(decided.at)) if decided else ""
        self.decided.setText(kept or tr("Your decision"))
        for widget in (self.choice, self.note):
            widget.setEnabled(self.may_decide)
        self.look_again.show_challenges(shown.challenges)
        self._say_choice()

    def _say_title(self, shown: Shown) -> None:
        if shown.proposal is None:
            self.over.setText(tr("BEFORE THE CLOSE"))
            self.title.setText(tr("Still counting"))
            self.reason.setText(breakable(shown.said))
            return
        self.over.setText(tr("THE APP PROPOSES"))
        self.title.setText(words.title(shown.proposal))
        self.reason.setText(breakable(shown.said))

    def _say_since(self, shown: Shown) -> None:
        said = []
        if shown.decision is not None and shown.late:
            decided = shown.decision.verdict
            made = (
                tr("Proposal and decision were made before them.")
                if decided is not None and decided.late == 0
                else tr("The proposal was made before them.")
            )
            came = tr("{n} observations came after the close of {day}.")
            said += [came.format(n=shown.late, day=day(shown.decision.at)), made]
        if shown.is_changed:
            said.append(
                tr("Entries were corrected since the close. This stands on what was frozen.")
            )
        self.since.setText(" ".join(said))
        self.since.setVisible(bool(said))

    @Slot()
    def _on_picked(self) -> None:
        self._say_choice()
        self.picked.emit()

    def _say_choice(self) -> None:
        shown, chosen = self._shown, self.conclusion
        if shown is None:
            return
        self.differs.setVisible(chosen is not None and chosen is not shown.proposal)
        is_open = shown.decision is None
        self.next.heading.setText(tr("What the close does") if is_open else tr("What comes next"))
        self.next.show_lines(
            _before_close(shown) if shown.decision is None else _next(shown, chosen)
        )


def _before_close(shown: Shown) -> Sequence[tuple[str, str]]:
    found = shown.evidence
    said = [
        (
            "people",
            tr(
                "{n} of {planned} planned partners met in {cohort}; the first {planned} decide."
            ).format(n=shown.entrants, planned=found.planned, cohort=shown.cohort),
        )
    ]
    if found.unknown:
        against = tr("{n} unknown or not met yet: a close counts them against either claim.")
        said.append(("unknown", against.format(n=found.unknown)))
    said.append(("check", tr("Closing freezes who belongs where and what was observed.")))
    said.append(("branch", tr("Then the app proposes, and you decide.")))
    return said


def _next(shown: Shown, chosen: Conclusion | None) -> Sequence[tuple[str, str]]:
    of = chosen or shown.proposal
    talk = shown.talks[:1]
    first = [who(each, shown.names) for each in talk]
    first = [curtain.over(name) if talk[0].partner else name for name in first]
    step = shown.names.step(shown.evidence.focus) if shown.evidence.focus else ""
    said: list[tuple[str, str]] = []
    if of is Conclusion.PROVED:
        said.append(("star", tr("A moment to be glad, then the next feature.")))
    if of in (Conclusion.PROVED, Conclusion.RESET):
        version = shown.hypothesis.version
        anew = tr("Hypothesis written anew, with v{n} beside it").format(n=version)
        said.append(("lightbulb", anew))
    if of is Conclusion.ITERATE and step:
        said.append(("flow", tr("Focus step: {step}").format(step=step)))
    if of in (Conclusion.ITERATE, Conclusion.UNSURE):
        kept = tr("Hypothesis v{n} is tested again").format(n=shown.hypothesis.version)
        said.append(("lightbulb", kept))
    if first and of in (Conclusion.ITERATE, Conclusion.UNSURE):
        interviews = tr("{n} to talk to, first {who}").format(n=len(shown.talks), who=first[0])
        said.append(("people", interviews))
    return said
