"""Funnels as tables for a terminal."""

from __future__ import annotations

from core.command.in_line import in_line, short
from core.command.speech import tame
from core.measure import Funnel, Measurement, StepCount
from core.model.iteration import Iteration
from core.rounding import whole_percent

_HEAD = (
    "Step",
    "reached",
    "aligned",
    "deviated",
    "unknown",
    "alignment",
    "95 % interval",
    "overall",
)
_FEW = 10
_RANGE = (
    "overall is aligned of all entrants. As a range it is no interval: "
    "unknown and undecided ones make it, from none of them aligned to all."
)


def funnel_table(study: str, iteration: Iteration, measured: Measurement) -> str:
    """The funnels of one iteration as aligned columns, then what to know about the data."""
    state = "open" if iteration.is_open else "closed"
    blocks = [f"{tame(study)} · iteration {iteration.number}, {state}"]
    blocks += [_block(funnel) for funnel in measured.funnels]
    if measured.warnings:
        blocks.append("\n".join(f"! {tame(each.sentence)}" for each in measured.warnings))
    if any(_is_open(each) for funnel in measured.funnels for each in funnel.steps):
        blocks.append(_RANGE)
    return "\n\n".join(blocks)


def _block(funnel: Funnel) -> str:
    entrants = "1 entrant" if funnel.entrants == 1 else f"{funnel.entrants} entrants"
    lines = [f"{tame(funnel.group.name)} · {entrants}"]
    lines += in_line([_HEAD, *(_row(each) for each in funnel.steps)])
    names = {each.step.id: each.step.name for each in funnel.steps}
    lines += [
        f"Undecided at {tame(names[step_id])}: {count}"
        for step_id, count in funnel.undecided.items()
        if count
    ]
    return "\n".join(lines)


def _row(step: StepCount) -> tuple[str, ...]:
    interval = "–"
    if step.interval is not None:
        low, high = step.interval
        interval = f"{whole_percent(low)}–{whole_percent(high)} %"
        if step.aligned + step.deviated < _FEW:
            interval += " (few answers)"
    name = short(step.step.name)
    if step.step.optional:
        name += " (optional)"
    counts = (step.reached, step.aligned, step.deviated, step.unknown)
    return (name, *map(str, counts), _share(step.alignment), interval, _overall(step))


def _overall(step: StepCount) -> str:
    """Never the lower end of the band alone where more could still be aligned."""
    if step.band is None or not _is_open(step):
        return _share(step.overall)
    low, high = map(whole_percent, step.band)
    return f"{low} %" if low == high else f"{low}–{high} %"


def _is_open(step: StepCount) -> bool:
    """Whether more could still be aligned of the entrants."""
    if step.overall is None or step.band is None:
        return False
    return step.band[1] > step.overall


def _share(rate: float | None) -> str:
    return "no data" if rate is None else f"{whole_percent(rate)} %"
