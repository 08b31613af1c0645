"""The selected partner's walk: each step with its mark, its time, and what was said there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.interview import Place, Standing
from core.model.observation import Note, NoteKind, Observation, Status
from ui.look.curtain import curtain
from ui.look.describe import clock, day
from ui.look.layouts import emptied
from ui.look.texts import breakable
from ui.look.type import scale
from ui.look.widgets import Button, Card, Label
from ui.partners.facts import tr
from ui.partners.mark import MARKS, Mark
from ui.partners.path_strip import status_word


class Story(Card):
    """The walk of one partner in one iteration. ``opened`` asks for the whole of it in Capture."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = Label("", "card", elided=True)
        self._when = Label("", "secondary", "ink2", elided=True)
        self.whole = Button(tr("Whole story"), "link")
        self.whole.clicked.connect(self.opened)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        head = QHBoxLayout()
        self._name.setMaximumWidth(int(130 * scale()))
        head.addWidget(self._name)
        head.addWidget(self._when, 1)
        head.addWidget(self.whole)
        self.column.addLayout(head)
        self.column.addLayout(self._lines)
        self._shown: object = None

    def show_interview(self, held: Standing | None) -> None:
        """Show the walk of a partner; None hides the card."""
        self.setVisible(held is not None)
        now = held, curtain.is_drawn
        if held is None or now == self._shown:
            self._shown = now
            return
        self._shown = now
        name = curtain.over(" ".join(held.partner.pseudonym.split()))
        self._name.setText(name)
        self.whole.setAccessibleName(tr("Whole story of {name}").format(name=name))
        latest = max((each.at for each in held.entries), default=None)
        said = tr("encounter {n}").format(n=held.encounter)
        self._when.setText(f"{said} · {day(latest)}" if latest else tr("not met yet"))
        emptied(self._lines)
        for place in held.places:
            said_there = _words_at(held, place)
            if place.status is not None or said_there:
                self._lines.addLayout(_line(place))
            for words in said_there:
                self._lines.addWidget(words)


def _line(place: Place) -> QHBoxLayout:
    glyph, ink = MARKS[place.status]
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(Mark(glyph, ink, tr(status_word(place.status))))
    deviated = place.status is Status.DEVIATED
    row.addWidget(Label(place.step.name, "strong" if deviated else "body", elided=True), 1)
    row.addWidget(Label(clock(place.at) if place.at else "", "secondary", "ink3"))
    return row


def _words_at(held: Standing, place: Place) -> list[Label]:
    """What was said and noted at a step, as labels."""
    found = []
    for entry in held.entries:
        if entry.voided or entry.step != place.step.id:
            continue
        quotes, notes = _said(entry)
        found += [_words(f"“{quote}”", "body", "ink") for quote in quotes if quote]
        found += [_words(note, "secondary", "ink2") for note in notes if note]
    return found


def _said(entry: Observation | Note) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if isinstance(entry, Note):
        return ((entry.text,), ()) if entry.kind is NoteKind.QUOTE else ((), (entry.text,))
    return (entry.quote,), (entry.reason, entry.note)


def _words(text: str, role: str, ink: str) -> Label:
    label = Label(breakable(text), role, ink, wrap=True)
    label.setContentsMargins(int(24 * scale()), 0, 0, 0)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
