"""The full screen of a presentation: one walk through an iteration, by keys, clicker and pointer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.model.partner import EVERYONE
from core.share.content import SectionName
from ui.look.curtain import curtain
from ui.look.theme import theme
from ui.session import Session
from ui.share.notes import NotesPane, NotesWindow
from ui.share.slide_paint import paint_slide, unit_of
from ui.share.slides import FLOW, Slide, slides

_NOT_SHOWN = frozenset({"drafts", "consent_texts"})
_PANE = 0.26
"""Of the height, the notes where there is no second screen for them."""


class FlowWalk(Protocol):
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

    def spoken(self) -> str:
        """The page as a screen reader says it."""


WalkMaker = Callable[[QWidget], tuple[QWidget, FlowWalk] | None]
"""Makes the walk of the flow as a child of a widget; None where no step is drawn."""


class Presentation(QWidget):
    """Walks hypothesis, flow, funnels, decision and next, and follows what is recorded meanwhile."""

    def __init__(self, session: Session, make_walk: WalkMaker, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._session, self._make_walk = session, make_walk
        self._theme = theme.dark, theme.follows
        self._flow_widget: QWidget | None = None
        self._walk: FlowWalk | None = None
        self._place = 0
        self.black = False
        self.slides: tuple[Slide, ...] = ()
        self.pane = NotesPane(self)
        self.pane.hide()
        self.notes: NotesWindow | None = None
        # A burst of keys in an interview is one new slide, not ten.
        self._soon = QTimer(self, interval=100, singleShot=True)
        self._soon.timeout.connect(self._read)
        self._read()
        session.refreshed.connect(self._on_refreshed)
        theme.changed.connect(self.update)

    # --- what is shown

    @property
    def slide(self) -> Slide:
        """The slide that is shown."""
        return self.slides[self._place]

    @property
    def walk(self) -> FlowWalk | None:
        """The walk of the flow while it is shown."""
        return (
            self._walk if self._flow_widget is not None and self._flow_widget.isVisible() else None
        )

    def begin(self, name: SectionName) -> None:
        """Begin at a part of the walk."""
        found = (n for n, each in enumerate(self.slides) if each.name is name)
        self.go(next(found, 0))

    def go(self, place: int, *, backwards: bool = False) -> None:
        """Show the slide at a place, the flow from its first step or, coming back, its last."""
        self._place = min(max(place, 0), len(self.slides) - 1)
        self._show()
        if self.walk is not None:
            if backwards:
                self.walk.last()
            else:
                self.walk.first()
        self._say()

    @Slot()
    def _read(self) -> None:
        """Read the study anew, staying with what is shown."""
        study, iteration = self._session.study, self._session.iteration
        if iteration is None:
            self.close()
            return
        chosen = self._session.choice.cohorts
        cohorts = None if chosen == (EVERYONE,) else chosen
        before = self.slides[self._place] if self.slides else None
        self.slides = slides(study, iteration, cohorts)
        if before is not None:
            same = (
                n
                for n, each in enumerate(self.slides)
                if each.name is before.name and _kind(each) == _kind(before)
            )
            self._place = next(same, min(self._place, len(self.slides) - 1))
        self._show()

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
                self._flow_widget.installEventFilter(self)
                self._flow_widget.windowTitleChanged.connect(self._name)
        if self._flow_widget is not None:
            self._flow_widget.setVisible(slide.name is FLOW and not self.black)
        self._lay_out()
        self._focus()
        after = self.slides[self._place + 1].title if self._place + 1 < len(self.slides) else ""
        self.pane.say(slide, after)
        if self.notes is not None:
            self.notes.pane.say(slide, after)
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

    def _focus(self) -> None:
        shown = self._flow_widget if self.walk is not None else self
        if shown is not None and self.isActiveWindow():
            shown.setFocus()

    def _lay_out(self) -> None:
        high = round(self.height() * _PANE) if self.pane.isVisible() else 0
        self.pane.setGeometry(0, self.height() - high, self.width(), high)
        if self._flow_widget is not None:
            self._flow_widget.setGeometry(0, 0, self.width(), self.height() - high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and clicks on the flow that are for the whole walk."""
        if watched is not self._flow_widget or self.walk is None:
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            act = self._act_of(event)
            leaves = (act is Presentation.next and self.walk.at_last) or (
                act is Presentation.back and self.walk.at_first
            )
            if act is not None and (leaves or act not in (Presentation.next, Presentation.back)):
                act(self)
                return True
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            if event.button() is Qt.MouseButton.LeftButton and self.walk.at_last:
                self.next()
                return True
            if event.button() is Qt.MouseButton.RightButton and self.walk.at_first:
                self.back()
                return True
        return False

    def _act_of(self, event: QKeyEvent) -> Callable[[Presentation], None] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return None if held & _HELD else _KEYS.get(Qt.Key(event.key()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)
        act = self._act_of(event)
        if act is None:
            event.ignore()
        elif self.black and act not in (Presentation.end, Presentation.turn_black):
            # Whoever presses on finds the slide that was left, not the one behind it.
            self.turn_black()
        else:
            act(self)

    def next(self) -> None:
        """Go on: by a step where the flow is walked, else to the next slide."""
        if self.walk is not None and not self.walk.at_last:
            self.walk.next()
        elif self._place + 1 < len(self.slides):
            self.go(self._place + 1)

    def back(self) -> None:
        """Go back the same way."""
        if self.walk is not None and not self.walk.at_first:
            self.walk.back()
        elif self._place:
            self.go(self._place - 1, backwards=True)

    def first(self) -> None:
        """Go to the first slide."""
        self.go(0)

    def last(self) -> None:
        """Go to the last slide."""
        self.go(len(self.slides) - 1)

    def turn_black(self) -> None:
        """Show nothing, or show it again."""
        self.black = not self.black
        self._show()

    def turn_theme(self) -> None:
        """Change between light and dark, for as long as is presented."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, not theme.dark)

    def turn_notes(self) -> None:
        """Show the notes under the slide, or hide them; with a second screen they stand there."""
        if self.notes is None:
            self.pane.setVisible(not self.pane.isVisible())
            self._show()

    def turn_curtain(self) -> None:
        """Draw the curtain over names, or open it."""
        curtain.draw(not curtain.is_drawn)

    def end(self) -> None:
        """Leave the presentation."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.refreshed.disconnect(self._on_refreshed)
        self._soon.stop()
        if self._flow_widget is not None:
            self._flow_widget.removeEventFilter(self)
            self._flow_widget.close()
            self._flow_widget = None
        if self.notes is not None:
            self.notes.close()
        app, (dark, followed) = QApplication.instance(), self._theme
        if isinstance(app, QApplication) and (theme.dark, theme.follows) != self._theme:
            theme.apply(app, None if followed else dark)
        owner = self.parentWidget()
        if owner is not None:
            owner.window().activateWindow()
        event.accept()

    # --- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.black:
            self.turn_black()
        elif event.button() is Qt.MouseButton.LeftButton:
            self.next()
        elif event.button() is Qt.MouseButton.RightButton:
            self.back()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        super().mouseMoveEvent(event)

    # --- what is seen

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        if self.black:
            painter.fillRect(whole, Qt.GlobalColor.black)
        else:
            if self.pane.isVisible():
                whole.setBottom(self.pane.y())
            paint_slide(painter, whole, self.slide, self.headline(), self.where())
        painter.end()

    @property
    def unit(self) -> float:
        """How large the window is against 1600 by 1000."""
        return unit_of(self.width(), self.height())

    def headline(self) -> str:
        """Study and iteration; of the sample, that it is made up."""
        info, iteration = self._session.study.info, self._session.iteration
        parts = [info.name]
        if iteration is not None:
            words = (
                self.tr("iteration {n}, open")
                if iteration.is_open
                else self.tr("iteration {n}, closed")
            )
            parts.append(words.format(n=iteration.number))
        if info.sample:
            parts.append(self.tr("everything is made up"))
        return " · ".join(parts)

    def where(self) -> str:
        """``3 of 12``."""
        return self.tr("{n} of {count}").format(n=self._place + 1, count=len(self.slides))

    def spoken(self) -> str:
        """The slide as a screen reader says it."""
        if self.walk is not None:
            return self.walk.spoken()
        return ". ".join(filter(None, (self.where(), self.slide.title, self.slide.message)))

    def _say(self) -> None:
        self.setAccessibleName(self.spoken())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken()))


