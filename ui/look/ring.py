"""The focus ring: two pixels of accent, two off the widget that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.look.paint import box
from ui.look.theme import colour
from ui.look.tokens import FOCUS, RADIUS_CONTROL

_OUT = 2 * FOCUS


class _Ring(QWidget):
    def __init__(self, parent: QWidget, radius: float) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, QRectF(self.rect()), self._radius + FOCUS, None, colour("accent"), FOCUS)
        painter.end()


class _Watch(QObject):
    """Shows the ring of one widget while that has the focus."""

    def __init__(self, widget: QWidget, radius: float) -> None:
        super().__init__(widget)
        self._widget = widget
        self._radius = radius
        self._ring: _Ring | None = None
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.Show) and self._widget.hasFocus():
            self._show()
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._hide()
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize) and self._ring is not None:
            self._place()
        return False

    def _show(self) -> None:
        parent = self._widget.parentWidget()
        if self._ring is None and parent is not None:
            self._ring = _Ring(parent, self._radius)
        self._place()

    def _place(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.setGeometry(self._widget.geometry().adjusted(-_OUT, -_OUT, _OUT, _OUT))
            self._ring.raise_()
            self._ring.show()

    def _hide(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


def ring(widget: QWidget, radius: float = RADIUS_CONTROL) -> None:
    """Draw the focus ring around a widget whenever it has the focus.

    The ring lies on the widget's parent, which leaves four pixels for it.
    """
    _Watch(widget, radius)
