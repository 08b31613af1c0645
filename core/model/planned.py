"""Planned numbers: how many partners of a cohort an iteration wants to hear."""

from __future__ import annotations

import msgspec


class Planned(msgspec.Struct, frozen=True, omit_defaults=True):
    """So many partners of a cohort are to be met in an iteration. Made by ``planned``."""

    id: str
    iteration: str
    cohort: str
    number: int


def planned(iteration: str, cohort: str, number: int) -> Planned:
    """A planned number, by ids. One for each pair: two laptops mean the same one."""
    return Planned(f"{iteration}/{cohort}", iteration, cohort, number)
