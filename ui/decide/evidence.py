"""The evidence beside the questions: the counts, the closes, and where they left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.decide.shown import Close, Left, Shown
from ui.decide.words import tr, unanswered
from ui.look.describe import interval, of, percent
from ui.look.interval_strip import IntervalStrip
from ui.look.layouts import emptied
from ui.look.paint import draw_text, text_width
from ui.look.pattern import paint_part
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Label

_ROW, _BAR, _MOST_NAME = 20, 10, 190


class Counts(QWidget):
    """The share on its strip, what the dots mean, and how the planned number adds up."""

    def __init__(self) -> None:
        super().__init__()
        self.strip = IntervalStrip()
        self.band = Label("", "secondary", "ink2", wrap=True)
        self._sum = QHBoxLayout()
        self._sum.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.strip)
        column.addWidget(self.band)
        column.addLayout(self._sum)

    def show_counts(self, shown: Shown) -> None:
        """Show another."""
        found = shown.evidence
        self.strip.show_share(shown.share)
        self.band.setVisible(found.unknown > 0)
        self.band.setText(
            tr(
                "Dotted: where the {n} without an answer could move it, {range} of those planned."
            ).format(n=found.unknown, range=interval(found.band))
        )
        emptied(self._sum)
        parts = [
            (tr("{n} planned =").format(n=found.planned), "ink2"),
            (tr("{n} aligned").format(n=found.aligned), "aligned"),
            ("+", "ink2"),
            (tr("{n} deviated").format(n=found.deviated), "deviated"),
        ]
        for words in unanswered(found) or [tr("{n} unknown").format(n=0)]:
            parts += [("+", "ink2"), (words, "unknown")]
        for text, ink in parts:
            self._sum.addWidget(Label(text, "secondary" if ink == "ink2" else "status", ink))
        if found.later:
            more = tr(" · {n} more, not counted").format(n=len(found.later))
            self._sum.addWidget(Label(more, "secondary", "ink3", elided=True), 1)
        else:
            self._sum.addStretch()


class Closes(QWidget):
    """The share at each close, the last row as this iteration stands."""

    _MOST = 5

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def show_closes(self, closes: Sequence[Close]) -> None:
        """Show the latest of them."""
        emptied(self._grid)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, each in enumerate(closes[-self._MOST :]):
            strip = IntervalStrip(small=True)
            strip.show_share(each.share)
            name = tr("Iteration {n}").format(n=each.number)
            rate = Label(percent(each.share.rate), "strong")
            count = Label(of(each.aligned, each.n), "secondary", "ink2")
            for label in (rate, count):
                label.setAlignment(right)
            self._grid.addWidget(Label(name, "strong" if each.is_this else "body"), row, 0)
            for column, widget in enumerate((strip, rate, count), 1):
                self._grid.addWidget(widget, row, column)


class LeftBars(QWidget):
    """How many left at which step, a striped bar each."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Left] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_left(self, rows: Sequence[Left]) -> None:
        """Show another."""
        self._rows = rows
        said = (f"{each.name}: {len(each.partners)}" for each in rows)
        self.setAccessibleName(tr("Left at each step: {steps}").format(steps=", ".join(said)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(300 * scale()), int(_ROW * scale()) * max(len(self._rows), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(160 * scale()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        row, bar = int(_ROW * scale()), _BAR * scale()
        longest = max((text_width(each.name, "secondary") for each in self._rows), default=0)
        name = min(longest + 8, _MOST_NAME * scale(), self.width() * 0.55)
        most = max((len(each.partners) for each in self._rows), default=0)
        for place, each in enumerate(self._rows):
            line = QRectF(0, place * row, self.width(), row)
            words = QRectF(line.left(), line.top(), name, row)
            draw_text(painter, words, each.name, "secondary", colour("ink2"), elide=True)
            track = line.adjusted(name + 8, (row - bar) / 2, -34 * scale(), -(row - bar) / 2)
            painter.fillRect(QRectF(track.left(), track.top(), 1, bar), colour("control"))
            count = len(each.partners)
            if count:
                part = QRectF(track.topLeft(), track.size())
                part.setWidth(max(round(track.width() * count / most), 3))
                paint_part(painter, part, "deviated", theme.tokens)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            role, ink = ("strong", "ink") if count else ("body", "ink3")
            draw_text(painter, line, str(count), role, colour(ink), align)
        painter.end()
