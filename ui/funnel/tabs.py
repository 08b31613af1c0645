"""The tabs over the words: one a number, in its colour, the number in its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.funnel.head import tr
from ui.look.paint import TONES, box, draw_text, text_width
from ui.look.ring import ring
from ui.look.theme import colour, theme
from ui.look.tokens import HEIGHT_COMPACT, RADIUS_CONTROL
from ui.look.type import scale


def words_of(what: str) -> str:
    """The name of a number; a tag is its own."""
    return {
        "deviated": tr("Deviated"),
        "aligned": tr("Aligned"),
        "unknown": tr("Unknown"),
        "earlier": tr("Earlier"),
        "recovered": tr("Recovered"),
        "undecided": tr("Undecided"),
        "answered": tr("Answered"),
        "reached": tr("Reached"),
        "entrants": tr("Entrants"),
        "possible": tr("Aligned or still could be"),
        "timed": tr("Timed"),
        "backwards": tr("Run backwards"),
        "both": tr("In both"),
        "gained": tr("Then aligned"),
        "lost": tr("Then deviated"),
        "pinned": tr("Pinned"),
        "all_aligned": tr("Aligned, every time"),
        "all_deviated": tr("Deviated, every time"),
        "all": tr("All"),
        "quote": tr("Quotes"),
        "note": tr("Notes"),
        "reason": tr("Reasons"),
    }.get(what, what)


_EDGE, _GAP = 4, 5
_TONE = {"deviated": "deviated", "aligned": "aligned", "recovered": "aligned", "lost": "deviated",
         "gained": "aligned"}  # fmt: skip


class Tabs(QWidget):
    """``picked`` carries the number chosen by its key."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, _Tab] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_numbers(self, numbers: Mapping[str, int], chosen: str) -> None:
        """Show these numbers, one of them chosen."""
        if list(numbers) != list(self._tabs):
            for tab in self._tabs.values():
                self._group.removeButton(tab)
                tab.hide()
                tab.deleteLater()
            self._tabs = {what: _Tab(what) for what in numbers}
            for tab in self._tabs.values():
                tab.setParent(self)
                self._group.addButton(tab)
                tab.show()
        for what, n in numbers.items():
            self._tabs[what].say(n)
            self._tabs[what].setEnabled(n > 0 or what == chosen)
            self._tabs[what].setChecked(what == chosen)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side as long as there is room, then on the next line."""
        x, y, line = 0, _EDGE, 0
        for tab in self._tabs.values():
            size = tab.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + line + _GAP
            tab.setGeometry(x, y, size.width(), size.height())
            x, line = x + size.width() + _GAP, size.height()
        self.setFixedHeight(y + line + _EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot(QAbstractButton)
    def _on_clicked(self, tab: QAbstractButton) -> None:
        if isinstance(tab, _Tab):
            self.picked.emit(tab.what)


class _Tab(QAbstractButton):
    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        ring(self, RADIUS_CONTROL)
        if what == "earlier":
            self.setToolTip(
                tr("Unknown or undecided before this step; could still be aligned here")
            )
        theme.changed.connect(self.update)

    def say(self, n: int) -> None:
        self.setText(f"{words_of(self.what)} {n}")
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = text_width(self.text(), "strong") + 18 * scale()
        return QSize(int(width), int(HEIGHT_COMPACT * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, edge, ink, role = "surface", "control", "ink", "body"
        if self.isChecked():
            ground, edge, ink = TONES[_TONE.get(self.what, "accent")]
            role = "strong"
        elif self.underMouse():
            ground = "window"
        if not self.isEnabled():
            painter.setOpacity(0.45)
        rect = QRectF(self.rect())
        box(painter, rect, RADIUS_CONTROL, colour(ground), colour(edge))
        draw_text(painter, rect, self.text(), role, colour(ink), Qt.AlignmentFlag.AlignCenter)
        painter.end()
