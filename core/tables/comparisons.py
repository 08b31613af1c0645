"""The table of comparisons: the very ones a report of each iteration makes."""

from __future__ import annotations

from collections.abc import Iterator

from core.exchange.grid import Cell, Column, Grid, Kind, Row, grid
from core.measure import Comparison, StepComparison
from core.share.content import NOT_SHOWN
from core.share.sections.comparison import compared, has
from core.share.source import Source
from core.tables.asked import Asked, ends


def comparisons(asked: Asked) -> Grid:
    """Each cohort with the rest, and each iteration with the one before.

    All that is asked of one iteration is corrected together.
    """
    columns = [
        Column("Iteration"),
        Column("A", Kind.TEXT),
        Column("B", Kind.TEXT),
        Column("Step", Kind.TEXT),
        *map(Column, ("A aligned", "A answered", "B aligned", "B answered")),
        *(Column(each, Kind.DIFFERENCE) for each in ("Difference", "From", "To")),
        *(Column(each, Kind.PROBABILITY) for each in ("p", "p corrected")),
        Column("Differs", Kind.FLAG),
        *map(Column, ("In both", "Gained", "Lost")),
        Column("Says", Kind.TEXT, 40),
    ]
    return grid("Comparisons", columns, _rows(asked, len(columns)))


def _rows(asked: Asked, width: int) -> Iterator[Row]:
    for source in asked.sources:
        for found in compared(source):
            names = _names(source, found)
            for step in found.steps:
                start = (source.iteration.number, *names, step.step.name)
                if has(source, found, step):
                    yield (*start, *_numbers(step))
                else:
                    yield (*start, *(NOT_SHOWN for _ in range(width - len(start))))
            asked.watch.done(0)


def _names(source: Source, found: Comparison) -> tuple[str, str]:
    if found.a.iteration == found.b.iteration:
        return found.a.name, found.b.name
    earlier = source.reader.iteration(found.a.iteration).number
    return f"iteration {earlier}", f"iteration {source.iteration.number}"


def _numbers(step: StepComparison) -> tuple[Cell, ...]:
    changed = step.changed
    return (
        step.a.aligned, step.a.answered, step.b.aligned, step.b.answered, step.difference,
        *ends(step.interval), step.p, step.p_holm, step.differs,
        changed.both if changed else None, changed.gained if changed else None,
        changed.lost if changed else None, step.sentence,
    )  # fmt: skip
