"""The funnels as a table: a row for each step of each cohort, a number a cell."""

from __future__ import annotations

from collections.abc import Sequence

from core.measure.funnel import Funnel, StepCount, worst
from ui.funnel.asking import Answer
from ui.funnel.cells import Plain, Twin
from ui.funnel.head import group_name, tr
from ui.funnel.panels import crown
from ui.funnel.spot import Spot
from ui.funnel.who import Who
from ui.look.describe import interval, percent


def funnel_twin(answer: Answer, iteration: str) -> Twin:
    """The same numbers as the bars have in an iteration, endpoints included."""
    crowns = [crown(each) for each in answer.ends] or [""] * len(answer.funnels)
    rows = [
        _row(funnel, count, words if count.step.kind.is_endpoint else "", iteration)
        for funnel, words in zip(answer.funnels, crowns, strict=True)
        for count in funnel.steps
    ]
    return Twin(_heads(), tuple(rows))


def _heads() -> tuple[str, ...]:
    return (
        tr("Cohort"),
        tr("Step"),
        tr("Entrants"),
        tr("Reached"),
        tr("Aligned"),
        tr("Deviated"),
        tr("Unknown"),
        tr("Recovered"),
        tr("Undecided after"),
        tr("Aligned of answered"),
        tr("95 % interval"),
        tr("Aligned of entrants"),
        tr("95 % interval"),
        tr("With unknowns up to"),
        tr("Every aligned observation"),
        tr("Every deviated observation"),
        tr("Remark"),
    )


def _raw(funnel: Funnel, count: StepCount, chosen: str, iteration: str) -> Plain:
    """A counter of every observation, not of partners."""
    if count.step.kind.is_endpoint:
        return Plain("", is_number=True)
    numbers = (("all_deviated", count.all_deviated), ("all_aligned", count.all_aligned))
    said = tr("every observation")
    who = Who(
        count.step.name, f"{group_name(funnel)} · {said}", iteration, count.step.id, numbers,
        chosen, "raw", (funnel.group.id,),
    )  # fmt: skip
    return Plain(str(dict(numbers)[chosen]), is_number=True, target=who)


def _row(funnel: Funnel, count: StepCount, innovation: str, iteration: str) -> tuple[Plain, ...]:
    def at(part: str, *, undecided: bool = False) -> Spot:
        return Spot(funnel.group.id, count.step.id, undecided, part)

    def number(text: str, part: str, *, undecided: bool = False) -> Plain:
        return Plain(text, is_number=True, target=at(part, undecided=undecided))

    waiting = funnel.undecided.get(count.step.id)
    remarks: Sequence[str] = (
        tr("worst step") if count.step.id == worst(funnel) else "",
        tr("optional") if count.step.optional else "",
        tr("true innovation: {words}").format(words=innovation) if innovation else "",
    )
    ends = count.step.kind.is_endpoint
    return (
        Plain(group_name(funnel), target=at("")),
        Plain(count.step.name, target=at("")),
        Plain(str(funnel.entrants), is_number=True, target=at("entrants")),
        Plain(str(count.reached), is_number=True, target=at("reached")),
        number(str(count.aligned), "aligned"),
        number(str(count.deviated), "deviated"),
        number(str(count.unknown), "unknown"),
        number("" if ends else str(count.recovered), "recovered"),
        number("" if waiting is None else str(waiting), "undecided", undecided=waiting is not None),
        number(percent(count.alignment), "answered"),
        number(interval(count.interval), "answered"),
        number(percent(count.overall), "aligned"),
        number(interval(count.overall_interval), "aligned"),
        number(percent(count.band[1] if count.band else None), "possible"),
        _raw(funnel, count, "all_aligned", iteration),
        _raw(funnel, count, "all_deviated", iteration),
        Plain(" · ".join(filter(None, remarks))),
    )
