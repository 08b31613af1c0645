"""What was named how often: a bar each, the most frequent on top."""

from __future__ import annotations

from collections.abc import Iterator

from core.share.content import RankItem, RankPicture
from core.share.drawing.shapes import (
    CONTROL,
    DEVIATED,
    INK2,
    Anchor,
    Drawing,
    Fill,
    Line,
    Rect,
    Shape,
    Words,
    lines_of,
)

_LABEL, _RIGHT, _ROW, _BAR = 300.0, 60.0, 40.0, 16.0


def rank(picture: RankPicture, width: float = 760.0) -> Drawing:
    """A row an item: its words and what it is of on the left, its bar and its number on the right."""
    most = max((each.count for each in picture.items), default=1)
    shapes: list[Shape] = []
    for place, item in enumerate(picture.items):
        shapes += _item(item, _ROW * place + 4, width, most)
    bottom = _ROW * len(picture.items) + 4
    shapes.append(Line(_LABEL, 0, _LABEL, bottom, CONTROL))
    return Drawing(width, bottom + 2, tuple(shapes))


def _item(item: RankItem, y: float, width: float, most: int) -> Iterator[Shape]:
    (label,) = lines_of(item.label, _LABEL - 14, 12, 1)
    (of,) = lines_of(f"at “{item.of}”", _LABEL - 14, 11, 1)
    yield Words(_LABEL - 12, y + 13, label, 12, Anchor.END, bold=True)
    yield Words(_LABEL - 12, y + 28, of, 11, Anchor.END, INK2)
    long = (width - _LABEL - _RIGHT) * item.count / most
    yield Rect(_LABEL, y + 6, long, _BAR, Fill.DEVIATED, DEVIATED)
    yield Words(_LABEL + long + 8, y + 19, f"{item.count:,}", 12, bold=True)
