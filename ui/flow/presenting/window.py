"""The full screen on which the flow is presented: keys, clicker and pointer; nothing is edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from core.model.flow import Flow
from core.model.iteration import Iteration
from ui.flow.captions import iteration_words, made_up
from ui.flow.presenting.board import Board
from ui.flow.presenting.panel import Told, lines, paint_panel
from ui.flow.presenting.prose import QUIET, Prose, line_height, width
from ui.flow.presenting.story import Story, Who, cast, story, voices
from ui.look.paint import box
from ui.look.theme import colour, theme
from ui.session import Session

_COHORT_SHARE, _PARTNER_SHARE = 0.47, 0.57
"""Of the height, down to where the drawing reaches; one customer has fewer numbers and words."""
_TABLES = frozenset(
    {
        "flows",
        "steps",
        "links",
        "observations",
        "notes",
        "iterations",
        "cohorts",
        "partners",
        "study",
    }
)


class PresentWindow(QWidget):
    """Presents one version of the flow in one iteration, and follows what is recorded meanwhile."""

    def __init__(
        self, session: Session, flow: Flow, iteration: Iteration | None, owner: QWidget
    ) -> None:
        super().__init__(owner, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._session = session
        self._flow, self._iteration = flow.id, iteration.id if iteration else None
        self._theme = theme.dark, theme.follows
        self._place = self._first = self._shown = 0
        self.black = False
        self._cast: tuple[Who, ...] = ()
        self._who = Who("", "")
        self._read()
        session.refreshed.connect(self._on_refreshed)
        theme.changed.connect(self.update)

    # --- what is presented

    @property
    def told(self) -> Told:
        """The page that is shown, with its quotes."""
        return self._told

    def begin(self, who: str) -> None:
        """Present a cohort or a customer, by id, from the first step on; Everyone for none such."""
        self._choose(next((each for each in self._cast if each.id == who), self._cast[0]))
        self._turn(0)

    def _read(self) -> None:
        """Read the study anew, staying with who and what is shown."""
        study = self._session.study
        flow = study.flow(self._flow)
        found = study.iteration(self._iteration) if self._iteration else None
        self._cast = cast(study, flow, found)
        here = next((each for each in self._cast if each.id == self._who.id), self._cast[0])
        step = self._told.page.step if self._who.id else None
        self._who = here
        self._show(story(study, flow, found, here))
        self._place = self._story.place(step) if step is not None else 0
        self._tell()

    def _show(self, shown: Story) -> None:
        self._story = shown
        self._board = Board(shown)

    def _tell(self) -> None:
        page = self._story.pages[self._place]
        said = voices(self._session.study, self._story, page)
        self._first = min(self._first, max(len(said) - 1, 0))
        self._told = Told(self._story, self._place, said, self._first)
        title = self.tr("Presenting {who}, {step} – Footpath")
        self.setWindowTitle(title.format(who=self._who.name, step=self._step_words()))
        self.update()

    def _step_words(self) -> str:
        words = self.tr("step {n} of {count}")
        return words.format(n=self._place + 1, count=len(self._story.pages))

    def _choose(self, who: Who) -> None:
        step = self._story.pages[self._place].step
        study = self._session.study
        found = study.iteration(self._iteration) if self._iteration else None
        self._who = who
        self._show(story(study, study.flow(self._flow), found, who))
        self._turn(self._story.place(step))

    def _turn(self, place: int) -> None:
        self._place = min(max(place, 0), len(self._story.pages) - 1)
        self._first = 0
        self._tell()
        self._say()

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._read()

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.setCursor(Qt.CursorShape.BlankCursor)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = None if held & _HELD else _KEYS.get(Qt.Key(event.key()))
        if act is None:
            event.ignore()
        elif self.black and act not in (PresentWindow.close, PresentWindow.turn_black):
            # Whoever presses on finds the page that was left, not the one behind it.
            self.turn_black()
        else:
            act(self)

    def next(self) -> None:
        """Go on to the next step."""
        self._turn(self._place + 1)

    def back(self) -> None:
        """Go back to the step before."""
        self._turn(self._place - 1)

    def first(self) -> None:
        """Go to the first step."""
        self._turn(0)

    def last(self) -> None:
        """Go to the last step."""
        self._turn(len(self._story.pages) - 1)

    def who_before(self) -> None:
        """Present the cohort or customer before."""
        self._move_who(-1)

    def who_next(self) -> None:
        """Present the next cohort or customer."""
        self._move_who(1)

    def _move_who(self, by: int) -> None:
        at = self._cast.index(self._who) + by
        if 0 <= at < len(self._cast):
            self._choose(self._cast[at])

    def more(self) -> None:
        """Show the quotes that did not find room; after the last the first ones again."""
        beyond = self._first + self._shown
        self._first = beyond if self._shown and beyond < len(self._told.voices) else 0
        self._tell()

    def turn_black(self) -> None:
        """Show nothing, or show it again."""
        self.black = not self.black
        self.update()

    def turn_theme(self) -> None:
        """Change between light and dark, for as long as is presented."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, not theme.dark)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.refreshed.disconnect(self._on_refreshed)
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

    @property
    def unit(self) -> float:
        """How large the window is against 1600 by 1000."""
        return min(self.width() / 1600, self.height() / 1000)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.black:
            painter.fillRect(whole, Qt.GlobalColor.black)
            painter.end()
            return
        # Whole pixels, so that no seam shows between the three parts.
        head = QRectF(whole)
        head.setHeight(round(line_height(QUIET, self.unit) * 1.7))
        share = _PARTNER_SHARE if self._who.is_partner else _COHORT_SHARE
        board = QRectF(whole)
        board.setTop(head.bottom())
        board.setBottom(round(whole.height() * share))
        panel = QRectF(whole)
        panel.setTop(board.bottom())
        self._paint_head(painter, head)
        self._board.paint(painter, board, self._place)
        self._shown = paint_panel(painter, self._told, panel, self.unit)
        painter.end()

    def _paint_head(self, painter: QPainter, rect: QRectF) -> None:
        """Whose walk this is, and where in it we are."""
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("line"))
        unit = self.unit
        inset, top = 36 * unit, rect.top() + line_height(QUIET, unit) * 0.35
        step = self._step_words()
        right = rect.right() - inset - width(step, QUIET, unit)
        Prose(step, QUIET, unit, 4000, 1).paint(painter, right, top, "ink2")
        mark = made_up(self._session.study)
        if mark:
            wide = width(mark, QUIET, unit) + 24 * unit
            right -= wide + 24 * unit
            chip = QRectF(right, top - 4 * unit, wide, line_height(QUIET, unit) + 8 * unit)
            box(painter, chip, chip.height() / 2, colour("caution_soft"), colour("caution"))
            Prose(mark, QUIET, unit, 4000, 1).paint(painter, right + 12 * unit, top, "caution")
        room = right - rect.left() - 2 * inset
        Prose(self.headline(), QUIET, unit, room, 1).paint(painter, rect.left() + inset, top, "ink")

    def headline(self) -> str:
        """Study, who, how many and which iteration, in one line."""
        parts = [self._session.study.info.name, self._who.name]
        numbers = self._story.numbers
        if numbers is not None:
            if not self._who.is_partner:
                parts.append(self.tr("n = {n}").format(n=numbers.funnel.entrants))
            parts.append(iteration_words(numbers.iteration))
        return " · ".join(parts)

    def spoken(self) -> str:
        """The page as a screen reader says it."""
        told = self._told
        words = [self.headline(), told.page.face.title, *(text for text, *_ in lines(told))]
        words += [f"{each.pseudonym}: {each.quote}" for each in told.voices]
        return ". ".join(words)

    def _say(self) -> None:
        self.setAccessibleName(self.spoken())
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken()))


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier

