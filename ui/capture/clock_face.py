"""The clock of an interview as it is seen: the time, since when, and the button that pauses it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.model.moment import Moment
from ui.capture.clock import Clock, reading, short_reading
from ui.capture.fields import ENTER, LineField
from ui.capture.panel import Rule
from ui.look.describe import clock
from ui.look.theme import colour
from ui.look.type import font, scale
from ui.look.widgets import Button, Label, key_words

TICK_MS = 250


class ClockFace(QWidget):
    """The time on the clock, since when, and the button that pauses it.

    Of an interview entered after the fact it shows the time that entries get, to be changed there:
    ``timed`` carries what was typed. ``left`` comes with Esc.
    """

    timed = Signal(object)
    left = Signal()

    def __init__(self, pause: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = Clock()
        self._started = ""
        self.is_small = False
        self._dot = _Dot()
        self._state = Label("", "status", "error")
        self._button = Button("", "plain", glyph="pause")
        self._button.follow(pause)
        self._pause = pause
        self._entering: Moment | None = None
        self._figures = Label("00:00:00", "timer")
        self._figures.setAccessibleName(self.tr("Clock"))
        self.field = _TimeField()
        self.field.setFont(font("figure"))
        self.field.setAccessibleName(self.tr("When what follows happened"))
        self.field.hide()
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
        column.addWidget(self.field)
        column.addWidget(self._since)
        column.addSpacing(4)
        column.addWidget(Rule())
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show)
        self.field.chose.connect(self._on_field)

    def begin(self) -> None:
        """Take the focus for another time."""
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_clock(self, shown: Clock, started: str = "", entering: Moment | None = None) -> None:
        """Show a clock; ``started`` says of a stopped one when its conversation was.

        ``entering`` is the time that entries get of an interview entered after the fact.
        """
        self._clock, self._started, self._entering = shown, started, entering
        self.field.setVisible(entering is not None)
        self._figures.setVisible(entering is None)
        self._button.setVisible(entering is None)
        if entering is not None and not self.field.hasFocus():
            self.field.setText(clock(entering))
        if shown.runs and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()
        self._button.dress(
            self._button.text(), "pause" if shown.runs else "trigger", keys=key_words(self._pause)
        )
        self._show()

    def fit(self, *, is_small: bool) -> None:
        """Fit a large or a small window."""
        self.is_small = is_small
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.set_clock(self._clock, self._started, self._entering)

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

    def _on_field(self, key: object) -> None:
        if key in ENTER:
            self.timed.emit(self.field.text())
        else:
            self.field.setText(clock(self._entering) if self._entering else "")
            self.left.emit()

    def _state_words(self) -> str:
        if self._entering is not None:
            return self.tr("Afterwards") if self.is_small else self.tr("Entered after the fact")
        if self._clock.runs:
            return self.tr("Running") if self.is_small else self.tr("Clock running")
        if self._clock.paused:
            return self.tr("Paused") if self.is_small else self.tr("Clock paused")
        return self.tr("Stopped") if self.is_small else self.tr("Clock stopped")

    @staticmethod
    def _set(label: Label, text: str) -> None:
        if label.text() != text:
            label.setText(text)


class _TimeField(LineField):
    chose = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, *ENTER):
            self.chose.emit(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)


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
