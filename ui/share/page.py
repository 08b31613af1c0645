"""Pieces of a report set onto pages: no heading alone at a foot, no figure cut, heads of tables again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

WIDTH, HEIGHT = (210 - 2 * 14) / 25.4 * 96, (297 - 2 * 14) / 25.4 * 96
"""The room of a page between margins of 14 mm, px at 96 to an inch: A4."""

Paint = Callable[[QPainter, QPointF, float, float], None]
"""Paints what of a piece lies between two heights of it; the point is where its top would be."""


@dataclass(frozen=True)
class Piece:
    """Something that stands across the page. Lengths in px, 96 to an inch.

    ``before`` is the room above it, none at the top of a page. One that ``keeps`` stands on the page
    of what follows. ``breaks`` are the heights it may be cut at: ``whole`` it is cut only where no
    page is high enough. ``head`` stands again above it where a page begins with it. ``words`` are read
    out, ``rank`` is 1 to 3 for a heading of that rank.
    """

    height: float
    paint: Paint
    before: float = 0.0
    keeps: bool = False
    breaks: tuple[float, ...] = ()
    whole: bool = False
    head: Piece | None = None
    words: str = ""
    rank: int = 0


@dataclass(frozen=True)
class Placed:
    """A piece, or from one height of it to another, ``top`` px below the top of its page."""

    piece: Piece
    top: float
    start: float
    end: float
    again: bool = False

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it on a page whose room begins at a point."""
        at = QPointF(left, top + self.top - self.start)
        self.piece.paint(painter, at, self.start, self.end)


Page = tuple[Placed, ...]


def together(pieces: Iterable[Piece], count: int, short: int = 2) -> Iterator[Piece]:
    """So many pieces in a row, neither the first nor the last alone on a page; ``short`` rows on one."""
    for place, piece in enumerate(pieces, start=1):
        keeps = place < count and (place in (1, count - 1) or count <= short)
        yield replace(piece, keeps=True) if keeps else piece


def pages(pieces: Iterable[Piece], height: float) -> Iterator[Page | None]:
    """The pages of a height, each as soon as it is full; None after every piece that was set."""
    setting = _Setting(height)
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keeps:
            yield from setting.put(group)
            group = []
        yield None
    if group:
        yield from setting.put(group)
    if setting.placed:
        yield tuple(setting.placed)


class _Setting:
    """The page that is being filled."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._used = 0.0
        self.placed: list[Placed] = []

    def put(self, group: list[Piece]) -> Iterator[Page]:
        """Set pieces that stand together, as far as a page has room for them."""
        if self.placed and self._needed(group) > self._height - self._used:
            yield self._turned()
        for piece in group:
            yield from self._set(piece)

    def _needed(self, group: list[Piece]) -> float:
        """The room a group asks for: all but its last piece, and of that as much as may stand there."""
        last = group[-1]
        told = sum(each.before + each.height for each in group[:-1])
        first = last.breaks[0] if last.breaks and not last.whole else last.height
        needed = told + last.before + first
        # What no page holds is no reason to leave the rest of this one empty.
        return needed if needed <= self._height else self._height / 4

    def _set(self, piece: Piece) -> Iterator[Page]:
        if not self.placed:
            self._head(piece)
        before = piece.before if self.placed else 0.0
        if self._used + before + piece.height <= self._height:
            self._place(piece, before, 0.0, piece.height)
            return
        if self.placed and (piece.whole or not piece.breaks) and self._fits_a_page(piece):
            yield self._turned()
            self._head(piece)
            self._place(piece, 0.0, 0.0, piece.height)
            return
        yield from self._cut(piece, before)

    def _fits_a_page(self, piece: Piece) -> bool:
        head = piece.head.height if piece.head else 0.0
        return piece.height + head <= self._height

    def _cut(self, piece: Piece, before: float) -> Iterator[Page]:
        start = 0.0
        while piece.height - start > self._height - self._used - before:
            room = start + self._height - self._used - before
            found = [each for each in piece.breaks if start < each <= room]
            if found:
                self._place(piece, before, start, found[-1])
                start = found[-1]
            elif not self.placed:
                break  # higher than a page, and nowhere to be cut: its foot is lost, no page is
            yield self._turned()
            self._head(piece)
            before = 0.0
        self._place(piece, before, start, piece.height)

    def _head(self, piece: Piece) -> None:
        if piece.head is not None:
            self._place(piece.head, 0.0, 0.0, piece.head.height, again=True)

    def _place(
        self, piece: Piece, before: float, start: float, end: float, *, again: bool = False
    ) -> None:
        self.placed.append(Placed(piece, self._used + before, start, end, again))
        self._used += before + end - start

    def _turned(self) -> Page:
        """The page as it is full, and an empty one begun."""
        full, self.placed, self._used = tuple(self.placed), [], 0.0
        return full
