"""The preview: the pages as they will be printed, one under the other, set in turns and painted when seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.look.drawn import Parts
from ui.look.making import Making
from ui.look.paint import box
from ui.look.theme import colour, theme
from ui.look.tokens import FOCUS, LIGHT
from ui.share.page import HEIGHT, WIDTH, Page, Placed

if TYPE_CHECKING:
    from core.share.content import Report

_GAP, _KEPT = 14, 6
_MOST, _LEAST = 52.0, 20.0
"""Of the margin of a page as it is shown, px of the paper; where there is little room it gives way first."""
_SMALLEST, _LARGEST = 0.7, 1.4


class PageView(QAbstractScrollArea):
    """``show_report`` sets a report anew; what was shown stays until its first pages are there.

    ``begun`` carries what sets them, to be followed as a job; ``set_out`` comes when all pages are there.
    """

    begun = Signal(object)
    set_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.viewport().update)
        self.pages: Sequence[Page] = ()
        self.report: Report | None = None
        self.complete = False
        self._setting: Making | None = None
        self._coming: list[Page] = []
        self._painted: OrderedDict[int, QPixmap] = OrderedDict()
        self._said: Sequence[tuple[int, Placed]] | None = None
        self.aloud: object = None
        """Who tells of it to screen readers: kept, as Qt does not."""
        self._zoom = 1.0
        self._margin = _MOST

    # --- what is shown

    def show_report(self, report: Report) -> None:
        """Set the pages of a report, in turns of a few milliseconds."""
        self.stop()
        self.complete = False
        coming: list[Page] = []
        self._coming = coming
        making = self._setting = Making(
            self.tr("Setting the pages"), self._parts(report, coming), parent=self
        )
        making.done.connect(self._on_set)
        making.failed.connect(self._on_stopped)
        self.begun.emit(making)
        making.start()

    def stop(self) -> None:
        """Set no further pages; what is shown stays."""
        if self._setting is not None:
            self._setting.blockSignals(True)
            self._setting.cancel()
            self._setting.deleteLater()
            self._setting = None

    def clear(self) -> None:
        """Show nothing."""
        self.stop()
        self.report, self.pages, self._said, self.complete = None, (), None, False
        self._anew()

    def text(self) -> str:
        """What the pages say."""
        return "\n".join(each.piece.words for _, each in self.said())

    def said(self) -> Sequence[tuple[int, Placed]]:
        """What is read out, in its order, with the number of its page from 0."""
        if self._said is None:
            self._said = [
                (number, each)
                for number, page in enumerate(self.pages)
                for each in page
                if each.piece.words and not each.again and not each.start
            ]
        return self._said

    def _parts(self, report: Report, coming: list[Page]) -> Parts[Report]:
        from ui.share.pdf import report_pages

        for share, page in report_pages(report):
            if page is not None:
                coming.append(page)
                if self._foot_of(len(coming)) > self._bottom():
                    self._take(report)
            yield share
        self.complete = True
        self._take(report)
        return report

    def _take(self, report: Report) -> None:
        """Show the pages that are there, once they reach as far as a person sees."""
        first = self.report is not report
        self.report, self.pages, self._said = report, self._coming, None
        if first:
            self._anew()
        else:
            self._range()
            self.viewport().update()

    @Slot(object)
    def _on_stopped(self, _error: object) -> None:
        """A person wanted no more pages: those that are there stay."""
        if self._setting is not None:
            self._setting.deleteLater()
            self._setting = None

    @Slot(object)
    def _on_set(self, report: object) -> None:
        self._on_stopped(report)
        self._painted.clear()  # the feet say how many pages there are
        self.viewport().update()
        self.set_out.emit()

    # --- where things are

    def _fit(self) -> None:
        """The paper as wide as there is room: its margin gives way before its letters get smaller."""
        room = self.viewport().width() - 2 * _GAP
        self._margin = min(max((room - WIDTH) / 2, _LEAST), _MOST)
        zoom = room / (WIDTH + 2 * self._margin)
        self._zoom = min(max(zoom, _SMALLEST), _LARGEST)

    def paper(self) -> QRect:
        """The first page as it lies on the ground, before anything is scrolled."""
        wide = round((WIDTH + 2 * self._margin) * self._zoom)
        high = round((HEIGHT + 2 * self._margin) * self._zoom)
        return QRect(max((self.viewport().width() - wide) // 2, _GAP), _GAP, wide, high)

    def _step(self) -> int:
        return self.paper().height() + _GAP

    def _foot_of(self, count: int) -> int:
        """How far so many pages reach down."""
        return _GAP + count * self._step()

    def _bottom(self) -> int:
        """How far down a person sees."""
        return self.verticalScrollBar().value() + self.viewport().height()

    def place_of_said(self, index: int) -> QRect:
        """Where on the screen something that is read out lies, by its place among them."""
        page, placed = self.said()[index]
        paper, zoom = self.paper(), self._zoom
        y = paper.y() + page * self._step() + (self._margin + placed.top) * zoom
        x = paper.x() + self._margin * zoom
        seen = QRectF(x, y, WIDTH * zoom, (placed.end - placed.start) * zoom).toAlignedRect()
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        seen.translate(-across, -down)
        return QRect(self.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def _range(self) -> None:
        view, paper = self.viewport().size(), self.paper()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        whole = self._foot_of(len(self.pages)) if self.pages else 0
        down.setPageStep(view.height() - _GAP)
        down.setSingleStep(48)
        down.setRange(0, max(whole - view.height(), 0))
        across.setPageStep(view.width())
        across.setRange(0, max(paper.width() + 2 * _GAP - view.width(), 0))

    def _anew(self) -> None:
        self._painted.clear()
        self._range()
        self.viewport().update()

    # --- what Qt asks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._step()
        self._fit()
        bar = self.verticalScrollBar()
        value = bar.value() * self._step() // max(before, 1)
        self._anew()
        bar.setValue(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (end := ends.get(Qt.Key(event.key()))) is not None:
            bar.setValue(end)
        else:
            super().keyPressEvent(event)

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("sunken"))
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        paper = self.paper()
        first = max((top - _GAP) // self._step(), 0)
        for number in range(first, len(self.pages)):
            lies = paper.translated(-left, number * self._step() - top)
            if lies.top() > event.rect().bottom():
                break
            painter.fillRect(lies.adjusted(-1, -1, 1, 1), colour("line"))
            painter.drawPixmap(lies.topLeft(), self._page(number))
        if self.hasFocus():
            box(painter, QRectF(self.viewport().rect()), 0, None, colour("accent"), FOCUS)
        painter.end()

    def _page(self, number: int) -> QPixmap:
        """A page in pixels; the last ones seen are kept."""
        found = self._painted.pop(number, None)
        if found is None:
            found = self._paint_page(number)
        self._painted[number] = found
        while len(self._painted) > _KEPT:
            self._painted.popitem(last=False)
        return found

    def _paint_page(self, number: int) -> QPixmap:
        from ui.share.pdf import paint_foot

        ratio = self.devicePixelRatioF()
        made = QPixmap(self.paper().size() * ratio)
        made.setDevicePixelRatio(ratio)
        # Paper is light in every theme: so it will be printed and read.
        made.fill(QColor(LIGHT.surface))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._zoom, self._zoom)
        for each in self.pages[number]:
            each.paint(painter, self._margin, self._margin)
        if self.report is not None:
            count = len(self.pages) if self.complete else 0
            at = QPointF(self._margin, self._margin)
            paint_foot(painter, at, self.report, number + 1, count)
        painter.end()
        return made
