"""Time: from each step to the next, and from the trigger to the need met."""

from __future__ import annotations

from core.measure.timing import NEED_MET, Spread, StepTime, times
from core.model.flow import StepKind
from ui.funnel.cells import Cell, Column, Plain, Sheet, Times, Twin
from ui.funnel.charts.durations import duration, durations
from ui.funnel.charts.scene import Scene
from ui.funnel.head import tr
from ui.funnel.who import Who

FEWEST = 6
"""From so many times on the median has an interval."""


def time(scene: Scene) -> Sheet:
    """The median and the spread of the times of one cohort."""
    asked = scene.asked
    found = times(scene.study.columns, asked.flow, asked.iteration.id, [scene.group], **asked.read)[
        0
    ]
    need = asked.flow.one(StepKind.NEED_MET)
    named = [
        (tr("to {step}").format(step=each.step.name), each.step.id, each) for each in found.steps
    ]
    if found.need_met is not None and need is not None:
        named.append((tr("Trigger to {step}").format(step=need.name), NEED_MET, found.need_met))
    longest = max((each.time.ends[1] for _, _, each in named if each.time.ends), default=0) or 1
    rows, plain = [], []
    for words, step, each in named:
        who = _who(scene, words, step, each)
        rows.append(_row(scene, words, step, each, who, longest))
        plain.append(_plain(scene, words, each, who))
    any_time = any(each.time.n for _, _, each in named)
    return Sheet(
        title=tr("Time between steps · {cohort}").format(cohort=scene.cohort),
        remark=tr("median · middle half · n"),
        columns=(
            Column("", 1.3, 120), Column("", 1.6, 110), Column("", 0.2, 62, right=True),
            Column("", 0.7, 112, right=True), Column("", 0.1, 34, right=True),
        ),
        rows=tuple(rows) if any_time else (),
        note=_note(any_time, sum(each.backwards for _, _, each in named), longest),
        empty=tr("No partner is aligned at two steps yet: there is no time to measure."),
        high=26,
        twin=Twin(
            (
                tr("Cohort"), tr("Time"), tr("n"), tr("Median"), tr("95 % of the median from"),
                tr("95 % of the median to"), tr("Lower quartile"), tr("Upper quartile"),
                tr("Least"), tr("Most"), tr("Left out: runs backwards"),
            ),
            tuple(plain),
        ),
    )  # fmt: skip


def _row(
    scene: Scene, words: str, step: str, each: StepTime, who: Who, longest: float
) -> tuple[Cell, ...]:
    whole = step == NEED_MET
    strong = whole or each.step.id == scene.spot.step
    spread = each.time
    return (
        Cell(words, role="strong" if strong else "body", target=who),
        Cell(_said(spread), mark=_mark(spread, longest), target=who, tip=_said(spread)),
        Cell(duration(spread.median), role="strong", target=who),
        Cell(durations(spread.quartiles), role="secondary", ink="ink2", target=who),
        Cell(str(spread.n), role="secondary", ink="ink3", target=who),
    )


def _mark(spread: Spread, longest: float) -> Times:
    def share(ends: tuple[float, float] | None) -> tuple[float, float] | None:
        return None if ends is None else (max(ends[0], 0) / longest, max(ends[1], 0) / longest)

    median = None if spread.median is None else spread.median / longest
    return Times(median, share(spread.quartiles), share(spread.ends), share(spread.interval))


def _said(spread: Spread) -> str:
    """Everything of a spread in words."""
    if not spread.n:
        return tr("no data")
    lines = [
        tr("Median {median} of {n}").format(median=duration(spread.median), n=spread.n),
        tr("95 % interval of the median: {ends}").format(ends=durations(spread.interval))
        if spread.interval
        else tr("Fewer than {n} times: no interval").format(n=FEWEST),
        tr("Middle half: {ends}").format(ends=durations(spread.quartiles)),
        tr("Least to most: {ends}").format(ends=durations(spread.ends)),
    ]
    return "\n".join(lines)


def _plain(scene: Scene, words: str, each: StepTime, who: Who) -> tuple[Plain, ...]:
    spread = each.time
    pairs = (spread.interval, spread.quartiles, spread.ends)
    figures = [end for pair in pairs for end in (pair or (None, None))]
    texts = (
        scene.cohort,
        words,
        str(spread.n),
        duration(spread.median),
        *map(duration, figures),
        str(each.backwards),
    )
    return tuple(Plain(text, at > 1, who) for at, text in enumerate(texts))


def _who(scene: Scene, words: str, step: str, each: StepTime) -> Who:
    numbers = [("timed", each.time.n)]
    if each.backwards:
        numbers.append(("backwards", each.backwards))
    return Who(
        tr("Time {between}").format(between=words),
        scene.cohort,
        scene.asked.iteration.id,
        each.step.id,
        tuple(numbers),
        "timed",
        "timed",
        (scene.group.id, step),
    )


def _note(any_time: bool, backwards: int, longest: float) -> str:
    if not any_time:
        return ""
    words = tr(
        "The line runs from 0 to {most}. Box: middle half; bar below: 95 % interval of the median, "
        "from {n} times on."
    ).format(most=duration(longest), n=FEWEST)
    if backwards:
        words += " " + tr("{n} run backwards and are left out.").format(n=backwards)
    return words
