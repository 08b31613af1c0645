"""The sign of a cohort: a colour and a pattern, so that neither alone has to tell two apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.model.partner import Cohort
from ui.look.theme import theme
from ui.look.tokens import DARK

COLOURS: Sequence[tuple[str, str, str]] = (
    ("indigo", "#4549C8", "#A5AAFF"),
    ("teal", "#0B7285", "#4FC3D9"),
    ("plum", "#9C36B5", "#D58BEA"),
    ("ochre", "#8A5A00", "#D9B36C"),
    ("rose", "#C2255C", "#FF8FB1"),
    ("slate", "#485062", "#B8BFCB"),
)
"""Word, and the colour on light and on dark grounds: 3 to 1 on each, measured by a test."""
PATTERNS: Sequence[str] = ("solid", "stripes", "dots", "bars")


def sign(cohort: Cohort) -> tuple[int, int]:
    """Places of the colour and of the pattern of a cohort: those chosen, else by where it stands.

    Neighbours differ in both; twelve cohorts in a row differ in one at least.
    """
    colour = cohort.position if cohort.colour is None else cohort.colour
    pattern = cohort.position if cohort.pattern is None else cohort.pattern
    return colour % len(COLOURS), pattern % len(PATTERNS)


def sign_words(cohort: Cohort) -> str:
    """A sign in words: ``teal, stripes``."""
    colour, pattern = sign(cohort)
    return f"{COLOURS[colour][0]}, {PATTERNS[pattern]}"


def sign_colour(cohort: Cohort) -> QColor:
    """The colour of a cohort in the theme that is shown."""
    _, light, dark = COLOURS[sign(cohort)[0]]
    return QColor(dark if theme.tokens is DARK else light)


def draw_sign(painter: QPainter, rect: QRectF, cohort: Cohort, radius: float = 3.0) -> None:
    """Paint the sign of a cohort into a small box."""
    ink, pattern = sign_colour(cohort), PATTERNS[sign(cohort)[1]]
    frame = QPainterPath()
    frame.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if pattern == "solid":
        painter.fillPath(frame, ink)
    else:
        painter.save()
        painter.setClipPath(frame)
        _fill(painter, rect, pattern, ink)
        painter.restore()
    painter.setPen(QPen(ink, 1))
    painter.drawPath(frame)
    painter.restore()


def _fill(painter: QPainter, rect: QRectF, pattern: str, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.6))
    step = 4.0
    if pattern == "dots":
        painter.setBrush(ink)
        painter.setPen(QPen(ink, 0))
        for row in range(int(rect.height() / step) + 1):
            for column in range(int(rect.width() / step) + 1):
                middle = QPointF(rect.left() + 2.5 + column * step, rect.top() + 2.5 + row * step)
                painter.drawEllipse(middle, 1.1, 1.1)
        return
    lean = rect.height() if pattern == "stripes" else 0.0
    at = rect.left() - lean + 2
    while at < rect.right() + lean:
        painter.drawLine(QPointF(at, rect.bottom()), QPointF(at + lean, rect.top()))
        at += step
