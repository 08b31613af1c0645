"""A node on the canvas: painted from its face, asked where it was hit. It holds no truth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from ui.flow import ink, marks, shapes
from ui.flow.faces import Face
from ui.flow.item import CanvasItem
from ui.flow.node_small import paint_small, small_part
from ui.flow.whisker import paint_rate
from ui.flow.words import spoken
from ui.look.glyphs import draw_glyph
from ui.look.theme import colour
from ui.look.tokens import KIND_COLOURS

TEXT_LEFT, TEXT_RIGHT = shapes.SPINE + 11, 13.0
CHIP_HEIGHT, CHIP_OVER = 26.0, 18.0
RING, PORT = 6.0, 7.0
_SHORT, _MOST_WORDS = 84.0, 30


class NodeItem(CanvasItem):
    """One step, or true innovation (whose ``step_id`` is empty)."""

    def __init__(self, step_id: str, face: Face) -> None:
        super().__init__()
        self.step_id = step_id
        self.face = face
        self.selected = self.current = self.hovered = self.dropping = False
        self._measure()
        # Painted once for each zoom: panning and dragging only move the picture.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(2)
        self._tell()

    def show_face(self, face: Face) -> None:
        """Show another face."""
        if face is self.face or face == self.face:
            return
        if face.kind != self.face.kind:
            self.prepareGeometryChange()
        self.face = face
        self._measure()
        self._tell()
        self.update()

    def show_state(self, *, selected: bool, current: bool) -> None:
        """Show whether it is selected, and whether the keys act on it."""
        if (selected, current) != (self.selected, self.current):
            self.selected, self.current = selected, current
            self.setZValue(3 if selected else 2)
            self.update()

    def show_hover(self, *, hovered: bool, dropping: bool = False) -> None:
        """Show its ports under the pointer, or that a link would end here."""
        if (hovered, dropping) != (self.hovered, self.dropping):
            self.hovered, self.dropping = hovered, dropping
            self._tell()
            self.update()

    def _tell(self) -> None:
        """Have the tip ready where the pointer is; a sentence for each node would take a while."""
        if self.hovered or not self.step_id:
            self.setToolTip(spoken(self.face))

    def body(self) -> QRectF:
        """The node's rectangle in its own coordinates."""
        return self._body

    def boundingRect(self) -> QRectF:
        return self._bounds

    def _measure(self) -> None:
        # Kept, for Qt asks thousands of times a second.
        self._body = QRectF(0, 0, shapes.width(self.face.kind), shapes.HEIGHT)
        self._bounds = self._body.adjusted(-14, -CHIP_OVER - 4, 14, 14)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.body().adjusted(-PORT - 4, -CHIP_OVER, PORT + 4, 0))
        return path

    def part_at(self, at: QPointF, zoom: float = 1.0) -> str:
        """What lies at a point, as seen at a zoom, by the names of ``Hit``; nothing outside the node."""
        body = self.body()
        reach = 13.0
        if self.step_id and _near(at, QPointF(body.right() + 1, body.center().y()), reach):
            return "out"
        if self.step_id and _near(at, QPointF(-1, body.center().y()), reach):
            return "in"
        if self.face.finding and _near(at, QPointF(7, 2), 13):
            return "finding"
        return small_part(self.face, body, at, zoom) if zoom < ink.SHARP else self._number_at(at)

    def _number_at(self, at: QPointF) -> str:
        for rect, glyph, *_ in self._chips():
            if rect.contains(at):
                return glyph
        if not self._body.contains(at):
            return ""
        line = _first_line(self.face)
        if self.face.rate is None or at.x() < TEXT_LEFT or at.y() < line - 15:
            return "body"
        return _part_of_line(self.face, at.x()) if at.y() < line + 5 else "number"

    def draw_far(self, painter: QPainter, zoom: float) -> None:
        body = self._body
        painter.fillRect(body, colour("accent" if self.selected else "node_outline"))
        edge = 1 / zoom
        painter.fillRect(body.adjusted(edge, edge, -edge, -edge), colour("node"))
        painter.fillRect(
            QRectF(0, 0, 60, body.height()), _parsed(KIND_COLOURS[self.face.kind].fill)
        )

    def draw(self, painter: QPainter, zoom: float) -> None:
        face = self.face
        self._paint_ring(painter, zoom)
        _paint_ground(painter, face)
        if zoom < ink.SHARP:
            paint_small(painter, face, self.body(), zoom)
        else:
            _paint_words(painter, face)
            for rect, glyph, text, tone, ground, dotted in self._chips():
                ink.chip(painter, rect, glyph, text, tone, ground, dotted=dotted)
        if face.mark is not None:
            marks.paint_mark(painter, face.mark, self.body(), zoom)
        if face.finding:
            _paint_finding(painter)
        self._paint_ports(painter)

    def _chips(self) -> list[tuple[QRectF, str, str, str, str, bool]]:
        """The chips over the top edge, from the right: rectangle, glyph, text, ink, ground, dotted."""
        face, right = self.face, self.body().right() - 5
        found = []
        for count, glyph, tone, ground, dotted in (
            (face.deviated, "deviated", "deviated", "deviated_soft", False),
            (face.unknown, "unknown", "unknown", "node", True),
        ):
            if count:
                wide = ink.chip_width(str(count))
                rect = QRectF(right - wide, -CHIP_OVER, wide, CHIP_HEIGHT)
                found.append((rect, glyph, str(count), tone, ground, dotted))
                right -= wide + 4
        return found

    def _paint_ring(self, painter: QPainter, zoom: float) -> None:
        if not (self.selected or self.dropping):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.SolidLine if self.current or self.dropping else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour("accent"), min(max(2.0, 2 / zoom), RING), style))
        painter.drawRoundedRect(self.body().adjusted(-RING, -RING, RING, RING), 10, 10)

    def _paint_ports(self, painter: QPainter) -> None:
        if (
            not self.step_id
            or self.face.strong
            or not (self.selected or self.hovered or self.dropping)
        ):
            return
        body, out = self.body(), RING if self.selected or self.dropping else 0
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(colour("node"))
        for x in (-out, body.right() + out):
            painter.drawEllipse(QPointF(x, body.center().y()), PORT, PORT)


