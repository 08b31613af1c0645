"""The pieces of an entry of words: its path as marks, its wrapped lines, its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from ui.funnel.head import tr
from ui.look.paint import chip_size, draw_chip, draw_text, text_width
from ui.look.pattern import paint_part
from ui.look.theme import colour, theme
from ui.look.type import font, scale

_MARK, _GAP, _MOST = 8.0, 3.0, 14
_LEAST_CHIP = 40


@dataclass(frozen=True)
class Foot:
    """What stands under the words of an entry."""

    reason: str
    tags: tuple[str, ...]
    pinned: bool
    when: str


def paint_path(painter: QPainter, row: QRectF, path: Sequence[tuple[str, str]], here: int) -> float:
    """A mark for each step at the right end of a row, as the bars have them; returns their width.

    ``path`` has the name and the status of each step; the one the words are about is underlined. Of a long path those around that step are shown.
    """
    first = max(0, min(here - _MOST // 2, len(path) - _MOST))
    shown = path[first : first + _MOST]
    if not shown:
        return 0.0
    wide = len(shown) * (_MARK + _GAP)
    left, top = round(row.right() - wide + _GAP), round(row.center().y() - _MARK / 2)
    for at, (_, status) in enumerate(shown):
        rect = QRectF(left + at * (_MARK + _GAP), top, _MARK, _MARK)
        paint_part(painter, rect, status or "unknown", theme.tokens)
        if first + at == here:
            painter.fillRect(
                QRectF(rect.left() - 1, rect.bottom() + 2, _MARK + 2, 2), colour("ink")
            )
    return wide + 8


def paint_foot(painter: QPainter, rect: QRectF, foot: Foot) -> None:
    """The reason, the tags and the pin as chips, as many as there is room for; and when."""
    chips: list[tuple[str, str, str | None]]
    chips = [(foot.reason, "deviated", "deviated")] if foot.reason else []
    chips += [(f"#{tag}", "neutral", None) for tag in foot.tags]
    chips = [(tr("pinned"), "accent", "check"), *chips] if foot.pinned else chips
    end = rect.right() - text_width(foot.when, "secondary") - 12
    left = rect.left()
    for text, tone, glyph in chips:
        size = chip_size(text, glyph)
        wide = min(size.width(), end - left)
        if wide < _LEAST_CHIP:
            break
        chip = QRectF(left, rect.top(), wide, size.height())
        draw_chip(painter, chip, text, tone, glyph)
        left += wide + 5
    align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    draw_text(painter, rect, foot.when, "secondary", colour("ink3"), align)


@dataclass(frozen=True)
class Wrapped:
    """Lines laid out one under the other from (0, 0), and how high they are."""

    lines: tuple[QTextLayout, ...]
    height: float


def wrapped(text: str, role: str, width: int) -> Wrapped:
    """A text in a role, broken to a width in px."""
    return _laid_out(text, role, width, QApplication.font().family(), scale())


@lru_cache(maxsize=1024)
def _laid_out(text: str, role: str, width: int, _family: str, _scale: float) -> Wrapped:
    """Paragraphs laid out one under the other, words too long for a line broken anywhere."""
    laid: list[QTextLayout] = []
    height = 0.0
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for paragraph in text.splitlines() or [""]:
        layout = QTextLayout(paragraph, font(role))
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.08
            line = layout.createLine()
        layout.endLayout()
        laid.append(layout)
    return Wrapped(tuple(laid), height)
