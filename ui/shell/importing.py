"""The page that makes a study of an event log, over whatever else the window shows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from ui.look.parts import Notice
from ui.shell.files import Files

if TYPE_CHECKING:
    from core.exchange.event_log import Plan
    from ui.welcome.import_log import ImportPage


class Importing(QObject):
    """``shown`` comes with the page, ``left`` when the person goes back, ``told`` with a notice."""

    shown = Signal()
    left = Signal()
    told = Signal(object)

    def __init__(self, files: Files, pages: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._files, self._pages = files, pages
        self._page: ImportPage | None = None

    @property
    def page(self) -> ImportPage | None:
        """The page, where it is what the window shows."""
        is_shown = self._page is not None and self._pages.currentWidget() is self._page
        return self._page if is_shown else None

    def ask(self) -> None:
        """Choose an event log, and show what it seems to hold."""
        self._files.ask_log(self.show_log)

    def show_log(self, log: Path) -> None:
        """Show what a log seems to hold; what is none is told of."""
        from core.exchange.unreadable import UnreadableInput

        if self._page is None:
            self._page = self._make()
        try:
            self._page.show_log(log)
        except UnreadableInput as error:
            self.told.emit(Notice("error", str(error), closable=True))
            return
        self._pages.setCurrentWidget(self._page)
        self.shown.emit()

    def cool(self) -> None:
        """End what the page still does, before the window goes."""
        if self._page is not None:
            self._page.cool()

    def _make(self) -> ImportPage:
        from ui.welcome.import_log import ImportPage

        page = ImportPage()
        page.planned.connect(self._on_planned)
        page.left.connect(self.left)
        page.other_wanted.connect(self.ask)
        self._pages.addWidget(page)
        return page

    def _on_planned(self, plan: Plan) -> None:
        title = self.tr("Name the new study")
        name = plan.path.name.split(".")[0]
        self._files.ask_save(title, name, partial(self._files.import_log, plan))
