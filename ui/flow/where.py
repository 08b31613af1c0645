"""Where the person works: on the canvas, or in the dock under it and there perhaps in the outline."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from ui.flow import dock as docks
from ui.flow.dock import Dock
from ui.flow.toolbar import CANVAS, OUTLINE, Toolbar
from ui.flow.view import FlowView


class Where(QObject):
    """Leads the focus, and keeps the toolbar saying where it is."""

    def __init__(self, view: FlowView, dock: Dock) -> None:
        super().__init__(view)
        self._view, self._dock = view, dock
        self._toolbar: Toolbar | None = None
        dock.currentChanged.connect(self._say)
        dock.closed.connect(self.turn_dock)

    def follow(self, toolbar: Toolbar) -> None:
        """Go where the toolbar asks."""
        self._toolbar = toolbar
        toolbar.picked.connect(self.go)

    @Slot(object)
    def go(self, where: object) -> None:
        """To CANVAS or OUTLINE."""
        if where == OUTLINE:
            self._dock.show()
            self._dock.setCurrentIndex(docks.OUTLINE)
            self._dock.outline.setFocus()
        else:
            if self._dock.currentIndex() == docks.OUTLINE:
                self._dock.setCurrentIndex(docks.INSPECTOR)
            self._view.setFocus()
        self._say()

    @Slot()
    def turn(self) -> None:
        """To the other of canvas and outline."""
        self.go(CANVAS if self._dock.outline.hasFocus() else OUTLINE)

    @Slot()
    def turn_dock(self) -> None:
        """Show the dock, or give the flow its room."""
        self._dock.setVisible(not self._dock.isVisible())
        self._view.setFocus()

    @Slot()
    def _say(self) -> None:
        outline = self._dock.isVisible() and self._dock.currentIndex() == docks.OUTLINE
        if self._toolbar is not None:
            self._toolbar.where.choose(OUTLINE if outline else CANVAS)
