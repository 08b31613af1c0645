"""How a line of the log is painted: once, into a picture, for a new line only moves the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from core.interview.log_lines import Line
from ui.capture.log import Column, Event, Row, follows, glyph_of, is_voided
from ui.look.glyphs import draw_glyph
from ui.look.paint import chip_size, draw_chip, draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import FOCUS
from ui.look.type import scale

_PICTURES_KEPT = 200
_BEFORE, _BETWEEN = 8, 6
"""Between the words and the first chip, and between two chips."""
_NARROWEST = 40  # of a chip that is cut


@dataclass(frozen=True)
class Look:
    """Everything the picture of a line depends on.

    ``cells`` are the texts of the columns and ``edges`` where each begins, with the right end last,
    in pixels; a hidden column has no width.
    """

    line: Row
    cells: tuple[str, str, str, str]
    chips: tuple[str, ...]
    edges: tuple[int, ...]
    height: int
    is_newest: bool
    is_chosen: bool
    is_writing: bool
    is_dark: bool
    ratio: float


class Pictures:
    """Pictures of the lines painted last."""

    def __init__(self) -> None:
        self._kept: dict[Look, QPixmap] = {}

    def of(self, look: Look) -> QPixmap:
        """The picture of a line, painted where it is not known."""
        picture = self._kept.pop(look, None)
        if picture is None:
            picture = _painted(look)
            if len(self._kept) >= _PICTURES_KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[look] = picture
        return picture


def _painted(look: Look) -> QPixmap:
    width = look.edges[-1]
    picture = QPixmap(round(width * look.ratio), round(look.height * look.ratio))
    picture.setDevicePixelRatio(look.ratio)
    picture.fill(colour("accent_soft" if look.is_newest or look.is_chosen else "surface"))
    painter = QPainter(picture)
    if look.is_chosen:
        painter.fillRect(QRectF(0, 0, FOCUS + 1, look.height), colour("accent"))
    painter.fillRect(QRectF(0, look.height - 1, width, 1), colour("grid"))
    painter.setOpacity(0.45 if look.is_writing else 1)
    for column, paint in enumerate((_time, _what, _step, _words)):
        left, right = look.edges[column : column + 2]
        if right > left:
            paint(painter, QRectF(left, 0, right - left, look.height), look)
    painter.end()
    return picture


def _time(painter: QPainter, rect: QRectF, look: Look) -> None:
    cell = rect.adjusted(_indent(look), 0, 0, 0)
    *dates, told = look.cells[Column.TIME].split("\n")
    if dates:
        above = cell.adjusted(0, 4, 0, -cell.height() / 2)
        draw_text(painter, above, dates[0], "tick", colour("ink3"), elide=True)
        cell.adjust(0, cell.height() / 2 - 2, 0, -4)
    draw_text(painter, cell, told, "secondary", colour("ink3"), elide=True)


def _what(painter: QPainter, rect: QRectF, look: Look) -> None:
    unit, line = scale(), look.line
    name, ink = glyph_of(line)
    plain = is_voided(line) or name == "note" or isinstance(line, Event)
    ink = "ink3" if is_voided(line) else ink
    mark = QRectF(rect.left(), rect.center().y() - 7 * unit, 14 * unit, 14 * unit)
    draw_glyph(painter, name, mark, colour(ink), 1.5 if plain else 2)
    cell = rect.adjusted(20 * unit, 0, -4, 0)
    _struck(painter, cell, look.cells[Column.WHAT], "body" if plain else "strong", ink, look)


def _step(painter: QPainter, rect: QRectF, look: Look) -> None:
    cell = rect.adjusted(0, 0, -12 * scale(), 0)
    ink = "ink3" if is_voided(look.line) else "ink2"
    _struck(painter, cell, look.cells[Column.STEP], "secondary", ink, look)


def _words(painter: QPainter, rect: QRectF, look: Look) -> None:
    unit, line = scale(), look.line
    rect = rect.adjusted(0, 0, -16 * unit, 0)
    text = look.cells[Column.WORDS]
    quiet = is_voided(line) or follows(line) or isinstance(line, Event)
    ink = "ink3" if quiet else "ink"
    is_hidden = look.edges[Column.STEP] == look.edges[Column.WORDS]
    if not text and is_hidden and isinstance(line, Line) and line.is_first:
        # Where the step has no column of its own it stands in for words that were not said.
        text, ink = look.cells[Column.STEP], "ink3"
    words = QRectF(rect)
    chips = [chip_size(chip).width() for chip in look.chips]
    words.setWidth(words_width(rect.width(), text_width(text, "body") + 1, chips, unit))
    _struck(painter, words, text, "body", ink, look)
    left = words.right() + (_BEFORE * unit if text else 0)
    for chip in look.chips:
        size = chip_size(chip)
        room = rect.right() - left
        if room < min(size.width(), _NARROWEST):
            break
        size.setWidth(min(size.width(), room))
        at = QPointF(left, rect.center().y() - size.height() / 2)
        draw_chip(painter, QRectF(at, size), chip)
        left += size.width() + _BETWEEN * unit


def words_width(whole: float, words: float, chips: Sequence[float], unit: float) -> float:
    """How wide words may stand so that the chips behind them are whole, where both can be.

    All in pixels: the cell, the words alone, each chip. Many chips leave the words two fifths.
    """
    gaps = (_BEFORE + _BETWEEN * (len(chips) - 1)) * unit if chips else 0.0
    return min(words, whole - min(sum(chips) + gaps, whole * 0.6))


def _struck(painter: QPainter, cell: QRectF, text: str, role: str, ink: str, look: Look) -> None:
    """A text, struck through where the entry is voided."""
    draw_text(painter, cell, text, role, colour(ink), elide=True)
    if is_voided(look.line) and text:
        width = min(text_width(text, role), cell.width())
        painter.fillRect(QRectF(cell.left(), cell.center().y(), width, 1), colour("ink3"))


def _indent(look: Look) -> float:
    is_hidden = look.edges[Column.STEP] == look.edges[Column.WORDS]
    return (14 if is_hidden else 20) * scale()
