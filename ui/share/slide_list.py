"""The slides of a walk, one under the other, each painted small by what paints it large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.share.slide_paint import paint_slide
from ui.share.slides import Slide

_THUMB = QSize(244, 137)


class SlideList(QListWidget):
    """The slides there are; one is activated to begin with the walk."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Slides"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(4)
        self.currentRowChanged.connect(self._on_current)
        theme.changed.connect(self._on_current)

    def show_slides(self, shown: Sequence[Slide], head: Sequence[str]) -> None:
        """Show these; ``head`` says what study they are of."""
        row = self.currentRow()
        self.clear()
        for place, slide in enumerate(shown, 1):
            item = QListWidgetItem()
            size = _THUMB * scale()
            item.setSizeHint(size + QSize(8, 8))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{slide.title}. {slide.message}")
            self.addItem(item)
            where = self.tr("{n} of {count}").format(n=place, count=len(shown))
            self.setItemWidget(item, _Thumb(self, item, slide, head, where, size))
        self.setCurrentRow(max(min(row, self.count() - 1), 0))

    @Slot()
    def _on_current(self) -> None:
        for row in range(self.count()):
            if (thumb := self.itemWidget(self.item(row))) is not None:
                thumb.update()


class _Thumb(QWidget):
    def __init__(
        self,
        owner: SlideList,
        item: QListWidgetItem,
        slide: Slide,
        head: Sequence[str],
        where: str,
        size: QSize,
    ) -> None:
        super().__init__()
        self._owner, self._item = owner, item
        self._slide, self._head, self._where = slide, head, where
        self.setFixedSize(size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Painted as on a large screen and made small, so that it is the same slide.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zoom = self.width() / 1600
        painter.scale(zoom, zoom)
        high = self.height() / zoom
        paint_slide(painter, QRectF(0, 0, 1600, high), self._slide, self._head, self._where)
        painter.resetTransform()
        current = self._owner.currentItem() is self._item
        wide = 2 if current else 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(colour("accent" if current else "line"), wide))
        painter.drawRect(self.rect().adjusted(wide // 2, wide // 2, -1, -1))
        painter.end()
