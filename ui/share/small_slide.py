"""A slide seen small, painted by what paints it large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.theme import colour
from ui.share.slide_paint import paint_slide
from ui.share.slides import Slide

_WIDE = 1600


class SmallSlide(QWidget):
    """Shows one slide, or none, as large as its width lets it be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slide: Slide | None = None
        self._head: Sequence[str] = ("",)
        self._where = ""
        self._is_current = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_slide(self, slide: Slide | None, head: Sequence[str], where: str) -> None:
        """Show another one; ``head`` and ``where`` stand over it."""
        self._slide, self._head, self._where = slide, head, where
        self.setAccessibleName(f"{slide.title}. {slide.message}" if slide else "")
        self.update()

    def mark(self, *, current: bool) -> None:
        """Show it as the current one of several, or not."""
        self._is_current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._slide is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Painted as on a large screen and made small, so that it is the same slide.
        zoom = self.width() / _WIDE
        painter.scale(zoom, zoom)
        room = QRectF(0, 0, _WIDE, self.height() / zoom)
        paint_slide(painter, room, self._slide, self._head, self._where)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        wide = 2 if self._is_current else 1
        painter.setPen(QPen(colour("accent" if self._is_current else "line"), wide))
        painter.drawRect(self.rect().adjusted(wide // 2, wide // 2, -1, -1))
        painter.end()
