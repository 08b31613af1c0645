"""Challenge what works: good numbers that rest on few partners, one cohort or one researcher."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.learn.design import share
from core.measure.cohorts import Group
from core.measure.listing import listed

FEW = 10
"""Under so many answers a rate says little, however high it is."""


class Rests(StrEnum):
    """What a good number rests on."""

    FEW = "few partners"
    ONE_COHORT = "one cohort"
    ONE_RESEARCHER = "one researcher"


@dataclass(frozen=True)
class GoodNumber:
    """A rate at or above what was hoped for: aligned partners, by id, of ``n`` who answered."""

    step: str
    name: str
    aligned: tuple[str, ...]
    n: int


@dataclass(frozen=True)
class Challenge:
    """One reason to look again at a good number, and the partners behind it."""

    rests: Rests
    step: str
    sentence: str
    partners: tuple[str, ...]


def challenges(
    numbers: Sequence[GoodNumber],
    registered: frozenset[str],
    cohorts: Sequence[Group],
    researchers: Callable[[GoodNumber], Collection[str]],
) -> tuple[Challenge, ...]:
    """Why each good number may be less than it seems, in the order given.

    ``registered`` are all partners of the measured group, ``cohorts`` those that could stand behind a
    number, ``researchers`` says who saw those aligned (empty names left out).
    """
    found = (_of(each, registered, cohorts, researchers) for each in numbers if each.aligned)
    return tuple(challenge for own in found for challenge in own)


def _of(
    number: GoodNumber,
    registered: frozenset[str],
    cohorts: Sequence[Group],
    researchers: Callable[[GoodNumber], Collection[str]],
) -> Iterator[Challenge]:
    said = f"{len(number.aligned)} of {number.n} at “{number.name}”"
    if number.n < FEW:
        rate = share(len(number.aligned) / number.n, rough=True)
        few = f"{said} is {rate} of few partners: talk to more of them."
        yield Challenge(Rests.FEW, number.step, few, number.aligned)
    names = [each.name for each in cohorts if _is_all(each, number, registered)]
    if names:
        alone = f"{said}: all of them are in {listed(names)}. Would others do the same?"
        yield Challenge(Rests.ONE_COHORT, number.step, alone, number.aligned)
    seen_by = set(researchers(number))
    if len(seen_by) == 1:
        one = f"{said}: {seen_by.pop()} saw all of them. Let somebody else watch too."
        yield Challenge(Rests.ONE_RESEARCHER, number.step, one, number.aligned)


def _is_all(cohort: Group, number: GoodNumber, registered: frozenset[str]) -> bool:
    members = cohort.members
    return members is not None and members.issuperset(number.aligned) and not registered <= members
