"""Each cohort with the rest, and this iteration with the one before, corrected all together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.groups import groups
from core.measure import Comparison, Side, StepComparison, compare
from core.model.partner import EVERYONE
from core.share.content import Block, Cell, Paragraph, Section, SectionName, Table
from core.share.shown import Key
from core.share.source import Source
from core.share.spoken_numbers import DASH, counted, percent, probability, x_of_n

HEAD = ("Step", "First", "Second", "Points", "95 %", "p, corrected", "What can be said")


def compared(source: Source) -> tuple[Comparison, ...]:
    """All comparisons of an iteration in one call: Holm runs over what the report asks at once."""
    pairs = []
    for each in source.groups:
        if each.id != EVERYONE:
            side = Side(source.flow, source.iteration.id, each)
            pairs.append((side, replace(side, rest=True)))
    before = source.before
    if before is not None:
        (earlier,) = groups(source.reader, before, [EVERYONE])
        then = Side(source.reader.flow(before.flow), before.id, earlier)
        pairs.append((then, Side(source.flow, source.iteration.id, source.groups[0])))
    return compare(source.reader.columns, pairs)


def comparison(source: Source) -> Section:
    """Where sides differ, and where nobody can tell yet."""
    found = compared(source)
    asked = sum(len(each.steps) for each in found)
    telling = [
        f"{name(source, each)}: {step.step.name}"
        for each in found
        for step in each.steps
        if step.differs and has(source, each, step)
    ]
    message = f"Differs: {'; '.join(telling)}." if telling else "No difference can be told yet."
    if not asked:
        message = "There is nothing to compare yet: one cohort, in one iteration."
        return Section(SectionName.COMPARISON, "Comparison", message, (), source.iteration.number)
    # A corrected p tells where it stands among all others, so also among those not shown.
    p_shown = all(has(source, each, step) for each in found for step in each.steps)
    blocks: list[Block] = [
        _table(source, each, p_shown=p_shown)
        for each in found
        if any(has(source, each, step) for step in each.steps)
    ]
    few = sum(bool(each.steps) for each in found) - len(blocks)
    if few:
        blocks.append(
            Paragraph(
                f"{_comparisons(few)} not shown, as small numbers could be worked out.",
                quiet=True,
            )
        )
    blocks.append(
        Paragraph(
            f"{counted(asked, 'test')}, corrected together by Holm's method. A difference is said at "
            f"p ≤ 0.05 after that; anything else is “can't tell yet”.",
            quiet=True,
        )
    )
    return Section(
        SectionName.COMPARISON, "Comparison", message, tuple(blocks), source.iteration.number
    )


def _comparisons(number: int) -> str:
    return "1 comparison is" if number == 1 else f"{number:,} comparisons are"


def name(source: Source, compared: Comparison) -> str:
    """What is compared with what."""
    if compared.a.iteration == compared.b.iteration:
        return f"{compared.a.name} with {compared.b.name}"
    number = source.reader.iteration(compared.a.iteration).number
    return f"Iteration {number} with iteration {source.iteration.number}"


def keys(compared: Comparison, step: str) -> Iterator[Key]:
    """The numbers that a comparison of a step shows."""
    for side in (compared.a, compared.b):
        rest = " of the rest" if side.rest else ""
        for what in ("aligned", "answered"):
            yield (side.iteration, side.group.id, step, f"{what}{rest}")
    if compared.a.iteration != compared.b.iteration:
        for what in ("both", "gained", "lost"):
            yield (compared.b.iteration, compared.b.group.id, step, f"{what} since")


def has(source: Source, compared: Comparison, step: StepComparison) -> bool:
    """Whether the numbers of a comparison are shown."""
    return source.shown.has(*keys(compared, step.step.id))


def _table(source: Source, found: Comparison, *, p_shown: bool) -> Table:
    rows = tuple(
        _row(each, shown=has(source, found, each), p_shown=p_shown) for each in found.steps
    )
    return Table(name(source, found), HEAD, rows)


def _row(step: StepComparison, *, shown: bool, p_shown: bool) -> tuple[Cell, ...]:
    if not shown:
        return (Cell(step.step.name), *(Cell("not shown") for _ in HEAD[1:]))
    sides = [
        Cell(
            x_of_n(each.aligned, each.answered)
            + (f", {percent(each.share)}" if each.answered else "")
        )
        for each in (step.a, step.b)
    ]
    return (
        Cell(step.step.name),
        *sides,
        _points(step.difference),
        Cell(_interval(step)),
        Cell(probability(step.p_holm), step.p_holm) if p_shown else Cell("not shown"),
        Cell(step.sentence),
    )


def _points(difference: float | None) -> Cell:
    if difference is None:
        return Cell(DASH)
    return Cell(f"{_signed(difference)}", difference)


def _signed(share: float) -> str:
    """A difference in whole points, with its sign."""
    points = int(abs(share) * 100 + 0.5)
    return f"{'−' if share < 0 and points else '+' if points else '±'}{points}"


def _interval(step: StepComparison) -> str:
    if step.interval is None:
        return DASH
    low, high = step.interval
    return f"{_signed(low)} to {_signed(high)}"
