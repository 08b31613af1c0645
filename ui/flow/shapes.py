"""The outline of each kind of node, as paths with the top left corner at (0, 0), and its ports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from core.model.flow import StepKind
from core.model.layout import NODE_HEIGHT, NODE_WIDTH, TRIGGER_WIDTH

SPINE = 35.0
INNOVATION_WIDTH = 182.0
INNOVATION = "innovation"
_TIP, _CUT, _PILL, _ROUND = 28.0, 20.0, 46.0, 8.0

HEIGHT = NODE_HEIGHT


def width(kind: str) -> float:
    """How wide a node of a kind is, in canvas units."""
    return {StepKind.TRIGGER.value: TRIGGER_WIDTH, INNOVATION: INNOVATION_WIDTH}.get(
        kind, NODE_WIDTH
    )


@lru_cache(maxsize=16)
def outline(kind: str) -> QPainterPath:
    """The outline of a kind of node."""
    return _OUTLINES[kind](QRectF(0, 0, width(kind), HEIGHT))


@lru_cache(maxsize=16)
def spine(kind: str) -> QPainterPath:
    """The part of the outline that the colour band fills."""
    band = QPainterPath()
    band.addRect(QRectF(0, 0, SPINE, HEIGHT))
    return outline(kind).intersected(band)


@lru_cache(maxsize=1)
def innovation_inner() -> QPainterPath:
    """The inner border of true innovation."""
    inner = QRectF(0, 0, INNOVATION_WIDTH, HEIGHT).adjusted(SPINE - 1, 5, -5, -5)
    return _rounded(inner, _ROUND - 3)


def _rounded(rect: QRectF, radius: float = _ROUND) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def _arrow_tab(rect: QRectF) -> QPainterPath:
    right, bottom, r = rect.width(), rect.height(), _ROUND
    path = QPainterPath(QPointF(r, 0))
    path.lineTo(right - _TIP, 0)
    path.lineTo(right, bottom / 2)
    path.lineTo(right - _TIP, bottom)
    path.lineTo(r, bottom)
    path.arcTo(QRectF(0, bottom - 2 * r, 2 * r, 2 * r), -90, -90)
    path.lineTo(0, r)
    path.arcTo(QRectF(0, 0, 2 * r, 2 * r), 180, -90)
    path.closeSubpath()
    return path


def _octagon(rect: QRectF) -> QPainterPath:
    right, bottom, cut = rect.width(), rect.height(), _CUT
    corners = [
        (cut, 0),
        (right - cut, 0),
        (right, cut),
        (right, bottom - cut),
        (right - cut, bottom),
        (cut, bottom),
        (0, bottom - cut),
        (0, cut),
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _pill(rect: QRectF) -> QPainterPath:
    return _rounded(rect, _PILL)


_OUTLINES: Mapping[str, Callable[[QRectF], QPainterPath]] = {
    StepKind.TRIGGER: _arrow_tab,
    StepKind.STEP: _rounded,
    StepKind.NEED_MET: _pill,
    StepKind.ADOPTION: _octagon,
    StepKind.OUTCOME: _octagon,
    INNOVATION: _rounded,
}
