"""The flow with its numbers: who went along each link, and the alignment of each step."""

from __future__ import annotations

from core.measure import Group, endpoints
from core.measure.funnel import Funnel
from core.model.flow import Step, StepKind
from core.share.content import (
    Cell,
    Figure,
    FlowLink,
    FlowNode,
    FlowPicture,
    Section,
    SectionName,
    Table,
)
from core.share.source import Source
from core.share.spoken_numbers import (
    count,
    count_cell,
    counted,
    percent,
    share_cell,
    span_cell,
    x_of_n,
)

KINDS = {
    StepKind.TRIGGER: "trigger",
    StepKind.STEP: "step",
    StepKind.NEED_MET: "customer need met",
    StepKind.ADOPTION: "individual adoption",
    StepKind.OUTCOME: "business outcome",
}


def flow(source: Source) -> Section:
    """How everyone walked the flow in an iteration."""
    funnel = source.funnels[0]
    picture = FlowPicture(_nodes(source, funnel), _links(source, funnel))
    alt = (
        f"The flow with {counted(len(picture.nodes), 'step')}: "
        f"{', '.join(node.name for node in picture.nodes)}. The table has its numbers."
    )
    message = _message(source, funnel)
    figure = Figure("The flow and who went where", alt, picture, _table(source, funnel))
    title = f"Flow, version {source.flow.version}"
    links = _links_table(source, funnel)
    return Section(SectionName.FLOW, title, message, (figure, links), source.iteration.number)


def _message(source: Source, funnel: Funnel) -> str:
    """Whose need was met, and for how many nobody knows yet: never the lower end alone."""
    if not funnel.entrants:
        return "Nobody has entered the flow yet."
    entrants = source.number(funnel.group, "", "entrants", funnel.entrants)
    met = source.number(funnel.group, "", "need_met", funnel.need_met)
    if met is None or entrants is None:
        return "How many of the entrants had their need met is not shown."
    said = f"{met:,} of {counted(entrants, 'entrant')} had their need met"
    last = next((each for each in funnel.steps if each.step.kind is StepKind.NEED_MET), None)
    if last is None or last.band is None:
        return f"{said}."
    if not source.has(funnel.group, last.step.id, "possible"):
        return f"{said}; how many more could still is not shown."
    could = round(last.band[1] * entrants) - met
    return f"{said}; {could:,} more could still." if could else f"{said}."


def _nodes(source: Source, funnel: Funnel) -> tuple[FlowNode, ...]:
    found = []
    for step in (*(each.step for each in funnel.steps), *_ends(source)):
        aligned, answered = _rate(source, funnel, step)
        share = aligned / answered if aligned is not None and answered else None
        lines = (
            f"{percent(share)} aligned" if share is not None else "",
            x_of_n(aligned, answered),
        )
        name = step.name
        found.append(
            FlowNode(step.id, name, step.kind, step.x, step.y, tuple(filter(None, lines)), share)
        )
    return tuple(found)


def _ends(source: Source) -> list[Step]:
    return [each for each in source.flow.steps if each.kind.is_endpoint]


def _rate(source: Source, funnel: Funnel, step: Step) -> tuple[int | None, int | None]:
    """Aligned and answered at a step or an endpoint; None where they are not shown."""
    group = funnel.group
    if step.kind.is_endpoint:
        aligned, deviated, _ = end_counts(source, group, step)
    else:
        seen = next(each for each in funnel.steps if each.step.id == step.id)
        aligned, deviated = seen.aligned, seen.deviated
    return (
        source.number(group, step.id, "aligned", aligned),
        source.number(group, step.id, "answered", aligned + deviated),
    )


def end_counts(source: Source, group: Group, step: Step) -> tuple[int, int, int]:
    """Aligned, deviated and unknown at an endpoint."""
    ends = endpoints(source.reader.columns, source.flow, source.iteration.id, group)
    end = ends.adoption if step.kind is StepKind.ADOPTION else ends.outcome
    return end.aligned, end.deviated, end.unknown


