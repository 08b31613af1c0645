"""The charts there are, a row each: a new one is a new file and a row here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.funnel.cells import Sheet
from ui.funnel.charts.against import against
from ui.funnel.charts.iterations import iterations
from ui.funnel.charts.scene import Scene
from ui.funnel.charts.time import time
from ui.funnel.charts.why import instead, reasons


class Chart(NamedTuple):
    """``name`` is what the command line calls it, ``label`` its tab; ``card`` is 0 left, 1 right."""

    name: str
    label: str
    card: int
    sheet: Callable[[Scene], Sheet]


CHARTS: Sequence[Chart] = (
    Chart("reasons", str(QT_TRANSLATE_NOOP("FunnelScreen", "Why they left")), 0, reasons),
    Chart("instead", str(QT_TRANSLATE_NOOP("FunnelScreen", "Where they went")), 0, instead),
    Chart("time", str(QT_TRANSLATE_NOOP("FunnelScreen", "Time")), 0, time),
    Chart("compare", str(QT_TRANSLATE_NOOP("FunnelScreen", "Compare")), 1, against),
    Chart("iterations", str(QT_TRANSLATE_NOOP("FunnelScreen", "Over iterations")), 1, iterations),
)


def chart(name: str) -> Chart:
    """The chart of that name. Raises KeyError."""
    for each in CHARTS:
        if each.name == name:
            return each
    raise KeyError(name)
