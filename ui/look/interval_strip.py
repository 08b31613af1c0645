"""A share on a line from 0 to 100 %: its point, its interval, where the unknown could move it, its target."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.describe import interval, percent
from ui.look.paint import draw_text, text_width
from ui.look.pattern import paint_part
from ui.look.theme import colour, theme
from ui.look.tokens import WHISKER
from ui.look.type import scale

Ends = tuple[float, float]

_DOT, _CAP, _BAND, _TARGET = 5.0, 12.0, 15.0, 22.0
_HEAD, _AXIS = 22.0, 24.0  # above the line: rate and target; below it: the axis
_GAP = 6.0


@dataclass(frozen=True)
class Plausible:
    """A share from 0 to 1 and how sure it is; None for each that there is not.

    ``ends`` are its interval, ``band`` is where answers not known yet could move it.
    """

    rate: float | None
    ends: Ends | None
    band: Ends | None = None
    target: float | None = None

    def said(self) -> str:
        """All of it in words, for who cannot see it."""
        said = [percent(self.rate)]
        if self.ends is not None:
            said.append(_tr("plausible {range}").format(range=interval(self.ends)))
        if self.band is not None:
            said.append(_tr("the unknown could move it: {range}").format(range=interval(self.band)))
        if self.target is not None:
            said.append(_tr("to beat: {share}").format(share=percent(self.target)))
        return "; ".join(said)


def paint_interval(
    painter: QPainter, rect: QRectF, shown: Plausible, *, target: bool = True
) -> None:
    """The marks alone, about the middle of a rectangle that is 0 to 100 % wide."""
    factor, middle = scale(), round(rect.center().y())
    if shown.band is not None and shown.band[0] < shown.band[1]:
        high = _BAND * factor
        left, right = _x(rect, shown.band[0]), _x(rect, shown.band[1])
        box = QRectF(round(left), round(middle - high / 2), round(right - left), round(high))
        paint_part(painter, box, "unknown", theme.tokens)
    if shown.ends is not None:
        left, right = _x(rect, shown.ends[0]), _x(rect, shown.ends[1])
        ink, cap = colour("ink"), _CAP * factor
        painter.fillRect(QRectF(left, middle - WHISKER / 2, right - left, WHISKER), ink)
        for end in (left, right):
            painter.fillRect(QRectF(end - WHISKER / 2, middle - cap / 2, WHISKER, cap), ink)
    if target and shown.target is not None:
        high = _TARGET * factor
        paint_target(painter, _x(rect, shown.target), middle - high / 2, middle + high / 2)
    if shown.rate is not None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        at = QPointF(_x(rect, shown.rate), middle)
        painter.setBrush(colour("surface"))
        painter.drawEllipse(at, (_DOT + 1.5) * factor, (_DOT + 1.5) * factor)
        painter.setBrush(colour("aligned"))
        painter.drawEllipse(at, _DOT * factor, _DOT * factor)
        painter.restore()


def paint_target(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """The dashes of a target, upright."""
    at, ink = top, colour("accent")
    while at < bottom:
        painter.fillRect(QRectF(x - WHISKER / 2, at, WHISKER, min(5.0, bottom - at)), ink)
        at += 8.0


class IntervalStrip(QWidget):
    """The whole of it, with its axis and figures; ``small`` is one line high and has none."""

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = small
        self._shown = Plausible(None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, shown: Plausible) -> None:
        """Show another."""
        self._shown = shown
        self.setAccessibleName(shown.said())
        self.update()

    def sizeHint(self) -> QSize:
        high = _TARGET if self._small else _HEAD + _TARGET + _AXIS
        return QSize(int((140 if self._small else 380) * scale()), int(high * scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(int((90 if self._small else 220) * scale()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        factor = scale()
        edge = (_DOT + 2 if self._small else 18) * factor
        rect = QRectF(self.rect()).adjusted(edge, 0, -edge, 0)
        if self._small:
            self._paint_track(painter, rect)
            paint_interval(painter, rect, self._shown)
        else:
            line = QRectF(rect.left(), _HEAD * factor, rect.width(), _TARGET * factor)
            self._paint_axis(painter, line)
            paint_interval(painter, line, self._shown)
            self._paint_figures(painter, line)
        painter.end()

    def _paint_track(self, painter: QPainter, rect: QRectF) -> None:
        middle, ink = round(rect.center().y()), colour("line")
        painter.fillRect(QRectF(rect.left(), middle, rect.width(), 1), ink)
        for end in (rect.left(), rect.right() - 1):
            painter.fillRect(QRectF(end, middle - 3, 1, 7), ink)

    def _paint_axis(self, painter: QPainter, line: QRectF) -> None:
        factor, top = scale(), round(line.bottom() + 1)
        painter.fillRect(QRectF(line.left(), top, line.width(), 1), colour("control"))
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            x = round(_x(line, share))
            painter.fillRect(QRectF(x, top, 1, 4), colour("control"))
            box = QRectF(x - 30 * factor, top + 4, 60 * factor, 18 * factor)
            centre = Qt.AlignmentFlag.AlignCenter
            draw_text(painter, box, percent(share), "tick", colour("ink3"), centre)

    def _paint_figures(self, painter: QPainter, line: QRectF) -> None:
        shown, factor = self._shown, scale()
        taken = -1.0
        if shown.rate is None:
            none = _tr("no answers yet")
            draw_text(painter, line.adjusted(4, 0, 0, 0), none, "secondary", colour("ink2"))
        else:
            text, x = percent(shown.rate), _x(line, shown.rate)
            wide = text_width(text, "strong")
            # A target near the rate pushes its figure to the other side.
            near = shown.target is not None and abs(_x(line, shown.target) - x) < wide
            left = x - wide / 2
            if near and shown.target is not None:
                left = x - wide if shown.rate <= shown.target else x
            left = min(max(left, 0.0), self.width() - wide - 2)
            taken = left + wide
            box = QRectF(left, 0, wide + 2, line.top())
            draw_text(painter, box, text, "strong", colour("ink"))
        if shown.ends is not None:
            for share, is_right in zip(shown.ends, (False, True), strict=True):
                self._paint_end(painter, line, share, is_right)
        if shown.target is not None:
            text, x = (
                _tr("to beat {share}").format(share=percent(shown.target)),
                _x(line, shown.target),
            )
            wide = text_width(text, "status")
            before = shown.rate is not None and shown.rate > shown.target
            left = x - wide - 2 if before or x + wide + _GAP > self.width() else x + 4
            if not before and left < taken:
                left = max(taken + 8, x + 4)
            draw_text(
                painter, QRectF(left, 0, wide + 2, line.top()), text, "status", colour("accent")
            )
            paint_target(painter, x, line.top() - 5 * factor, line.top())

    def _paint_end(self, painter: QPainter, line: QRectF, share: float, is_right: bool) -> None:
        text, x = percent(share), _x(line, share)
        wide = text_width(text, "secondary")
        left = x + _GAP if is_right else x - wide - _GAP
        target = self._shown.target
        at = None if target is None else _x(line, target)
        if at is not None and left - _GAP < at < left + wide + _GAP:
            # The target runs through these figures: they stand behind it.
            left = at + _GAP if is_right else at - wide - _GAP
        if left < 0 or left + wide > self.width():
            return
        box = QRectF(left, line.top(), wide + 2, line.height())
        draw_text(painter, box, text, "secondary", colour("ink2"))


def _x(rect: QRectF, share: float) -> float:
    return rect.left() + rect.width() * share


def _tr(text: str) -> str:
    return QCoreApplication.translate("interval", text)
