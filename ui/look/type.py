"""Type: a handful of roles, each scaled with the system's own font."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

REGULAR, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold
BODY_POINTS = 10.0

ROLES: Mapping[str, tuple[float, QFont.Weight]] = {
    "timer": (30, MEDIUM),
    "display": (21, SEMIBOLD),
    "figure": (20, SEMIBOLD),
    "title": (13, SEMIBOLD),
    "note": (13, REGULAR),
    "card": (10.5, SEMIBOLD),
    "strong": (10, SEMIBOLD),
    "body": (10, REGULAR),
    "secondary": (9, REGULAR),
    "status": (9, SEMIBOLD),
    "label": (8.5, MEDIUM),
    "tick": (8, REGULAR),
}
"""Points at 96 dpi and a body of 10, and weight."""


def font(role: str, weight: QFont.Weight | None = None) -> QFont:
    """The font of a role, with tabular figures where the font has them. Raises KeyError.

    It is made once and shared: copy it before changing anything.
    """
    return _made(role, weight, *type_key())


def type_key() -> tuple[str, float]:
    """What all type hangs on: the system's font and the scale. What is measured is kept by this."""
    system = QApplication.font()
    return system.family(), system.pointSizeF() / BODY_POINTS


def scale() -> float:
    """How much larger than drawn everything is set: 1 for a body of 10 points."""
    return QApplication.font().pointSizeF() / BODY_POINTS


@lru_cache(maxsize=256)
def _made(role: str, weight: QFont.Weight | None, family: str, factor: float) -> QFont:
    points, usual = ROLES[role]
    made = QFont(family)
    made.setPointSizeF(points * factor)
    made.setWeight(usual if weight is None else weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
