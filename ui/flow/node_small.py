"""A node seen from far: glyph, title, percentage and n, at the same size on screen at any zoom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.flow import ink, shapes
from ui.flow.faces import Face
from ui.flow.item import FAR
from ui.flow.marks import is_ghost
from ui.look.describe import percent
from ui.look.theme import colour

_LARGEST, _MOST_ROWS = 0.3, 3


def paint_small(painter: QPainter, face: Face, body: QRectF, zoom: float) -> None:
    """Paint the words of a small node. Text that would not fit into a node that small is left out."""
    # On screen a text keeps its size until it would fill more than a part of the node.
    size = min(ink.READABLE / zoom, shapes.HEIGHT * _LARGEST)
    left = shapes.SPINE + 8
    room = body.width() - left - 8 - (18 if face.kind == "trigger" else 0)
    size = round(size * 2) / 2
    title = QRectF(left, 6, room, body.height() - 12)
    painter.setFont(ink.font("title", size))
    painter.setPen(colour("ink3" if is_ghost(face) else "ink"))
    # As many rows as leave room for the figures.
    rows = min(max(int((body.height() - 12 - size * 1.4) / (size * 1.24)), 1), _MOST_ROWS)
    top = title.top()
    for line in _lines(face.title, size, room, rows):
        painter.drawText(QRectF(left, top, room, size * 1.3), Qt.AlignmentFlag.AlignVCenter, line)
        top += size * 1.24
    if (face.rate is None and not face.strong) or top + size * 1.2 > body.height():
        return
    figure = face.strong or percent(face.rate.share if face.rate else None)
    answers = f"{figure} · {face.rate.answered}" if face.rate and face.rate.answered else figure
    painter.setFont(ink.font("line", size))
    painter.setPen(colour("ink2"))
    fits = ink.metrics("line", size).horizontalAdvance(answers) <= room
    line = ink.elided(answers if fits else figure, "line", room, size)
    foot = QRectF(left, body.height() - size * 1.3 - 6, room, size * 1.3)
    painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, line)


def small_part(face: Face, body: QRectF, at: QPointF, zoom: float) -> str:
    """What lies at a point of a small node: its figures at the foot say of how many they are."""
    if not body.contains(at):
        return ""
    foot = body.height() - 6 - 1.3 * min(ink.READABLE / zoom, shapes.HEIGHT * _LARGEST)
    known = zoom >= FAR and face.rate is not None and at.x() > shapes.SPINE and at.y() > foot
    return "answered" if known else "body"


def _lines(title: str, size: float, room: float, rows: int) -> list[str]:
    measure = ink.metrics("title", size)
    words, lines = title.split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or measure.horizontalAdvance(longer) <= room or len(lines) == rows:
            lines[-1] = longer
        else:
            lines.append(word)
    return [ink.elided(line, "title", room, size) for line in lines]
