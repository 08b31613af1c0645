"""The font everything is set in: the system's, or the one we carry where the system names none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QScreen
from PySide6.QtWidgets import QApplication

from ui.look.type import BODY_POINTS

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

# What fontconfig answers where no desktop has chosen a font.
_NO_CHOICE = frozenset({"", "Sans", "Sans Serif", "sans-serif"})


def ensure_font(app: QApplication) -> None:
    """Set the application's font.

    The system's own is kept. A bare system has no font at all and would show boxes, and a session
    without a desktop names only a family in general: there the font we carry is used. Text is never
    set smaller than drawn (a body of 10 points at 96 dpi); a larger system font enlarges it.
    """
    chosen = app.font()
    if chosen.family() in _NO_CHOICE or not QFontDatabase.families():
        carried = carried_family()
        if carried:
            chosen = QFont(carried)
    chosen.setPointSizeF(max(_points_at_96(app), BODY_POINTS) * 96 / _dpi(app))
    app.setFont(chosen)


def carried_family() -> str:
    """Load the font in the resources; its family, or an empty text where none can be read."""
    families = [
        family
        for path in sorted(FOLDER.glob("*.[ot]tf"))
        for family in QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(path))
        )
    ]
    return families[0] if families else ""


def _points_at_96(app: QApplication) -> float:
    return max(app.font().pointSizeF(), 1.0) * _dpi(app) / 96


def _dpi(app: QApplication) -> float:
    screen: QScreen | None = app.primaryScreen()
    return 96.0 if screen is None else screen.logicalDotsPerInch()