def _room(face: Face) -> float:
    return shapes.width(face.kind) - TEXT_LEFT - TEXT_RIGHT - (16 if face.kind == "trigger" else 0)


def _first_line(face: Face) -> float:
    """The baseline of the first line under the title."""
    return 46.0 + 20 * len(title_lines(face.title, _room(face)))


def _part_of_line(face: Face, x: float) -> str:
    """Which of its numbers the first line shows there: "13 reached · 12 aligned"."""
    first, *second = face.lines[0].split(" · ")
    if second and x > TEXT_LEFT + ink.length(f"{first} ", "line"):
        return "number"
    # An endpoint says how many were seen there, not how many came.
    return "answered" if face.kind in ("adoption", "outcome") else "reached"


def _near(a: QPointF, b: QPointF, reach: float) -> bool:
    return bool((a - b).manhattanLength() < reach * 1.4)


def _paint_ground(painter: QPainter, face: Face) -> None:
    if marks.is_ghost(face):
        marks.paint_ghost(painter, face)
        return
    fill, on_fill = KIND_COLOURS[face.kind]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("node"))
    painter.drawPath(shapes.outline(face.kind))
    painter.fillPath(shapes.spine(face.kind), _parsed(fill))
    pen = ink.outline_pen()
    if face.optional:
        pen.setDashPattern([5, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shapes.outline(face.kind))
    if face.kind == shapes.INNOVATION:
        painter.setPen(ink.outline_pen(1))
        painter.drawPath(shapes.innovation_inner())
    spot = QRectF(shapes.SPINE / 2 - 10, shapes.HEIGHT / 2 - 10, 20, 20)
    draw_glyph(painter, face.kind, spot, _parsed(on_fill), 2.0)


def _paint_words(painter: QPainter, face: Face) -> None:
    room = _room(face)
    title, tone = title_lines(face.title, room), "ink3" if marks.is_ghost(face) else "ink"
    ink.write(painter, TEXT_LEFT, 24, ink.elided(face.word, "word", room + 8), "word", "ink2")
    for row, line in enumerate(title):
        ink.write(painter, TEXT_LEFT, 45 + 20 * row, line, "title", tone)
    y = 46.0 + 20 * len(title)
    if face.strong:
        marks.paint_strong(painter, face, QPointF(TEXT_LEFT, y + 1), tone)
        y += 20
    for line in face.lines or ink.wrapped(face.about, "line", room, 3):
        ink.write(painter, TEXT_LEFT, y, ink.elided(line, "line", room + 8), "line", "ink3")
        y += 20
    if face.few:
        marks.paint_few(painter, face, QPointF(TEXT_LEFT, y - 20))
    if face.rate is not None:
        paint_rate(painter, face.rate, QPointF(TEXT_LEFT, y - 8), room)


def _paint_finding(painter: QPainter) -> None:
    spot = QRectF(7 - 12.5, 2 - 12.5, 25, 25)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("caution_soft"))
    painter.drawEllipse(spot)
    draw_glyph(painter, "caution", spot.adjusted(-2.6, -2.6, 2.6, 2.6), colour("caution"))


@lru_cache(maxsize=2048)
def title_lines(title: str, room: float) -> Sequence[str]:
    """A title on at most two lines of about the same length, the second cut where it is too long."""
    words = title.split()
    if ink.length(title, "title") <= _SHORT or len(words) < 2:
        return (ink.elided(title, "title", room),)
    # Of what fits on the first line, the most even; words are tried as far as they could fit.
    best, shortest = 1, float("inf")
    for cut in range(1, min(len(words), _MOST_WORDS)):
        width = ink.length(" ".join(words[:cut]), "title")
        longer = max(width, ink.length(" ".join(words[cut:]), "title"))
        if cut > 1 and (width > room or longer > shortest):
            break
        best, shortest = cut, longer
    first, rest = " ".join(words[:best]), " ".join(words[best:])
    return ink.elided(first, "title", room), ink.elided(rest, "title", room)


@lru_cache(maxsize=64)
def _parsed(text: str) -> QColor:
    return QColor(text)
