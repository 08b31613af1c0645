"""What comes after a verdict: a moment, the step to work on or what contradicted, and the next round."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.learn.parts import PARTS
from core.model.decision import Conclusion
from core.model.hypothesis import Hypothesis
from core.model.moment import Moment, moment
from core.model.observation import Note, Observation
from core.reading import Reader
from ui.decide.celebration import Celebration
from ui.decide.shown import Shown
from ui.decide.voices import Voice
from ui.decide.words import tr
from ui.look.layouts import emptied
from ui.look.partner_link import PartnerLink
from ui.look.text_field import TextField
from ui.look.texts import breakable
from ui.look.tokens import HEIGHT_CONTROL
from ui.look.type import scale
from ui.look.undo_through import undo_through
from ui.look.widgets import Button, Card, Label

_WORDS = 6


class UpcomingCard(Card):
    """``wanted`` carries a partner's id; ``rewrite`` asks for the hypothesis page."""

    wanted = Signal(object)
    rewrite = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._of: tuple[str, Conclusion] | None = None
        self.celebration = Celebration()
        self.heading = Label("", "title", wrap=True)
        self.sentence = Label("", "body", "ink2", wrap=True)
        self._believed = QGridLayout()
        self._against = QGridLayout()
        for grid in (self._believed, self._against):
            grid.setHorizontalSpacing(10)
            grid.setVerticalSpacing(3)
            grid.setColumnStretch(1, 1)
        self.write = Button(tr("Write the hypothesis anew"), "plain", "lightbulb")
        self.write.clicked.connect(self.rewrite)
        self.draft = Draft()
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.celebration)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.heading)
        said.addWidget(self.sentence)
        said.addStretch()
        top.addLayout(said, 1)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        for grid in (self._believed, self._against):
            column = QVBoxLayout()
            column.addLayout(grid)
            column.addStretch()
            beside.addLayout(column, 1)
        self._beside = beside
        self.column.setSpacing(12)
        self.column.addLayout(top)
        self.column.addLayout(beside)
        self.column.addWidget(self.write)
        self.column.addWidget(self.draft)

    def show_upcoming(self, study: Reader, shown: Shown) -> None:
        """Show what comes after the verdict of an iteration; nothing before it."""
        upcoming = shown.upcoming
        self.setVisible(upcoming is not None)
        if upcoming is None:
            self._of = None
            return
        of = upcoming.conclusion
        anew = (shown.iteration.id, of)
        if anew != self._of:
            self._of = anew
            self.draft.show_goals(shown.iteration.number + 1, upcoming.goals)
            if of is Conclusion.PROVED:
                self.celebration.begin()
        self.celebration.setVisible(of is Conclusion.PROVED)
        self._say(shown, of)
        is_next = of is Conclusion.PROVED
        self.write.dress(
            tr("Write the next hypothesis") if is_next else tr("Write the hypothesis anew"),
            "lightbulb",
        )
        self.write.setVisible(upcoming.rewrite and shown.fresh is None)
        emptied(self._believed)
        emptied(self._against)
        self._beside.setStretch(0, 1 if of is Conclusion.RESET else 0)
        self._beside.setSpacing(24 if of is Conclusion.RESET else 0)
        if of is Conclusion.RESET:
            self._show_believed(shown.hypothesis)
        words = contradictions(study, upcoming.contradicting)
        if of in (Conclusion.RESET, Conclusion.ITERATE) and words:
            title = tr("What contradicted it") if of is Conclusion.RESET else tr("In their words")
            self._show_words(title, words)

    def _say(self, shown: Shown, of: Conclusion) -> None:
        number = shown.iteration.number + 1
        step = shown.names.step(shown.evidence.focus) if shown.evidence.focus else ""
        headings = {
            Conclusion.PROVED: tr("Proved, for partners like these.")
            if shown.proposal is Conclusion.PROVED
            else tr("Proved, as you decided."),
            Conclusion.ITERATE: tr("Work on “{step}”").format(step=step)
            if step
            else tr("Same hypothesis, better solution"),
            Conclusion.RESET: tr("Write the hypothesis anew"),
            Conclusion.UNSURE: tr("Listen to more partners"),
        }
        sentences = {
            Conclusion.PROVED: tr(
                "Be glad for a moment. Then choose what would make their life better still."
            ),
            Conclusion.ITERATE: " ".join(
                tr("“{words}” {n} times.").format(words=words, n=n)
                if n > 1
                else tr("“{words}”").format(words=words)
                for words, n in shown.reasons[:4]
            )
            or tr("The hypothesis stays, the solution changes."),
            Conclusion.RESET: tr("Sooner is cheaper. Test the riskiest part first."),
            Conclusion.UNSURE: tr(
                "A good answer. The list of whom to meet stands at the fourth question."
            ),
        }
        self.heading.setText(breakable(headings[of]))
        said = sentences[of]
        if shown.fresh is not None:
            said += " " + tr("Hypothesis v{version} is written: iteration {n} tests it.").format(
                version=shown.fresh.version, n=number
            )
        self.sentence.setText(breakable(said))

    def _show_believed(self, old: Hypothesis) -> None:
        title = Label(tr("What we believed, v{n}").format(n=old.version), "strong")
        self._believed.addWidget(title, 0, 0, 1, 2)
        for row, part in enumerate(PARTS, 1):
            said = getattr(old, part.field).strip() or tr("not said")
            title = Label(part.title, "secondary", "ink3")
            self._believed.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            self._believed.addWidget(Label(breakable(said), "body", wrap=True), row, 1)

    def _show_words(self, heading: str, voices: list[Voice]) -> None:
        self._against.addWidget(Label(heading, "strong"), 0, 0, 1, 2)
        for row, each in enumerate(voices[:_WORDS], 1):
            link = PartnerLink(each.partner, each.name)
            link.wanted.connect(self.wanted)
            self._against.addWidget(link, row, 0, Qt.AlignmentFlag.AlignTop)
            self._against.addWidget(
                Label(breakable(" · ".join(each.words)), "body", wrap=True), row, 1
            )


