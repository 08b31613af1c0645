"""A panel over the window that is no dialog: Esc or a click beside it closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.look.paint import box
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CARD


class Popup(QWidget):
    """Covers its window, dims nothing, and shows ``panel`` in the middle of its upper part.

    The focus returns where it was when it closes.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.panel = _Panel(self)
        self.column = QVBoxLayout(self.panel)
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(10)
        self._window = window
        self._before: QWidget | None = None
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it over the window."""
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()

    def shut(self) -> None:
        """Hide it and give the focus back."""
        if not self.isVisible():
            return
        inside = QApplication.focusWidget()
        if inside is not None and self.isAncestorOf(inside):
            inside.clearFocus()  # else Qt would look for another place as it hides
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def toggle(self) -> None:
        """Show it, or hide it where it is shown."""
        if self.isVisible():
            self.shut()
        else:
            self.open()

    def wide(self) -> int:
        """How wide the panel wants to be."""
        return 560

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.shut()

    def _place(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        width = min(self.wide(), room.width() - 32)
        self.column.activate()
        height = min(self.panel.sizeHint().height(), room.height() - 32)
        top = max(16, min(84, (room.height() - height) // 2))
        self.panel.setGeometry((room.width() - width) // 2, top, width, height)


class _Panel(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, QRectF(self.rect()), RADIUS_CARD, colour("surface"), colour("control"))
        painter.end()
