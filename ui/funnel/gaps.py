"""The strip that names what does not count yet, and leads to where it is settled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.measure.gaps import DataWarning
from ui.funnel.head import tr
from ui.look.widgets import Notice


class Gaps(QWidget):
    """Shows the first data warning and how many more there are. ``wanted`` carries that warning."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[DataWarning | None, int] = (None, 0)
        self._notice: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self.hide()

    def show_warnings(self, warnings: Sequence[DataWarning]) -> None:
        """Show these; nothing at all where there are none."""
        shown = (warnings[0] if warnings else None, len(warnings))
        if shown == self._shown:
            return
        self._shown = shown
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        first, n = shown
        if first is not None:
            more = tr(" {n} more like it.").format(n=n - 1) if n > 1 else ""
            self._notice = Notice(
                "caution",
                first.sentence + more,
                actions=[(tr("Open the interview"), self._on_wanted)],
            )
            self._column.addWidget(self._notice)
        self.setVisible(first is not None)

    @Slot()
    def _on_wanted(self) -> None:
        self.wanted.emit(self._shown[0])
