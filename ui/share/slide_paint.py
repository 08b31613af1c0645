"""A slide, painted: one message, large enough for the last row of a room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from core.share.content import Bullets, Facts, Figure, Paragraph
from core.share.drawing.pictures import drawn
from ui.look.prose import BODY, Prose, Size, line_height
from ui.look.room_head import INSET, paint_head, unit_of
from ui.look.theme import colour, theme
from ui.share.shape_paint import paint_drawing
from ui.share.slides import Slide

_TITLE = Size(24, strong=True)
_MESSAGES = (Size(40, strong=True), Size(36, strong=True))
"""A message is smaller where that saves a line."""
_ALONE, _ALONE_AT = (Size(52, strong=True), Size(46, strong=True)), 0.26
"""One with nothing under it stands larger, and lower by this share of the height."""
_TEXTS = (Size(34), Size(29), BODY)
"""What is said below is as large as lets all of it be seen."""
_LABEL_SHARE, _LABEL_SIZE = 0.26, 0.88
_MOST_FACTS, _MOST_ZOOM = 7, 2.6


def paint_slide(
    painter: QPainter,
    rect: QRectF,
    slide: Slide,
    head: Sequence[str],
    place: str,
    mark: str = "",
) -> None:
    """Paint a slide; ``head`` says what study it is of, ``place`` where in the walk it stands.

    ``mark`` is said where everything is made up.
    """
    unit = unit_of(rect.width(), rect.height())
    painter.fillRect(rect, colour("window"))
    top = paint_head(painter, rect, unit, head, place, mark)
    body = rect.adjusted(INSET * unit, 0, -INSET * unit, -INSET * unit)
    alone = bool(slide.message) and not slide.blocks
    body.setTop(top.bottom() + (rect.height() * _ALONE_AT if alone else 36 * unit))
    _Pen(painter, body, unit, _TITLE).write(slide.title, "accent", most=1, after=8)
    if slide.message:
        sizes = _ALONE if alone else _MESSAGES
        size = min(sizes, key=lambda each: _lines(slide.message, each, unit, body.width()))
        _Pen(painter, body, unit, size).write(slide.message, most=3, after=28)
    pens = (_Pen(None, QRectF(body), unit, each) for each in _TEXTS)
    fitting = next((each.size for each in pens if each.blocks(slide)), BODY)
    _Pen(painter, body, unit, fitting).blocks(slide)


def _lines(text: str, size: Size, unit: float, room: float) -> int:
    return round(Prose(text, size, unit, room).height / line_height(size, unit))


@dataclass(frozen=True)
class _Pen:
    """Writes from the top of ``body`` on, which is what is left of a slide; only measures without a painter.

    Each says whether all of it had room.
    """

    painter: QPainter | None
    body: QRectF
    unit: float
    size: Size

    def blocks(self, slide: Slide) -> bool:
        """What fits, in its order: pictures large, facts and points as text; tables stay in the report."""
        left, whole = _MOST_FACTS, True
        alone = all(isinstance(each, Figure) for each in slide.blocks)
        for block in slide.blocks:
            if isinstance(block, Figure):
                whole &= self._picture(block, alone=alone)
            elif isinstance(block, Facts):
                whole &= self._facts(block.rows[:left])
                left -= len(block.rows[:left])
            elif isinstance(block, Bullets):
                labels = [block.title, *("" for _ in block.items)]
                rows = zip(labels, block.items[:_MOST_FACTS], strict=False)
                whole &= self._facts(rows)
            elif isinstance(block, Paragraph) and not block.quiet:
                ink = "caution" if block.notice else "ink"
                whole &= self.write(block.text, ink, most=3, after=18)
        return whole

    def write(self, text: str, ink: str = "ink", *, most: int, after: float) -> bool:
        """A text on at most so many lines."""
        return self._put(text, self.size, ink, 0.0, self.body.width(), most, after)

    def _facts(self, rows: Iterable[tuple[str, str]]) -> bool:
        """Labels left, what is said right of them, on at most two lines each; no label goes on."""
        wide, gap = self.body.width() * _LABEL_SHARE, 16 * self.unit
        size = Size(self.size.points * _LABEL_SIZE)
        # On one base line, though the label is smaller.
        down = (line_height(self.size, self.unit) - line_height(size, self.unit)) * 0.8
        whole, below = True, self.body.top()
        for label, text in rows:
            if label:
                top = max(self.body.top(), below)
                self.body.setTop(top + down)
                self._put(label, size, "ink2", 0.0, wide - gap, 2, 10)
                below = self.body.top()
                self.body.setTop(top)
            whole &= self._put(text, self.size, "ink", wide, self.body.width() - wide, 2, 10)
        self.body.setTop(max(self.body.top(), below))
        return whole

    def _put(
        self, text: str, size: Size, ink: str, x: float, room: float, most: int, after: float
    ) -> bool:
        most = min(most, int(self.body.height() / line_height(size, self.unit)))
        if most < 1:
            return not text
        prose = Prose(text, size, self.unit, room, most)
        if self.painter is not None:
            prose.paint(self.painter, self.body.left() + x, self.body.top(), ink)
        self.body.setTop(self.body.top() + prose.height + after * self.unit)
        return not prose.is_cut

    def _picture(self, figure: Figure, *, alone: bool) -> bool:
        drawing = drawn(figure.picture)
        high = self.body.width() * drawing.height / max(drawing.width, 1)
        room = QRectF(self.body)
        if not alone:
            room.setHeight(min(high, room.height(), drawing.height * _MOST_ZOOM * self.unit))
        if room.height() <= 0:
            return False
        if self.painter is not None:
            paint_drawing(self.painter, room, drawing, theme.tokens)
        self.body.setTop(room.bottom() + 20 * self.unit)
        return True
