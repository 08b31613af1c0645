"""Small painted parts of the interview page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.flow import Step
from ui.look.glyphs import draw_glyph
from ui.look.paint import box, draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import KIND_COLOURS
from ui.look.type import scale

FLASH_MS = 1_400
"""How long what a key did is said."""


class Legend(QWidget):
    """The head of the path: which iteration its counters are of, and which colour counts what."""

    def __init__(self) -> None:
        super().__init__()
        self._of = ""
        self.setFixedHeight(int(44 * scale()))

    def say(self, of: str) -> None:
        """Say which iteration."""
        if of != self._of:
            self._of = of
            self.setAccessibleName(of)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, unit = QPainter(self), scale()
        rect = QRectF(self.rect()).adjusted(24 * unit, 0, -24 * unit, 0)
        head = self.tr("Path")
        draw_text(painter, rect, head, "status", colour("ink2"))
        free = rect.left() + text_width(head, "status") + 12 * unit
        words = ((self.tr("unknown"), "unknown"), (self.tr("deviated"), "deviated"),
                 (self.tr("aligned"), "aligned"), (self._of, "ink3"))  # fmt: skip
        right = rect.right()
        for word, ink in words:
            width = text_width(word, "label")
            if right - width < free:
                break
            place = QRectF(right - width, 0, width + 1, rect.height())
            draw_text(painter, place, word, "label", colour(ink))
            right -= width + 5 * unit
        painter.end()


class LastAct(QWidget):
    """The last act and whether it is on disk, always in the same place.

    What a key did stands there for a moment, on a ground of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said, self._glyph = "", ""
        self._flashed: tuple[str, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(FLASH_MS)
        self._fading.timeout.connect(self._fade)

    @property
    def words(self) -> str:
        """What is to be read there now."""
        return self._flashed[0] if self._flashed else self._said

    def say(self, said: str, glyph: str) -> None:
        """Name the act; ``glyph`` is check, caution or nothing."""
        if (said, glyph) != (self._said, self._glyph):
            self._said, self._glyph = said, glyph
            self.setAccessibleName(said)
            self.setToolTip(said)
            if self._flashed is None:
                self.update()

    def flash(self, said: str, glyph: str) -> None:
        """Say for a moment what a key did."""
        self._flashed = said, glyph
        self._fading.start()
        self.update()

    def _fade(self) -> None:
        self._flashed = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        said, glyph = self._flashed or (self._said, self._glyph)
        painter = QPainter(self)
        unit = scale()
        rect = QRectF(self.rect()).adjusted(0, 0, -8 * unit, 0)
        width = min(text_width(said, "secondary") + 2, rect.width() - 26 * unit)
        line = QRectF(rect.right() - width, 0, width, rect.height())
        if self._flashed:
            ground = "caution_soft" if glyph == "caution" else "accent_soft"
            left = line.left() - (26 if glyph else 8) * unit
            pill = QRectF(
                left, rect.center().y() - 12 * unit, rect.right() + 8 * unit - left, 24 * unit
            )
            box(painter, pill, 12 * unit, colour(ground))
        ink = "caution" if glyph == "caution" else "ink" if self._flashed else "ink2"
        draw_text(painter, line, said, "secondary", colour(ink), elide=True)
        if glyph:
            mark = QRectF(
                line.left() - 18 * unit, rect.center().y() - 6 * unit, 12 * unit, 12 * unit
            )
            tone = "aligned" if glyph == "check" else "caution"
            draw_glyph(painter, glyph, mark, colour(tone), 2)
        painter.end()


class Tile(QWidget):
    """The glyph of a step's kind on its colour."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = "step"
        side = int(20 * scale())
        self.setFixedSize(QSize(side, side))

    def show_kind(self, step: Step) -> None:
        """Show the kind of a step."""
        if self._kind != step.kind.value:
            self._kind = step.kind.value
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = KIND_COLOURS[self._kind]
        painter = QPainter(self)
        rect = QRectF(self.rect())
        box(painter, rect, 4, QColor(tone.fill))
        draw_glyph(painter, self._kind, rect.adjusted(4, 4, -4, -4), QColor(tone.glyph), 2)
        painter.end()
