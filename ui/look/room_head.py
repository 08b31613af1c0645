"""The line over everything shown to a room: whose it is, that it is made up, where in the walk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.look.paint import box
from ui.look.prose import QUIET, Prose, line_height, width
from ui.look.theme import colour

INSET = 36.0
_NAME_SHARE = 0.3
"""Of the room, what a name has at least."""


def unit_of(width: float, height: float) -> float:
    """How large a window is against 1600 by 1000."""
    return max(min(width / 1600, height / 1000), 0.2)


def paint_head(
    painter: QPainter, whole: QRectF, unit: float, parts: Sequence[str], where: str, mark: str
) -> QRectF:
    """Paint it at the top of a rectangle; gives what it covers, in whole pixels. ``mark`` may be "".

    Of the ``parts`` the first, a name, is cut before the others are.
    """
    rect = QRectF(whole)
    rect.setHeight(round(line_height(QUIET, unit) * 1.7))
    painter.fillRect(rect, colour("surface"))
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("line"))
    inset, top = INSET * unit, rect.top() + line_height(QUIET, unit) * 0.35
    right = rect.right() - inset - width(where, QUIET, unit)
    _line(where, unit, 4000).paint(painter, right, top, "ink2")
    if mark:
        cut = _line(mark, unit, rect.width() * 0.45)
        wide = cut.wide + 24 * unit
        right -= wide + 24 * unit
        chip = QRectF(right, top - 4 * unit, wide, line_height(QUIET, unit) + 8 * unit)
        box(painter, chip, chip.height() / 2, colour("caution_soft"), colour("caution"))
        cut.paint(painter, right + 12 * unit, top, "caution")
    room = right - rect.left() - 2 * inset
    others = "".join(f"· {each} " for each in parts[1:])
    space = width(" ", QUIET, unit)
    least = room * _NAME_SHARE
    name = _line(parts[0], unit, max(room - space - width(others, QUIET, unit), least))
    left = rect.left() + inset
    name.paint(painter, left, top)
    after = name.wide + space
    _line(others, unit, room - after).paint(painter, left + after, top)
    return rect


def _line(text: str, unit: float, room: float) -> Prose:
    return Prose(text, QUIET, unit, room, 1)
