"""One cohort: a card with its head and its plot, and the keys that walk along its bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.measure.funnel import Funnel
from core.model.flow import StepKind
from ui.funnel.head import Head, group_name, head_words
from ui.funnel.key import Key, entries
from ui.funnel.marks import Drawn, Layer
from ui.funnel.plot import Found, Plot
from ui.funnel.spot import Spot, stops
from ui.funnel.telling import spoken, told
from ui.look.paint import box
from ui.look.theme import colour, theme
from ui.look.tokens import FOCUS, RADIUS_CARD


class Panel(QWidget):
    """``picked`` carries the spot chosen here; ``pressed`` came by the mouse, ``opened`` with Enter.

    ``moved`` carries -1 or 1: up or down to the next panel. With ``beside`` it has the cohorts side by
    side at each step, and up and down lead to the same cohort at the next step.

    A panel paints only what changed: ``show_drawn`` may be called as often as data come.
    """

    picked = Signal(object)
    opened = Signal()
    pressed = Signal()
    moved = Signal(int)

    def __init__(self, *, beside: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: Sequence[Layer] = ()
        self._crowns: Sequence[str] = ()
        self._spot: Spot | None = None
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head: Head | None = None if beside else Head(self)
        self.key: Key | None = Key(self) if beside else None
        self.plot = Plot(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 6)
        column.setSpacing(0)
        for head in (self.head, self.key):
            if head is not None:
                column.addWidget(head)
        column.addWidget(self.plot, 1)
        if self.head is not None:
            self.head.pressed.connect(self._on_head)
        self.plot.pressed.connect(self._on_pressed)
        theme.changed.connect(self._restyle)

    @property
    def funnel(self) -> Funnel | None:
        """The first funnel shown."""
        return self._layers[0].funnel if self._layers else None

    @property
    def spot(self) -> Spot | None:
        """The chosen spot where it is in this panel."""
        return self._spot

    def show_drawn(self, drawn: Drawn, spot: Spot | None) -> None:
        """Show funnels, with the spot marked where it is one of their groups'."""
        groups = [layer.funnel.group.id for layer in drawn.layers]
        own = spot if spot is not None and spot.group in groups else None
        self._crowns = drawn.crowns
        fresh = [each.funnel for each in drawn.layers] != [each.funnel for each in self._layers]
        turned = own != self._spot
        self._layers, self._spot = drawn.layers, own
        self.plot.show_drawn(replace(drawn, chosen=self._place(own)))
        if fresh:
            self._say()
        if turned or fresh:
            self._tell()

    def _say(self) -> None:
        funnels = [each.funnel for each in self._layers]
        if self.head is not None:
            self.head.say(head_words(funnels[0]))
        if self.key is not None:
            self.key.say(entries(funnels, self._crowns))
        self.setAccessibleName(". ".join(map(spoken, funnels)))

    def _tell(self) -> None:
        """Say the chosen bar in full to who cannot see it."""
        spot, words = self._spot, ""
        funnel = self._funnel_of(spot.group) if spot is not None else None
        if spot is not None and funnel is not None:
            part = "undecided" if spot.undecided else ""
            words = f"{group_name(funnel)}: {told(funnel, spot.step, part)}"
        self.setAccessibleDescription(words)

    def _funnel_of(self, group: str) -> Funnel | None:
        return next((each.funnel for each in self._layers if each.funnel.group.id == group), None)

    def _place(self, spot: Spot | None) -> tuple[int, float] | None:
        """The layer of a spot, and where it stands in slots."""
        if spot is None:
            return None
        for at, layer in enumerate(self._layers):
            if layer.funnel.group.id == spot.group:
                places = dict(zip(layer.shape.steps, layer.shape.centres, strict=True))
                place = (layer.shape.waits if spot.undecided else places).get(spot.step)
                return None if place is None else (at, place)
        return None

    # --- choosing

    def pick(self, step: str, *, undecided: bool = False, part: str = "", group: str = "") -> None:
        """Choose a bar of this panel; of its first cohort unless another is named."""
        if self._layers:
            group = group or self._layers[0].funnel.group.id
            self.picked.emit(Spot(group, step, undecided, part))

    @Slot(object)
    def _on_pressed(self, found: Found) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit()
        group = self._layers[found.layer].funnel.group.id
        self.pick(found.step, undecided=found.part == "undecided", part=found.part, group=group)

    @Slot(bool)
    def _on_head(self, met: bool) -> None:
        """A press on the rate leads to those who met their need, on the name to the entrants."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.pressed.emit()
        if self.funnel is None or not self.funnel.steps:
            return
        need = (each for each in self.funnel.steps if each.step.kind is StepKind.NEED_MET)
        wanted = next(need, self.funnel.steps[-1]) if met else self.funnel.steps[0]
        self.pick(wanted.step.id, part="aligned")

    def walk(self, by: int) -> None:
        """Choose the next bar to the right (1) or to the left (-1), or the first one."""
        along = self._stops()
        spot = self._spot
        here = (spot.group, spot.step, spot.undecided) if spot else None
        if along:
            at = along.index(here) + by if here in along else 0
            group, step, undecided = along[max(0, min(at, len(along) - 1))]
            self.pick(step, undecided=undecided, group=group)

    def _stops(self) -> list[tuple[str, str, bool]]:
        """Group, step and whether it is the undecided, from left to right."""
        found = [
            (place, at, (layer.funnel.group.id, step, undecided))
            for at, layer in enumerate(self._layers)
            for place, step, undecided in stops(layer.shape, layer.funnel)
        ]
        return [stop for _, _, stop in sorted(found)]

    def _walk_steps(self, by: int) -> None:
        """The same cohort at the next step."""
        spot = self._spot
        steps = self._layers[0].shape.steps if self._layers else ()
        if spot is not None and spot.step in steps:
            at = max(0, min(steps.index(spot.step) + by, len(steps) - 1))
            self.pick(steps[at], group=spot.group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _WALKS:
            self.walk(_WALKS[key])
        elif key in _MOVES and self.key is not None:
            self._walk_steps(_MOVES[key])
        elif key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

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
