"""The preview for screen readers: its headings, sentences, rows and pictures, one after the other."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from ui.look.aloud import PaintedAloud
from ui.share.page_view import PageView


class PagesAloud(QAccessibleWidget):
    """The view: its children are what stands on the pages, in the order it is read."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self._view = view
        # By their places, not by their words: a report made anew is read by the same objects.
        self._children: dict[int, PieceAloud] = {}

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name and isValid(self._view):
            return self._view.accessibleName()
        return ""

    def childCount(self) -> int:
        return len(self._view.said()) if isValid(self._view) else 0

    def child(self, index: int) -> Any:
        if not 0 <= index < self.childCount():
            return None
        if index not in self._children:
            made = PieceAloud(self._view, self, index)
            QAccessible.registerAccessibleInterface(made)
            self._children[index] = made
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((place for place, each in self._children.items() if each is child), -1)

    def childAt(self, x: int, y: int) -> Any:
        for index in range(self.childCount()):
            if self._view.place_of_said(index).contains(x, y):
                return self.child(index)
        return None


class PieceAloud(PaintedAloud):
    """Something on a page: a heading, or what is read between two of them."""

    def __init__(self, view: PageView, pages: PagesAloud, index: int) -> None:
        super().__init__(view, pages)
        self._view, self._index = view, index

    def is_there(self) -> bool:
        return self._index < len(self._view.said())

    def role(self) -> QAccessible.Role:
        heads = self.isValid() and self._view.said()[self._index][1].piece.rank
        return QAccessible.Role.Heading if heads else QAccessible.Role.Paragraph

    def place(self) -> QRect:
        return self._view.place_of_said(self._index)

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        state.invalid = not self.isValid()
        return state

    def words(self) -> str:
        return self._view.said()[self._index][1].piece.words


def _interface(_name: str, made: QObject) -> QAccessibleInterface | None:
    if not isinstance(made, PageView):
        return None
    aloud = PagesAloud(made)
    made.aloud = aloud
    return aloud


@lru_cache(maxsize=1)
def install() -> None:
    """Let screen readers into every preview from now on."""
    QAccessible.installFactory(_interface)