_KEYS: Mapping[Qt.Key, Callable[[PresentWindow], object]] = {
    **dict.fromkeys(
        (
            Qt.Key.Key_Right,
            Qt.Key.Key_Space,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ),
        PresentWindow.next,
    ),
    **dict.fromkeys((Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace), PresentWindow.back),
    **dict.fromkeys((Qt.Key.Key_Home, Qt.Key.Key_F5), PresentWindow.first),
    Qt.Key.Key_End: PresentWindow.last,
    Qt.Key.Key_Up: PresentWindow.who_before,
    Qt.Key.Key_Down: PresentWindow.who_next,
    Qt.Key.Key_Q: PresentWindow.more,
    Qt.Key.Key_D: PresentWindow.turn_theme,
    **dict.fromkeys((Qt.Key.Key_B, Qt.Key.Key_Period), PresentWindow.turn_black),
    Qt.Key.Key_Escape: PresentWindow.close,
}


def present(
    session: Session, flow: Flow, iteration: Iteration | None, owner: QWidget
) -> PresentWindow:
    """Open the full screen on the screen the owner is on, with the cohort that is looked at."""
    window = PresentWindow(session, flow, iteration, owner)
    window.begin(next(iter(session.choice.cohorts), ""))
    # Where no window manager answers, full screen is only as large as we make it.
    window.setGeometry(owner.screen().geometry())
    window.showFullScreen()
    window.activateWindow()
    window.setFocus()
    return window
