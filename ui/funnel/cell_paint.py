"""How the cells of a chart are painted, on screen and in pictures alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.funnel.cells import Badge, Cell, Column, Length, Rate, Span, Times
from ui.look.paint import chip_size, draw_chip, draw_text, text_width
from ui.look.pattern import paint_part
from ui.look.theme import colour, theme
from ui.look.tokens import WHISKER
from ui.look.type import scale

PAD = 6.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def widths(columns: Sequence[Column], room: float) -> list[float]:
    """The widths of columns in a room, in px: shared out by weight, none below its least."""
    least = [column.least * scale() for column in columns]
    spare = max(room - sum(least), 0.0)
    whole = sum(column.weight for column in columns) or 1.0
    return [own + spare * column.weight / whole for own, column in zip(least, columns, strict=True)]


def paint_cell(painter: QPainter, rect: QRectF, cell: Cell, *, right: bool = False) -> None:
    """Paint one cell into its rectangle."""
    inner = rect.adjusted(PAD, 0, -PAD, 0)
    if cell.mark is not None:
        _paint_mark(cell.mark, painter, inner)
        return
    align = _RIGHT if right else _LEFT
    if not cell.below:
        draw_text(painter, inner, cell.text, cell.role, colour(cell.ink), align, elide=True)
        return
    half = min(inner.height() / 2, 16 * scale())
    middle = inner.center().y()
    top = QRectF(inner.left(), middle - half, inner.width(), half)
    draw_text(painter, top, cell.text, cell.role, colour(cell.ink), align, elide=True)
    low = QRectF(inner.left(), middle, inner.width(), half)
    draw_text(painter, low, cell.below, "secondary", colour("ink2"), align, elide=True)


@singledispatch
def _paint_mark(mark: object, painter: QPainter, rect: QRectF) -> None:
    raise TypeError(mark, painter, rect)


@_paint_mark.register
def _(mark: Length, painter: QPainter, rect: QRectF) -> None:
    """A hatched bar and its number."""
    behind = text_width(mark.count, "strong") + 9
    length = max(round((rect.width() - behind) * mark.share), 3)
    bar = QRectF(round(rect.left()), round(rect.center().y() - 6), length, 12)
    paint_part(painter, bar, mark.what, theme.tokens)
    words = QRectF(bar.right() + 7, rect.top(), behind, rect.height())
    draw_text(painter, words, mark.count, "strong", colour("ink"))


@_paint_mark.register
def _(mark: Span, painter: QPainter, rect: QRectF) -> None:
    """A rate and its whisker on a line from 0 to 100 %."""
    left, width, y = round(rect.left()) + 1, round(rect.width()) - 2, round(rect.center().y())
    line = colour("line")
    painter.fillRect(QRectF(left, y, width, 1), line)
    for x in (left, left + width - 1):
        painter.fillRect(QRectF(x, y - 3, 1, 7), line)
    if mark.rate is None:
        return
    if mark.interval is not None:
        low, high = (round(left + share * (width - 1)) for share in mark.interval)
        ink = colour("ink")
        painter.fillRect(QRectF(low, y - WHISKER / 2 + 0.5, high - low, WHISKER), ink)
        for end in (low, high - WHISKER):
            painter.fillRect(QRectF(end, y - 4, WHISKER, 9), ink)
    at = QPointF(left + mark.rate * (width - 1), y + 0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("surface"))
    painter.drawEllipse(at, 5, 5)
    painter.setBrush(colour(mark.what))
    painter.drawEllipse(at, 4, 4)
    painter.restore()


@_paint_mark.register
def _(mark: Times, painter: QPainter, rect: QRectF) -> None:
    """Least to most as a line, the quartiles as a box, the median in it, its interval below."""
    left, width, y = round(rect.left()) + 1, round(rect.width()) - 2, round(rect.center().y())
    painter.fillRect(QRectF(left, y, width, 1), colour("grid"))
    if mark.median is None or mark.quartiles is None or mark.ends is None:
        return

    def x(share: float) -> float:
        return float(round(left + share * (width - 1)))

    least, most = map(x, mark.ends)
    painter.fillRect(QRectF(least, y, max(most - least, 1), 1), colour("control"))
    for end in (least, most):
        painter.fillRect(QRectF(end, y - 3, 1, 7), colour("control"))
    low, high = map(x, mark.quartiles)
    box = QRectF(low, y - 5, max(high - low, 3), 10)
    painter.fillRect(box, colour("control"))
    painter.fillRect(box.adjusted(1, 1, -1, -1), colour("sunken"))
    if mark.interval is not None:
        first, last = map(x, mark.interval)
        painter.fillRect(QRectF(first, y + 7, max(last - first, 1), WHISKER), colour("ink"))
        for end in (first, last - WHISKER):
            painter.fillRect(QRectF(end, y + 5, WHISKER, 5), colour("ink"))
    painter.fillRect(QRectF(x(mark.median) - 1, y - 6, 3, 12), colour("accent"))


@_paint_mark.register
def _(mark: Rate, painter: QPainter, rect: QRectF) -> None:
    """Words over the line."""
    half = rect.height() / 2
    top = QRectF(rect.left(), rect.top() + 1, rect.width(), half)
    role, ink = ("strong", "ink") if mark.quiet else ("secondary", "ink3")
    draw_text(painter, top, mark.strong, role, colour(ink), _LEFT, elide=True)
    taken = text_width(mark.strong, role) + 5
    rest = top.adjusted(taken, 0, 0, 0)
    quiet = mark.quiet if text_width(mark.quiet, "secondary") <= rest.width() else mark.brief
    draw_text(painter, rest, quiet, "secondary", colour("ink2"), _LEFT, elide=True)
    low = QRectF(rect.left(), rect.top() + half, rect.width(), half - 2)
    _paint_mark(mark.span, painter, low)


@_paint_mark.register
def _(mark: Badge, painter: QPainter, rect: QRectF) -> None:
    """A chip at the right."""
    size = chip_size(mark.word, mark.glyph)
    width = min(size.width(), rect.width())
    top = rect.center().y() - size.height() / 2
    chip = QRectF(rect.right() - width, top, width, size.height())
    draw_chip(painter, chip, mark.word, mark.tone, mark.glyph)


def paint_head(painter: QPainter, rect: QRectF, columns: Sequence[Column], section: int) -> None:
    """The head of a column, and what changed below it."""
    column = columns[section]
    inner = rect.adjusted(PAD, 2, -PAD, -2)
    align = _RIGHT if column.right else _LEFT
    half = inner.height() / 2
    top = QRectF(inner.left(), inner.top(), inner.width(), half if column.below else inner.height())
    draw_text(painter, top, column.head, "label", colour("ink2"), align, elide=True)
    if column.below:
        low = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        draw_text(painter, low, column.below, "tick", colour("ink3"), align, elide=True)


def head_spans(columns: Sequence[Column], wide: Sequence[float]) -> list[tuple[int, float]]:
    """The columns that have a head, and how wide it is: over those behind it that have none."""
    found: list[tuple[int, float]] = []
    for at, (column, own) in enumerate(zip(columns, wide, strict=True)):
        if column.head or not found:
            found.append((at, own))
        elif not columns[found[-1][0]].right:
            found[-1] = (found[-1][0], found[-1][1] + own)
        else:
            found.append((at, own))
    return found
