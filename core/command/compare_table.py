"""A comparison as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from core.command.in_line import in_line, short
from core.command.speech import tame
from core.measure import Comparison, StepComparison, StepRate
from core.rounding import whole_percent

_LEAST = 0.0001


def compare_table(study: str, numbers: Sequence[int], compared: Comparison) -> str:
    """The steps of a comparison as aligned columns, then one sentence for each.

    ``numbers`` are those of the iterations of both sides.
    """
    paired = numbers[0] != numbers[1]
    names = [short(side.name) for side in (compared.a, compared.b)]
    if paired:
        which = f" · {names[0]}" if compared.a.group.members is not None else ""
        names = [f"iteration {number}" for number in numbers]
    else:
        which = f" · iteration {numbers[0]}"
    a, b = names
    lines = [f"{tame(study)}{which}: {a} against {b}", ""]
    head = ["Step", *names, "difference", "95 % interval", "p", "corrected"]
    if paired:
        head.insert(4, "gained, lost")
    lines += in_line([head, *(_row(each) for each in compared.steps)])
    lines += [f"difference is {a} minus {b}: with − a larger share aligned in {b}.", ""]
    lines += in_line([(short(each.step.name), each.sentence) for each in compared.steps], left=2)
    return "\n".join(lines)


def _row(step: StepComparison) -> list[str]:
    changed = step.changed
    p = step.p if changed is None or not changed.both else changed.p
    row = [short(step.step.name), _rate(step.a), _rate(step.b), _points(step.difference)]
    if changed is not None:
        row.append(f"{changed.gained}, {changed.lost} of {changed.both}")
    return [*row, _interval(step), _chance(p), _chance(step.p_holm)]


def _rate(rate: StepRate) -> str:
    if rate.share is None:
        return "no data"
    return f"{rate.aligned} of {rate.answered}, {whole_percent(rate.share)} %"


def _points(difference: float | None) -> str:
    return "–" if difference is None else f"{_signed(difference)} points"


def _interval(step: StepComparison) -> str:
    if step.interval is None:
        return "–"
    low, high = map(_signed, step.interval)
    return f"{low} to {high}"


def _signed(difference: float) -> str:
    """A difference in whole percentage points."""
    points = round(difference * 100)
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{abs(points)}"


def _chance(p: float) -> str:
    return f"< {_LEAST}" if p < _LEAST else f"{p:.4f}"
