"""Whom a number of a chart counts: what it is called, and how to find exactly those partners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.groups import groups
from core.measure.behind import behind, behind_raw
from core.measure.compare import behind_comparison
from core.measure.timing import behind_time
from core.reading import Reader
from ui.funnel.asking import Question


@dataclass(frozen=True)
class Who:
    """One or several numbers that belong together, as "9 of 11" is of 9 aligned and 2 deviated.

    ``numbers`` are (what, how many), ``chosen`` the one pressed. ``step`` and ``iteration`` say whose
    words are shown. ``way`` names how they are found, ``place`` is what that way takes.
    """

    title: str
    subtitle: str
    iteration: str
    step: str
    numbers: tuple[tuple[str, int], ...]
    chosen: str
    way: str
    place: tuple[Any, ...]


def partners_of(study: Reader, asked: Question, who: Who, what: str) -> tuple[str, ...]:
    """Ids of the partners one of its numbers counts; as many as the number says."""
    return _WAYS[who.way](study, asked, who, what)


def observations_of(study: Reader, asked: Question, who: Who, what: str) -> tuple[str, ...]:
    """Ids of the observations a raw counter counts. ``place``: the id of the cohort."""
    group = asked.group(who.place[0])
    columns, flow, encounter = study.columns, asked.flow, asked.view.encounter
    return behind_raw(columns, flow, asked.iteration.id, group, who.step, what, encounter=encounter)


def _listed(_study: Reader, _asked: Question, who: Who, _what: str) -> tuple[str, ...]:
    ids: tuple[str, ...] = who.place
    return ids


def _at_step(study: Reader, asked: Question, who: Who, what: str) -> tuple[str, ...]:
    """``place``: the id of the cohort, as it stood in the iteration."""
    iteration = study.iteration(who.iteration)
    group = groups(study, iteration, [who.place[0]])[0]
    flow = study.flow(iteration.flow)
    return behind(study.columns, flow, iteration.id, group, who.step, what, **asked.read)


def _compared(study: Reader, asked: Question, who: Who, what: str) -> tuple[str, ...]:
    """``place``: both sides, and which of them, or ``both`` of two iterations."""
    a, b, side = who.place

    def at(number: str) -> tuple[str, ...]:
        return behind_comparison(study.columns, (a, b), who.step, number, **asked.read)

    if side == "both":
        return at(what)
    aligned, answered = at(f"{side} aligned"), at(f"{side} answered")
    if what == "aligned":
        return aligned
    return tuple(each for each in answered if each not in set(aligned))


def _timed(study: Reader, asked: Question, who: Who, what: str) -> tuple[str, ...]:
    """``place``: the id of the cohort, and the step or NEED_MET."""
    group_id, step = who.place
    group = groups(study, asked.iteration, [group_id])[0]
    found = behind_time(
        study.columns, asked.flow, asked.iteration.id, group, step,
        backwards=what == "backwards", **asked.read,
    )  # fmt: skip
    return tuple(partner for partner, _ in found)


_WAYS: Mapping[str, Callable[[Reader, Question, Who, str], tuple[str, ...]]] = {
    "listed": _listed,
    "step": _at_step,
    "compared": _compared,
    "timed": _timed,
}
