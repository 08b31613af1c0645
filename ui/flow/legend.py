"""The strip under a picture of the flow: whose numbers these are, and what the marks mean.

In canvas units, like the drawing above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.measure.intervals import wilson
from core.model.flow import StepKind
from core.model.versions import Change
from ui.flow import ink
from ui.flow.edge import LabelItem
from ui.flow.faces import Drawing, Going, Rate
from ui.flow.marks import paint_badge
from ui.flow.shapes import INNOVATION
from ui.flow.whisker import paint_bar
from ui.flow.words import kind_name
from ui.look.glyphs import draw_glyph
from ui.look.pattern import fill_stripes
from ui.look.theme import colour, theme
from ui.look.tokens import KIND_COLOURS

NARROWEST = 760.0
_ROW, _GAP, _TOP, _CAPTION = 34.0, 26.0, 18.0, 30.0
_LABEL_ROW = 46.0
_KINDS = (*StepKind, INNOVATION)


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


@dataclass(frozen=True)
class Caption:
    """Whose numbers a picture shows: ``strong`` first, then ``quiet``; ``day`` it was made.

    ``mark`` is what must be known before anything else, such as that all of it is made up.
    """

    strong: str
    quiet: str
    day: str
    mark: str = ""


@dataclass(frozen=True)
class Entry:
    """One mark and what it means. ``paint`` paints into a rectangle of that width."""

    wide: float
    words: str
    paint: Callable[[QPainter, QRectF], None]
    high: float = _ROW

    @property
    def length(self) -> float:
        """Mark and words together."""
        return self.wide + 9 + ink.length(self.words, "line")


def kinds(drawing: Drawing) -> list[Entry]:
    """The kinds of node there are in a drawing, in the order of the path."""
    there = {face.kind for face in drawing.faces.values()}
    if drawing.innovation:
        there.add(INNOVATION)
    return [Entry(22, kind_name(kind), _tile(kind)) for kind in _KINDS if kind in there]


def marks(drawing: Drawing) -> list[Entry]:
    """The marks that stand in a drawing; none in one without numbers."""
    faces = list(drawing.faces.values())
    found: list[Entry] = []
    if any(face.rate for face in faces):
        found.append(Entry(62, _tr("aligned of answered; whisker: 95 % interval"), _bar))
    if any(face.deviated for face in faces):
        found.append(_chip("3", "deviated", "deviated_soft", _tr("deviated"), dotted=False))
    if any(face.unknown for face in faces):
        found.append(_chip("1", "unknown", "node", _tr("unknown: not observed"), dotted=True))
    if drawing.going:
        words = _tr("customers on this way over their share of all entrants")
        found.append(Entry(50, words, _label, _LABEL_ROW))
    if drawing.exits:
        found.append(Entry(28, _tr("reasons of those who left"), _reasons))
    if any(face.finding for face in faces):
        found.append(Entry(20, _tr("has a finding"), _finding))
    return [*found, *_changes(drawing)]


def _changes(drawing: Drawing) -> Iterator[Entry]:
    """The marks of a comparison of two versions."""
    there = {face.mark.change for face in drawing.faces.values() if face.mark}
    there |= set(drawing.changes.values())
    for change, words in (
        (Change.ADDED, _tr("added")),
        (Change.REMOVED, _tr("removed")),
        (Change.CHANGED, _tr("changed")),
    ):
        if change in there:
            yield Entry(22, words, _badge(change))
    if any(face.strong for face in drawing.faces.values()):
        words = _tr("change of the alignment in percentage points")
        points = _tr("{points} points").format(points="+5")
        yield Entry(ink.length(points, "figure"), words, _figure(points))


def height(drawing: Drawing, width: float) -> float:
    """How high the strip is, for a picture that wide."""
    return _TOP + _CAPTION + sum(_row_height(row) for row in _rows(drawing, width))


def paint_legend(painter: QPainter, drawing: Drawing, caption: Caption, rect: QRectF) -> None:
    """Paint the strip into a rectangle as high as ``height`` says."""
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), colour("line"))
    _paint_caption(painter, caption, rect)
    y = rect.top() + _TOP + _CAPTION
    for row in _rows(drawing, rect.width()):
        x, high = rect.left(), _row_height(row)
        for entry in row:
            entry.paint(painter, QRectF(x, y, entry.wide, high))
            ink.write(painter, x + entry.wide + 9, y + high / 2 + 4.6, entry.words, "line", "ink2")
            x += entry.length + _GAP
        y += high


def _paint_caption(painter: QPainter, caption: Caption, rect: QRectF) -> None:
    baseline = rect.top() + _TOP + 14
    right = rect.right() - ink.length(caption.day, "line")
    ink.write(painter, right, baseline, caption.day, "line", "ink3")
    if caption.mark:
        wide = ink.length(caption.mark, "label") + 20
        right -= wide + 14
        pill = QRectF(right, baseline - 18, wide, 26)
        painter.setPen(QPen(colour("caution"), 1.2))
        painter.setBrush(colour("caution_soft"))
        painter.drawRoundedRect(pill, 13, 13)
        ink.write(painter, right + 10, baseline, caption.mark, "label", "caution")
    room = right - rect.left() - 20
    quiet = f" · {caption.quiet}" if caption.quiet else ""
    strong = ink.elided(caption.strong, "figure", room - ink.length(quiet, "line"))
    ink.write(painter, rect.left(), baseline, strong, "figure")
    left = rect.left() + ink.length(strong, "figure")
    ink.write(painter, left, baseline, ink.elided(quiet, "line", room), "line", "ink2")


def _rows(drawing: Drawing, width: float) -> Iterator[Sequence[Entry]]:
    for entries in (kinds(drawing), marks(drawing)):
        row: list[Entry] = []
        used = 0.0
        for entry in entries:
            if row and used + entry.length > width:
                yield row
                row, used = [], 0.0
            row.append(entry)
            used += entry.length + _GAP
        if row:
            yield row


def _row_height(row: Sequence[Entry]) -> float:
    return max(entry.high for entry in row)


# --- the marks, painted as they are on the canvas


def _tile(kind: str) -> Callable[[QPainter, QRectF], None]:
    fill, on_fill = KIND_COLOURS[kind]

    def paint(painter: QPainter, rect: QRectF) -> None:
        tile = QRectF(rect.left(), rect.center().y() - 11, 22, 22)
        painter.setPen(QPen(colour("node_outline"), 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(tile, 4, 4)
        draw_glyph(painter, kind, tile.adjusted(4, 4, -4, -4), QColor(on_fill), 2.0)

    return paint


def _bar(painter: QPainter, rect: QRectF) -> None:
    rate = Rate(7, 10, wilson(7, 10))
    paint_bar(painter, rate, QRectF(rect.left(), rect.center().y() - 5.5, rect.width(), 11))


def _chip(count: str, tone: str, ground: str, words: str, *, dotted: bool) -> Entry:
    wide = ink.chip_width(count)

    def paint(painter: QPainter, rect: QRectF) -> None:
        pill = QRectF(rect.left(), rect.center().y() - 13, wide, 26)
        ink.chip(painter, pill, tone, count, tone, ground, dotted=dotted)

    return Entry(wide, words, paint)


def _label(painter: QPainter, rect: QRectF) -> None:
    label = LabelItem(None)
    label.show_going(Going(12, 0.5), QPointF(0, 0))
    painter.save()
    painter.translate(rect.center())
    label.draw(painter, 1.0)
    painter.restore()


def _finding(painter: QPainter, rect: QRectF) -> None:
    spot = QRectF(rect.left(), rect.center().y() - 10, 20, 20)
    draw_glyph(painter, "caution", spot, colour("caution"))


def _badge(change: Change) -> Callable[[QPainter, QRectF], None]:
    return lambda painter, rect: paint_badge(painter, change, rect.center(), 1.0)


def _figure(text: str) -> Callable[[QPainter, QRectF], None]:
    return lambda painter, rect: ink.write(
        painter, rect.left(), rect.center().y() + 5, text, "figure"
    )


def _reasons(painter: QPainter, rect: QRectF) -> None:
    bar = QRectF(rect.left(), rect.center().y() - 5.5, rect.width(), 11)
    fill_stripes(painter, bar, theme.tokens)
    painter.setPen(QPen(colour("deviated"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)
