"""Strategic metrics with their readings. They are figures of the business, never of a partner."""

from __future__ import annotations

from collections.abc import Iterator

from core.learn.progress import LAG, Point, Progress, progress
from core.reading import Reader
from core.share.audience import Audience
from core.share.content import (
    Block,
    Cell,
    Figure,
    LinePicture,
    Paragraph,
    Section,
    SectionName,
    Table,
)
from core.share.spoken_numbers import figure, percent


def metrics(reader: Reader, audience: Audience, until: int) -> Section:
    """All metrics with the readings of iterations up to a number."""
    iterations = reader.iterations()
    readings = [
        each
        for each in reader.readings()
        if not any(other.number > until and each.at >= other.opened for other in iterations)
    ]
    found = [progress(each, readings, iterations) for each in reader.metrics()]
    if not found:
        return Section(SectionName.METRICS, "Strategic metrics", "No metric was set.", ())
    reached = sum(each.is_reached for each in found)
    message = f"{reached:,} of {len(found):,} metrics have reached their target."
    blocks: list[Block] = [Paragraph(LAG, quiet=True)]
    for each in found:
        blocks += _blocks(each, audience)
    return Section(SectionName.METRICS, "Strategic metrics", message, tuple(blocks))


def _blocks(found: Progress, audience: Audience) -> Iterator[Block]:
    metric = found.metric
    points = tuple((_when(each), each.value) for each in found.points)
    head = ["When", "Value"]
    noted = audience is Audience.TEAM and any(each.reading.note.strip() for each in found.points)
    rows: list[tuple[Cell, ...]] = [
        (Cell("Baseline"), Cell(figure(metric.baseline, metric.unit), metric.baseline)),
        *(
            (Cell(_when(each)), Cell(figure(each.value, metric.unit), each.value))
            for each in found.points
        ),
        (Cell("Target"), Cell(figure(metric.target, metric.unit), metric.target)),
    ]
    if noted:
        head.append("Note")
        notes = ["", *(each.reading.note.strip() for each in found.points), ""]
        rows = [(*row, Cell(note)) for row, note in zip(rows, notes, strict=True)]
    latest = "no reading yet" if found.latest is None else figure(found.latest, metric.unit)
    way = "" if found.way is None else f", {_way(found.way)} of the way to the target"
    alt = f"{metric.name} ({metric.area}): {latest}{way}."
    table = Table(f"{metric.name}, {metric.area}", tuple(head), tuple(rows))
    line = LinePicture(metric.name, metric.unit, points, metric.baseline, metric.target)
    yield Figure(f"{metric.name}: {latest}{way}", alt, line, table)


def _way(way: float) -> str:
    return f"{way * 100:.0f} %" if not 0 <= way <= 1 else percent(way)


def _when(point: Point) -> str:
    day = point.at[:10]
    return day if point.iteration is None else f"{day}, iteration {point.iteration.number}"
