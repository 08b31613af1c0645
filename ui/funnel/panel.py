"""One cohort: a card with its head and its plot, and the keys that walk along its bars."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.measure.funnel import Funnel
from core.model.flow import StepKind
from ui.funnel.head import Head, head_words
from ui.funnel.marks import Drawn
from ui.funnel.plot import Plot
from ui.funnel.spot import Spot, stops
from ui.funnel.telling import spoken
from ui.look.funnel_shape import Shape
from ui.look.paint import box
from ui.look.theme import colour, theme
from ui.look.tokens import FOCUS, RADIUS_CARD


class Panel(QWidget):
    """``picked`` carries the spot chosen here; ``pressed`` came by the mouse, ``opened`` with Enter.

    ``moved`` carries -1 or 1: up or down to the next panel.

    A panel paints only what changed: ``show_funnel`` may be called as often as data come.
    """

    picked = Signal(object)
    opened = Signal()
    pressed = Signal()
    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.funnel: Funnel | None = None
        self._shape: Shape | None = None
        self._spot: Spot | None = None
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head = Head(self)
        self.plot = Plot(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 6)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.plot, 1)
        self.head.pressed.connect(self._on_head)
        self.plot.pressed.connect(self._on_pressed)
        theme.changed.connect(self._restyle)

    def show_funnel(
        self, funnel: Funnel, shape: Shape, room: tuple[float, float], spot: Spot | None
    ) -> None:
        """Show a funnel, with the spot marked where it is one of this group's.

        ``room`` is the least width of a slot and the room beside a bar.
        """
        own = spot if spot is not None and spot.group == funnel.group.id else None
        fresh = funnel != self.funnel
        self.funnel, self._shape, self._spot = funnel, shape, own
        self.plot.show_drawn(Drawn(shape, funnel, room, self._place(own)))
        if fresh:
            self.head.say(head_words(funnel))
            self.setAccessibleName(spoken(funnel))

    def _place(self, spot: Spot | None) -> float | None:
        """Where a spot stands in slots."""
        if spot is None or self._shape is None:
            return None
        if spot.undecided:
            return self._shape.waits.get(spot.step)
        places = dict(zip(self._shape.steps, self._shape.centres, strict=True))
        return places.get(spot.step)

    # --- choosing

    def pick(self, step: str, *, undecided: bool = False, part: str = "") -> None:
        """Choose a bar of this panel."""
        if self.funnel is not None:
            self.picked.emit(Spot(self.funnel.group.id, step, undecided, part))

    @Slot(object)
    def _on_pressed(self, found: tuple[str, str]) -> None:
        step, part = found
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit()
        self.pick(step, undecided=part == "undecided", part=part)

    @Slot(bool)
    def _on_head(self, met: bool) -> None:
        """A press on the rate leads to those who met their need, on the name to the entrants."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.funnel is None or not self.funnel.steps:
            return
        need = (each for each in self.funnel.steps if each.step.kind is StepKind.NEED_MET)
        wanted = next(need, self.funnel.steps[-1]) if met else self.funnel.steps[0]
        self.pick(wanted.step.id, part="aligned")

    def walk(self, by: int) -> None:
        """Choose the next bar to the right (1) or to the left (-1), or the first one."""
        if self.funnel is None or self._shape is None:
            return
        along = stops(self._shape, self.funnel)
        here = (self._spot.step, self._spot.undecided) if self._spot else None
        if not along:
            return
        at = along.index(here) + by if here in along else 0
        step, undecided = along[max(0, min(at, len(along) - 1))]
        self.pick(step, undecided=undecided)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _WALKS:
            self.walk(_WALKS[key])
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def copy_picture(self) -> None:
        """Put a picture of this panel on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    # --- painting

    @Slot()
    def _restyle(self) -> None:
        self.plot.restyle()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_KEY
        if self._spot is None and self._ringed:
            self.walk(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.rect().adjusted(RADIUS_CARD, FOCUS, -RADIUS_CARD, -FOCUS).contains(event.rect()):
            painter.fillRect(event.rect(), colour("surface"))
            painter.end()
            return
        rect = QRectF(self.rect())
        edge, width = ("accent", FOCUS) if self.hasFocus() and self._ringed else ("line", 1)
        box(painter, rect, RADIUS_CARD, colour("surface"), colour(edge), width)
        painter.end()


_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_WALKS: Mapping[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}
_MOVES: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
