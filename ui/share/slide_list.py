"""The slides of a walk, one under the other, each painted small by what paints it large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ui.look.theme import theme
from ui.look.type import scale
from ui.share.slides import Slide
from ui.share.small_slide import SmallSlide

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
            small = SmallSlide()
            small.setFixedSize(size)
            small.show_slide(slide, head, where)
            self.setItemWidget(item, small)
        self.setCurrentRow(max(min(row, self.count() - 1), 0))
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        for row in range(self.count()):
            small = self.itemWidget(self.item(row))
            if isinstance(small, SmallSlide):
                small.mark(current=row == self.currentRow())
