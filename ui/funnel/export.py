"""Pictures of the charts for others: the funnels apart or side by side, and each chart of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import ceil

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from core.study import Study
from ui.funnel.asking import Answer, Question
from ui.funnel.caption import Caption, caption, caption_height, paint_caption
from ui.funnel.cell_paint import head_spans, paint_cell, paint_head, widths
from ui.funnel.cells import Sheet as Chart
from ui.funnel.cells import Twin
from ui.funnel.funnel_twin import funnel_twin
from ui.funnel.head import HEIGHT, head_words
from ui.funnel.head import paint_head as paint_funnel_head
from ui.funnel.key import entries, paint_key
from ui.funnel.key import height as key_height
from ui.funnel.marks import TOP, Drawn, paint_plot, paint_under
from ui.funnel.panels import drawn
from ui.look.drawn import Sheet
from ui.look.funnel_bars import ABOVE, Slots
from ui.look.funnel_pens import pens, pens_for, put, text_width
from ui.look.funnel_shape import BESIDE
from ui.look.funnel_ticks import ticks_height
from ui.look.paint import box, draw_text
from ui.look.paint import text_width as line_width
from ui.look.theme import colour
from ui.look.tokens import GAP, RADIUS_CARD
from ui.look.type import scale

MARGIN = 24.0
_PANEL, _PLOT = 508.0, 230.0
_WIDEST = 1400.0
"""A panel is no wider than this: a long flow goes on in the next one. Px at a body of 10 points."""
_ROWS_WIDE = 900.0
_TITLE, _NOTE_LINE = 34.0, 17.0


def picture_of_funnels(study: Study, asked: Question, answer: Answer) -> Sheet:
    """All chosen cohorts as they are drawn, whole: nothing of a long flow is out of sight."""
    drawings = [part for each in drawn(asked, answer) for part in _parts(each)]
    # Whole px, or viewers show a sliver of nothing at an edge.
    wide = float(ceil(max((each.wide() for each in drawings), default=_PANEL)))
    apart = not asked.view.beside
    columns = 2 if apart and len(drawings) > 1 else 1
    high = float(ceil(max((_high(each.drawn, wide) for each in drawings), default=_PLOT)))
    rows = -(-len(drawings) // columns)
    n = max((each.entrants for each in answer.funnels), default=0)
    words = caption(study, asked, n, datetime.now(UTC))
    width = columns * wide + (columns - 1) * GAP
    body = rows * high + max(rows - 1, 0) * GAP

    def paint(painter: QPainter) -> None:
        for at, each in enumerate(drawings):
            left = MARGIN + (at % columns) * (wide + GAP)
            top = MARGIN + (at // columns) * (high + GAP)
            _paint_panel(painter, QRectF(left, top, wide, high), each)

    title = f"{words.strong} · {words.quiet}"
    return _framed(
        width,
        body,
        paint,
        words,
        title,
        _lines(funnel_twin(answer, asked.iteration.id)),
        legend=True,
    )


def picture_of_rows(study: Study, asked: Question, chart: Chart, n: int) -> Sheet:
    """A chart of rows, all of them; ``n`` are the entrants it is about."""
    least = sum(column.least for column in chart.columns) * scale() + 40
    width = float(ceil(max(_ROWS_WIDE * scale(), least)))
    words = caption(study, asked, n, datetime.now(UTC))
    inner = width - 28
    note = sum(_note_height(each, inner) for each in _notes(chart))
    heads = 34 * scale() if chart.heads and chart.rows else 0
    body = float(
        ceil(_TITLE * scale() + heads + len(chart.rows) * chart.high * scale() + note + 26)
    )

    def paint(painter: QPainter) -> None:
        card = QRectF(MARGIN, MARGIN, width, body)
        box(painter, card, RADIUS_CARD, colour("surface"), colour("line"))
        _paint_rows(painter, card.adjusted(14, 10, -14, -12), chart)

    return _framed(width, body, paint, words, chart.title, _lines(chart.twin), legend=False)


def _framed(
    width: float,
    body: float,
    paint: Callable[[QPainter], None],
    words: Caption,
    title: str,
    description: str,
    *,
    legend: bool,
) -> Sheet:
    """A chart with its caption below it on one sheet."""
    foot = caption_height(words, legend=legend)
    size = QSizeF(ceil(width + 2 * MARGIN), ceil(2 * MARGIN + body + 14 + foot))

    def whole(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        below = QRectF(MARGIN, MARGIN + body + 14, width, foot)
        paint_caption(painter, below, words, legend=legend)

    marked = "\n".join(filter(None, (words.mark, words.strong, words.quiet, description)))
    return Sheet(size, whole, "window", title, marked)


def _lines(twin: Twin) -> str:
    """A table twin as lines, for who cannot see the picture."""
    lines: Iterable[Iterable[str]] = [
        twin.heads, *((cell.text for cell in row) for row in twin.rows)
    ]  # fmt: skip
    return "\n".join(" | ".join(line) for line in lines)


# --- funnels


@dataclass(frozen=True)
class _Part:
    """What one panel of a picture has of a drawing: all of it, or some steps of a long one.

    ``own`` are the slots of its steps, ``shown`` those it has room for: alike in all panels.
    """

    drawn: Drawn
    first: float
    own: float
    shown: float

    def wide(self) -> float:
        """How wide the panel is."""
        least = self.shown * self.drawn.room[0] + _axis(self.drawn) + 20
        return max(least, _PANEL * scale())


def _parts(each: Drawn) -> list[_Part]:
    """A drawing broken between steps where a page would not take it."""
    ends = _ends(each)
    most = max((_WIDEST * scale() - _axis(each)) / each.room[0], 1.0)
    found: list[_Part] = []
    first = 0.0
    for end, after in zip(ends, [*ends[1:], None], strict=True):
        if after is None or after - first > most:
            found.append(_Part(each, first, end - first, end - first))
            first = end
    widest = max((part.shown for part in found), default=1.0)
    return [replace(part, shown=widest) for part in found]


def _ends(each: Drawn) -> list[float]:
    """Where one step ends and the next begins, in slots; behind the last step the whole ends."""
    lasts = each.layers[-1].shape.centres
    apart = 0.5 + (BESIDE / 2 if each.is_beside else 0)
    return [*(last + apart for last in lasts[:-1]), each.shape.slots] if lasts else []


def _axis(each: Drawn) -> float:
    made = pens()
    return max((text_width(text, "tick", made) for _, text in each.ticks), default=0.0) + 14


def _head(each: Drawn, wide: float) -> float:
    if each.is_beside:
        return key_height(entries([layer.funnel for layer in each.layers], each.crowns), wide)
    return HEIGHT * scale()


def _high(each: Drawn, wide: float) -> float:
    return _head(each, wide) + _PLOT * scale() + ticks_height(each.lines) + 12


def _paint_panel(painter: QPainter, rect: QRectF, part: _Part) -> None:
    each = part.drawn
    box(painter, rect, RADIUS_CARD, colour("surface"), colour("line"))
    head = QRectF(rect.left(), rect.top(), rect.width(), _head(each, rect.width()))
    funnels = [layer.funnel for layer in each.layers]
    if each.is_beside:
        paint_key(painter, head, entries(funnels, each.crowns))
    else:
        paint_funnel_head(painter, head, head_words(funnels[0]))
    bottom = rect.bottom() - ticks_height(each.lines) - 10
    high = (bottom - head.bottom()) / TOP
    area = QRectF(rect.left() + _axis(each), bottom - high, 0, high)
    area.setRight(rect.right() - 12)
    side, first, shown = each.room[1], part.first, part.shown
    laid = [Slots(layer.shape, area, first, shown, side, each.tall(layer)) for layer in each.layers]
    made = pens_for(painter)
    painter.save()
    clip = rect.adjusted(0, head.height() - ABOVE, 0, 0)
    if part.own < shown:
        clip.setRight(laid[0].x(first + part.own))
    painter.setClipRect(clip)
    paint_plot(painter, each, laid)
    paint_under(painter, each, laid)
    for share, text in each.ticks:
        at = area.bottomLeft()
        at.setX(area.left() - 8)
        at.setY(area.bottom() - share * area.height())
        put(painter, made, at, text, "tick", "ink3", 1)
    painter.restore()


# --- rows


def _paint_rows(painter: QPainter, rect: QRectF, chart: Chart) -> None:
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    title = QRectF(rect.left() + 6, rect.top(), rect.width() - 12, _TITLE * scale() - 8)
    remark = line_width(chart.remark, "secondary") if chart.remark else 0
    draw_text(painter, title.adjusted(0, 0, -remark - 16, 0), chart.title, "card", colour("ink"),
              elide=True)  # fmt: skip
    draw_text(painter, title, chart.remark, "secondary", colour("ink3"), right)
    top = rect.top() + _TITLE * scale()
    if not chart.rows:
        _paint_notes(painter, rect.adjusted(6, top - rect.top(), -6, 0), chart)
        return
    wide = widths(chart.columns, rect.width())
    if chart.heads:
        left = rect.left()
        for at, each in head_spans(chart.columns, wide):
            whole = QRectF(left, top, each, 30 * scale())
            paint_head(painter, whole, chart.columns, at)
            left += each
        top += 34 * scale()
    high = chart.high * scale()
    for row in chart.rows:
        left = rect.left()
        for column, cell, each in zip(chart.columns, row, wide, strict=True):
            paint_cell(painter, QRectF(left, top, each, high), cell, right=column.right)
            left += each
        top += high
        painter.fillRect(QRectF(rect.left(), top - 1, rect.width(), 1), colour("grid"))
    _paint_notes(painter, rect.adjusted(6, top + 8 - rect.top(), -6, 0), chart)


def _note_height(note: str, width: float) -> float:
    return (len(broken(note, width - 12)) * _NOTE_LINE + 4) * scale() if note else 0.0


def _notes(chart: Chart) -> Sequence[str]:
    """What stands below the rows, or in their place."""
    return (*chart.said, chart.note) if chart.rows else (chart.empty,)


def _paint_notes(painter: QPainter, rect: QRectF, chart: Chart) -> None:
    high, top = _NOTE_LINE * scale(), rect.top()
    for note in _notes(chart):
        for at, line in enumerate(broken(note, rect.width())):
            row = QRectF(rect.left(), top + at * high, rect.width(), high)
            draw_text(painter, row, line, "secondary", colour("ink2"))
        top += _note_height(note, rect.width() + 12)


def broken(text: str, width: float) -> list[str]:
    """A text in lines of that width, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and line_width(longer, "secondary") <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
