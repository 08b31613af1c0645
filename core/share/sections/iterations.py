"""All iterations of a study beside each other, for a report of the whole."""

from __future__ import annotations

from collections.abc import Sequence

from core.measure import Pass, StepSeries, over_iterations
from core.share.content import Bullets, Cell, Section, SectionName, Table
from core.share.sections import decision
from core.share.source import Source
from core.share.spoken_numbers import DASH, count_cell, percent, x_of_n


def iterations(sources: Sequence[Source]) -> Section:
    """A row an iteration, then the alignment of each step in each of them."""
    latest = sources[-1].iteration
    state = "open" if latest.is_open else "closed"
    message = f"{_some(len(sources))}; iteration {latest.number} is {state}."
    changes = tuple(
        f"Iteration {each.iteration.number}: {each.iteration.change.strip()}"
        for each in sources
        if each.iteration.change.strip()
    )
    blocks = [_rounds(sources), _steps(sources)]
    changed = (Bullets("What changed in the solution", changes),) if changes else ()
    return Section(SectionName.ITERATIONS, "Iterations", message, (*blocks, *changed))


def _some(number: int) -> str:
    return "1 iteration" if number == 1 else f"{number:,} iterations"


def _rounds(sources: Sequence[Source]) -> Table:
    head = ("Iteration", "Opened", "Closed", "Entrants", "Need met", "Proposed", "Decided")
    return Table("The iterations", head, tuple(_round(each) for each in sources))


def _round(source: Source) -> tuple[Cell, ...]:
    funnel, iteration = source.funnels[0], source.iteration
    made = decision.decision_of(source)
    verdict = made.verdict if made else None
    return (
        Cell(f"{iteration.number}"),
        Cell(iteration.opened[:10]),
        Cell(iteration.closed[:10] if iteration.closed else "open"),
        count_cell(source.number(funnel.group, "", "entrants", funnel.entrants)),
        count_cell(source.number(funnel.group, "", "need_met", funnel.need_met)),
        Cell(decision.proposed(source, made) if made else DASH),
        Cell(str(verdict.conclusion) if verdict else DASH),
    )


def _steps(sources: Sequence[Source]) -> Table:
    passes = [Pass(each.iteration, each.flow, each.funnels[0].group) for each in sources]
    found = over_iterations(sources[0].reader.columns, passes)
    head = ("Step", *(f"Iteration {each.iteration.number}" for each in sources))
    rows = tuple(_series(sources, each) for each in found.steps)
    return Table("Alignment of everyone at each step", head, rows)


def _series(sources: Sequence[Source], series: StepSeries) -> tuple[Cell, ...]:
    cells = [Cell(series.step.name)]
    for source, rate in zip(sources, series.rates, strict=True):
        group = source.funnels[0].group
        if rate is None:
            cells.append(Cell(DASH))
        elif not source.has(group, series.step.id, "aligned", "answered"):
            cells.append(Cell("not shown"))
        else:
            share = f", {percent(rate.share)}" if rate.answered else ""
            cells.append(Cell(f"{x_of_n(rate.aligned, rate.answered)}{share}"))
    return tuple(cells)
