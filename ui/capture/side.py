"""The right column: the clock, who the partner is, what they said before, who comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.capture.clock import Clock, reading, short_reading
from ui.capture.panel import Panel
from ui.look.describe import clock
from ui.look.theme import colour
from ui.look.type import scale
from ui.look.widgets import Button, Chip, Label, key_words

TICK_MS = 250
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

    def __init__(self, pause: QAction, following: QAction, parent: QWidget | None = None) -> None:
        super().__init__("surface", "l", parent)
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
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        # A scroll area fills its inside with the window's ground; ours is the column's.
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area

    def say(self, about: About) -> None:
        """Say who the partner is; what stays is not touched."""
        if about == self._about:
            return
        self._about = about
        _empty(self._card)
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
            self._card.addWidget(_Rule())
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
        _empty(self._past)
        if not found:
            return
        self._past.addWidget(_Rule())
        self._past.addWidget(Label(self.tr("Past reasons here"), "status", "ink2"))
        for reason, count in found[:5]:
            row = QHBoxLayout()
            row.addWidget(Label(reason, "body", elided=True), 1)
            row.addWidget(Label(str(count), "strong"))
            self._past.addLayout(row)
        hint = self.tr("Offered as completions when you press D.")
        self._past.addWidget(Label(hint, "label", "ink3", wrap=True))


class ClockFace(QWidget):
    """The time on the clock, since when, and the button that pauses it."""

    def __init__(self, pause: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = Clock()
        self._started = ""
        self.is_small = False
        self._dot = _Dot()
        self._state = Label("", "status", "error")
        self._button = Button("", "plain", glyph="pause")
        self._button.follow(pause)
        self._keys = key_words(pause)
        self._figures = Label("00:00:00", "timer")
        self._figures.setAccessibleName(self.tr("Clock"))
        self._since = Label("", "secondary", "ink3", elided=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._dot)
        head.addWidget(self._state, 1)
        head.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._figures)
        column.addWidget(self._since)
        column.addSpacing(4)
        column.addWidget(_Rule())
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show)

    def set_clock(self, shown: Clock, started: str = "") -> None:
        """Show a clock; ``started`` says of a stopped one when its conversation was."""
        self._clock, self._started = shown, started
        if shown.runs and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()
        self._button.dress(
            self._button.text(), "pause" if shown.runs else "trigger", keys=self._keys
        )
        self._show()

    def fit(self, *, is_small: bool) -> None:
        """Fit a large or a small window."""
        self.is_small = is_small
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.set_clock(self._clock, self._started)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _show(self) -> None:
        held, present = self._clock, datetime.now(UTC)
        ink, state = "error" if held.runs else "ink3", self._state_words()
        if self._state.text() != state:
            self._state.setText(state)
            self._state.setProperty("ink", ink)
            self._state.style().polish(self._state)
            self._dot.say(ink)
        self._set(self._figures, reading(held.elapsed(present)))
        since = self._started
        if held.since is not None:
            since = self.tr("since {time}").format(time=clock(held.since))
            if (at_step := held.this_step(present)) is not None:
                here = self.tr("{span} at this step").format(span=short_reading(at_step))
                since = f"{since} · {here}"
        self._set(self._since, since)

    def _state_words(self) -> str:
        if self._clock.runs:
            return self.tr("Running") if self.is_small else self.tr("Clock running")
        if self._clock.paused:
            return self.tr("Paused") if self.is_small else self.tr("Clock paused")
        return self.tr("Stopped") if self.is_small else self.tr("Clock stopped")

    @staticmethod
    def _set(label: Label, text: str) -> None:
        if label.text() != text:
            label.setText(text)


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._ink = "ink3"
        side = int(10 * scale())
        self.setFixedSize(side, side)

    def say(self, ink: str) -> None:
        self._ink = ink
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._ink))
        side = self.width() / 2
        painter.drawEllipse(QPointF(side, side), side - 0.5, side - 0.5)
        painter.end()


class _Rule(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 4, self.width(), 1), colour("line"))
        painter.end()


def _empty(layout: QVBoxLayout | QHBoxLayout | QGridLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, below = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(below, QVBoxLayout | QHBoxLayout | QGridLayout):
            _empty(below)
            below.deleteLater()
