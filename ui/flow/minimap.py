"""The whole flow in a corner, shown while it does not fit; a press goes there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.flow.routes import Box
from ui.look.theme import colour, theme
from ui.look.tokens import KIND_COLOURS

_SIZE = QSize(200, 110)
_INSET = 8.0


class Minimap(QWidget):
    """``wanted`` carries the canvas point that was pressed."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes: Mapping[str, Box] = {}
        self._kinds: Mapping[str, str] = {}
        self._seen, self._whole = QRectF(), QRectF()
        self._picture = QPixmap()
        self.resize(_SIZE)
        self.setAccessibleName(self.tr("Map of the whole flow"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)
        self.hide()

    def show_map(
        self, boxes: Mapping[str, Box], kinds: Mapping[str, str], seen: QRectF, whole: QRectF
    ) -> None:
        """Show where the view is; hidden while everything is seen. All in canvas units."""
        self.setVisible(bool(boxes) and not seen.contains(whole))
        if not self.isVisible():
            return
        if (boxes, kinds, whole) != (self._boxes, self._kinds, self._whole):
            self._boxes, self._kinds, self._whole = boxes, kinds, whole
            self._picture = QPixmap()
        self._seen = seen
        self.update()

    def _scale(self) -> float:
        room = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        return min(
            room.width() / max(self._whole.width(), 1), room.height() / max(self._whole.height(), 1)
        )

    def _here(self, rect: QRectF) -> QRectF:
        scale, middle = self._scale(), QRectF(self.rect()).center()
        at = (rect.center() - self._whole.center()) * scale + middle
        size = rect.size() * scale
        return QRectF(at - QPointF(size.width() / 2, size.height() / 2), size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture.isNull():
            self._picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QPen(colour("accent"), 1.5))
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        painter.drawRect(self._here(self._seen))
        painter.end()

    def _drawn(self) -> QPixmap:
        """The flow without the frame of what is seen: painted once, for panning moves that only."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(QPen(colour("control"), 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for key, (left, top, right, bottom) in self._boxes.items():
            spot = self._here(QRectF(left, top, right - left, bottom - top))
            painter.fillRect(spot, QColor(KIND_COLOURS[self._kinds[key]].fill))
        painter.end()
        return picture

    @Slot()
    def _restyle(self) -> None:
        self._picture = QPixmap()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        away = event.position() - QRectF(self.rect()).center()
        self.wanted.emit(self._whole.center() + away / self._scale())
