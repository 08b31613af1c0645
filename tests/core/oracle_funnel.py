"""The funnel once more, one partner at a time, written from the design's semantics and nothing else.

Slow and plain on purpose: it shares no code with core.measure nor with core.model.structure.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shape:
    """A flow without loops, by step ids."""

    order: list[str]
    before: dict[Any, Any]
    after: dict[Any, Any]
    optional: set[Any]
    skips: set[Any]
    branches: dict[Any, Any]
    leads_to: dict[Any, Any]
    need: str | None


def shape_of(flow):
    path = {step.id: step for step in flow.steps if step.kind not in ("adoption", "outcome")}
    trigger = next(step.id for step in flow.steps if step.kind == "trigger")
    after = {
        id_: {link.target for link in flow.links if link.source == id_ and link.target in path}
        for id_ in path
    }

    def beyond(id_):
        return set().union(*({target} | beyond(target) for target in after[id_]))

    def length(id_, goal):
        """Of the longest path between two steps; None where there is none."""
        if id_ == goal:
            return 0
        ways = [length(target, goal) for target in after[id_]]
        return max((way + 1 for way in ways if way is not None), default=None)

    on_path = [id_ for id_ in path if length(trigger, id_) is not None]
    # Nobody comes from a step that is cut off, so its links make nothing optional and no split.
    after = {id_: after[id_] if id_ in on_path else set() for id_ in path}
    place = {id_: n for n, id_ in enumerate(path)}
    order = sorted(on_path, key=lambda id_: (length(trigger, id_), path[id_].y, place[id_]))
    skips = {
        (source, target)
        for source in path
        for target in after[source]
        if any(target in beyond(other) for other in after[source])
    }
    optional = {id_ for id_ in path if path[id_].optional} | {
        id_ for source, target in skips for id_ in beyond(source) if target in beyond(id_)
    }
    branches = {}
    for source in path:
        ways = {target for target in after[source] if (source, target) not in skips}
        if len(ways) > 1:
            branches[source] = {
                way: ({way} | beyond(way)).difference(
                    *({other} | beyond(other) for other in ways - {way})
                )
                for way in ways
            }
    return Shape(
        order=order,
        before={id_: {s for s in on_path if id_ in after[s]} for id_ in path},
        after=after,
        optional=optional,
        skips=skips,
        branches=branches,
        leads_to={id_: beyond(id_) for id_ in path},
        need=next((step.id for step in flow.steps if step.kind == "need_met"), None),
    )


@dataclass
class One:
    """What became of one entrant."""

    status: dict[Any, Any]
    recovered: set[Any]
    reached: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    undecided: set[str] = field(default_factory=set)
    fate: tuple[str, ...] = ()
    uncounted: set[str] = field(default_factory=set)
    led: set[tuple[str, str]] = field(default_factory=set)


def entrants_of(flow, observations, iteration, *, strict=False, latest_encounter=False):
    """The entrants by partner id."""
    shape = shape_of(flow)
    on_path = {step.id for step in flow.steps if step.kind not in ("adoption", "outcome")}
    counted = [
        each
        for each in observations
        if each.iteration == iteration
        and each.step in on_path
        and not each.voided
        and not each.late
    ]
    found = {}
    for partner in {each.partner for each in counted}:
        own = [each for each in counted if each.partner == partner]
        encounter = max(each.encounter for each in own) if latest_encounter else 1
        own = [each for each in own if each.encounter == encounter]
        if own:
            own.sort(key=lambda each: each.at)  # stable: ties stay in the order recorded
            found[partner] = _walk(shape, own, strict)
    return found


def _walk(shape, own, strict):
    one = One(*_said(own, strict))
    status, chosen = one.status, _chosen(shape, own)
    for step in shape.order:
        led = [
            source
            for source in shape.before[step]
            if source in one.passed
            and (
                (source, step) in shape.skips
                or source not in shape.branches
                or chosen[source] == step
            )
        ]
        one.led |= {(source, step) for source in led}
        if step == shape.order[0] or led:
            one.reached.add(step)
            if status.get(step) == "aligned" or step in shape.optional:
                one.passed.add(step)
    for split in shape.branches:
        can_skip = any(source == split for source, _ in shape.skips)
        if split in one.passed and chosen[split] is None and not can_skip:
            one.undecided.add(split)
    one.recovered = {step for step in one.recovered & one.reached if status[step] == "aligned"}
    one.fate = _fate(shape, one)
    one.uncounted = {
        step for step, word in status.items() if word == "aligned" and step not in one.reached
    }
    return one


def _said(own, strict):
    status: dict[str, str] = {}
    recovered = set()
    for each in own:
        if not strict and status.get(each.step) == "deviated" and each.status == "aligned":
            recovered.add(each.step)
        if not (strict and each.step in status):
            status[each.step] = str(each.status)
    return status, recovered


def _chosen(shape, own):
    """The way taken out of each split: the one observed last, or None."""
    chosen = dict.fromkeys(shape.branches)
    for split, ways in shape.branches.items():
        for each in own:
            for way, region in ways.items():
                if each.step in region:
                    chosen[split] = way
    return chosen


def _fate(shape, one):
    if shape.need in one.passed:
        return ("need met", shape.need)
    for step in shape.order:
        if step in one.reached and step not in one.passed:
            return (one.status.get(step, "unknown"), step)
    for step in reversed(shape.order):
        if step in one.undecided:
            return ("undecided", step)
    return ("undecided", [step for step in shape.order if step in one.passed][-1])


def count(flow, entrants):
    """The numbers of a funnel: step id to a dictionary of counts, in column order."""
    shape = shape_of(flow)
    everyone = list(entrants.values())
    table = {}
    for step in shape.order:
        here = [one for one in everyone if step in one.reached]
        words = [one.status.get(step, "unknown") for one in here]
        before = {other for other in shape.order if step in shape.leads_to[other]}
        possible = [
            one
            for one in everyone
            if (step in one.reached and one.status.get(step) == "aligned")
            or one.fate == ("unknown", step)
            or (one.fate[0] in ("unknown", "undecided") and one.fate[1] in before)
            or (step in shape.optional and step in one.reached and step not in one.status)
        ]
        table[step] = {
            "reached": len(here),
            "aligned": words.count("aligned"),
            "deviated": words.count("deviated"),
            "unknown": words.count("unknown"),
            "recovered": sum(step in one.recovered for one in everyone),
            "possible": len(possible),
            "fates": tuple(
                sum(one.fate == (word, step) for one in everyone)
                for word in ("deviated", "unknown", "undecided")
            ),
            "undecided": sum(step in one.undecided for one in everyone),
        }
    return table
