"""The panels of the chosen cohorts, made when first needed and kept: one each, or one for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from core.measure.endpoints import Endpoints
from ui.funnel.asking import Answer, Question
from ui.funnel.grid import Grid
from ui.funnel.head import tr
from ui.funnel.marks import Drawn, Layer
from ui.funnel.panel import Panel
from ui.funnel.spot import Spot
from ui.look.funnel_bars import room_needed
from ui.look.funnel_shape import beside


class Panels(QObject):
    """Shows answers in a grid. ``picked``, ``opened`` and ``pressed`` are those of the panels."""

    picked = Signal(object)
    opened = Signal()
    pressed = Signal()

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._apart: list[Panel] = []
        self._beside: Panel | None = None
        self._groups: Sequence[str] = ()

    @property
    def shown(self) -> Sequence[Panel]:
        """The panels that are shown, in their order."""
        return self._grid.panels

    def show_answer(self, asked: Question, answer: Answer, spot: Spot | None) -> None:
        """Show funnels; only what changed is painted again."""
        drawings = drawn(asked, answer)
        self._groups = [each.group.id for each in answer.funnels]
        panels = self._kept(len(drawings), together=asked.view.beside)
        if list(self._grid.panels) != panels:
            self._grid.lay(panels)
        for panel, drawing in zip(panels, drawings, strict=True):
            panel.show_drawn(drawing, spot)
        if drawings:
            self._grid.make_room(max(each.shape.path * each.room[0] for each in drawings))

    def panel_of(self, spot: Spot | None) -> Panel | None:
        """The panel a spot is in, or None."""
        if spot is None or spot.group not in self._groups or not self.shown:
            return None
        if self.shown[0] is self._beside:
            return self._beside
        return self.shown[self._groups.index(spot.group)]

    def _kept(self, n: int, *, together: bool) -> list[Panel]:
        if together and n:
            if self._beside is None:
                self._beside = self._made(beside=True)
            return [self._beside]
        while len(self._apart) < n:
            self._apart.append(self._made(beside=False))
        return self._apart[:n]

    def _made(self, *, beside: bool) -> Panel:
        panel = Panel(beside=beside)
        panel.picked.connect(self.picked)
        panel.opened.connect(self.opened)
        panel.pressed.connect(self.pressed)
        panel.moved.connect(self._on_moved)
        return panel

    @Slot(int)
    def _on_moved(self, by: int) -> None:
        """Up and down: the same step in the next panel."""
        panel = self.sender()
        if isinstance(panel, Panel) and panel in self.shown and panel.spot is not None:
            at = max(0, min(list(self.shown).index(panel) + by, len(self.shown) - 1))
            step = panel.spot.step
            self.shown[at].setFocus()
            self._grid.ensureWidgetVisible(self.shown[at])
            self.shown[at].pick(step)


def drawn(asked: Question, answer: Answer) -> tuple[Drawn, ...]:
    """What each panel draws: one funnel each, or all of them side by side in one."""
    most = max((each.entrants for each in answer.funnels), default=0)
    room = room_needed(answer.funnels)
    scale = most if asked.view.counts else 0
    crowns = [crown(each) for each in answer.ends] or [""] * len(answer.funnels)
    if not asked.view.beside:
        pairs = zip(answer.funnels, crowns, strict=True)
        return tuple(
            Drawn((Layer(asked.shape, each),), room, None, scale, (words,)) for each, words in pairs
        )
    shapes = beside(asked.shape, len(answer.funnels))
    layers = tuple(map(Layer, shapes, answer.funnels))
    return (Drawn(layers, room, None, scale, tuple(crowns)),)


def crown(ends: Endpoints) -> str:
    """True innovation in a few words: it needs both endpoints, and is computed, never observed."""
    if ends.adoption.step is None or ends.outcome.step is None:
        return ""
    known = (ends.adoption, ends.outcome)
    if not any(each.aligned + each.deviated for each in known):
        return tr("not measured")
    return tr("{n} did both").format(n=ends.both)
