"""The drawing while the flow is presented: the current step lit, the way there, the rest faint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem

from ui.flow.around import ArcItem, ExitItem, UndecidedItem
from ui.flow.edge import EdgeItem, LabelItem
from ui.flow.ink import SHARP
from ui.flow.node import NodeItem
from ui.flow.presenting.story import Page, Story
from ui.flow.scene import FlowScene
from ui.flow.still import extent, paint_still, still
from ui.look.glyphs import draw_glyph
from ui.look.theme import colour

FAINT = 0.4
_SMALLEST, _NEAR = 0.36, 0.55
"""The drawing is to be followed, not read: its words stand large below. Where all of it would be smaller
than the first, a part of it is shown at the second."""

_LARGEST, _MARGIN, _HALO = 1.6, 16.0, 12.0
_MARK = 34.0


class Board:
    """One story's drawing, laid out once and painted for any of its pages."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._scene: FlowScene = still(story.drawing)
        self._extent = extent(self._scene)

    def paint(self, painter: QPainter, room: QRectF, place: int) -> None:
        """Paint into a rectangle with the page at a place lit."""
        painter.save()
        painter.setClipRect(room)
        painter.fillRect(room, colour("canvas"))
        lit = self._light(place)
        zoom = self._zoom(room)
        painter.translate(self._origin(room, zoom, lit))
        painter.scale(zoom, zoom)
        if lit is not None:
            _paint_halo(painter, lit.mapRectToScene(lit.body()))
        paint_still(painter, self._scene, max(zoom, SHARP), self._strength(place))
        if self.story.who.is_partner:
            self._paint_marks(painter, place)
        painter.restore()

    def _light(self, place: int) -> NodeItem | None:
        """Show the way to the page in accent; gives the node of the page."""
        pages, trail = self.story.pages, self.story.trail(place)
        for link, edge in self._scene.edges.items():
            edge.show_state(selected=link in trail)
        step = pages[place].step if pages else None
        nodes = (item for item in self._scene.items() if isinstance(item, NodeItem))
        return next((node for node in nodes if node.step_id == step), None)

    def _strength(self, place: int) -> _Strength:
        pages = self.story.pages
        came = {page.step for page in pages[: place + 1]}
        return _Strength(self.story, came, pages[place].step if pages else "", place)

    def _zoom(self, room: QRectF) -> float:
        """All of it where it can then be followed, else the part around the page."""
        wide = (room.width() - 2 * _MARGIN) / max(self._extent.width(), 1)
        high = (room.height() - 2 * _MARGIN) / max(self._extent.height(), 1)
        whole = min(wide, high, _LARGEST)
        return whole if whole >= _SMALLEST else _NEAR

    def _origin(self, room: QRectF, zoom: float, lit: NodeItem | None) -> QPointF:
        """Where the canvas's (0, 0) comes: the lit node in the middle, but no more empty than needs be."""
        middle = lit.mapRectToScene(lit.body()).center() if lit else self._extent.center()
        all_of_it = self._extent
        x = _centred(
            room.left(), room.width(), all_of_it.left(), all_of_it.width(), middle.x(), zoom
        )
        y = _centred(
            room.top(), room.height(), all_of_it.top(), all_of_it.height(), middle.y(), zoom
        )
        return QPointF(x, y)

    def _paint_marks(self, painter: QPainter, place: int) -> None:
        for page in self.story.pages[: place + 1]:
            if page.counted and page.step in self._scene.nodes:
                node = self._scene.nodes[page.step]
                _paint_mark(painter, page, node.mapRectToScene(node.body()))


class _Strength:
    """How strongly each item shows at a page."""

    def __init__(self, story: Story, came: set[str], current: str, place: int) -> None:
        self._came, self._current = came, current
        self._trail = story.trail(place)

    def __call__(self, item: QGraphicsItem) -> float:
        return 1.0 if self._shows(item) else FAINT

    def _shows(self, item: QGraphicsItem) -> bool:
        match item:
            case NodeItem():
                return item.step_id in self._came
            case EdgeItem() | LabelItem():
                return item.link in self._trail if item.link else not self._current
            case ExitItem():
                return item.left.step == self._current
            case UndecidedItem():
                return item.undecided.step in self._came
            case ArcItem():
                return item.arc.adoption == self._current
        return True


def _centred(
    start: float, room: float, first: float, length: float, middle: float, zoom: float
) -> float:
    """Where 0 comes on one axis."""
    low, high = start + _MARGIN, start + room - _MARGIN
    if length * zoom <= high - low:
        return (low + high) / 2 - (first + length / 2) * zoom
    at = (low + high) / 2 - middle * zoom
    return min(max(at, high - (first + length) * zoom), low - first * zoom)


def _paint_halo(painter: QPainter, body: QRectF) -> None:
    painter.setPen(QPen(colour("accent"), 4))
    painter.setBrush(colour("accent_soft"))
    painter.drawRoundedRect(body.adjusted(-_HALO, -_HALO, _HALO, _HALO), 18, 18)


def _paint_mark(painter: QPainter, page: Page, body: QRectF) -> None:
    """What the customer did, as a disc on the node's corner."""
    spot = QRectF(body.right() - _MARK * 0.7, body.top() - _MARK * 0.45, _MARK, _MARK)
    pen = QPen(colour(page.status), 2.4)
    if page.status == "unknown":
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.setBrush(colour("surface"))
    painter.drawEllipse(spot)
    draw_glyph(painter, page.status, spot.adjusted(8, 8, -8, -8), colour(page.status), 2.6)
