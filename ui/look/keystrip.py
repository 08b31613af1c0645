"""The key strip: the keys that work now; right, what is on disk and since when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look.glyphs import draw_glyph
from ui.look.paint import cap_size, draw_cap, draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.tokens import KEY_STRIP_HEIGHT
from ui.look.type import scale

_QUIET_MS = 150  # a write that takes no longer is not worth a flicker
_SAID_MS = 4000  # long enough to be read, gone before it is old
_GAP, _NEAR = 16.0, 7.0

Hints = Sequence[tuple[str, str]]


class KeyStrip(QWidget):
    """Hints are (keys, what they do); `` / `` between keys makes two caps: ``← / →``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(int(KEY_STRIP_HEIGHT * scale()))
        self._hints: tuple[tuple[str, str], ...] = ()
        self._remark = ""
        self._state, self._tone = "", "aligned"
        self._coming = ("", "aligned")
        self._said = ""
        self._saying = QTimer(self)
        self._saying.setSingleShot(True)
        self._saying.setInterval(_SAID_MS)
        self._saying.timeout.connect(self._fall_silent)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._show_coming)
        theme.changed.connect(self.update)

    def hint(self, hints: Hints, remark: str = "") -> None:
        """The keys that work now. With a remark, that stands left and the keys right."""
        if (tuple(hints), remark) == (self._hints, self._remark):
            return
        self._hints, self._remark = tuple(hints), remark
        said = ", ".join(f"{keys}: {does}" for keys, does in hints)
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription(said)
        self.update()

    def say(self, words: str) -> None:
        """Say for a moment, beside the state of the disk, what has just come of a key."""
        self._said = words
        self._saying.start()
        self.update()

    def _fall_silent(self) -> None:
        self._said = ""
        self.update()

    @property
    def said(self) -> str:
        """What is being said for a moment; empty where nothing is."""
        return self._said

    def state(self, words: str, tone: str = "aligned") -> None:
        """What is on disk. Tones: aligned, unknown (being written), error."""
        self._coming = (words, tone)
        if tone == "unknown":
            if not self._quiet.isActive():
                self._quiet.start()
            return
        self._quiet.stop()
        self._show_coming()

    def _show_coming(self) -> None:
        if self._coming != (self._state, self._tone):
            self._state, self._tone = self._coming
            self.update()

    @property
    def words(self) -> str:
        """What the strip says of the disk now."""
        return self._state

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, colour("line"))
        left, right = 20.0, self.width() - 16.0
        if self._state:
            right = self._paint_state(painter, right) - 2 * _GAP
        if self._said:
            right = self._paint_said(painter, right) - 2 * _GAP
        if self._remark:
            rect = QRectF(left + 4, 0, self.width(), self.height())
            draw_text(painter, rect, self._remark, "secondary", colour("ink2"))
            left = max(right - sum(_width(*each) + _GAP for each in self._hints), left)
        for keys, does in self._hints:
            width = _width(keys, does)
            if left + width > right:
                break
            self._paint_hint(painter, left, keys, does)
            left += width + _GAP
        painter.end()

    def _paint_hint(self, painter: QPainter, left: float, keys: str, does: str) -> None:
        for key in keys.split(" / "):
            size = cap_size(key)
            top = (self.height() - size.height()) / 2
            draw_cap(painter, QPointF(left, top), key, colour("ink2"), colour("control"))
            left += size.width() + _NEAR
        rect = QRectF(left, 0, text_width(does, "secondary") + 2, self.height())
        draw_text(painter, rect, does, "secondary", colour("ink2"))

    def _paint_said(self, painter: QPainter, right: float) -> float:
        """Paint what is said for a moment; where it begins."""
        width = text_width(self._said, "secondary") + 1
        rect = QRectF(right - width, 0, width, self.height())
        draw_text(painter, rect, self._said, "secondary", colour("ink"))
        return rect.left()

    def _paint_state(self, painter: QPainter, right: float) -> float:
        """Paint the state of the disk; where it begins."""
        width = text_width(self._state, "secondary") + 1
        ink = colour("error" if self._tone == "error" else "ink2")
        rect = QRectF(right - width, 0, width, self.height())
        draw_text(painter, rect, self._state, "secondary", ink, Qt.AlignmentFlag.AlignVCenter)
        name = {"aligned": "check", "unknown": "clock", "error": "caution"}[self._tone]
        side = 13 * scale()
        mark = QRectF(rect.left() - side - 6, (self.height() - side) / 2, side, side)
        draw_glyph(painter, name, mark, colour(self._tone))
        return mark.left()


def _width(keys: str, does: str) -> float:
    caps = sum(cap_size(key).width() + _NEAR for key in keys.split(" / "))
    return caps + text_width(does, "secondary")
