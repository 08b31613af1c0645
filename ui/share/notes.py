"""The notes of who presents: what the team knows beyond the slide, what comes next, the time."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look.texts import breakable
from ui.look.theme import colour
from ui.look.widgets import Label
from ui.share.slides import Slide


class NotesPane(QWidget):
    """Notes of one slide. It takes no focus: the keys stay with the slides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._began = monotonic()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        row = QHBoxLayout()
        self._title = Label("", "card", elided=True)
        self._next = Label("", "body", "ink2", elided=True)
        self._clock = Label("0:00", "card", "ink2")
        row.addWidget(self._title, 1)
        row.addWidget(self._next, 1)
        row.addWidget(self._clock)
        column.addLayout(row)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = Label("", "note", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroller.setWidget(self.text)
        column.addWidget(scroller, 1)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()

    def say(self, slide: Slide, after: str) -> None:
        """Show the notes of a slide, and what the next one is called."""
        self._title.setText(slide.title)
        words = self.tr("Next: {title}") if after else self.tr("This is the last one.")
        self._next.setText(words.format(title=after))
        self.text.setText(breakable("\n".join(slide.notes)) or self.tr("No notes."))

    @Slot()
    def _show_time(self) -> None:
        minutes, seconds = divmod(int(monotonic() - self._began), 60)
        self._clock.setText(f"{minutes}:{seconds:02}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.fillRect(0, 0, self.width(), 2, colour("accent"))
        painter.end()


class NotesWindow(QWidget):
    """The notes on a screen of their own; it goes with the presentation."""

    def __init__(self, presentation: QWidget) -> None:
        super().__init__(presentation, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Notes – Footpath"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.pane = NotesPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
