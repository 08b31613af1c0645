"""Steps that glide to their new places when the flow is tidied. The flow itself is there at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QVariantAnimation, Slot

from core.model.flow import Link
from ui.flow.editor import Editor
from ui.flow.routes import Point, Route
from ui.flow.scene import FlowScene
from ui.flow.view import FlowView
from ui.look.motion import motion

_PRESSED = {QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel}


@dataclass(frozen=True)
class _Stand:
    """How the canvas stands: steps, ways, zoom, and what is in the middle of the view."""

    places: Mapping[str, Point]
    ways: Mapping[Link, Route]
    zoom: float
    middle: QPointF


class Tidying(QObject):
    """Tidies the flow, and shows the way from how it stood; whatever is pressed ends the show."""

    def __init__(
        self, view: FlowView, scene: FlowScene, editor: Editor, refresh: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._view, self._scene, self._editor, self._refresh = view, scene, editor, refresh
        self._from = self._to = _Stand({}, {}, 1.0, QPointF())
        self._flow = editor.flow
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._clock.valueChanged.connect(self._show)
        self._clock.finished.connect(self._end)
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)

    @Slot()
    def tidy(self) -> None:
        """Lay the flow out, and see all of it."""
        self.finish()
        self._from = self._now()
        self._editor.tidy()
        self._refresh()
        self._view.fit()
        self._to, self._flow = self._now(), self._editor.flow
        spent = motion(self._view)
        if spent and self._to != self._from:
            self._clock.setDuration(spent)
            self._clock.start()
            self._show(0.0)  # the clock says nothing before its first step

    def hold(self) -> None:
        """The canvas was brought in step meanwhile: go on from where the steps were seen."""
        if self._clock.state() is QVariantAnimation.State.Running:
            if self._editor.flow == self._flow:
                self._show(self._clock.currentValue())
            else:
                self.finish()

    def finish(self) -> None:
        """Be there."""
        if self._clock.state() is QVariantAnimation.State.Running:
            self._clock.stop()
            self._end()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _PRESSED:
            self.finish()
        return False

    def _now(self) -> _Stand:
        places = {key: (box[0], box[1]) for key, box in self._scene.boxes().items()}
        return _Stand(places, dict(self._scene.ways()), self._view.zoom, self._view.middle())

    @Slot(object)
    def _show(self, share: float) -> None:
        old, new = self._from, self._to
        places = {key: _mixed(old.places.get(key, at), at, share) for key, at in new.places.items()}
        ways = {link: _between(old.ways.get(link), way, share) for link, way in new.ways.items()}
        self._scene.show_between(places, ways)
        middle = old.middle + (new.middle - old.middle) * share
        self._view.look(old.zoom + (new.zoom - old.zoom) * share, middle)

    @Slot()
    def _end(self) -> None:
        self._scene.lift({})
        self._view.fit()


def _mixed(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _between(old: Route | None, new: Route, share: float) -> Route:
    """A way between two, with the bends of the new one."""
    if old is None or old == new:
        return new
    start = _spread(old.points, len(new.points))
    points = tuple(_mixed(a, b, share) for a, b in zip(start, new.points, strict=True))
    return Route(points, new.around)


def _spread(points: Sequence[Point], count: int) -> list[Point]:
    """So many points along others, the ends kept."""
    found = []
    for place in range(count):
        at = place * (len(points) - 1) / (count - 1)
        index = min(int(at), len(points) - 2)
        found.append(_mixed(points[index], points[index + 1], at - index))
    return found
