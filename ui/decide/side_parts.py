"""Parts of the right side: what could settle it, lines with a glyph, and good numbers to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.learn.challenge import Challenge
from ui.decide.shown import Shown
from ui.decide.words import tr
from ui.look.glyphs import draw_glyph
from ui.look.layouts import emptied
from ui.look.texts import breakable
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Button, Card, Label


class Settle(Card):
    """How many partners more could settle an unsure decision, either way."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self.column.addWidget(Label(tr("What could settle it"), "label", "ink2"))
        self.column.addLayout(self._grid)

    def show_settling(self, shown: Shown) -> None:
        """Show both ways; nothing where it is settled."""
        found, evidence = shown.settling, shown.evidence
        self.setVisible(found is not None)
        emptied(self._grid)
        if found is None:
            return
        against = tr(", all without an answer against") if evidence.unknown else ""
        with_ = tr(", all without an answer for it") if evidence.unknown else ""
        rows = [
            (
                found.to_prove,
                tr("if all of them align{even}: {x} of {n}, proved").format(
                    even=against,
                    x=evidence.aligned + found.to_prove,
                    n=evidence.planned + found.to_prove,
                ),
            ),
            (
                found.to_reject,
                tr("if all of them deviate{even}: {x} of {n}, not met").format(
                    even=with_,
                    x=evidence.aligned + evidence.unknown,
                    n=evidence.planned + found.to_reject,
                ),
            ),
        ]
        for row, (more, said) in enumerate(rows):
            count = Label(tr("{n} more").format(n=more), "strong")
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(count, row, 0, top)
            self._grid.addWidget(Label(said, "body", "ink2", wrap=True), row, 1)


class Lines(QWidget):
    """A heading and a few lines, each with its glyph; hidden without any."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = Label(heading, "card")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(rule())
        column.addWidget(self.heading)
        column.addLayout(self._rows)
        self._shown: Sequence[tuple[str, str]] = ()

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show other lines."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        emptied(self._rows)
        for glyph, text in lines:
            self._rows.addWidget(GlyphLine(glyph, text))


class Challenges(QWidget):
    """Good numbers that rest on little, each with the way to the partners behind it."""

    _MOST = 3
    looked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(rule())
        column.addWidget(Label(tr("Look again at what works"), "card"))
        column.addLayout(self._rows)
        self._shown: Sequence[Challenge] = ()
        self.links: list[Button] = []

    def show_challenges(self, challenges: Sequence[Challenge]) -> None:
        """Show the first of them; hidden without any."""
        self.setVisible(bool(challenges))
        if challenges == self._shown:
            return
        self._shown = challenges
        emptied(self._rows)
        self.links = []
        for each in challenges[: self._MOST]:
            self._rows.addWidget(GlyphLine("search", each.sentence))
            link = Button(tr("{n} partners behind it").format(n=f"{len(each.partners):,}"), "link")
            link.setProperty("step", each.step)
            link.clicked.connect(self._on_link)
            self.links.append(link)
            row = QHBoxLayout()
            row.setContentsMargins(int(22 * scale()), 0, 4, 4)
            row.addWidget(link)
            row.addStretch()
            self._rows.addLayout(row)

    @Slot()
    def _on_link(self) -> None:
        link = self.sender()
        if isinstance(link, Button):
            self.looked.emit(link.property("step"))


class GlyphLine(QWidget):
    """A glyph and a sentence beside it."""

    def __init__(self, glyph: str, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(_Glyph(glyph), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(breakable(text), "body", wrap=True), 1)


class _Glyph(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        side = int(16 * scale())
        self.setFixedSize(side, side + 2)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_glyph(painter, self._name, QRectF(self.rect()).adjusted(0, 2, 0, 0), colour("ink2"))
        painter.end()


def rule() -> QFrame:
    """A line across, between two parts."""
    made = QFrame()
    made.setProperty("rule", True)
    made.setFixedHeight(1)
    return made
