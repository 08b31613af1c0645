"""Hypotheses: what is believed of a customer, and the share of partners it has to beat."""

from __future__ import annotations

import msgspec

from core.model.moment import Moment
from core.model.partner import EVERYONE, Cohort

FEWEST = 5
"""The least number of partners to plan, and of answers to conclude from."""


class Hypothesis(msgspec.Struct, frozen=True, omit_defaults=True):
    """One version of the customer-focused hypothesis.

    ``target`` is the share of partners it must beat at need met; ``planned`` is how many decide;
    ``primary`` is the one cohort it is about, as it was when this was written: it stands in where the
    study has no cohort of that id any more. ``market`` counts the customers who share the challenge,
    ``addressable`` is the share of them the solution can reach. ``adoption`` and ``outcome`` are the
    target shares of the endpoints, ``scale`` the least number of partners with a known status at
    each. Shares lie between 0 and 1.
    """

    id: str
    version: int
    target: float
    planned: int
    written: Moment
    primary: Cohort = Cohort(EVERYONE, "Everyone")
    customer: str = ""
    challenge: str = ""
    solution: str = ""
    value: str = ""
    market: int | None = None
    addressable: float | None = None
    adoption: float | None = None
    outcome: float | None = None
    scale: int | None = None


def faults(hypothesis: Hypothesis) -> tuple[str, ...]:
    """What keeps a hypothesis from being tested, a sentence each; empty where nothing does."""
    shares = (
        ("The share to beat", hypothesis.target),
        ("The target of individual adoption", hypothesis.adoption),
        ("The target of the business outcome", hypothesis.outcome),
    )
    found = [
        f"{name} lies between 0 and 1, and is neither."
        for name, share in shares
        if share is not None and not 0 < share < 1
    ]
    if not FEWEST <= hypothesis.planned <= MOST:
        found.append(f"Plan {FEWEST} to {MOST:,} partners.")
    if hypothesis.scale is not None and not 1 <= hypothesis.scale <= MOST:
        found.append(f"The scale is a number of partners from 1 to {MOST:,}.")
    if hypothesis.addressable is not None and not 0 <= hypothesis.addressable <= 1:
        found.append("The addressable share lies between 0 and 1.")
    if hypothesis.market is not None and not 0 <= hypothesis.market <= ALL:
        found.append(f"The market is a number of customers from 0 to {ALL:,}.")
    return tuple(found)


MOST = 100_000
"""More partners than this are no interviews."""
ALL = 100_000_000_000
"""More customers than this there are not."""
