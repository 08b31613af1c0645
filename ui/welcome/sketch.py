"""A flow as a small drawing: nodes with their spine, links, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.model.flow import Flow, Step, StepKind
from ui.look.theme import colour
from ui.look.tokens import KIND_COLOURS

_WIDE, _HIGH, _SPINE = 23.0, 16.0, 6.0


def paint_sketch(painter: QPainter, rect: QRectF, flow: Flow) -> None:
    """Paint a flow as its places lie, made to fit a rectangle; the way back where it ends in one."""
    if not flow.steps:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    spots = _spots(rect, flow)
    painter.setPen(QPen(colour("control"), 1))
    for link in flow.links:
        painter.drawPath(_link(spots[link.source], spots[link.target]))
    if flow.one(StepKind.ADOPTION) and not flow.one(StepKind.OUTCOME):
        _paint_return(painter, spots, flow)
    for step in flow.steps:
        _paint_node(painter, spots[step.id], step)
    painter.restore()


def _spots(rect: QRectF, flow: Flow) -> dict[str, QRectF]:
    xs = sorted({step.x for step in flow.steps})
    ys = [step.y for step in flow.steps]
    room = rect.adjusted(_WIDE / 2 + 8, 0, -_WIDE / 2 - 8, 0)
    across = room.width() / max(len(xs) - 1, 1)
    middle = (min(ys) + max(ys)) / 2
    return {
        step.id: QRectF(
            room.left() + xs.index(step.x) * across - _WIDE / 2,
            rect.center().y() + (step.y - middle) * 0.19 - _HIGH / 2,
            _WIDE,
            _HIGH,
        )
        for step in flow.steps
    }


def _link(source: QRectF, target: QRectF) -> QPainterPath:
    start = QPointF(source.right(), source.center().y())
    end = QPointF(target.left(), target.center().y())
    half = (end.x() - start.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(start.x() + half, start.y(), end.x() - half, end.y(), end.x(), end.y())
    return path


def _paint_return(painter: QPainter, spots: dict[str, QRectF], flow: Flow) -> None:
    back, trigger = flow.one(StepKind.ADOPTION), flow.one(StepKind.TRIGGER)
    if back is None or trigger is None:
        return
    start, end = spots[back.id], spots[trigger.id]
    top, radius = min(start.top(), end.top()) - 24, 7.0
    left, right = end.center().x(), start.center().x()
    path = QPainterPath(QPointF(right, start.top()))
    path.lineTo(right, top + radius)
    path.quadTo(right, top, right - radius, top)
    path.lineTo(left + radius, top)
    path.quadTo(left, top, left, top + radius)
    path.lineTo(left, end.top() - 4)
    pink = QColor(KIND_COLOURS["adoption"].fill)
    painter.setPen(QPen(pink, 1.6))
    painter.drawPath(path)
    head = QPainterPath(QPointF(left, end.top()))
    head.lineTo(left - 3.5, end.top() - 6)
    head.lineTo(left + 3.5, end.top() - 6)
    painter.fillPath(head, pink)
    painter.setPen(QPen(colour("control"), 1))


def _paint_node(painter: QPainter, rect: QRectF, step: Step) -> None:
    outline = QPainterPath()
    outline.addRoundedRect(rect, 3, 3)
    painter.fillPath(outline, colour("node"))
    spine = QPainterPath()
    spine.addRect(QRectF(rect.left(), rect.top(), _SPINE, rect.height()))
    painter.fillPath(outline.intersected(spine), QColor(KIND_COLOURS[step.kind].fill))
    painter.strokePath(outline, QPen(colour("node_outline"), 1))