def _links(source: Source, funnel: Funnel) -> tuple[FlowLink, ...]:
    entrants = source.number(funnel.group, "", "entrants", funnel.entrants)
    found = []
    for link in source.flow.links:
        walked = funnel.links.get((link.source, link.target))
        if walked is None:
            found.append(FlowLink(link.source, link.target, None, ""))
            continue
        went = source.number(funnel.group, link.source, f"link {link.target}", walked)
        share = went / entrants if went is not None and entrants else None
        label = count(went) if share is None else f"{count(went)} · {percent(share)}"
        found.append(FlowLink(link.source, link.target, went, label))
    return tuple(found)


def _table(source: Source, funnel: Funnel) -> Table:
    head = ("Step", "Kind", "Reached", "Aligned", "Deviated", "Unknown", "Alignment", "95 %")
    rows = [_path_row(source, funnel, column) for column in range(len(funnel.steps))]
    rows += [_end_row(source, funnel.group, step) for step in _ends(source)]
    return Table("Everyone at each step of the flow", head, tuple(rows))


def _path_row(source: Source, funnel: Funnel, column: int) -> tuple[Cell, ...]:
    seen, group = funnel.steps[column], funnel.group
    numbers = {
        what: source.number(group, seen.step.id, what, value)
        for what, value in (
            ("reached", seen.reached),
            ("aligned", seen.aligned),
            ("deviated", seen.deviated),
            ("unknown", seen.unknown),
            ("answered", seen.aligned + seen.deviated),
        )
    }
    shown = source.has(group, seen.step.id, "aligned", "answered")
    optional = " (optional)" if seen.step.optional else ""
    return (
        Cell(seen.step.name),
        Cell(f"{KINDS[seen.step.kind]}{optional}"),
        *(count_cell(numbers[what]) for what in ("reached", "aligned", "deviated", "unknown")),
        share_cell(numbers["aligned"], numbers["answered"]),
        span_cell(seen.interval, shown=shown),
    )


def _end_row(source: Source, group: Group, step: Step) -> tuple[Cell, ...]:
    ends = endpoints(source.reader.columns, source.flow, source.iteration.id, group)
    end = ends.adoption if step.kind is StepKind.ADOPTION else ends.outcome
    shown = source.has(group, step.id, "aligned", "answered")
    numbers = [
        source.number(group, "", "need_met", ends.need_met),
        source.number(group, step.id, "aligned", end.aligned),
        source.number(group, step.id, "deviated", end.deviated),
        source.number(group, step.id, "unknown", end.unknown),
    ]
    aligned, answered = _rate_of(source, group, step, end.aligned, end.aligned + end.deviated)
    return (
        Cell(step.name),
        Cell(KINDS[step.kind]),
        *map(count_cell, numbers),
        share_cell(aligned, answered),
        span_cell(end.interval, shown=shown),
    )


def _rate_of(
    source: Source, group: Group, step: Step, aligned: int, answered: int
) -> tuple[int | None, int | None]:
    return (
        source.number(group, step.id, "aligned", aligned),
        source.number(group, step.id, "answered", answered),
    )


def _links_table(source: Source, funnel: Funnel) -> Table:
    names = {step.id: step.name for step in source.flow.steps}
    rows = tuple(
        (
            Cell(names[link.source]),
            Cell(names[link.target]),
            count_cell(link.count),
            share_cell(link.count, entrants_of(source, funnel)),
        )
        for link in _links(source, funnel)
        if (link.source, link.target) in funnel.links
    )
    return Table(
        "Customers on each link, of all entrants", ("From", "To", "Customers", "Share"), rows
    )


def entrants_of(source: Source, funnel: Funnel) -> int | None:
    """The entrants of a funnel, None where they are not shown."""
    return source.number(funnel.group, "", "entrants", funnel.entrants)
