"""An edge on the canvas: as wide as the customers on it, labelled with how many they are."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from core.model.flow import Link
from core.model.versions import Change
from ui.flow import ink, marks
from ui.flow.faces import Going
from ui.flow.item import CanvasItem
from ui.flow.routes import Route
from ui.look.describe import percent
from ui.look.theme import colour

PLAIN, THIN, THICK = 2.4, 1.6, 13.0
LABEL = (50.0, 40.0)
_CORNER = 18.0
_LABEL_BOUNDS = QRectF(-75, -24, 150, 48)


def path_of(way: Route) -> QPainterPath:
    """The curve of a route."""
    path = QPainterPath(QPointF(*way.points[0]))
    if way.around:
        return _rounded(way)
    for (x0, y0), (x1, y1) in pairwise(way.points):
        if y0 == y1:
            path.lineTo(x1, y1)
        else:
            middle = (x0 + x1) / 2
            path.cubicTo(middle, y0, middle, y1, x1, y1)
    return path


def _rounded(way: Route) -> QPainterPath:
    points = [QPointF(*each) for each in way.points]
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(corner + _towards(corner, before))
        path.quadTo(corner, corner + _towards(corner, after))
    path.lineTo(points[-1])
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    way = other - corner
    length = max(abs(way.x()), abs(way.y()), 1.0)
    return way * (min(_CORNER, length / 2) / length)


class EdgeItem(CanvasItem):
    """A link between two steps, or from an endpoint to true innovation (``link`` is None)."""

    def __init__(self, link: Link | None) -> None:
        super().__init__()
        self.link = link
        self.route = Route(((0.0, 0.0), (1.0, 0.0)))
        self._path: QPainterPath | None = None
        self.going: Going | None = None
        self.selected = self.hovered = False
        self.change: Change | None = None
        self._label_at = -1.0  # none yet
        self.label = LabelItem(link)
        self._bounds, self._polyline = QRectF(), QPolygonF()
        self.setZValue(0)

    def show_going(self, route: Route, going: Going | None, label_at: float) -> None:
        """Show another way, or other customers on it; the label at a share of the way."""
        if route is self.route and going == self.going and label_at == self._label_at:
            return
        self._label_at = label_at
        if (route, going) != (self.route, self.going):
            self.prepareGeometryChange()
            if route != self.route:
                self._path = None
            self.route, self.going = route, going
            self._measure()
            self.update()
        self.route = route
        self.label.setVisible(going is not None)
        self.label.show_going(going, QPointF(*route.at(label_at)))

    def show_state(self, *, selected: bool, hovered: bool = False) -> None:
        """Show that it is selected, or that a drop would insert into it."""
        if (selected, hovered) != (self.selected, self.hovered):
            self.selected, self.hovered = selected, hovered
            self.label.show_marked(selected or hovered)
            self.update()

    def show_change(self, change: Change | None) -> None:
        """Show what became of it between two versions; None marks nothing."""
        if change is not self.change:
            self.prepareGeometryChange()
            self.change = change
            self._measure()
            self.update()

    @property
    def path(self) -> QPainterPath:
        """The line, made when it is first painted or hit: seen from very far it is not needed."""
        if self._path is None:
            self._path = path_of(self.route)
        return self._path

    def thickness(self) -> float:
        """The width of the line, in canvas units."""
        if self.going is None or self.going.share is None:
            return PLAIN
        return THIN + THICK * self.going.share if self.going.count else THIN

    def boundingRect(self) -> QRectF:
        return self._bounds

    def _measure(self) -> None:
        # Kept, for Qt asks thousands of times a second.
        spare = self.thickness() / 2 + (8 if self.change is None else 22)
        self._polyline = QPolygonF([QPointF(*point) for point in self.route.points])
        # Every bend stays within the corners of its way.
        self._bounds = self._polyline.boundingRect().adjusted(-spare, -spare, spare, spare)

    def shape(self) -> QPainterPath:
        pen = QPainterPathStroker()
        pen.setWidth(max(16.0, self.thickness()))
        return pen.createStroke(self.path)

    def draw_far(self, painter: QPainter, zoom: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent" if self.selected else "edge"), 1 / zoom))
        painter.drawPolyline(self._polyline)

    def draw(self, painter: QPainter, zoom: float) -> None:
        marked = self.selected or self.hovered
        pen = QPen(colour("accent" if marked else "edge"), max(self.thickness(), 1 / zoom))
        if self.change is not None and not marked:
            pen = marks.link_pen(self.change, zoom)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if self.going is not None and not self.going.count:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)
        if self.going is None:
            _paint_head(painter, QPointF(*self.route.points[-1]), pen)
        if self.change is not None:
            marks.paint_badge(painter, self.change, self.label.pos(), zoom)


class LabelItem(CanvasItem):
    """The customers on a link over their share of all entrants, around a point."""

    def __init__(self, link: Link | None) -> None:
        super().__init__()
        self.link = link
        self.going = Going(0, None)
        self.marked = False
        self.setZValue(1.5)

    def show_going(self, going: Going | None, at: QPointF) -> None:
        """Show other customers, at another place."""
        if going is not None and going != self.going:
            self.going = going
            who = QCoreApplication.translate("flow", "{n} went this way. Click to see who.")
            self.setToolTip(who.format(n=f"{going.count:,}"))
            self.update()
        self.setPos(at)

    def show_marked(self, marked: bool) -> None:
        """Show that the link is selected."""
        self.marked = marked
        self.update()

    def box(self) -> QRectF:
        """The label's rectangle around its point."""
        wide, high = LABEL
        wide = max(wide, ink.length(self._count, "figure") + 16)
        high = high if self.going.share is not None else 26
        return QRectF(-wide / 2, -high / 2, wide, high)

    @property
    def _count(self) -> str:
        return f"{self.going.count:,}"

    def _far_box(self, zoom: float) -> QRectF:
        """The rectangle where the count is written larger than the canvas: a number is never cut."""
        rect = self.box()
        wide = ink.far_length(self._count, "figure", rect.height(), zoom) + 12
        more = (min(wide, _LABEL_BOUNDS.width() - 4) - rect.width()) / 2
        return rect.adjusted(-more, 0, more, 0) if more > 0 else rect

    def boundingRect(self) -> QRectF:
        return _LABEL_BOUNDS

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.box())
        return path

    def draw(self, painter: QPainter, zoom: float) -> None:
        if zoom < ink.SHARP / 2:
            return
        rect = self.box() if zoom >= ink.SHARP else self._far_box(zoom)
        painter.setPen(QPen(colour("accent" if self.marked else "control"), 1.2))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(rect, 6, 6)
        count, share = self._count, self.going.share
        if zoom < ink.SHARP:
            ink.write_far(painter, rect, count, "figure", "ink", zoom)
            return
        left = -ink.length(count, "figure") / 2
        ink.write(painter, left, rect.top() + 17, count, "figure")
        if share is not None:
            words = percent(share)
            left = -ink.length(words, "line") / 2
            ink.write(painter, left, rect.top() + 33.5, words, "line", "ink3")


def _paint_head(painter: QPainter, tip: QPointF, pen: QPen) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-11, -5.5), tip + QPointF(-11, 5.5)]))