def _kind(slide: Slide) -> str:
    """What stays of a slide when its numbers change: of a funnel its cohort."""
    return slide.title.rpartition(":")[0]


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier

_KEYS: Mapping[Qt.Key, Callable[[Presentation], None]] = {
    **dict.fromkeys(
        (
            Qt.Key.Key_Right,
            Qt.Key.Key_Space,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ),
        Presentation.next,
    ),
    **dict.fromkeys((Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace), Presentation.back),
    **dict.fromkeys((Qt.Key.Key_Home, Qt.Key.Key_F5), Presentation.first),
    Qt.Key.Key_End: Presentation.last,
    Qt.Key.Key_D: Presentation.turn_theme,
    Qt.Key.Key_N: Presentation.turn_notes,
    Qt.Key.Key_H: Presentation.turn_curtain,
    **dict.fromkeys((Qt.Key.Key_B, Qt.Key.Key_Period), Presentation.turn_black),
    Qt.Key.Key_Escape: Presentation.end,
}


def present(
    session: Session, make_walk: WalkMaker, owner: QWidget, name: SectionName
) -> Presentation:
    """Open the full screen where the owner is, its notes on another screen where there is one."""
    window = Presentation(session, make_walk, owner)
    here = owner.screen()
    # Where no window manager answers, full screen is only as large as we make it.
    window.setGeometry(here.geometry())
    others = [each for each in QGuiApplication.screens() if each is not here]
    if others:
        window.notes = NotesWindow(window)
        window.notes.setGeometry(others[0].geometry())
        window.notes.show()
    window.showFullScreen()
    window.activateWindow()
    window.setFocus()
    window.begin(name)
    return window
