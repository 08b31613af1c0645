"""Text as shapes, for drawings that open where our font may not be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath

_PICTURES = "\U00010000"  # emoji begin behind this
_outlining: list[bool] = []  # the painter is not asked: that costs a sixth of writing a line


@contextmanager
def outlining() -> Iterator[None]:
    """Write text as shapes meanwhile: whoever opens the file may not have our font.

    What fonts have no shapes for (emoji) stays text.
    """
    _outlining.append(True)
    try:
        yield
    finally:
        _outlining.pop()


def outlines(text: str) -> bool:
    """Whether this text is to be written as shapes now."""
    return bool(_outlining) and max(text, default="") < _PICTURES


def write_outline(painter: QPainter, at: QPointF, text: str, font: QFont, ink: QColor) -> None:
    """One line of text as a shape, from its left end on a baseline."""
    shapes = QPainterPath()
    shapes.addText(at, font, text)
    painter.fillPath(shapes, ink)
