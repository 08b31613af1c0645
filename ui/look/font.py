"""The font everything is set in: the system's, or the one we carry where it has none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QScreen
from PySide6.QtWidgets import QApplication

from ui.look.type import BODY_POINTS

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

# What fontconfig lists even where there is no font at all.
_IN_GENERAL = frozenset({"Monospace", "Sans Serif", "Serif"})


def ensure_font(app: QApplication, *, carried: bool = False) -> None:
    """Set the application's font; ``carried`` takes ours in any case.

    The system's own is kept, also where it is only named in general ("Sans Serif"). A bare system
    has no font and would show boxes: there the one we carry is used. Text is never set smaller than
    drawn (a body of 10 points at 96 dpi); a larger system font enlarges it.
    """
    chosen = app.font()
    if (carried or not has_own_font()) and (family := carried_family()):
        chosen = QFont(family)
    chosen.setPointSizeF(max(_points_at_96(app), BODY_POINTS) * 96 / _dpi(app))
    app.setFont(chosen)


def has_own_font() -> bool:
    """Whether the system has a font for Latin text that can be set in any size."""
    latin = QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
    own = (each for each in latin if each not in _IN_GENERAL)
    return any(QFontDatabase.isSmoothlyScalable(each) for each in own)


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
