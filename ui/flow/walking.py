"""Which step the keys go to next: along the path, along an edge, or to the nearest in a direction."""

from __future__ import annotations

from core.model.flow import Flow, Step
from core.model.structure import structure

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def path_order(flow: Flow) -> list[str]:
    """Ids in the order of the funnel's columns, endpoints last."""
    ends = sorted((each for each in flow.steps if each.kind.is_endpoint), key=lambda each: each.y)
    return [step.id for step in (*structure(flow).steps, *ends)]


def along(flow: Flow, current: str | None, back: bool = False) -> str | None:
    """The next or previous step along the path; None past its ends."""
    order = path_order(flow)
    if current not in order:
        return order[-1 if back else 0] if order else None
    place = order.index(current) + (-1 if back else 1)
    return order[place] if 0 <= place < len(order) else None


def follow(flow: Flow, current: str, direction: str) -> str | None:
    """The step an edge leads to, rightwards, or comes from, leftwards; up and down among siblings."""
    if direction in ("left", "right"):
        ends = flow.sources(current) if direction == "left" else flow.targets(current)
        here = flow.step(current)
        near = sorted((flow.step(each) for each in ends), key=lambda step: abs(step.y - here.y))
        return near[0].id if near else None
    beside = {
        *(each for source in flow.sources(current) for each in flow.targets(source)),
        *(each for target in flow.targets(current) for each in flow.sources(target)),
    } - {current}
    return _nearest(flow, current, direction, [flow.step(each) for each in beside])


def towards(flow: Flow, current: str, direction: str) -> str | None:
    """The nearest step in a direction, whether linked or not."""
    others = [step for step in flow.steps if step.id != current]
    return _nearest(flow, current, direction, others)


def _nearest(flow: Flow, current: str, direction: str, others: list[Step]) -> str | None:
    here, (dx, dy) = flow.step(current), DIRECTIONS[direction]
    best: tuple[float, str] | None = None
    for step in others:
        x, y = step.x - here.x, step.y - here.y
        ahead, aside = x * dx + y * dy, abs(x * dy) + abs(y * dx)
        if ahead > 1:
            cost = (ahead + 2 * aside, step.id)
            best = cost if best is None or cost < best else best
    return best[1] if best else None
