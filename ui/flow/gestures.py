"""Each mouse gesture is one object from press to release. It shows, and asks the editor at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF

from core.model.flow import Link
from ui.flow.editor import Editor
from ui.flow.overlay import Overlay
from ui.flow.routes import Box
from ui.flow.scene import FlowScene

_STILL = 4.0
_SNAP = 7.0


class Gesture:
    """Move, then release or cancel. Points are in canvas units."""

    def __init__(self, scene: FlowScene, show: Callable[[Overlay], None]) -> None:
        self.scene, self.show = scene, show

    def move(self, at: QPointF, zoom: float) -> None:
        """The pointer is at a point now."""
        raise NotImplementedError

    def release(self) -> None:
        """The button was let go."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Leave everything as it was."""
        self.show(Overlay())


class Drag(Gesture):
    """Move the selected steps; one without links can be dropped on an edge."""

    def __init__(
        self,
        scene: FlowScene,
        show: Callable[[Overlay], None],
        editor: Editor,
        step: str,
        start: QPointF,
        settle: Callable[[], None],
    ) -> None:
        super().__init__(scene, show)
        self._editor, self._start, self._settle = editor, start, settle
        flow = editor.flow
        self._from = {
            each: (flow.step(each).x, flow.step(each).y) for each in editor.selection.steps
        }
        self._held, self._linked = step, bool(flow.sources(step) or flow.targets(step))
        self._places: Mapping[str, tuple[float, float]] = {}
        self._over: Link | None = None
        boxes = scene.boxes()
        self._own = boxes[step]
        self._others = [box for key, box in boxes.items() if key not in self._from]

    def move(self, at: QPointF, zoom: float) -> None:
        way = at - self._start
        if not self._places and way.manhattanLength() * zoom < _STILL:
            return
        dx, dy, guides = self._snapped(way.x(), way.y(), _SNAP / zoom)
        self._places = {each: (x + dx, y + dy) for each, (x, y) in self._from.items()}
        self.scene.lift(self._places)
        self._mark(self._edge_under() if len(self._from) == 1 and not self._linked else None)
        self.show(Overlay(guides=guides))

    def release(self) -> None:
        over, places = self._over, self._places
        self._mark(None)
        self.show(Overlay())
        if not places:
            self._settle()
        elif over is not None:
            self._editor.drop_on(self._held, _whole(places[self._held]), over)
        else:
            self._editor.move({each: _whole(place) for each, place in places.items()})

    def cancel(self) -> None:
        self._mark(None)
        self.scene.lift({})
        super().cancel()

    def _snapped(
        self, dx: float, dy: float, reach: float
    ) -> tuple[float, float, tuple[QLineF, ...]]:
        """The way, snapped to the tops, middles and left edges of other nodes, with the guides."""
        left, top, right, bottom = self._own
        guides: list[QLineF] = []
        across = [(box[1] - (top + dy), box) for box in self._others]
        off, box = min(across, key=lambda each: abs(each[0]), default=(reach, None))
        if box is not None and abs(off) < reach:
            dy += off
            middle = (box[1] + box[3]) / 2
            ends = sorted((box[0], box[2], left + dx, right + dx))
            guides.append(QLineF(ends[0], middle, ends[-1], middle))
        down = [(box[0] - (left + dx), box) for box in self._others]
        down += [((box[0] + box[2] - left - right) / 2 - dx, box) for box in self._others]
        off, box = min(down, key=lambda each: abs(each[0]), default=(reach, None))
        if box is not None and abs(off) < reach:
            dx += off
            x = (left + right) / 2 + dx
            ends = sorted((box[1], box[3], top + dy, bottom + dy))
            guides.append(QLineF(x, ends[0] - 12, x, ends[-1] + 12))
        return dx, dy, tuple(guides)

    def _edge_under(self) -> Link | None:
        x, y = self._places[self._held]
        left, top, right, bottom = self._own
        middle = QPointF(x + (right - left) / 2, y + (bottom - top) / 2)
        spot = QRectF(middle - QPointF(40, 30), middle + QPointF(40, 30))
        return next(
            (
                link
                for link, edge in self.scene.edges.items()
                if self._held not in (link.source, link.target) and edge.path.intersects(spot)
            ),
            None,
        )

    def _mark(self, over: Link | None) -> None:
        if over != self._over:
            for link, hovered in ((self._over, False), (over, True)):
                if link is not None and link in self.scene.edges:
                    edge = self.scene.edges[link]
                    edge.show_state(selected=edge.selected, hovered=hovered)
            self._over = over


