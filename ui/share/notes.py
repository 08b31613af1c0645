"""The notes of who presents: what the team knows beyond the slide, what comes next, the time."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.look.texts import breakable
from ui.look.theme import colour, theme
from ui.look.type import REGULAR, font
from ui.look.widgets import Label
from ui.share.slides import Slide
from ui.share.small_slide import SmallSlide


class NotesPane(QWidget):
    """Notes of one slide. It takes no focus: the keys stay with the slides."""

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        """``large`` for a screen of its own."""
        super().__init__(parent)
        self._began = monotonic()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        row = QHBoxLayout()
        self._title = Label("", "title" if large else "card", elided=True)
        self.following = Label("", "body", "ink2", elided=True)
        self._clock = Label("0:00", "timer" if large else "card", "ink2")
        row.addWidget(self._title, 1)
        row.addWidget(self.following, 1)
        row.addWidget(self._clock)
        column.addLayout(row)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = Label("", "note", wrap=True)
        if large:
            self.text.setFont(font("display", REGULAR))
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
        self.following.setText(words.format(title=after))
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
    """The notes on a screen of their own, beside the slide and the next one; it goes with the slides."""

    def __init__(self, presentation: QWidget) -> None:
        super().__init__(presentation, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Notes – Footpath"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.pane = NotesPane(large=True)
        self._now, self._then = SmallSlide(), SmallSlide()
        self._now.mark(current=True)
        beside = QVBoxLayout()
        beside.setContentsMargins(24, 24, 0, 24)
        beside.setSpacing(12)
        for words, small in ((self.tr("Now"), self._now), (self.tr("Next"), self._then)):
            beside.addWidget(Label(words, "label", "ink3"))
            beside.addWidget(small)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(beside, 2)
        row.addWidget(self.pane, 3)
        theme.changed.connect(self.update)

    def show_slides(
        self, slides: Sequence[Slide], place: int, head: Sequence[str], where: Sequence[str]
    ) -> None:
        """Show the slide at a place and the one behind it; ``where`` are the words for these places."""
        after = slides[place + 1] if place + 1 < len(slides) else None
        self._now.show_slide(slides[place], head, where[0])
        self._then.show_slide(after, head, where[1])
        self.pane.say(slides[place], after.title if after else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("window"))
        painter.end()
