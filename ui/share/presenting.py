"""The full screen of a presentation: one walk through an iteration, by keys, clicker and pointer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.share.content import SectionName
from ui.look.curtain import curtain
from ui.look.full_screen import Act, FullScreen
from ui.session import Session
from ui.share.notes import NotesPane, NotesWindow
from ui.share.slide_paint import paint_slide
from ui.share.slides import FLOW, Slide, slides_of

_NOT_SHOWN = frozenset({"drafts", "consent_texts"})
_PANE = 0.26
"""Of the height, the notes where there is no second screen for them."""


class Walk(Protocol):
    """What walks the steps of a flow within the presentation: a widget with pages of its own."""

    @property
    def at_first(self) -> bool: ...
    @property
    def at_last(self) -> bool: ...
    def first(self) -> None:
        """Go to its first page."""

    def last(self) -> None:
        """Go to its last page."""

    def next(self) -> None:
        """Go on."""

    def back(self) -> None:
        """Go back."""

    def who_before(self) -> None:
        """Walk with the cohort or the customer before."""

    def who_next(self) -> None:
        """Walk with the next cohort or customer."""

    def more(self) -> None:
        """Show what found no room on the page."""

    def spoken(self) -> str:
        """The page as a screen reader says it."""


WalkMaker = Callable[[QWidget], tuple[QWidget, Walk] | None]
"""Makes the walk of the flow as a child of a widget; None where no step is drawn."""


class Presentation(FullScreen):
    """Walks hypothesis, flow, funnels, decision and next, and follows what is recorded meanwhile.

    ``walk`` is the walk of the flow while it is shown.
    """

    def __init__(self, session: Session, make_walk: WalkMaker, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._make_walk = session, make_walk
        self._flow_widget: QWidget | None = None
        self._walk: Walk | None = None
        self._place = 0
        self._iteration = ""
        self.slides: tuple[Slide, ...] = ()
        self.pane = NotesPane(self)
        self.pane.hide()
        self.notes: NotesWindow | None = None
        # A burst of keys in an interview is one new slide, not ten.
        self._soon = QTimer(self, interval=100, singleShot=True)
        self._soon.timeout.connect(self._read)
        self._read()
        session.refreshed.connect(self._on_refreshed)
        curtain.changed.connect(self._read)  # at once: no name stands there a moment longer

    # --- what is shown

    @property
    def slide(self) -> Slide:
        """The slide that is shown."""
        return self.slides[self._place]

    @property
    def walk(self) -> Walk | None:
        """The walk of the flow while it is shown."""
        return self._walk if self.slide.name is FLOW and not self.black else None

    def begin(self, name: SectionName) -> None:
        """Begin at a part of the walk."""
        found = (n for n, each in enumerate(self.slides) if each.name is name)
        self.go(next(found, 0))

    def go(self, place: int, *, backwards: bool = False) -> None:
        """Show the slide at a place, the flow from its first step or, coming back, its last."""
        self._place = min(max(place, 0), len(self.slides) - 1)
        self._show()
        if self.walk is not None:
            self._step(self.walk.last if backwards else self.walk.first)
        else:
            self._say(self.spoken())

    @Slot()
    def _read(self) -> None:
        """Read the study anew, staying with what is shown."""
        iteration = self._session.iteration
        if self._iteration != (iteration.id if iteration else ""):
            self._forget_walk()
            self._iteration = iteration.id if iteration else ""
        before = self.slides[self._place] if self.slides else None
        self.slides = slides_of(self._session)
        if before is not None:
            same = (n for n, each in enumerate(self.slides) if _kind(each) == _kind(before))
            self._place = next(same, min(self._place, len(self.slides) - 1))
        self._show()

    def _forget_walk(self) -> None:
        """The next one is begun anew: another iteration is looked at."""
        if self._flow_widget is not None:
            self._flow_widget.hide()
            self._flow_widget.deleteLater()
        self._flow_widget = self._walk = None

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables - _NOT_SHOWN:
            self._soon.start()

    def _show(self) -> None:
        slide = self.slide
        if slide.name is FLOW and self._flow_widget is None:
            made = self._make_walk(self)
            if made is not None:
                self._flow_widget, self._walk = made
                self._flow_widget.windowTitleChanged.connect(self._name)
        if self._flow_widget is not None:
            self._flow_widget.setVisible(self.walk is not None)
        self._lay_out()
        after = self.slides[self._place + 1].title if self._place + 1 < len(self.slides) else ""
        self.pane.say(slide, after)
        if self.notes is not None:
            places = self.where(), self.where(self._place + 1)
            self.notes.show_slides(self.slides, self._place, self.headline(), places)
        self._name()
        self.update()

    @Slot()
    def _name(self) -> None:
        """Say in the title what is presented: of the flow, whose walk and which step."""
        if self.slide.name is FLOW and self._flow_widget is not None:
            self.setWindowTitle(self._flow_widget.windowTitle())
        else:
            words = self.tr("Presenting {title} – Footpath")
            self.setWindowTitle(words.format(title=self.slide.title))

    def _lay_out(self) -> None:
        high = round(self.height() * _PANE) if self.pane.isVisible() else 0
        self.pane.setGeometry(0, self.height() - high, self.width(), high)
        if self._flow_widget is not None:
            self._flow_widget.setGeometry(0, 0, self.width(), self.height() - high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    # --- what a person does

    def keys(self) -> Mapping[Qt.Key, Act]:
        own: dict[Qt.Key, Act] = {
            **dict.fromkeys((Qt.Key.Key_Home, Qt.Key.Key_F5), self.first),
            Qt.Key.Key_End: self.last,
            Qt.Key.Key_N: self.turn_notes,
            Qt.Key.Key_H: self.turn_curtain,
        }
        if (walk := self.walk) is not None:
            own[Qt.Key.Key_Up] = lambda: self._step(walk.who_before)
            own[Qt.Key.Key_Down] = lambda: self._step(walk.who_next)
            own[Qt.Key.Key_Q] = lambda: self._step(walk.more)
        return {**super().keys(), **own}

    def next(self) -> None:
        """Go on: by a step where the flow is walked, else to the next slide."""
        if self.walk is not None and not self.walk.at_last:
            self._step(self.walk.next)
        elif self._place + 1 < len(self.slides):
            self.go(self._place + 1)

    def back(self) -> None:
        """Go back the same way."""
        if self.walk is not None and not self.walk.at_first:
            self._step(self.walk.back)
        elif self._place:
            self.go(self._place - 1, backwards=True)

    def _step(self, act: Act) -> None:
        """Do something on the flow, and say what is there now."""
        act()
        self._say(self.spoken())

    def first(self) -> None:
        """Go to the first slide."""
        self.go(0)

    def last(self) -> None:
        """Go to the last slide."""
        self.go(len(self.slides) - 1)

    def turn_black(self) -> None:
        """Show nothing, or show it again."""
        super().turn_black()
        self._show()

    def turn_notes(self) -> None:
        """Show the notes under the slide, or hide them; with a second screen they stand there."""
        if self.notes is None:
            self.pane.setVisible(not self.pane.isVisible())
            self._show()

    def turn_curtain(self) -> None:
        """Draw the curtain over names, or open it."""
        curtain.draw(not curtain.is_drawn)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.refreshed.disconnect(self._on_refreshed)
        curtain.changed.disconnect(self._read)
        self._soon.stop()
        if self.notes is not None:
            self.notes.close()
        super().closeEvent(event)

    # --- what is seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        if self.black:
            painter.fillRect(whole, Qt.GlobalColor.black)
        else:
            if self.pane.isVisible():
                whole.setBottom(self.pane.y())
            paint_slide(painter, whole, self.slide, self.headline(), self.where(), self.mark())
        painter.end()

    def headline(self) -> tuple[str, ...]:
        """Study and iteration."""
        info, iteration = self._session.study.info, self._session.iteration
        if iteration is None:
            return (info.name,)
        words = (
            self.tr("iteration {n}, open")
            if iteration.is_open
            else self.tr("iteration {n}, closed")
        )
        return info.name, words.format(n=iteration.number)

    def mark(self) -> str:
        """Of the sample, that it is made up."""
        info = self._session.study.info
        said = info.made_up or self.tr("Everything in this study is made up.")
        return said if info.sample else ""

    def where(self, place: int | None = None) -> str:
        """``3 of 12``, of the slide that is shown unless said."""
        place = self._place if place is None else place
        return self.tr("{n} of {count}").format(n=place + 1, count=len(self.slides))

    def spoken(self) -> str:
        """The slide as a screen reader says it."""
        if self.walk is not None:
            return self.walk.spoken()
        return ". ".join(filter(None, (self.where(), self.slide.title, self.slide.message)))


def _kind(slide: Slide) -> tuple[SectionName, str]:
    """What stays of a slide when its numbers change: its part of the walk, of a funnel its cohort."""
    return slide.name, slide.title.rpartition(":")[0]


def present(
    session: Session, make_walk: WalkMaker, owner: QWidget, name: SectionName
) -> Presentation:
    """Open the full screen where the owner is, its notes on another screen where there is one."""
    window = Presentation(session, make_walk, owner)
    here = owner.screen()
    others = [each for each in QGuiApplication.screens() if each is not here]
    if others:
        window.notes = NotesWindow(window)
        window.notes.setGeometry(others[0].geometry())
        window.notes.showMaximized()
    window.open()
    window.begin(name)
    return window