def contradictions(study: Reader, ids: tuple[str, ...]) -> list[Voice]:
    """The words under these ids, of observations and notes; those erased since are left out."""
    names = study.pseudonyms()
    found: dict[str, list[str]] = {}
    for each in ids:
        seen, note = study.held(Observation, each), study.held(Note, each)
        if seen is not None:
            words = [f"“{seen.quote}”"] if seen.quote else [seen.reason] if seen.reason else []
            found.setdefault(seen.partner, []).extend(words)
        elif note is not None:
            found.setdefault(note.partner, []).append(f"“{note.text}”")
    return [
        Voice(partner, names.get(partner, ""), tuple(dict.fromkeys(words)))
        for partner, words in found.items()
        if words
    ]


class Draft(QWidget):
    """The next iteration as it would be started. Nothing of it is kept before."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Label("", "card")
        self.goals = TextField(tr("Goals"), tr("One goal a line"))
        self.change = QLineEdit()
        self.release = QLineEdit()
        self.until = QLineEdit()
        self.wrong = Label("", "secondary", "error")
        self.goals.setFixedHeight(int(66 * scale()))
        fields = (
            (self.goals, tr("Goals"), ""),
            (self.change, tr("What changes in the solution"), tr("In a few words")),
            (self.release, tr("Release"), tr("Its name or number")),
            (self.until, tr("Timebox: until"), tr("2026-12-31")),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.heading, 0, 0, 1, 4)
        for place, (field, title, hint) in enumerate(fields):
            label = Label(title, "secondary", "ink2")
            label.setBuddy(field)
            if isinstance(field, QLineEdit):
                undo_through(field)
                field.setAccessibleName(title)
                field.setPlaceholderText(hint)
                field.setFixedHeight(int(HEIGHT_CONTROL * scale()))
            row, column, wide = (1, 0, 4) if place == 0 else (3, (0, 2, 3)[place - 1], 1)
            wide = 2 if place == 1 else wide
            grid.addWidget(label, row, column, 1, wide)
            grid.addWidget(field, row + 1, column, 1, wide)
        grid.addWidget(self.wrong, 5, 0, 1, 4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(3, 1)
        self.wrong.hide()
        self.until.textChanged.connect(self._on_until)

    def show_goals(self, number: int, goals: tuple[str, ...]) -> None:
        """Begin another draft with these goals."""
        self.heading.setText(tr("Draft of iteration {n}").format(n=number))
        self.goals.setPlainText("\n".join(goals))
        for field in (self.change, self.release, self.until):
            field.clear()

    @property
    def typed_goals(self) -> tuple[str, ...]:
        """One a line, empty lines left out."""
        lines = self.goals.toPlainText().splitlines()
        return tuple(each.strip() for each in lines if each.strip())

    def typed_until(self) -> Moment | None:
        """The end of the day typed, None where none is. Raises ValueError for what is no day."""
        text = self.until.text().strip()
        if not text:
            return None
        day = date.fromisoformat(text)
        return moment(datetime.combine(day, time(23, 59, 59)).astimezone())

    @property
    def is_sound(self) -> bool:
        """Whether it can be started: what is typed as a day is one."""
        try:
            self.typed_until()
        except (ValueError, OverflowError):
            return False
        return True

    @Slot()
    def _on_until(self) -> None:
        self.wrong.setText(tr("Type the day as year-month-day: 2026-12-31."))
        self.wrong.setVisible(not self.is_sound)
