"""How a row of the path rail is painted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.interview import Place
from core.model.observation import Status
from ui.capture.rail import ROW_ROLE, Counter, Index, RailModel, Row
from ui.look.describe import clock
from ui.look.funnel_pens import Pens, fill_part, pens, put
from ui.look.glyphs import draw_glyph
from ui.look.paint import box, cap_size, draw_cap, draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.tokens import FOCUS, KIND_COLOURS, RADIUS_CARD
from ui.look.type import scale, type_key

ROOMY, TIGHT, HEADING = 86, 70, 36
"""Heights of a row in a large window, in a small one, and of the header of the endpoints."""

_PICTURES_KEPT = 200

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Look:
    """Everything the picture of a row depends on; the counters of ``row`` are left out."""

    row: Row
    hovered: bool
    tight: bool
    width: float
    height: float
    dark: bool
    ratio: float
    type: tuple[str, float]


class RailDelegate(QStyledItemDelegate):
    """Glyph tile, name, key cap, status and time, and the counters' bar."""

    def __init__(self, model: RailModel) -> None:
        super().__init__(model)
        self._words = model
        self.is_tight = False
        self._pictures: dict[_Look, QPixmap] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        height = HEADING if row.place is None else TIGHT if self.is_tight else ROOMY
        return QSize(100, int(height * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ratio = painter.device().devicePixelRatioF()
        look = _Look(replace(row, counter=Counter()), hovered, self.is_tight, rect.width(),
                     rect.height(), theme.dark, ratio, type_key())  # fmt: skip
        # Every mark moves the counters of all steps behind it, and nothing else of their rows.
        picture = self._pictures.get(look)
        if picture is None:
            picture = self._pictures[look] = self._picture(look, row)
            while len(self._pictures) > _PICTURES_KEPT:
                del self._pictures[next(iter(self._pictures))]
        painter.drawPixmap(option.rect.topLeft(), picture)
        if row.place is not None:
            _counters(painter, self._parts(_inside(rect))[2], row.counter)

    def _picture(self, look: _Look, row: Row) -> QPixmap:
        """A row without its counters."""
        picture = QPixmap((QSizeF(look.width, look.height) * look.ratio).toSize())
        picture.setDevicePixelRatio(look.ratio)
        picture.fill(colour("surface"))  # nothing shines through: painted in half the time
        painter = QPainter(picture)
        rect = QRectF(0, 0, look.width, look.height)
        if row.place is None:
            line = _inside(rect).adjusted(0, 10 * scale(), 0, 0)
            draw_text(painter, line, row.heading, "label", colour("ink3"), elide=True)
        else:
            _ground(painter, rect, is_current=row.is_current, hovered=look.hovered)
            self._place(painter, _inside(rect), row, row.place)
        painter.end()
        return picture

    def _parts(self, rect: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        """Where the name, the status and the counters stand; the tile stands left of the name."""
        unit = scale()
        top = rect.center().y() - (29 if self.is_tight else 32) * unit
        gap = 0 if self.is_tight else 3 * unit
        words, room = rect.left() + 36 * unit, rect.width() - 36 * unit
        return (
            QRectF(words, top - 1, room, 20 * unit),
            QRectF(words, top + 19 * unit + gap / 2, room, 17 * unit),
            QRectF(words, top + 40 * unit + gap * 1.5, room, 16 * unit),
        )

    def _place(self, painter: QPainter, rect: QRectF, row: Row, place: Place) -> None:
        unit, right = scale(), rect.right()
        name, line, _ = self._parts(rect)
        top = name.top() + 1
        _tile(painter, QRectF(rect.left(), top + 1, 24 * unit, 24 * unit), place.step.kind.value)
        if place.number <= 9:
            cap = cap_size(str(place.number)).width()
            at = QPointF(right - cap, top)
            draw_cap(painter, at, str(place.number), colour("ink2"), colour("control"))
            name.setRight(right - cap - 8 * unit)
        role = "strong" if row.is_current else "body"
        draw_text(painter, name, place.step.name, role, colour("ink"), elide=True)
        if place.at:
            told = clock(place.at)
            draw_text(painter, line, told, "secondary", colour("ink3"), _RIGHT)
            line.setRight(right - text_width(told, "secondary") - 6 * unit)
        painter.setOpacity(0.45 if row.is_writing else 1)
        self._status(painter, line, row, place)

    def _status(self, painter: QPainter, line: QRectF, row: Row, place: Place) -> None:
        said = self._words.status_words(place, is_current=row.is_current)
        if place.status is None:
            role, ink = ("status", "accent") if row.is_current else ("secondary", "ink3")
            draw_text(painter, line, said, role, colour(ink), elide=True)
            return
        unit = scale()
        ink = "aligned" if place.status is Status.ALIGNED else "deviated"
        mark = QRectF(line.left(), line.center().y() - 6 * unit, 12 * unit, 12 * unit)
        draw_glyph(painter, place.status.value, mark, colour(ink), 2)
        line = line.adjusted(17 * unit, 0, 0, 0)
        head, dot, rest = said.partition(" · ")
        draw_text(painter, line, head, "status", colour(ink), elide=True)
        if rest:
            line = line.adjusted(text_width(head, "status") + 4 * unit, 0, 0, 0)
            draw_text(
                painter, line, f"{dot.strip()} {rest}", "secondary", colour("ink2"), elide=True
            )


def _inside(rect: QRectF) -> QRectF:
    inset = 24 * scale()
    return rect.adjusted(inset, 0, -inset, 0)


def _ground(painter: QPainter, rect: QRectF, *, is_current: bool, hovered: bool) -> None:
    side = 12 * scale()
    card = rect.adjusted(side, 1, -side, -1)
    if is_current:
        box(painter, card, RADIUS_CARD, colour("accent_soft"), colour("accent"), FOCUS)
    elif hovered:
        box(painter, card, RADIUS_CARD, colour("window"))


def _tile(painter: QPainter, rect: QRectF, kind: str) -> None:
    tone = KIND_COLOURS[kind]
    box(painter, rect, 5, QColor(tone.fill))
    inner = rect.width() / 5
    draw_glyph(painter, kind, rect.adjusted(inner, inner, -inner, -inner), QColor(tone.glyph), 2)


def _counters(painter: QPainter, rect: QRectF, counter: Counter) -> None:
    counts = (counter.aligned, counter.deviated, counter.unknown)
    unit, made = scale(), pens(painter.device().devicePixelRatioF())
    room = max(22 * unit, text_width("0" * len(str(max(counts))), "status") + 8 * unit)
    width, height = round(rect.width() - 3 * room), round(8 * unit)
    bar = QRectF(round(rect.left()), round(rect.center().y() - height / 2), width, height)
    _stack(painter, bar, counts, max(counter.whole, sum(counts)), made)
    for place, (count, ink) in enumerate(zip(counts, _PARTS, strict=True)):
        at = QPointF(rect.right() - (2 - place) * room, rect.center().y())
        put(painter, made, at, str(count), "status", ink, 1)


_PARTS = ("aligned", "deviated", "unknown")


def _stack(
    painter: QPainter, bar: QRectF, counts: tuple[int, int, int], whole: int, made: Pens
) -> None:
    """The counts side by side in a sunken bar; one that counts anybody is at least 2 px long."""
    painter.fillRect(bar, made.colours["sunken"])
    at, length = 0, int(bar.width())
    for part, count in zip(_PARTS, counts, strict=True):
        if count and at < length:
            span = min(max(round(length * count / whole), 2), length - at)
            fill_part(painter, made, QRectF(bar.left() + at, bar.top(), span, bar.height()), part)
            at += span
