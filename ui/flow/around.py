"""What stands around the path: exits with their reasons, the arc of adoption, the undecided."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from ui.flow import ink
from ui.flow.faces import Arc, Exit, Undecided
from ui.flow.item import CanvasItem
from ui.look.glyphs import draw_glyph
from ui.look.pattern import fill_stripes
from ui.look.theme import colour, theme

EXIT_WIDTH, EXIT_HEAD, EXIT_ROW, MOST_REASONS = 240.0, 41.0, 21.0, 3
_PER_CUSTOMER, _LONGEST, _FIRST_ROW = 8.0, 24.0, 29.0
_ARC_WIDTH, _ARC_CORNER, _ARC_PILL = 5.0, 30.0, 29.0


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


def exit_height(left: Exit) -> float:
    """How high the box of an exit is."""
    return EXIT_HEAD + EXIT_ROW * len(exit_rows(left))


def exit_rows(left: Exit) -> list[tuple[str, int]]:
    """The reasons a box shows, and how many more there are, the count 0."""
    shown = [(text or _tr("No reason given"), count) for text, count in left.reasons]
    if len(shown) <= MOST_REASONS:
        return shown
    more = _tr("and {n} more reasons").format(n=len(shown) - MOST_REASONS + 1)
    return [*shown[: MOST_REASONS - 1], (more, 0)]


class ExitItem(CanvasItem):
    """Those who left at a step: a dashed drop into a ranked list of reasons."""

    def __init__(self, left: Exit) -> None:
        super().__init__()
        self.left = left
        self.drop = 0.0
        self.setToolTip(_tr("Click to see who left here, and what they said."))
        self.setZValue(1)

    def show_exit(self, left: Exit, top: QPointF, drop: float) -> None:
        """Stand with the box's top left corner at a point, hanging from a node that far above."""
        if left != self.left or drop != self.drop:
            self.prepareGeometryChange()
            self.left, self.drop = left, drop
            self.update()
        self.setPos(top)

    def boundingRect(self) -> QRectF:
        return QRectF(-3, -self.drop, EXIT_WIDTH + 6, self.drop + exit_height(self.left) + 3)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(0, 0, EXIT_WIDTH, exit_height(self.left)))
        return path

    def draw_far(self, painter: QPainter, _zoom: float) -> None:
        rect = QRectF(0, 0, EXIT_WIDTH, exit_height(self.left))
        painter.fillRect(rect, colour("deviated"))

    def draw(self, painter: QPainter, zoom: float) -> None:
        wide = min(1.4 + 0.5 * self.left.count, 6.0)
        pen = QPen(colour("deviated"), wide)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4 / wide, 3.4 / wide])
        painter.setPen(pen)
        middle = EXIT_WIDTH / 2
        painter.drawLine(QPointF(middle, -self.drop), QPointF(middle, 0))
        pen = QPen(colour("deviated"), 1.4)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colour("deviated_soft"))
        painter.drawRoundedRect(QRectF(0, 0, EXIT_WIDTH, exit_height(self.left)), 8, 8)
        if zoom >= ink.SHARP:
            self._paint_reasons(painter, zoom)
        else:
            rect = QRectF(8, 0, EXIT_WIDTH - 16, exit_height(self.left))
            words = self._head() if zoom >= ink.SHARP / 2 else str(self.left.count)
            ink.write_far(painter, rect, words, "chip", "deviated", zoom)

    def reason_at(self, at: QPointF, zoom: float) -> str | None:
        """The reason whose row lies at a point, where rows can be read; None on the rest of the box."""
        row = int((at.y() - _FIRST_ROW) // EXIT_ROW)
        rows = exit_rows(self.left)
        if zoom < ink.SHARP or at.y() < _FIRST_ROW or row >= len(rows) or not rows[row][1]:
            return None
        return self.left.reasons[row][0]

    def _head(self) -> str:
        return _tr("{n} left here").format(n=self.left.count)

    def _paint_reasons(self, painter: QPainter, zoom: float) -> None:
        draw_glyph(painter, "exit", QRectF(13, 10, 14, 14), colour("deviated"), 1.8)
        ink.write(painter, 34, 22, self._head(), "chip", "deviated")
        most = max((count for _, count in self.left.reasons), default=1)
        scale = min(_PER_CUSTOMER, _LONGEST / most)
        rows = exit_rows(self.left)
        widest = max((ink.length(str(count), "chip") for _, count in rows if count), default=0.0)
        right = 13 + _LONGEST + 4 + max(widest, 12.0)
        for row, (text, count) in enumerate(rows):
            baseline = 44 + EXIT_ROW * row
            if count:
                bar = QRectF(13, baseline - 11, max(count * scale, 3), 11)
                fill_stripes(painter, bar, theme.tokens, zoom)
                painter.setPen(QPen(colour("deviated"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(bar)
                figure = str(count)
                ink.write(painter, right - ink.length(figure, "chip"), baseline, figure, "chip")
            left = right + 6
            words = ink.elided(text, "line", EXIT_WIDTH - left - 10)
            ink.write(painter, left, baseline, words, "line", "ink2")


class UndecidedItem(CanvasItem):
    """Those who passed a split and were seen on none of its branches."""

    def __init__(self, undecided: Undecided) -> None:
        super().__init__()
        self.undecided = undecided
        self.setToolTip(_tr("Click to see who was seen on no branch."))
        self.setZValue(1)

    def show_undecided(self, undecided: Undecided, middle: QPointF) -> None:
        """Stand around a point."""
        if undecided != self.undecided:
            self.prepareGeometryChange()
            self.undecided = undecided
            self.update()
        self.setPos(middle)

    def words(self) -> str:
        """What the mark says."""
        either = len(self.undecided.targets) == 2
        text = _tr("{n} not seen on either") if either else _tr("{n} not seen on any")
        return text.format(n=self.undecided.count)

    def boundingRect(self) -> QRectF:
        wide = ink.length(self.words(), "label") + 50
        return QRectF(-wide / 2, -14, wide, 28)

    def draw(self, painter: QPainter, zoom: float) -> None:
        rect = self.boundingRect().adjusted(1, 1, -1, -1)
        pen = QPen(colour("unknown"), 1.3)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.setBrush(colour("canvas"))
        painter.drawRoundedRect(rect, 13, 13)
        if zoom < ink.SHARP:
            inner = rect.adjusted(6, 0, -6, 0)
            brief = _tr("{n} not seen").format(n=self.undecided.count)
            ink.write_far(painter, inner, brief, "label", "ink2", zoom)
            return
        mark = QRectF(rect.left() + 12, -7, 14, 14)
        draw_glyph(painter, "unknown", mark, colour("unknown"), 1.8)
        ink.write(painter, rect.left() + 34, 5, self.words(), "label", "ink2")


class ArcItem(CanvasItem):
    """The way back from adoption to the trigger, above everything."""

    def __init__(self, arc: Arc) -> None:
        super().__init__()
        self.arc = arc
        self.points: tuple[QPointF, ...] = ()
        self.path = QPainterPath()
        self.setToolTip(_tr("Click to see who came back."))
        self.setZValue(-1)

    def show_arc(self, arc: Arc, points: tuple[QPointF, ...]) -> None:
        """Run along points with round corners, from adoption to the trigger's top edge."""
        if (arc, points) == (self.arc, self.points):
            return
        self.prepareGeometryChange()
        self.arc, self.points = arc, points
        path = QPainterPath(points[0])
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            path.lineTo(corner + _short(before - corner))
            path.quadTo(corner, corner + _short(after - corner))
        path.lineTo(points[-1] - QPointF(0, 10))
        self.path = path
        self.update()

    def pill_rect(self) -> QRectF:
        """Where the words stand: in the middle of the level stretch; empty without words."""
        if not self.arc.strong or len(self.points) < 4:
            return QRectF()
        middle = (self.points[-3] + self.points[-2]) / 2
        wide = ink.length(self.arc.strong, "chip") + ink.length(self._quiet(), "line") + 28
        return QRectF(middle.x() - wide / 2, middle.y() - _ARC_PILL / 2, wide, _ARC_PILL)

    def _quiet(self) -> str:
        return f" · {self.arc.quiet}" if self.arc.quiet else ""

    def part_at(self, at: QPointF, zoom: float) -> str:
        """``pending`` on the words that say how many are, ``arc`` elsewhere."""
        rect = self.pill_rect()
        quiet = rect.left() + 14 + ink.length(self.arc.strong, "chip")
        pending = bool(self.arc.quiet) and zoom >= ink.SHARP and rect.contains(at)
        return "pending" if pending and at.x() > quiet else "arc"

    def boundingRect(self) -> QRectF:
        return self.path.boundingRect().united(self.pill_rect()).adjusted(-10, -6, 10, 14)

    def shape(self) -> QPainterPath:
        pen = QPainterPathStroker()
        pen.setWidth(_ARC_WIDTH)
        shape = pen.createStroke(self.path)
        shape.addRect(self.pill_rect())
        return shape

    def draw_far(self, painter: QPainter, zoom: float) -> None:
        self.draw(painter, zoom)

    def draw(self, painter: QPainter, zoom: float) -> None:
        pen = QPen(colour("arc"), _ARC_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)
        tip = self.points[-1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-7, -13), tip + QPointF(7, -13)]))
        rect = self.pill_rect()
        if rect.isEmpty() or zoom < ink.SHARP / 2:
            return
        painter.setPen(QPen(colour("control"), 1.2))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(rect, _ARC_PILL / 2, _ARC_PILL / 2)
        if zoom < ink.SHARP:
            inner = rect.adjusted(8, 0, -8, 0)
            ink.write_far(painter, inner, self.arc.brief, "chip", "ink", zoom)
            return
        left, baseline = rect.left() + 14, rect.center().y() + 5
        ink.write(painter, left, baseline, self.arc.strong, "chip")
        left += ink.length(self.arc.strong, "chip")
        ink.write(painter, left, baseline, self._quiet(), "line", "ink3")


def _short(way: QPointF) -> QPointF:
    length = max(abs(way.x()), abs(way.y()), 1.0)
    return way * (min(_ARC_CORNER, length / 2) / length)
