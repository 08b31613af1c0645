"""What screen readers are told of things that are painted and no widgets: one place for their common part."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class PaintedAloud(QAccessibleInterface):
    """Something painted in a view, with nothing inside it and nothing to be typed in.

    Whoever is one says its ``role``, its ``words`` and its ``place`` on the screen, and whether it
    ``is_there``; they are asked for only while the view is.
    """

    def __init__(self, view: QWidget, whole: QAccessibleInterface) -> None:
        super().__init__()
        self._seen_in, self._whole = view, whole

    def is_there(self) -> bool:
        """Whether the view still shows it."""
        raise NotImplementedError

    def words(self) -> str:
        """What is read out."""
        raise NotImplementedError

    def place(self) -> QRect:
        """Where it is on the screen."""
        raise NotImplementedError

    def isValid(self) -> bool:
        return isValid(self._seen_in) and self.is_there()

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._seen_in.window().windowHandle() if isValid(self._seen_in) else None

    def parent(self) -> QAccessibleInterface:
        return self._whole

    def child(self, _index: int) -> Any:
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        return self.place() if self.isValid() else QRect()

    def text(self, kind: QAccessible.Text) -> str:
        return self.words() if kind == QAccessible.Text.Name and self.isValid() else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nothing is changed from here: a view has its own keys for that."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()
