"""Why the business wants this: a field as high as its words, up to a few lines."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent

from ui.look.text_field import TextField

_LEAST, _MOST = 1, 3
_AROUND = 18


class Motivation(TextField):
    """The field of the motivation."""

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder)
        self.textChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        # A plain document says its height in lines.
        lines = min(max(round(self.document().size().height()), _LEAST), _MOST)
        high = int(lines * QFontMetricsF(self.font()).lineSpacing()) + _AROUND
        if high != self.height():
            self.setFixedHeight(high)
