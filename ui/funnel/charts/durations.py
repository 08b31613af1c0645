"""Times in words: the two largest units that matter, and no more."""

from __future__ import annotations

from ui.funnel.head import tr

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def duration(seconds: float | None) -> str:
    """``40 s``, ``12 min``, ``3.5 h``, ``2.5 days``; a dash where there is none."""
    if seconds is None:
        return "–"
    for least, unit, words in (
        (1.5 * _DAY, _DAY, tr("{n} days")),
        (1.5 * _HOUR, _HOUR, tr("{n} h")),
        (1.5 * _MINUTE, _MINUTE, tr("{n} min")),
        (0, 1, tr("{n} s")),
    ):
        if seconds >= least:
            return words.format(n=_short(seconds / unit))
    return "–"


def _short(n: float) -> str:
    """Two figures: ``2.5``, ``12``."""
    text = f"{n:.1f}" if n < 10 else f"{n:.0f}"
    return text.removesuffix(".0")


def durations(ends: tuple[float, float] | None) -> str:
    """``2.3–5 min``, or ``40 s – 14 min`` where the units differ."""
    if ends is None:
        return "–"
    low, high = map(duration, ends)
    unit = low.partition(" ")[2]
    if unit and unit == high.partition(" ")[2]:
        return f"{low.partition(' ')[0]}–{high}"
    return f"{low} – {high}"
