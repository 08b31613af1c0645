"""Rows on paper: tables whose columns are as wide as what stands in them, and pairs of facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from core.share.content import Facts, Table
from core.share.direction import goes_left
from ui.look.tokens import LIGHT
from ui.share import lettering as style
from ui.share.lettering import Lettering, Style, width_of
from ui.share.page import Piece, together

_MANY = 7
"""So many columns are set smaller."""
SHORT = 8
"""So many rows are on one page."""
_APART, _ABOVE, _BELOW = 14.0, 3.0, 3.5
_NAME, _LEAST, _LABEL = 150.0, 40.0, 190.0


@dataclass(frozen=True)
class _Column:
    left: float
    width: float
    right: bool


def table_pieces(table: Table, width: float) -> Iterator[Piece]:
    """Its head, which stands again on each page, and a piece a row."""
    many = len(table.head) >= _MANY
    named, said = (style.SMALL_HEAD, style.SMALL_CELL) if many else (style.HEAD, style.CELL)
    columns = _columns(table, width, named, said)
    head = _row(table.head, named, columns, strong=True)
    yield replace(head, before=4, keeps=True)
    rows = (_row([cell.text for cell in row], said, columns) for row in table.rows)
    yield from together((replace(each, head=head) for each in rows), len(table.rows), SHORT)


def facts_pieces(facts: Facts, width: float) -> Iterator[Piece]:
    """A piece a pair: what it is called, and what it is."""
    label = min(_LABEL, width / 3)
    columns = (_Column(0, label, False), _Column(label + _APART, width - label - _APART, False))
    rows = (_row(row, style.TEXT, columns, quiet_name=True) for row in facts.rows)
    spaced = (replace(each, before=0 if place else 8) for place, each in enumerate(rows))
    yield from together(spaced, len(facts.rows))


def _row(
    texts: Sequence[str],
    set_in: Style,
    columns: Sequence[_Column],
    *,
    strong: bool = False,
    quiet_name: bool = False,
) -> Piece:
    inks = [style.LABEL if quiet_name and not place else set_in for place in range(len(texts))]
    cells = [
        Lettering(text, ink, column.width, right=column.right or goes_left(text))
        for text, ink, column in zip(texts, inks, columns, strict=True)
    ]
    tallest = max(cells, key=lambda each: each.count)
    high = tallest.height + _ABOVE + _BELOW
    end_of_row = columns[-1].left + columns[-1].width
    rule = QColor(LIGHT.control if strong else LIGHT.grid)

    def paint(painter: QPainter, at: QPointF, start: float, end: float) -> None:
        for cell, column in zip(cells, columns, strict=True):
            cell.paint(painter, at + QPointF(column.left, _ABOVE), start - _ABOVE, end - _ABOVE)
        painter.fillRect(QRectF(at.x(), at.y() + end - 0.75, end_of_row, 0.75), rule)

    breaks = tuple(each + _ABOVE for each in tallest.breaks())
    return Piece(high, paint, breaks=breaks, whole=True, words=", ".join(filter(None, texts)))


def _columns(table: Table, width: float, named: Style, said: Style) -> tuple[_Column, ...]:
    """As wide as the widest cell; where that is too much, the widest give way first."""
    cells = list(zip(*table.rows, strict=True))
    heads = [
        max((width_of(word, named) for word in name.split()), default=0) for name in table.head
    ]
    wanted = [
        max(head, _LEAST, *(width_of(cell.text[:200], said) for cell in column)) + 1
        for head, column in zip(heads, cells, strict=True)
    ]
    wanted[0] = max(wanted[0], _NAME)
    room = width - _APART * (len(wanted) - 1)
    most = _most(wanted, room)
    found, left = [], 0.0
    for own, column in zip(wanted, cells, strict=True):
        wide = min(own, most)
        found.append(_Column(left, wide, any(cell.is_number for cell in column)))
        left += wide + _APART
    return tuple(found)


def _most(wanted: Sequence[float], room: float) -> float:
    """The width above which columns are cut, so that all of them fill a room at most."""
    left = room
    for place, each in enumerate(sorted(wanted)):
        share = left / (len(wanted) - place)
        if each > share:
            return share
        left -= each
    return float("inf")
