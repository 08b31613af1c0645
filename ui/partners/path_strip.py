"""The path one encounter walked, drawn: each step with its mark, its name and its time."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.interview import Place
from core.model.observation import Status
from ui.look.describe import clock
from ui.look.glyphs import draw_glyph
from ui.look.paint import box, draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.partners.facts import tr

_LEAST, _DOT, _ROW = 92, 24, 82
_LOOKS = {
    Status.ALIGNED: ("aligned", "aligned", "on_aligned", "aligned"),
    Status.DEVIATED: ("deviated", "deviated_soft", "deviated", "deviated"),
    None: ("unknown", "", "unknown", "unknown"),
}
"""By status: glyph, ground, ink and edge."""


def place_words(place: Place) -> str:
    """How a partner stood at a step, in words: ``Bill: aligned, 10:31:04``."""
    word = tr("another way taken") if place.other_branch else tr(status_word(place.status))
    if place.recovered:
        word = tr("deviated, then aligned")
    return f"{place.step.name}: {word}" + (f", {clock(place.at)}" if place.at else "")


def status_word(status: Status | None) -> str:
    """The word of a status; nothing observed is unknown."""
    return {Status.ALIGNED: "aligned", Status.DEVIATED: "deviated", None: "unknown"}[status]


class PathStrip(QWidget):
    """Steps from left to right, in as many rows as the width asks for."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = "; ".join(map(place_words, places))
        self.setAccessibleName(tr("Path walked: {steps}").format(steps=words))
        self.setToolTip("\n".join(map(place_words, places)))
        theme.changed.connect(self.update)

    def _across(self) -> int:
        """How many steps stand in a row."""
        fit = max(1, int(self.width() / (_LEAST * scale())))
        rows = ceil(len(self._places) / fit) or 1
        return max(1, ceil(len(self._places) / rows))

    def sizeHint(self) -> QSize:
        rows = ceil(len(self._places) / self._across())
        return QSize(300, int(rows * _ROW * scale()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        across, factor = self._across(), scale()
        wide = self.width() / across
        for at, place in enumerate(self._places):
            row, column = divmod(at, across)
            cell = QRectF(column * wide, row * _ROW * factor, wide, _ROW * factor)
            follows = at + 1 < len(self._places) and column + 1 < across
            self._step(painter, cell, place, follows=follows)
        painter.end()

    def _step(self, painter: QPainter, cell: QRectF, place: Place, *, follows: bool) -> None:
        factor, side = scale(), _DOT * scale()
        dot = QRectF(cell.center().x() - side / 2, cell.top() + 2, side, side)
        if follows and not place.step.kind.is_endpoint:
            pen = QPen(colour("ink2" if place.status is Status.ALIGNED else "control"), 1.5)
            if place.status is not Status.ALIGNED:
                pen.setDashPattern([3, 3])
            painter.setPen(pen)
            middle = dot.center().y()
            start = QPointF(dot.right() + 4, middle)
            painter.drawLine(start, QPointF(cell.right() + cell.width() / 2 - side / 2 - 4, middle))
        glyph, ground, ink, edge = _LOOKS[place.status]
        if place.other_branch:
            glyph, edge, ink = "minus", "line", "ink3"
        fill = colour(ground) if ground else None
        box(painter, dot, side / 2, fill, colour(edge), 1.2, dashed=place.status is None)
        inner = dot.adjusted(5 * factor, 5 * factor, -5 * factor, -5 * factor)
        draw_glyph(painter, glyph, inner, colour(ink), 1.8)
        name = QRectF(cell.left() + 3, dot.bottom() + 4, cell.width() - 6, 30 * factor)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        lines = _two_lines(place.step.name, name.width())
        for n, line in enumerate(lines):
            where = QRectF(name.left(), name.top() + n * 14 * factor, name.width(), 14 * factor)
            tone = "ink" if place.status is not None else "ink3"
            draw_text(painter, where, line, "label", colour(tone), flags, elide=True)
        below = QRectF(
            name.left(), name.top() + len(lines) * 14 * factor, name.width(), 14 * factor
        )
        time = clock(place.at) if place.at else ""
        draw_text(painter, below, time, "tick", colour("ink3"), flags)


def _two_lines(name: str, width: float) -> list[str]:
    """A name in one line, or broken at a space into two."""
    words = name.split()
    if text_width(" ".join(words), "label") <= width or len(words) < 2:
        return [" ".join(words)]
    taken = 1
    while taken < len(words) - 1 and text_width(" ".join(words[: taken + 1]), "label") <= width:
        taken += 1
    return [" ".join(words[:taken]), " ".join(words[taken:])]
