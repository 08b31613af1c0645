"""How long things may move: not at all where the platform asks for less motion."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle, QWidget

LONGEST = 200
_UNSEEN = ("offscreen", "minimal")


def motion(widget: QWidget, longest: int = LONGEST) -> int:
    """How long things may move, in milliseconds; 0 where the platform asks for less motion."""
    platform = QGuiApplication.platformName()
    still = platform == "windows" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    if still or platform in _UNSEEN:
        return 0
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    asked = widget.style().styleHint(hint, None, widget)
    return longest if asked >= LONGEST else min(asked, longest)
