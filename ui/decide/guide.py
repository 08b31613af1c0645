"""The interview guide as pages to print: whom to meet, why, what to ask, and lines to write on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPainter

from core.learn.guide import Guide, text
from core.learned import guide_of
from core.model.consent import Purpose
from ui.decide.shown import Shown
from ui.decide.words import tr
from ui.look.curtain import curtain
from ui.look.drawn import Sheet
from ui.look.sharing import PictureSharing, Words
from ui.look.tokens import LIGHT
from ui.look.type import font
from ui.screen import Screen

_WIDE, _HIGH, _MARGIN = 210.0, 297.0, 18.0  # A4, in millimetres
_LINES, _LINE = 3, 8.0  # to write on, under a visit


@dataclass(frozen=True)
class _Block:
    """Something that stays together on a page: how high it is, and what paints it at a height."""

    high: float
    paint: Callable[[QPainter, float], None]
    keep: bool = False
    """Whether it stands on the page of what follows."""


class GuideSharing(PictureSharing):
    """Saves the guide of the iteration that is shown, for those who are checked, as a PDF."""

    endings = ("pdf",)

    def __init__(
        self, screen: Screen, shown: Callable[[], Shown | None], chosen: Callable[[Guide], Guide]
    ) -> None:
        """``shown`` says what the screen shows, ``chosen`` leaves those out who are not checked."""
        super().__init__(screen)
        self._study = screen.session.study
        self._shown, self._chosen = shown, chosen

    def sheet(self) -> Sheet | None:
        """The guide with what its partners agreed to leave."""
        shown = self._shown()
        if shown is None:
            return None
        return guide_sheet(self._chosen(guide_of(self._study, shown.iteration, Purpose.EXPORT)))

    def name(self) -> str:
        shown = self._shown()
        number = shown.iteration.number if shown else 0
        study = self._study.info.name
        return tr("{study}, interview guide {n}").format(study=study, n=number)

    def words(self) -> Words:
        return Words(
            tr("Save the interview guide"),
            tr("The guide is on the clipboard."),
            tr("Saved {name}. It says why somebody left only where they agreed."),
            tr("There is nothing to ask about yet."),
        )


def guide_sheet(guide: Guide) -> Sheet:
    """A guide laid out on A4 pages; always dark on light, it is for paper."""
    pages = _paged(list(_blocks(guide)), _px(_HIGH - 2 * _MARGIN - 8))
    paints = [partial(_paint, blocks, place, len(pages)) for place, blocks in enumerate(pages, 1)]
    size = QSizeF(_px(_WIDE), _px(_HIGH))
    return Sheet(size, paints[0], "surface", guide.title, text(guide), more=paints[1:])


def _px(millimetres: float) -> float:
    return millimetres / 25.4 * QGuiApplication.primaryScreen().logicalDotsPerInchY()


def _paged(blocks: Sequence[_Block], high: float) -> list[list[_Block]]:
    """Blocks in their order, none of them cut; a heading goes with what it is about."""
    pages: list[list[_Block]] = [[]]
    used = 0.0
    for place, block in enumerate(blocks):
        after = blocks[place + 1].high if block.keep and place + 1 < len(blocks) else 0.0
        if pages[-1] and used + block.high + after > high:
            pages.append([])
            used = 0.0
        pages[-1].append(block)
        used += block.high
    return pages


def _paint(blocks: Sequence[_Block], page: int, whole: int, painter: QPainter) -> None:
    painter.fillRect(QRectF(0, 0, _px(_WIDE), _px(_HIGH)), QColor(LIGHT.surface))
    top = _px(_MARGIN)
    for block in blocks:
        block.paint(painter, top)
        top += block.high
    foot = QRectF(_px(_MARGIN), _px(_HIGH - _MARGIN + 2), _px(_WIDE - 2 * _MARGIN), _px(6))
    painter.setFont(font("label"))
    painter.setPen(QColor(LIGHT.ink3))
    said = tr("Page {n} of {whole}").format(n=page, whole=whole)
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight), said)
    kept = tr("Pseudonyms only. Keep it as you keep the study.")
    painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), kept)


def _blocks(guide: Guide) -> Iterator[_Block]:
    yield _text(guide.title, "title", after=2)
    yield _text(guide.notice, "body", LIGHT.ink2, after=5)
    yield _text(tr("Ask everybody"), "card", after=1.5, keep=True)
    for question in guide.questions:
        yield _asked(question)
    yield _gap(4)
    if guide.visits:
        yield _text(tr("Whom to meet"), "card", after=1.5, keep=True)
    for visit in guide.visits:
        who = curtain.over(visit.who) if visit.talk.partner else visit.who
        parts = [_rule(), _text(who, "strong", after=1.5, beside=visit.why)]
        parts += [_asked(each) for each in visit.questions]
        yield _together([*parts, _ruled()])


def _text(
    said: str,
    role: str,
    ink: str = LIGHT.ink,
    *,
    after: float,
    keep: bool = False,
    beside: str = "",
) -> _Block:
    wide = _px(_WIDE - 2 * _MARGIN)
    lead = QFontMetricsF(font(role)).horizontalAdvance(said) + _px(3) if beside else 0.0
    # A long name takes its own lines, and the reason the next.
    is_below = lead > wide / 2
    high = _high(said, role, wide)
    side = wide if is_below else wide - lead
    second = _high(beside, "secondary", side) if beside else 0.0
    both = high + second if is_below else max(high, second)

    def paint(painter: QPainter, top: float) -> None:
        left = _px(_MARGIN)
        _write(painter, QRectF(left, top, wide, high), said, role, ink)
        if beside:
            box = QRectF(
                left + (0 if is_below else lead), top + (high if is_below else 0), side, both
            )
            _write(painter, box, beside, "secondary", LIGHT.ink2)

    return _Block(both + _px(after), paint, keep)


def _asked(question: str) -> _Block:
    """A question with a box to tick."""
    indent, wide = _px(6), _px(_WIDE - 2 * _MARGIN - 6)
    high = _high(question, "body", wide)

    def paint(painter: QPainter, top: float) -> None:
        line = QFontMetricsF(font("body")).height()
        side = _px(3)
        painter.setPen(QColor(LIGHT.control))
        painter.drawRect(QRectF(_px(_MARGIN), top + (line - side) / 2, side, side))
        box = QRectF(_px(_MARGIN) + indent, top, wide, high)
        _write(painter, box, question, "body", LIGHT.ink)

    return _Block(high + _px(1.5), paint)


def _ruled() -> _Block:
    def paint(painter: QPainter, top: float) -> None:
        for line in range(1, _LINES + 1):
            y = top + _px(_LINE) * line
            painter.fillRect(
                QRectF(_px(_MARGIN), y, _px(_WIDE - 2 * _MARGIN), 0.6), QColor(LIGHT.line)
            )

    return _Block(_px(_LINE) * _LINES + _px(5), paint)


def _rule() -> _Block:
    def paint(painter: QPainter, top: float) -> None:
        painter.fillRect(
            QRectF(_px(_MARGIN), top, _px(_WIDE - 2 * _MARGIN), 0.8), QColor(LIGHT.control)
        )

    return _Block(_px(2), paint)


def _gap(millimetres: float) -> _Block:
    return _Block(_px(millimetres), lambda _painter, _top: None)


def _together(blocks: Sequence[_Block]) -> _Block:
    def paint(painter: QPainter, top: float) -> None:
        for block in blocks:
            block.paint(painter, top)
            top += block.high

    return _Block(sum(each.high for each in blocks), paint)


def _wrap(said: str, role: str, wide: float) -> int:
    """How to break lines: between words, unless one of them is wider than the page."""
    metrics = QFontMetricsF(font(role))
    longest = max(map(metrics.horizontalAdvance, said.split()), default=0.0)
    flag = Qt.TextFlag.TextWrapAnywhere if longest > wide else Qt.TextFlag.TextWordWrap
    return int(flag)


def _high(said: str, role: str, wide: float) -> float:
    box = QRectF(0, 0, wide, 1e6)
    return QFontMetricsF(font(role)).boundingRect(box, _wrap(said, role, wide), said).height()


def _write(painter: QPainter, box: QRectF, said: str, role: str, ink: str) -> None:
    painter.setFont(font(role))
    painter.setPen(QColor(ink))
    painter.drawText(box, _wrap(said, role, box.width()), said)
