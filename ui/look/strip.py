"""What came of something, said in a strip of a column: one sentence at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QBoxLayout

from ui.look.parts import Notice

_SHOWN_MS = 8000

Actions = Sequence[tuple[str, Callable[[], object]]]


class Strip(QObject):
    """``notice`` is the strip while there is one. What is no error goes by itself."""

    def __init__(
        self, parent: QObject, column: Callable[[], QBoxLayout | None], place: int = -1
    ) -> None:
        """``column`` gives the column of widgets that takes it, ``place`` is where in it; -1, its end."""
        super().__init__(parent)
        self._column, self._place = column, place
        self.notice: Notice | None = None

    def say(self, tone: str, sentence: str, actions: Actions = (), glyph: str = "") -> None:
        """Say something instead of what was said before."""
        self.clear()
        glyph = glyph or ("check" if tone == "accent" else "caution")
        notice = self.notice = Notice(tone, sentence, actions=actions, glyph=glyph, closable=True)
        notice.dismissed.connect(self.clear)
        if (column := self._column()) is not None:
            column.insertWidget(self._place, notice)
        if tone != "error":
            timer = QTimer(notice)
            timer.setSingleShot(True)
            timer.timeout.connect(self.clear)
            timer.start(_SHOWN_MS)

    @Slot()
    def clear(self) -> None:
        """Say nothing any more."""
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None
