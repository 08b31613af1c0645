"""Buttons: primary, plain, quiet, link and pill, each with a glyph and a key cap where it has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.look.glyphs import draw_glyph
from ui.look.paint import box, cap_size, draw_cap, draw_text, text_width
from ui.look.ring import ring
from ui.look.theme import colour, theme
from ui.look.tokens import HEIGHT_COMPACT, HEIGHT_CONTROL, RADIUS_CONTROL
from ui.look.type import scale

_GLYPH = 16
_GAP = 7


class Style(NamedTuple):
    """Tokens of a variant: ground, edge, text, ground under the pointer; "" is none."""

    ground: str
    edge: str
    ink: str
    hover: str
    role: str = "body"
    padding: int = 12
    height: int = HEIGHT_CONTROL


VARIANTS: Mapping[str, Style] = {
    "primary": Style("accent", "", "on_accent", "accent", role="strong", padding=13),
    "large": Style("accent", "", "on_accent", "accent", role="card", padding=18, height=40),
    "plain": Style("surface", "control", "ink", "window"),
    "aligned": Style("surface", "aligned", "aligned", "aligned_soft"),
    "deviated": Style("surface", "deviated", "deviated", "deviated_soft"),
    "quiet": Style("", "", "ink", "sunken", padding=8),
    "link": Style("", "", "accent", "", padding=0, height=HEIGHT_COMPACT),
    "pill": Style("surface", "line", "ink2", "window", role="label", padding=10, height=22),
}


class Button(QPushButton):
    """A button. It takes the focus by keyboard only, so that a click leaves typing where it was."""

    def __init__(
        self,
        text: str,
        variant: str = "plain",
        glyph: str | None = None,
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._style = VARIANTS[variant]
        self._glyph, self._keys = glyph, keys
        self._own_keys = ""
        self._trailing = "chevron_right" if variant == "link" else None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        ring(self, RADIUS_CONTROL if variant != "pill" else self._style.height / 2)
        theme.changed.connect(self.update)

    def dress(self, text: str, glyph: str | None = None, keys: str = "") -> None:
        """Say something else: text, glyph and key cap."""
        self._glyph, self._keys = glyph, keys
        self.setText(text)
        self.updateGeometry()

    def cap(self, keys: str) -> None:
        """Show a key that triggers the button by another way than its action's shortcut."""
        self._own_keys = keys
        self.dress(self.text(), self._glyph, keys)

    def follow(self, action: QAction) -> None:
        """Say what an action says from now on, and trigger it."""
        self._action = action
        action.changed.connect(self._read_action)
        self.clicked.connect(action.trigger)
        self._read_action()

    @Slot()
    def _read_action(self) -> None:
        keys = key_words(self._action) or self._own_keys
        self.dress(self._action.text(), self._glyph, keys)
        self.setEnabled(self._action.isEnabled())
        # A button that stands in no layout yet would open as a window of its own.
        if self.parent() is not None or not self._action.isVisible():
            self.setVisible(self._action.isVisible())
        self.setToolTip(self._action.toolTip() if self._action.toolTip() != self.text() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        style, factor = self._style, scale()
        parts = []
        if self._glyph:
            parts.append(_GLYPH * factor)
        if self.text():
            parts.append(text_width(self.text(), self._role()))
        if self._keys:
            parts.append(cap_size(self._keys).width())
        if self._trailing:
            parts.append(10 * factor)
        width = sum(parts) + _GAP * factor * (len(parts) - 1) + 2 * style.padding * factor
        height = style.height * factor
        return QSize(int(max(width, height)) + 1, int(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _role(self) -> str:
        return self._style.role

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        style = self._style
        if not self.isEnabled():
            painter.setOpacity(0.45)
        ground, edge, ink = style.ground, style.edge, style.ink
        if self.isChecked():
            ground, edge, ink = "accent_soft", "accent", "accent"
        elif self.underMouse() and self.isEnabled():
            ground = style.hover
            edge = "ink2" if edge == "control" else edge
        rect = QRectF(self.rect())
        radius = rect.height() / 2 if style.height < HEIGHT_COMPACT else RADIUS_CONTROL
        box(painter, rect, radius, _or_none(ground), _or_none(edge))
        if self._trailing and self.underMouse() and self.isEnabled():
            painter.fillRect(self._under_words(rect), colour(ink))
        if self.isDown() and self.isEnabled():
            shade = colour("ink")
            box(painter, rect, radius, QColor(shade.red(), shade.green(), shade.blue(), 28))
        self._paint_content(painter, rect, colour(ink))
        painter.end()

    def _under_words(self, rect: QRectF) -> QRectF:
        """The line under a link that is pointed at: no ground, as its words end at its edges."""
        wide = text_width(self.text(), self._role())
        return QRectF(rect.left(), rect.center().y() + round(8 * scale()), wide, 1)

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        factor = scale()
        content = self.sizeHint().width() - 2 * self._style.padding * factor
        left = rect.center().x() - content / 2
        if self._glyph:
            side = _GLYPH * factor
            draw_glyph(
                painter, self._glyph, QRectF(left, rect.center().y() - side / 2, side, side), ink
            )
            left += side + _GAP * factor
        width = text_width(self.text(), self._role()) + 1
        if self.text():
            draw_text(
                painter,
                QRectF(left, rect.top(), width, rect.height()),
                self.text(),
                self._role(),
                ink,
            )
            left += width + _GAP * factor - 1
        if self._keys and self.isEnabled():
            size = cap_size(self._keys)
            at = QPointF(left, rect.center().y() - size.height() / 2)
            primary = self._style.ground == "accent"
            draw_cap(
                painter,
                at,
                self._keys,
                ink if primary else colour("ink2"),
                ink if primary else colour("control"),
            )
        if self._trailing:
            side = 10 * factor
            draw_glyph(
                painter,
                self._trailing,
                QRectF(left - 4, rect.center().y() - side / 2, side, side),
                ink,
                2.0,
            )


def key_words(action: QAction) -> str:
    """The shortcut of an action as a key cap says it: ``Ctrl Enter``; empty without one."""
    text = action.shortcut().toString()
    return spoken_keys(text)


def spoken_keys(text: str) -> str:
    """``Ctrl+Return`` as a key cap says it: ``Ctrl Enter``."""
    plus = text.endswith("+")
    words = [part for part in text.split("+") if part] + (["+"] if plus else [])
    return " ".join(_WORDS.get(word, word) for word in words)


_WORDS: Mapping[str, str] = {
    "Return": "Enter",
    "Ins": "Insert",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}


def _or_none(token: str) -> QColor | None:
    return colour(token) if token else None


class ToolButton(Button):
    """A square button with only a glyph; its name is for screen readers and the tool tip."""

    def __init__(self, name: str, glyph: str, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", glyph, "", parent)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        side = int(HEIGHT_COMPACT * scale())
        return QSize(side + 2, side)

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        side = _GLYPH * scale()
        middle = rect.center()
        spot = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        draw_glyph(painter, self._glyph or "plus", spot, ink)
