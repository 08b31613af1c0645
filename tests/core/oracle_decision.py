"""The decision once more, one partner at a time, written from the semantics and nothing else.

Stands on the plain re-telling of the funnel, and on scipy for the tails.
"""

from dataclasses import dataclass

from scipy.stats import binom

from tests.core.oracle_funnel import entrants_of, shape_of


@dataclass
class Told:
    """What the semantics say of an iteration, in ids."""

    aligned: int
    n: int
    unknown: int
    deciding: list[str]
    later: list[str]
    deviated: dict[str, int]
    focus: str
    proposal: str
    p_at_least: float
    p_at_most: float
    needed: int | None


def tell(flow, observations, iteration, members, planned, target):
    """The decision about the members. A reset for want of a rise is not told: nothing was before."""
    entrants = {
        id_: one
        for id_, one in entrants_of(flow, observations, iteration).items()
        if id_ in members
    }
    path = {step.id for step in flow.steps if step.kind not in ("adoption", "outcome")}

    def first(partner):
        own = [
            (each.at, place)
            for place, each in enumerate(observations)
            if each.partner == partner
            and each.iteration == iteration
            and each.encounter == 1
            and each.step in path
            and not each.voided
            and not each.late
        ]
        return min(own)

    in_order = sorted(entrants, key=first)
    deciding = in_order[:planned]
    fates = [entrants[id_].fate for id_ in deciding]
    aligned = sum(kind == "need met" for kind, _ in fates)
    order = shape_of(flow).order
    deviated = {step: count for step in order if (count := fates.count(("deviated", step))) > 0}
    n = aligned + sum(deviated.values())
    unknown = planned - n
    low = float(binom.sf(aligned - 1, planned, target))
    high = float(binom.cdf(aligned + unknown, planned, target))
    proposal, more = "unsure", None
    if n >= 5 and low <= 0.05:
        proposal = "proved"
    elif n >= 5 and high <= 0.05:
        edges = [step.id for step in flow.steps if step.kind in ("trigger", "need_met")]
        at_edges = sum(deviated.get(step, 0) for step in edges)
        proposal = "reset" if at_edges > sum(deviated.values()) / 2 else "iterate"
    else:
        more = 0
        while (
            binom.sf(aligned + more - 1, planned + more, target) > 0.05
            and binom.cdf(aligned + unknown, planned + more, target) > 0.05
        ):
            more += 1
    most = max(deviated.values(), default=0)
    focus = next((step for step in order if most and deviated.get(step) == most), "")
    return Told(
        aligned,
        n,
        unknown,
        deciding,
        in_order[planned:],
        deviated,
        focus,
        proposal,
        low,
        high,
        more,
    )