class Held(Gesture):
    """A press on a step while nothing can be edited: moving it away is refused, once."""

    def __init__(
        self,
        scene: FlowScene,
        show: Callable[[Overlay], None],
        editor: Editor,
        start: QPointF,
    ) -> None:
        super().__init__(scene, show)
        self._editor, self._start = editor, start
        self._told = False

    def move(self, at: QPointF, zoom: float) -> None:
        far = (at - self._start).manhattanLength() * zoom >= _STILL
        if far and not self._told:
            self._told = self._editor.refuses()

    def release(self) -> None:
        self.cancel()


class Connecting(Gesture):
    """Draw a link from a port to a node, or onto empty canvas, where a new step is asked for."""

    def __init__(
        self,
        scene: FlowScene,
        show: Callable[[Overlay], None],
        editor: Editor,
        step: str,
        forward: bool,
        ask: Callable[[QPointF, str, str], None],
    ) -> None:
        super().__init__(scene, show)
        self._editor, self._step, self._forward, self._ask = editor, step, forward, ask
        self._target: str | None = None
        self._moved = False
        self._at = QPointF()
        box = scene.boxes()[step]
        middle = (box[1] + box[3]) / 2
        self._port = QPointF(box[2] if forward else box[0], middle)

    def move(self, at: QPointF, zoom: float) -> None:
        self._at = at
        self._moved = self._moved or (at - self._port).manhattanLength() * zoom > 6 * _STILL
        hit = self.scene.hit(at)
        target = hit.step if hit.step in self.scene.nodes and hit.step != self._step else None
        self._mark(target)
        end = self._end_at(self.scene.boxes()[target]) if target else at
        self.show(Overlay(link=(self._port, end) if self._forward else (end, self._port)))

    def release(self) -> None:
        target = self._target
        self.cancel()
        if target is not None:
            ends = (self._step, target) if self._forward else (target, self._step)
            self._editor.link(*ends)
        elif self._moved and not self.scene.hit(self._at).step:
            ends = (self._step, "") if self._forward else ("", self._step)
            self._ask(self._at, *ends)

    def cancel(self) -> None:
        self._mark(None)
        super().cancel()

    def _end_at(self, box: Box) -> QPointF:
        return QPointF(box[0] if self._forward else box[2], (box[1] + box[3]) / 2)

    def _mark(self, target: str | None) -> None:
        for step, dropping in ((self._target, False), (target, True)):
            if step is not None and step in self.scene.nodes:
                self.scene.nodes[step].show_hover(hovered=dropping, dropping=dropping)
        self._target = target


class Marquee(Gesture):
    """Select everything a rectangle touches."""

    def __init__(
        self,
        scene: FlowScene,
        show: Callable[[Overlay], None],
        editor: Editor,
        start: QPointF,
        adding: bool,
    ) -> None:
        super().__init__(scene, show)
        self._selection, self._start = editor.selection, start
        self._before = editor.selection.steps if adding else ()
        if not adding:
            self._selection.choose()

    def move(self, at: QPointF, zoom: float) -> None:
        rect = QRectF(self._start, at).normalized()
        touched = [
            key
            for key, (left, top, right, bottom) in self.scene.boxes().items()
            if rect.intersects(QRectF(QPointF(left, top), QPointF(right, bottom)))
        ]
        self._selection.choose([*self._before, *touched])
        self.show(Overlay(marquee=rect if rect.width() * zoom > _STILL else None))

    def release(self) -> None:
        self.show(Overlay())


def _whole(place: tuple[float, float]) -> tuple[float, float]:
    return float(round(place[0])), float(round(place[1]))
