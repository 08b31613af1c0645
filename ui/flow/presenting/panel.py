"""What is said of a step while the flow is presented: its numbers left, their words right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QPainter

from ui.flow.faces import Rate
from ui.flow.presenting.story import DEVIATED, UNKNOWN, Page, Story, Voice, status_words
from ui.flow.whisker import paint_bar
from ui.flow.words import is_endpoint
from ui.look.describe import few_answers, interval, is_few, of, percent
from ui.look.glyphs import draw_glyph
from ui.look.prose import (
    BODY,
    FIGURE,
    LEAD,
    QUIET,
    QUOTES,
    TITLE,
    Prose,
    Size,
    line_height,
    width,
)
from ui.look.theme import colour
from ui.look.tokens import KIND_COLOURS

_LEFT_SHARE, _MOST_REASONS, _APART = 0.4, 3, 16


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


@dataclass(frozen=True)
class Told:
    """A page with the words of its step; ``first`` is the first quote to show."""

    story: Story
    place: int
    voices: tuple[Voice, ...]
    first: int = 0

    @property
    def page(self) -> Page:
        """The page that is told."""
        return self.story.pages[self.place]


def lines(told: Told) -> Sequence[tuple[str, Size, str]]:
    """The numbers of a page in words, largest first: text, size and colour."""
    page, face = told.page, told.page.face
    if told.story.who.is_partner:
        said = [(status_words(page), TITLE, page.status if page.counted else "ink2")]
        if page.remark:
            said.append((page.remark, BODY, "ink"))
        return said
    if not page.step:
        return [
            (each, LEAD if place == 0 else BODY, "ink") for place, each in enumerate(face.lines)
        ]
    if face.rate is None:
        return [(_tr("Nobody was observed here yet."), BODY, "ink2")]
    return [*_rate_lines(face.rate), (_counts(page), BODY, "ink2")]


def _rate_lines(rate: Rate) -> Sequence[tuple[str, Size, str]]:
    if not rate.answered:
        return [(_tr("No data yet"), LEAD, "ink")]
    said = [(_tr("{x} aligned").format(x=of(rate.aligned, rate.answered)), LEAD, "ink")]
    plausible = _tr("plausible {interval}").format(interval=interval(rate.interval))
    said.append((plausible, BODY, "ink2"))
    if is_few(rate.answered):
        said.append((few_answers(), BODY, "caution"))
    return said


def _counts(page: Page) -> str:
    face = page.face
    reached = _tr("{n} met the need") if is_endpoint(face.kind) else _tr("{n} reached")
    parts = [reached.format(n=face.reached)]
    for count, words in ((face.deviated, _tr("{n} deviated")), (face.unknown, _tr("{n} unknown"))):
        if count:
            parts.append(words.format(n=count))
    return " · ".join(parts)


def paint_panel(painter: QPainter, told: Told, rect: QRectF, unit: float) -> int:
    """Paint a page into a rectangle; gives how many quotes found room."""
    painter.fillRect(rect, colour("surface"))
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), colour("line"))
    inset = 36 * unit
    left = QRectF(
        rect.left() + inset,
        rect.top() + 22 * unit,
        rect.width() * _LEFT_SHARE - 1.6 * inset,
        rect.height() - 34 * unit,
    )
    right = QRectF(left)
    right.setLeft(left.right() + inset)
    right.setRight(rect.right() - inset)
    painter.save()
    painter.setClipRect(rect)
    _paint_numbers(painter, told, left, unit)
    shown = _paint_words(painter, told, right, unit)
    painter.restore()
    return shown


def _paint_numbers(painter: QPainter, told: Told, room: QRectF, unit: float) -> None:
    page, face = told.page, told.page.face
    side = line_height(TITLE, unit)
    fill, on_fill = KIND_COLOURS[face.kind]
    tile = QRectF(room.left(), room.top(), side, side)
    painter.setBrush(QColor(fill))
    painter.setPen(colour("node_outline"))
    painter.drawRoundedRect(tile, side / 6, side / 6)
    inset = side * 0.2
    draw_glyph(painter, face.kind, tile.adjusted(inset, inset, -inset, -inset), QColor(on_fill), 2)
    aside = side * 1.3
    title = Prose(face.title, TITLE, unit, room.width() - aside, 2)
    y = title.paint(painter, room.left() + aside, room.top()) + 8 * unit
    rate = face.rate if not told.story.who.is_partner else None
    if rate is not None and rate.answered:
        y = _paint_figure(painter, rate, room, y, unit)
    for text, size, ink in lines(told):
        y = _paragraph(painter, text, size, ink, room, y, unit)
    y = _paint_reasons(painter, page.reasons, room, y + 8 * unit, unit)
    if page.about and y + 2.4 * line_height(QUIET, unit) < room.bottom():
        _paragraph(painter, page.about, QUIET, "ink3", room, y + 12 * unit, unit)


def _paint_figure(painter: QPainter, rate: Rate, room: QRectF, y: float, unit: float) -> float:
    figure = percent(rate.share)
    prose = Prose(figure, FIGURE, unit, room.width(), 1)
    end = prose.paint(painter, room.left(), y)
    left = room.left() + width(figure, FIGURE, unit) + 24 * unit
    scaled = 2.2 * unit
    painter.save()
    painter.translate(left, (y + end) / 2 - 7 * scaled)
    painter.scale(scaled, scaled)
    paint_bar(painter, rate, QRectF(0, 0, max((room.right() - left) / scaled, 30), 14))
    painter.restore()
    return end


def _paragraph(
    painter: QPainter, text: str, size: Size, ink: str, room: QRectF, y: float, unit: float
) -> float:
    most = int((room.bottom() - y) / line_height(size, unit))
    if most < 1:
        return y
    return Prose(text, size, unit, room.width(), min(most, 3)).paint(painter, room.left(), y, ink)


def _paint_reasons(
    painter: QPainter, reasons: Sequence[tuple[str, int]], room: QRectF, y: float, unit: float
) -> float:
    high = line_height(QUIET, unit)
    for text, count in reasons[:_MOST_REASONS]:
        if y + high > room.bottom():
            break
        mark = QRectF(room.left(), y + high * 0.2, high * 0.6, high * 0.6)
        draw_glyph(painter, DEVIATED, mark, colour("deviated"), 2)
        words = f"{count}  {text}"
        inner = QRectF(room)
        inner.setLeft(room.left() + high * 0.9)
        Prose(words, QUIET, unit, inner.width(), 1).paint(painter, inner.left(), y, "deviated")
        y += high
    return y


def _paint_words(painter: QPainter, told: Told, room: QRectF, unit: float) -> int:
    """Quotes from ``first`` on, as many as find room, then how many there are."""
    if not told.voices:
        words = _tr("Nothing was quoted at this step yet.") if told.page.step else ""
        Prose(words, BODY, unit, room.width()).paint(painter, room.left(), room.top(), "ink3")
        return 0
    foot = line_height(QUIET, unit)
    high = room.height() - foot
    voices = told.voices[told.first :]
    quotes: list[Prose] = []
    for size in QUOTES:
        quotes = _fitting(voices, size, unit, room.width(), high)
        if len(quotes) == len(voices) and not any(quote.is_cut for quote in quotes):
            break
    y = room.top()
    for voice, quote in zip(voices, quotes, strict=False):
        y = quote.paint(painter, room.left(), y)
        y = _paint_speaker(painter, voice, room.left(), y, unit) + _APART * unit
    if len(quotes) < len(told.voices):
        words = _tr("Quotes {first} to {last} of {n} · Q: more").format(
            first=told.first + 1, last=told.first + len(quotes), n=len(told.voices)
        )
        Prose(words, QUIET, unit, room.width(), 1).paint(
            painter, room.left(), room.top() + high, "ink3"
        )
    return len(quotes)


def _fitting(
    voices: Sequence[Voice], size: Size, unit: float, wide: float, high: float
) -> list[Prose]:
    """Quotes that find room one under the other, at least one; a long one is cut."""
    found: list[Prose] = []
    speaker = line_height(QUIET, unit) + _APART * unit
    for voice in voices:
        most = int((high - speaker) / line_height(size, unit))
        if found and most < 1:
            break
        quote = Prose(f"“{voice.quote}”", size, unit, wide, max(most, 1))
        if found and quote.is_cut:
            break
        found.append(quote)
        high -= quote.height + speaker
    return found


def _paint_speaker(painter: QPainter, voice: Voice, x: float, y: float, unit: float) -> float:
    high = line_height(QUIET, unit)
    mark = QRectF(x, y + high * 0.22, high * 0.56, high * 0.56)
    draw_glyph(painter, voice.status, mark, colour(voice.status), 2.2)
    words = {DEVIATED: _tr("deviated"), UNKNOWN: _tr("not observed")}
    status = words.get(voice.status, _tr("aligned"))
    speaker = Prose(f"{voice.pseudonym} · {status}", QUIET, unit, 4000, 1)
    return speaker.paint(painter, x + high * 0.8, y, "ink2")
