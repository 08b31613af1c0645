"""The gauge of true innovation: four arcs, the state first as a word."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.learn.innovation import Innovation, State
from ui.innovation.words import both, meant, state, tr
from ui.look.buttons import Button
from ui.look.describe import interval
from ui.look.glyphs import draw_glyph
from ui.look.interval_strip import Ends
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.type import scale

_STATES = tuple(State)
_WIDE, _HIGH, _OUTER, _INNER, _GAP = 452.0, 196.0, 148.0, 112.0, 1.6
"""Width, height and radii in px at a body of 10 points; the gap between two arcs in degrees."""
_ABOVE, _LINE, _UNDER, _GAP_UNDER = 34.0, 47.0, 24.0, 52.0
"""Room over the arcs, to the button, under them for names, and beside them where names stand there."""


class Gauge(QWidget):
    """Four arcs from *not measured* to *achieved*; what is reached is filled or edged in accent.

    ``both`` leads to the partners who did both.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._lines = State.NOT_MEASURED, ("", "", "")
        self.both = Button("", "pill", parent=self)
        self.both.setAccessibleDescription(tr("Shows who they are and what they said"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def state(self) -> State:
        """The state shown."""
        return self._state

    def show_innovation(self, found: Innovation, plausible: Ends | None) -> None:
        """Show how far it has come; ``plausible`` is the interval of those who did both."""
        self._state = found.state
        word = state(found.state)
        head = tr("{state}, so far").format(state=word) if found.so_far else word
        so_far = tr("so far") if found.so_far else ""
        range_ = tr("plausible {range}").format(range=interval(plausible)) if plausible else ""
        self._lines = (word, both(found), "; ".join(filter(None, (so_far, range_))))
        said = [head, meant(found.state), both(found), range_]
        self.setAccessibleName(tr("True innovation: {state}").format(state=head))
        self.setAccessibleDescription(". ".join(each.rstrip(".") for each in said[1:] if each))
        self.setToolTip(meant(found.state))
        self.both.dress(both(found))
        self.both.setVisible(found.both > 0)
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @property
    def _factor(self) -> float:
        """How much larger than drawn: smaller where there is less room."""
        if self._is_narrow:
            high = (_HIGH - _UNDER) / (_ABOVE + _OUTER) * scale()
            return min(high, self.width() / (2 * _OUTER + _GAP_UNDER))
        return self._widest

    @property
    def _widest(self) -> float:
        return min(scale(), self.width() / _WIDE)

    @property
    def _is_narrow(self) -> bool:
        """Whether the outer names have no room beside their arcs, and stand under them."""
        beside = (self.width() / 2 - _at(QPointF(), (_OUTER + 10) * self._widest, 3).x()) - 4
        return max(text_width(state(each), "status") for each in _STATES) > beside

    def _above_base(self) -> float:
        """How far above the base of the arcs the words begin."""
        return min(76 * scale(), (_INNER - 32) * self._factor)

    def _place(self) -> None:
        """The button stands where its words would be painted."""
        size = self.both.sizeHint()
        middle = (_ABOVE + _OUTER) * self._factor - self._above_base() + _LINE * scale()
        self.both.setGeometry(
            int((self.width() - size.width()) / 2),
            int(middle - size.height() / 2),
            size.width(),
            size.height(),
        )

    def sizeHint(self) -> QSize:
        return QSize(int(420 * scale()), int(_HIGH * scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(280 * scale()), int(_HIGH * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        factor = self._factor
        centre = QPointF(self.width() / 2, (_ABOVE + _OUTER) * factor)
        now = _STATES.index(self._state)
        for place, named in enumerate(_STATES):
            self._paint_arc(painter, centre, place, now)
            self._paint_name(painter, centre, place, named, is_now=place == now)
        self._paint_needle(painter, centre, now)
        self._paint_words(painter, centre)
        painter.end()

    def _paint_arc(self, painter: QPainter, centre: QPointF, place: int, now: int) -> None:
        factor, start = self._factor, 180 - place * 45 - _GAP / 2
        span = -(45 - _GAP)
        outer, inner = (_circle(centre, each * factor) for each in (_OUTER, _INNER))
        path = QPainterPath()
        path.arcMoveTo(outer, start)
        path.arcTo(outer, start, span)
        path.arcTo(inner, start + span, -span)
        path.closeSubpath()
        ground, edge = ("sunken", "control") if place > now else ("accent_soft", "accent")
        painter.setPen(QPen(colour(edge), 1))
        painter.setBrush(colour("accent" if place == now else ground))
        painter.drawPath(path)
        if place == now:
            at = _at(centre, (_OUTER + _INNER) / 2 * factor, place)
            side = 15 * factor
            mark = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
            glyph = "check" if self._state is not State.NOT_MEASURED else "unknown"
            draw_glyph(painter, glyph, mark, colour("on_accent"), 2.0)

    def _paint_name(
        self, painter: QPainter, centre: QPointF, place: int, named: State, *, is_now: bool
    ) -> None:
        factor, text = self._factor, state(named)
        role, ink = ("status", "accent") if is_now else ("secondary", "ink2")
        wide, high = text_width(text, role) + 2, 18 * factor
        at = _at(centre, (_OUTER + 10) * factor, place)
        left = at.x() - wide if place < 2 else at.x()
        top = at.y() - high / 2 - 3 * factor
        if place in (0, len(_STATES) - 1) and self._is_narrow:
            side = -1 if place < 2 else 1
            left = centre.x() + side * (_OUTER + _INNER) / 2 * factor - wide / 2
            top = min(centre.y() + 22 * scale(), self.height() - high)
        box = QRectF(left, top, wide, high)
        draw_text(painter, box, text, role, colour(ink))

    def _paint_needle(self, painter: QPainter, centre: QPointF, now: int) -> None:
        factor = self._factor
        pen = QPen(colour("ink"), 3 * factor)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        ends = (_at(centre, each * factor, now) for each in (_INNER - 5, _INNER - 15))
        painter.drawLine(*ends)

    def _paint_words(self, painter: QPainter, centre: QPointF) -> None:
        factor = self._factor
        middle = Qt.AlignmentFlag.AlignCenter
        wide = 2 * (_INNER - 6) * factor
        head = self._lines[0]
        fits = text_width(head, "display") <= wide - 40 * factor
        factor = scale()
        top = centre.y() - self._above_base()
        rows = (
            (head, "display" if fits else "title", "ink", 34),
            (self._lines[1] if self.both.isHidden() else "", "body", "ink2", 26),
            (self._lines[2], "secondary", "ink2", 18),
        )
        for text, role, ink, high in rows:
            box = QRectF(centre.x() - wide / 2, top, wide, high * factor)
            draw_text(painter, box, text, role, colour(ink), middle, elide=True)
            top += high * factor


def _circle(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def _at(centre: QPointF, radius: float, place: int) -> QPointF:
    """The middle of an arc at a radius."""
    angle = pi * (1 - (place + 0.5) / len(_STATES))
    return QPointF(centre.x() + radius * cos(angle), centre.y() - radius * sin(angle))
