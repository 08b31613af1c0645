"""Where everything stands around the nodes: ways of the edges, exits, the arc, true innovation.

Pure geometry from the places of the nodes; asked anew whenever a node moves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.model.flow import Link
from core.model.layout import NODE_HEIGHT
from ui.flow.faces import Arc, Exit, Undecided
from ui.flow.routes import Box, Point, Route, crossed, is_free, pieces, route

MIDDLE = NODE_HEIGHT / 2
EXIT_BELOW, ARC_ABOVE, CHIPS = 58.0, 84.0, 18.0
_ASIDE, _LONG, _BESIDE = 29.0, 120.0, 80.0


def out_port(box: Box) -> Point:
    """Where edges leave a node."""
    return box[2], box[1] + MIDDLE


def in_port(box: Box) -> Point:
    """Where edges enter a node."""
    return box[0], box[1] + MIDDLE


class Near:
    """The boxes by where they begin, so that only those a way could meet are looked at."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._boxes = sorted(boxes)
        self._lefts = [box[0] for box in self._boxes]
        self._widest = max((box[2] - box[0] for box in self._boxes), default=0.0)

    def between(self, start: Point, end: Point) -> list[Box]:
        """Those that reach between two ports or stand a little beside them."""
        low, high = sorted((start[0], end[0]))
        first = bisect_left(self._lefts, low - _BESIDE - self._widest)
        return self._boxes[first : bisect_left(self._lefts, high + _BESIDE)]


def ways(
    boxes: Mapping[str, Box],
    links: Sequence[Link],
    only: Collection[str] | None = None,
    known: Mapping[Link, Route] | None = None,
) -> dict[Link, Route]:
    """The way of each link past all other nodes; ``only`` those at some steps, beside those known.

    Short links run straight from port to port; the others find their way among them.
    """
    found: dict[Link, Route] = {}
    every = Near(boxes.values())
    ends = {link: (out_port(boxes[link.source]), in_port(boxes[link.target])) for link in links}
    beside = {link: way for link, way in (known or {}).items() if link in ends}
    waiting: list[Link] = []
    for link, (start, end) in ends.items():
        if only is not None and link.source not in only and link.target not in only:
            continue
        beside.pop(link, None)
        if is_free(start, end, every.between(start, end)):
            found[link] = Route((start, end))
        else:
            waiting.append(link)
    waiting.sort(key=lambda link: ends[link][1][0] - ends[link][0][0])
    for link in waiting:
        others = _passing(ends[link], [*beside.values(), *found.values()])
        found[link] = route(*ends[link], every.between(*ends[link]), others)
    for link, way in found.items():
        # What is long and crosses others now may go around them.
        if not way.around and way.points[-1][0] - way.points[0][0] > _LONG:
            rest = (other for key, other in (beside | found).items() if key != link)
            others = _passing(ends[link], rest)
            if crossed(way, [piece for other in others for piece in pieces(other)]):
                found[link] = route(*ends[link], every.between(*ends[link]), others)
    return found


def _passing(ends: tuple[Point, Point], others: Iterable[Route]) -> list[Route]:
    """Those others that come between two ports."""
    (left, _), (right, _) = ends
    return [
        other
        for other in others
        if other.around or (other.points[0][0] < right and other.points[-1][0] > left)
    ]


def label_shares(links: Sequence[Link]) -> dict[Link, float]:
    """Where on its way each label stands: nearer to the end with fewer links, so none overlap."""
    out = Counter(link.source for link in links)
    into = Counter(link.target for link in links)
    more = {link: out[link.source] - into[link.target] for link in links}
    return {link: 0.66 if n > 0 else 0.34 if n < 0 else 0.5 for link, n in more.items()}


@dataclass(frozen=True)
class Stood:
    """Where an exit's box has its top left corner, and how far it hangs below its node."""

    left: Exit
    at: Point
    drop: float


def exits(
    boxes: Mapping[str, Box],
    left: Sequence[Exit],
    size: Mapping[str, tuple[float, float]],
    floor: float,
) -> Iterator[Stood]:
    """The exits that have a free way down, on one line below everything.

    ``size`` is the width and height of each box, by step id; ``floor`` where the lowest thing ends.
    """
    right, under = float("-inf"), floor + EXIT_BELOW
    row, lowest = under, under
    for each in sorted(left, key=lambda one: boxes[one.step][0]):
        box = boxes[each.step]
        middle = (box[0] + box[2]) / 2
        below = (other for key, other in boxes.items() if key != each.step and other[1] > box[1])
        if any(other[0] - 8 < middle < other[2] + 8 for other in below):
            continue
        wide, high = size[each.step]
        x = middle - wide / 2
        row = lowest + 16 if x < right + 8 else under
        right, lowest = x + wide, row + high
        yield Stood(each, (x, row), row - box[3])


def arc_points(boxes: Mapping[str, Box], arc: Arc, ceiling: float) -> tuple[Point, ...]:
    """The corners of the arc from adoption's edge over everything down to the trigger's top."""
    start, end = boxes[arc.adoption], boxes[arc.trigger]
    top = ceiling - ARC_ABOVE
    down = end[0] + (end[2] - end[0]) * 0.41
    middle = (start[0] + start[2]) / 2
    above = [box for key, box in boxes.items() if key != arc.adoption and box[1] < start[1]]
    if not any(box[0] - 8 < middle < box[2] + 8 for box in above):
        return (middle, start[1]), (middle, top), (down, top), (down, end[1])
    aside = start[2] + _ASIDE
    side = (start[2], start[1] + 30)
    return side, (aside, side[1]), (aside, top), (down, top), (down, end[1])


def undecided_at(boxes: Mapping[str, Box], undecided: Undecided) -> Point:
    """Between the first two branches of the split."""
    ends = sorted((boxes[target] for target in undecided.targets), key=lambda box: box[1])[:2]
    x = sum((box[0] + box[2]) / 2 for box in ends) / len(ends)
    gap = (ends[0][3], ends[-1][1] - CHIPS)
    return x, sum(gap) / 2 if gap[1] > gap[0] else ends[0][1] - 2 * CHIPS
