"""Individual adoption, business outcome and true innovation."""

from __future__ import annotations

from collections.abc import Iterator

from core.learn.design import share
from core.learn.innovation import AgainstTarget, Innovation
from core.learned import innovation_of
from core.share.content import (
    Block,
    Cell,
    Facts,
    Figure,
    Paragraph,
    Section,
    SectionName,
    Strip,
    StripPicture,
    Table,
)
from core.share.source import Source
from core.share.spoken_numbers import (
    count,
    count_cell,
    percent,
    share_cell,
    span,
    span_cell,
    x_of_n,
)


def innovation(source: Source) -> Section:
    """How far everyone has come in an iteration, late observations included."""
    found = innovation_of(source.reader, source.iteration, source.funnels[0].group)
    far = " so far" if found.so_far else ""
    message = f"True innovation: {found.state}{far}."
    ends = [each for each in (found.adoption, found.outcome) if each.count.step is not None]
    if not all(_has(source, found, each) for each in ends):
        # At scale or not is a bound on numbers that are not shown.
        message = "True innovation rests on small numbers and is not shown."
    return Section(
        SectionName.INNOVATION,
        "True innovation",
        message,
        tuple(_blocks(source, found)),
        source.iteration.number,
    )


def _blocks(source: Source, found: Innovation) -> Iterator[Block]:
    ends = [
        (name, end)
        for name, end in (
            ("Individual adoption", found.adoption),
            ("Business outcome", found.outcome),
        )
        if end.count.step is not None
    ]
    if not ends:
        yield Paragraph("The flow has no endpoints, so nothing follows the need.", quiet=True)
        return
    yield _figure(source, found, ends)
    met = source.number(found.group, "", "need_met", found.need_met)
    both = source.number(found.group, "", "both", found.both)
    yield Facts((("Need met", count(met)), ("Both aligned", count(both))))
    for name, end in ends:
        if (said := _scale(name, end)) and _has(source, found, end):
            yield Paragraph(said, quiet=True)


def _has(source: Source, found: Innovation, end: AgainstTarget) -> bool:
    step = end.count.step
    return step is not None and source.has(found.group, step.id, "aligned", "answered")


def _figure(source: Source, found: Innovation, ends: list[tuple[str, AgainstTarget]]) -> Figure:
    strips, rows = [], []
    for name, end in ends:
        counted, step = end.count, end.count.step
        step_id = step.id if step else ""
        aligned = source.number(found.group, step_id, "aligned", counted.aligned)
        known = source.number(found.group, step_id, "answered", end.known)
        shown = aligned is not None and known is not None
        label = name if step is None or step.name == name else f"{name}: {step.name}"
        strips.append(
            Strip(
                label,
                counted.rate if shown else None,
                counted.interval if shown else None,
                x_of_n(aligned, known),
                end.target,
            )
        )
        rows.append(
            (
                Cell(label),
                count_cell(aligned),
                count_cell(source.number(found.group, step_id, "deviated", counted.deviated)),
                count_cell(source.number(found.group, step_id, "unknown", counted.unknown)),
                share_cell(aligned, known),
                span_cell(counted.interval, shown=shown),
                Cell("none" if end.target is None else share(end.target), end.target),
                Cell(("yes" if end.at_scale else "no") if shown else "not shown"),
            )
        )
    head = ("Endpoint", "Aligned", "Deviated", "Pending", "Share", "95 %", "To beat", "At scale")
    alt = "; ".join(_read_out(each) for each in strips)
    table = Table("Endpoints, among those whose need was met", head, tuple(rows))
    return Figure("Adoption and outcome", f"{alt}.", StripPicture(tuple(strips)), table)


def _read_out(strip: Strip) -> str:
    if strip.share is None:
        return f"{strip.label}: {strip.counted}"
    return f"{strip.label}: {strip.counted}, {percent(strip.share)}, 95 % {span(strip.interval)}"


def _scale(name: str, end: AgainstTarget) -> str:
    if end.at_scale:
        return f"{name} is at scale."
    if end.target is None:
        return f"{name} has no share to beat."
    if end.missing is None:
        return f"{name} has no scale."
    if end.missing:
        return f"{name}: {end.missing:,} more with a known status are needed to reach the scale."
    return f"{name}: the scale is reached, the share is not beaten yet."
