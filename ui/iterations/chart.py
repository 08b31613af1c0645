"""Need met over the iterations: a point and its interval above each column, and the share to beat."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.timeline import NeedMet, Round
from ui.look.describe import interval, is_few, of, percent
from ui.look.paint import draw_text
from ui.look.pattern import fill_dots
from ui.look.theme import colour, theme
from ui.look.tokens import WHISKER
from ui.look.type import scale

_HEIGHT, _TOP, _FOOT = 268, 14, 14
_AXIS, _POINT, _HALF_BAND, _CAP = 128, 5.0, 12, 7
_AT = 0.42
"""Where in its column a point stands; its words are to the right."""


class NeedMetChart(QWidget):
    """Columns are as wide as those of the grid below: ``lay`` says where they begin."""

    def __init__(self) -> None:
        super().__init__()
        self._rounds: Sequence[Round] = ()
        self._label, self._column = 150, 354
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def lay(self, label: int, column: int) -> None:
        """How wide the labels and each column are, in px."""
        self._label, self._column = label, column
        self.update()

    def show_rounds(self, rounds: Sequence[Round]) -> None:
        """Show these iterations."""
        self._rounds = rounds
        self.setAccessibleName("; ".join(self._said(each) for each in rounds))
        self.update()

    def _said(self, told: Round) -> str:
        head = self.tr("Iteration {n}").format(n=told.iteration.number)
        return f"{head}: {', '.join(_words(told.need_met))}"

    def sizeHint(self) -> QSize:
        return QSize(600, int(_HEIGHT * scale()))

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._grid(painter)
        self._joined(painter)
        self._target(painter)
        for place, told in enumerate(self._rounds):
            self._point(painter, place, told.need_met)
        painter.end()

    def _y(self, share: float) -> float:
        room = self.height() - (_TOP + _FOOT) * scale()
        return round(_TOP * scale() + (1 - share) * room)

    def _x(self, place: int) -> float:
        return round(self._label + (place + _AT) * self._column)

    def _grid(self, painter: QPainter) -> None:
        right = self._label + self._column * max(len(self._rounds), 1)
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            y = self._y(share)
            ink = colour("control" if share == 0 else "grid")
            painter.fillRect(QRectF(self._label, y, right - self._label, 1), ink)
            box = QRectF(0, y - 10, _AXIS * scale(), 20)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, box, percent(share), "tick", colour("ink3"), align)

    def _joined(self, painter: QPainter) -> None:
        """A dotted line through the points: it joins what was read and claims nothing between."""
        points = [
            QPointF(self._x(place), self._y(told.need_met.share))
            for place, told in enumerate(self._rounds)
            if told.need_met.share is not None
        ]
        painter.setPen(QPen(colour("aligned"), 1, Qt.PenStyle.DotLine))
        for a, b in pairwise(points):
            painter.drawLine(QLineF(a, b))

    def _target(self, painter: QPainter) -> None:
        """The share to beat of each iteration; named once where it stays the same."""
        named = None
        for place, told in enumerate(self._rounds):
            if told.hypothesis is None or not told.is_primary:
                continue
            target = told.hypothesis.target
            left, y = self._label + place * self._column, self._y(target)
            pen = QPen(colour("accent"), WHISKER)
            pen.setDashPattern([5, 3])
            painter.setPen(pen)
            painter.drawLine(QLineF(left, y, left + self._column, y))
            if target != named:
                named = target
                box = QRectF(left + 6, y - 20, self._column, 18)
                said = self.tr("to beat {share}").format(share=percent(target))
                draw_text(painter, box, said, "label", colour("accent"))

    def _point(self, painter: QPainter, place: int, found: NeedMet) -> None:
        x = self._x(place)
        text = QRectF(x + 22 * scale(), 0, self._column * (1 - _AT) - 30, 20 * scale())
        if found.share is None or found.interval is None or found.band is None:
            at = text.translated(-22 * scale(), (self._y(0.5) + self._y(0.25)) / 2 - 10)
            draw_text(painter, at, self.tr("no answers yet"), "secondary", colour("ink3"))
            return
        low, high = (self._y(each) for each in found.interval)
        half = WHISKER / 2
        ink = colour("ink")
        painter.fillRect(QRectF(x - half, high, WHISKER, low - high), ink)
        for y in (low, high):
            painter.fillRect(QRectF(x - _CAP, y - half, 2 * _CAP, WHISKER), ink)
        if found.unknown:
            bottom, top = (self._y(each) for each in found.band)
            band = QRectF(x - _HALF_BAND, top, 2 * _HALF_BAND, max(bottom - top, 2))
            painter.fillRect(band, colour("window"))
            fill_dots(painter, band, theme.tokens, self.devicePixelRatioF())
            pen = QPen(colour("unknown"), 1)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(band)
            painter.fillRect(QRectF(x - half, high, WHISKER, low - high), ink)
        self._dot(painter, QPointF(x + 0.5, self._y(found.share)))
        lines = _words(found)
        lowest = self.height() - (15 + _LINE * max(len(lines), 3)) * scale()
        top = min(max(self._y(found.share) - 2 * scale(), 4), lowest)
        for line, (words, role, tone) in enumerate(zip(lines, _ROLES, _TONES, strict=False)):
            at = text.translated(0, top + line * _LINE * scale() + (4 * scale() if line else 0))
            draw_text(painter, at, words, role, colour(tone))

    def _dot(self, painter: QPainter, at: QPointF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("window"), 2))
        painter.setBrush(colour("aligned"))
        painter.drawEllipse(at, _POINT + 1, _POINT + 1)
        painter.restore()


_LINE = 17
_ROLES = ("title", "secondary", "label", "label", "label")
_TONES = ("ink", "ink2", "ink3", "ink3", "ink3")


def _words(found: NeedMet) -> list[str]:
    """What a point says, by lines: the share; x of n and interval; who has no answer; few answers."""
    from ui.iterations.words import few, unanswered

    if found.share is None:
        return []
    said = [percent(found.share), f"{of(found.met, found.answered)} · {interval(found.interval)}"]
    said += unanswered(found)
    said += [few()] if is_few(found.answered) else []
    return said
