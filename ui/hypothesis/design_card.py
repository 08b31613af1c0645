"""What so many planned partners can show: the three answers on one strip, and the chance of proving."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.learn.design import Design, design, share
from core.model.hypothesis import FEWEST, MOST
from ui.look.describe import percent
from ui.look.paint import draw_text
from ui.look.pattern import fill_stripes
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Card, Label

_STRIP, _ROW = 16, 24


class DesignCard(Card):
    """Says of a share to beat and a planned number, as they are typed, what they can show."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(Label(self.tr("What this design can show"), "card"))
        self.sentence = Label("", "strong", wrap=True)
        self.strip = _Answers()
        self.rest = Label("", "secondary", "ink2", wrap=True)
        self.column.addWidget(self.sentence)
        self.column.addWidget(self.strip)
        self.column.addWidget(self.rest)
        self._chances_title = Label(self.tr("Chance of “proved”, if the true share is"), "strong")
        self.chances = _Chances()
        self.column.addSpacing(6)
        self.column.addWidget(self._chances_title)
        self.column.addWidget(self.chances)

    def show_design(self, target: float | None, planned: float | None) -> None:
        """Show what such a design can show; where a figure is missing, what to type."""
        found = None
        if target is not None and planned is not None and FEWEST <= planned <= MOST:
            found = design(target, int(planned))
        for part in (self.strip, self.rest, self._chances_title, self.chances):
            part.setVisible(found is not None)
        if found is None:
            self.sentence.setText(
                self.tr("Type a share to beat and at least {n} planned partners.").format(n=FEWEST)
            )
            return
        self.sentence.setText(found.sentences[0])
        self.rest.setText(
            self.tr("Unknown answers count against either claim, so plan for those who drop out.")
            if found.not_met_to is not None
            else found.sentences[1]
        )
        self.strip.show_design(found)
        self.chances.show_design(found)
        for part in (self._chances_title, self.chances):
            part.setVisible(found.can_prove)


class _Painted(QWidget):
    """Paints a design."""

    def __init__(self) -> None:
        super().__init__()
        self._design = design(0.5, FEWEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_design(self, found: Design) -> None:
        """Show another."""
        self._design = found
        self.setAccessibleName(" ".join(found.sentences))
        self.updateGeometry()
        self.update()


class _Answers(_Painted):
    """From none to all of those planned: not met, can't tell, proved."""

    def sizeHint(self) -> QSize:
        return QSize(280, int((_STRIP + 46) * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        zones = self._zones(self._design)
        for name, first, last in zones:
            self._zone(painter, name, first, last)
        painter.end()

    def _zones(self, found: Design) -> list[tuple[str, int, int]]:
        low = -1 if found.not_met_to is None else found.not_met_to
        high = found.planned + 1 if found.proved_from is None else found.proved_from
        zones = [("not met", 0, low), ("open", low + 1, high - 1), ("proved", high, found.planned)]
        return [each for each in zones if each[1] <= each[2]]

    def _zone(self, painter: QPainter, name: str, first: int, last: int) -> None:
        each = self.width() / (self._design.planned + 1)
        left, right = round(first * each), round((last + 1) * each)
        height = _STRIP * scale()
        rect = QRectF(
            left, 20 * scale(), right - left - (2 if last < self._design.planned else 0), height
        )
        words = {
            "not met": (self.tr("not met"), "deviated"),
            "open": (self.tr("can't tell"), "ink2"),
            "proved": (self.tr("proved"), "aligned"),
        }
        if name == "not met":
            fill_stripes(painter, rect, theme.tokens)
        else:
            painter.fillRect(rect, colour("aligned" if name == "proved" else "sunken"))
        word, ink = words[name]
        align = Qt.AlignmentFlag.AlignRight if name == "proved" else Qt.AlignmentFlag.AlignLeft
        top = QRectF(rect.left(), 0, max(rect.width(), 1), 18 * scale())
        foot = QRectF(rect.left(), rect.bottom() + 4, max(rect.width(), 1), 18 * scale())
        if name == "proved":
            # A narrow zone at the end says its words to the left of its edge.
            top, foot = (QRectF(0, box.top(), rect.right(), box.height()) for box in (top, foot))
        draw_text(painter, top, word, "status", colour(ink), align)
        count = str(first) if first == last else f"{first}–{last}"
        draw_text(painter, foot, self._of(count), "label", colour("ink2"), align)

    def _of(self, count: str) -> str:
        return self.tr("{count} of {planned}").format(count=count, planned=self._design.planned)


class _Chances(_Painted):
    """How probable *proved* is at a few true shares."""

    def sizeHint(self) -> QSize:
        return QSize(280, int(3 * _ROW * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        row, label, figure = _ROW * scale(), 52 * scale(), 52 * scale()
        for place, (true, chance) in enumerate(self._design.chances):
            line = QRectF(0, place * row, self.width(), row)
            track = line.adjusted(label, row / 2 - 4 * scale(), -figure, -row / 2 + 4 * scale())
            draw_text(painter, line, share(true), "body", colour("ink"))
            painter.fillRect(track, colour("sunken"))
            painter.fillRect(
                QRectF(track.topLeft(), track.size()).adjusted(
                    0, 0, -track.width() * (1 - chance), 0
                ),
                colour("accent"),
            )
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, line, percent(chance), "strong", colour("ink"), align)
        painter.end()
