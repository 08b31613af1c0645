"""The partners behind a number and what they said, folded away under the link that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.interview.said import Said, said
from core.reading import Reader
from ui.decide.words import tr
from ui.look.layouts import emptied
from ui.look.partner_link import PartnerLink
from ui.look.texts import breakable
from ui.look.widgets import Button, Label

_MOST = 8


@dataclass(frozen=True)
class Voice:
    """One partner of a number: the id, the pseudonym, and the words there are."""

    partner: str
    name: str
    words: tuple[str, ...]


def voices(study: Reader, iteration: str, at: Sequence[tuple[str, Sequence[str]]]) -> list[Voice]:
    """Those of each (step, partners), those with words first within a step."""
    return [
        Voice(each.partner.id, each.partner.pseudonym, _words(each))
        for step, partners in at
        if partners
        for each in said(study, iteration, step, partners)
    ]


def _words(each: Said) -> tuple[str, ...]:
    quotes = tuple(f"“{quote}”" for quote in each.quotes)
    reason = (each.reason,) if each.reason else ()
    return (*quotes, *reason, *each.notes)


class Voices(QWidget):
    """``wanted`` carries the id of a partner to go to. Opened and closed by its link."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.link = Button("", "link")
        self.link.clicked.connect(self.turn)
        self._list = QWidget()
        self.grid = QGridLayout(self._list)
        self.grid.setContentsMargins(0, 2, 0, 4)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(1, 1)
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        column.addWidget(self.link)
        column.addWidget(self._list)

    @property
    def is_open(self) -> bool:
        """Whether the words are shown."""
        return not self._list.isHidden()

    def show_voices(self, text: str, found: Sequence[Voice]) -> None:
        """Show others under a link that says ``text``; nothing where there are none."""
        self.setVisible(bool(found))
        self.link.dress(text)
        emptied(self.grid)
        for row, each in enumerate(found[:_MOST]):
            who = PartnerLink(each.partner, each.name)
            who.wanted.connect(self.wanted)
            words = Label(
                breakable(" · ".join(each.words)) or tr("no words yet"), "body", wrap=True
            )
            words.setProperty("ink", "ink" if each.words else "ink3")
            top = Qt.AlignmentFlag.AlignTop
            self.grid.addWidget(who, row, 0, top)
            words.setContentsMargins(0, 4, 0, 0)
            self.grid.addWidget(words, row, 1)
        if len(found) > _MOST:
            more = tr("and {n} more").format(n=f"{len(found) - _MOST:,}")
            self.grid.addWidget(Label(more, "secondary", "ink3"), _MOST, 1)

    @Slot()
    def turn(self) -> None:
        """Open, or close."""
        self._list.setVisible(not self.is_open)
