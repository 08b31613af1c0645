"""Icons from glyphs: crisp at any scale, in the colour of the theme in force when painted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from ui.look.glyphs import draw_glyph, glyph
from ui.look.theme import colour

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


class _GlyphEngine(QIconEngine):
    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        painter.save()
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(0.45)
        draw_glyph(painter, self._name, QRectF(rect), colour(self._token))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(drawn.rect()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._token)


def app_icon() -> QIcon:
    """The program's own icon, as drawn for each size."""
    made = QIcon()
    for path in sorted(_FOLDER.glob("footpath-*.png")):
        made.addFile(str(path))
    return made


def icon(name: str, ink: str = "ink") -> QIcon:
    """A glyph as an icon in the colour of a token. Raises KeyError for an unknown glyph."""
    glyph(name)
    return QIcon(_GlyphEngine(name, ink))
