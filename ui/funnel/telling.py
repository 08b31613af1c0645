"""Funnels in words: for screen readers, and for the pointer that rests on a bar."""

from __future__ import annotations

from core.measure.funnel import Funnel, StepCount
from ui.funnel.head import entrants_words, group_name, tr
from ui.funnel.spot import count_at
from ui.look.describe import interval, of, percent
from ui.look.funnel_shape import earlier


def spoken(funnel: Funnel) -> str:
    """A whole funnel: "Funnel of Everyone: 24 entrants; Bill arrives 24 of 24; …"."""
    title = tr("Funnel of {cohort}: {entrants}").format(
        cohort=group_name(funnel), entrants=entrants_words(funnel.entrants)
    )
    return "; ".join((title, *(f"{each.step.name} {_answered(each)}" for each in funnel.steps)))


def _answered(count: StepCount) -> str:
    if count.alignment is None:
        return percent(None)
    return of(count.aligned, count.aligned + count.deviated)


def told(funnel: Funnel, step: str, part: str) -> str:
    """What stands at a bar in full, or how many are undecided at a split."""
    count = count_at(funnel, step)
    if count is None:
        return ""
    if part == "undecided":
        return tr("{n} were seen on no branch after {step}.").format(
            n=funnel.undecided.get(step, 0), step=count.step.name
        )
    lines = [
        count.step.name,
        tr("{aligned} aligned, {deviated} deviated, {unknown} unknown of {reached} reached").format(
            aligned=count.aligned,
            deviated=count.deviated,
            unknown=count.unknown,
            reached=count.reached,
        ),
        tr("Aligned of answered: {of}, {rate} {ends}").format(
            of=_answered(count), rate=percent(count.alignment), ends=interval(count.interval)
        )
        if count.alignment is not None
        else "",
        tr("Aligned of entrants: {of}, {rate} {ends}").format(
            of=of(count.aligned, funnel.entrants),
            rate=percent(count.overall),
            ends=interval(count.overall_interval),
        )
        if funnel.entrants
        else "",
        tr("{n} unknown or undecided before could still be aligned here").format(
            n=earlier(count, funnel.entrants)
        )
        if earlier(count, funnel.entrants)
        else "",
        tr("{n} recovered: deviated, then aligned").format(n=count.recovered)
        if count.recovered
        else "",
    ]
    return "\n".join(line for line in lines if line)
