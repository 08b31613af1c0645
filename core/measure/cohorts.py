"""Groups of partners to measure: everyone, a cohort, one value of an attribute."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.measure import bits
from core.measure.bits import Bits
from core.measure.columns import Columns
from core.model.attribute_values import natural
from core.model.iteration import FrozenCohort
from core.model.partner import EVERYONE, Cohort, CustomerPartner, members

__all__ = ["Group", "bits_of", "by_value", "everyone", "natural", "of_cohort", "of_frozen"]


@dataclass(frozen=True)
class Group:
    """Partners by their ids; None stands for everyone.

    ``narrowed`` says that a filter of a view left some out: such a group is looked at, but never
    compared nor made primary.
    """

    id: str
    name: str
    members: frozenset[str] | None
    narrowed: bool = False


def everyone(name: str = "Everyone") -> Group:
    """The group of all partners."""
    return Group(EVERYONE, name, None)


def of_cohort(cohort: Cohort, partners: Collection[CustomerPartner]) -> Group:
    """A cohort with the members it has now."""
    if cohort.id == EVERYONE:
        return everyone(cohort.name)
    return Group(cohort.id, cohort.name, members(cohort, partners))


def of_frozen(cohort: FrozenCohort) -> Group:
    """A cohort as it stood when its iteration was closed."""
    return Group(cohort.id, cohort.name, frozenset(cohort.members))


def by_value(
    partners: Iterable[CustomerPartner], attribute_id: str, name: str = ""
) -> tuple[Group, ...]:
    """One group for each value of an attribute, named ``attribute = value``, in natural order.

    Values are taken letter for letter. Partners without one are in none. ``name`` is how the
    attribute is called, its id unless said.
    """
    found: dict[str, set[str]] = {}
    for partner in partners:
        value = partner.value(attribute_id)
        if value:
            found.setdefault(value, set()).add(partner.id)
    return tuple(
        Group(f"{attribute_id}={value}", f"{name or attribute_id} = {value}", frozenset(ids))
        for value, ids in sorted(found.items(), key=lambda item: natural(item[0]))
    )


def bits_of(columns: Columns, group: Group, everybody: Bits) -> Bits:
    """A group as a set of partner codes, within ``everybody``."""
    if group.members is None:
        return everybody
    return everybody & bits.pack(columns.are_members(group.members))
