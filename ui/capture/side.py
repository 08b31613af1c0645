"""The right column: the clock, who the partner is, what they said before, who comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.capture.clock_face import ClockFace
from ui.capture.panel import Panel, Rule
from ui.look.layouts import emptied, scrolling
from ui.look.widgets import Button, Chip, Label, key_words

_LONGEST = 120  # characters of an attribute before it is cut


@dataclass(frozen=True)
class About:
    """What the column says of a partner. ``said`` are (words, where and when)."""

    pseudonym: str
    encounter: str
    facts: tuple[tuple[str, str], ...]
    said_title: str
    said: tuple[tuple[str, str], ...]
    next_words: str


class Side(Panel):
    """``say`` tells it of the partner, ``reasons`` of past ones, ``set_clock`` of the time."""

    def __init__(
        self,
        pause: QAction,
        following: QAction,
        deviated: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("surface", "l", parent)
        self._deviated = deviated
        self._about: About | None = None
        self._reasons: tuple[tuple[str, int], ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.timer = ClockFace(pause)
        column.addWidget(self.timer)
        self._card = QVBoxLayout()
        self._past = QVBoxLayout()
        column.addWidget(self._scrolled(), 1)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(20, 8, 20, 16)
        below.setSpacing(8)
        self._next = Label("", "secondary", "ink2", wrap=True)
        button = Button("", "plain")
        button.follow(following)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        below.addWidget(self._next)
        below.addWidget(button)
        column.addWidget(foot)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(20, 4, 20, 8)
        inner.setSpacing(10)
        for part in (self._card, self._past):
            part.setSpacing(6)
            inner.addLayout(part)
        inner.addStretch()
        area = scrolling(inside)
        # A scroll area fills its inside with the window's ground; ours is the column's.
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area

    def say(self, about: About) -> None:
        """Say who the partner is; what stays is not touched."""
        if about == self._about:
            return
        self._about = about
        emptied(self._card)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(about.pseudonym, "title", elided=True))
        encounter = Chip(about.encounter)
        encounter.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head.addWidget(encounter)
        head.addStretch()
        self._card.addLayout(head)
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(6)
        facts.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(about.facts):
            top = Qt.AlignmentFlag.AlignTop
            facts.addWidget(Label(name, "secondary", "ink3"), row, 0, top)
            shown = Label(value if len(value) <= _LONGEST else value[:_LONGEST] + "…", wrap=True)
            shown.setToolTip(value)
            facts.addWidget(shown, row, 1, top)
        self._card.addLayout(facts)
        if about.said:
            self._card.addWidget(Rule())
            self._card.addWidget(Label(about.said_title, "status", "ink2"))
            for words, when in about.said:
                self._card.addWidget(Label(words, "body", "ink2", wrap=True))
                self._card.addWidget(Label(when, "label", "ink3", wrap=True))
        self._next.setText(about.next_words)
        self._next.setVisible(bool(about.next_words))

    def say_reasons(self, found: Sequence[tuple[str, int]]) -> None:
        """Say why others deviated at the step, the most frequent first."""
        if tuple(found) == self._reasons:
            return
        self._reasons = tuple(found)
        emptied(self._past)
        if not found:
            return
        self._past.addWidget(Rule())
        self._past.addWidget(Label(self.tr("Past reasons here"), "status", "ink2"))
        for reason, count in found[:5]:
            row = QHBoxLayout()
            row.addWidget(Label(reason, "body", elided=True), 1)
            row.addWidget(Label(str(count), "strong"))
            self._past.addLayout(row)
        hint = self.tr("Offered as completions when you press {key}.")
        hint = hint.format(key=key_words(self._deviated))
        self._past.addWidget(Label(hint, "label", "ink3", wrap=True))
