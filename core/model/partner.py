"""Customer partners, their attributes, and the cohorts they form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum

import msgspec


class AttributeKind(StrEnum):
    """How the values of an attribute are read and compared."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    BAND = "band"
    DATE = "date"


class CohortKind(StrEnum):
    """The four groupings of customer partners."""

    EXPERIMENT = "experiment"
    SEGMENT = "segment"
    VERTICAL = "vertical"
    DEMOGRAPHIC = "demographic"


class Band(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of an ordered row of labels, for numbers from ``low``, included, to below ``high``.

    None is open; a label without either end stands for no numbers (junior, senior).
    """

    label: str
    low: float | None = None
    high: float | None = None

    def holds(self, figure: float) -> bool:
        """Whether a number lies in it."""
        if self.low is None and self.high is None:
            return False
        return (self.low is None or self.low <= figure) and (
            self.high is None or figure < self.high
        )


class Attribute(msgspec.Struct, frozen=True, omit_defaults=True):
    """A column of the register. Its id is its key in ``CustomerPartner.attributes``.

    ``choices`` are the values offered for a choice, in their order; others may be typed too.
    ``bands`` are those of a band, the lowest first. ``groups`` is the kind of cohorts it makes.
    """

    id: str
    name: str
    kind: AttributeKind = AttributeKind.TEXT
    position: int = 0
    choices: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    groups: CohortKind | None = None


class CustomerPartner(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A customer who takes part, known by a pseudonym. Attribute values are kept as written.

    A tree of texts without a cycle: the collector need not walk through a hundred thousand.
    """

    id: str
    pseudonym: str
    attributes: dict[str, str] = {}

    def value(self, attribute_id: str) -> str:
        """The value of an attribute, empty where there is none."""
        return self.attributes.get(attribute_id, "")


def number(value: str) -> float | None:
    """The number a value is, or None. A decimal comma is read as a point."""
    try:
        parsed = float(value.strip().replace(",", "."))
    except ValueError:
        return None
    return parsed if parsed - parsed == 0 else None


def is_day(value: str) -> bool:
    """Whether a value is a date as it is kept: ``2026-03-14``."""
    if len(value) != 10:
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_NUMBERED = re.compile(r"P-(\d{1,9})").fullmatch


def next_pseudonym(taken: Iterable[str]) -> str:
    """The next free pseudonym of the form ``P-014``, behind the highest in use."""
    highest = 0
    for name in taken:
        # Asked of every partner there is: most names of another form never reach the pattern.
        match = _NUMBERED(name) if name.startswith("P-") else None
        if match:
            highest = max(highest, int(match[1]))
    return f"P-{highest + 1:03d}"


class Is(msgspec.Struct, frozen=True, tag="is"):
    """The attribute's value is one of these, letter for letter."""

    attribute: str
    values: tuple[str, ...]


class Between(msgspec.Struct, frozen=True, tag="between"):
    """The attribute's value is a number from ``low`` to ``high``, both included; None is open."""

    attribute: str
    low: float | None = None
    high: float | None = None


class During(msgspec.Struct, frozen=True, tag="during"):
    """The attribute's value is a date from ``first`` to ``last``, both included; None is open.

    Dates are written with the year first (``2026-03-14``), so that their texts sort by time.
    """

    attribute: str
    first: str | None = None
    last: str | None = None


class AllOf(msgspec.Struct, frozen=True, tag="all"):
    """Every one of the rules holds (AND)."""

    rules: tuple[Rule, ...]


class AnyOf(msgspec.Struct, frozen=True, tag="any"):
    """At least one of the rules holds (OR)."""

    rules: tuple[Rule, ...]


class Not(msgspec.Struct, frozen=True, tag="not"):
    """The rule does not hold. A partner without a value of its attribute is in neither."""

    rule: Rule


Rule = Is | Between | During | AllOf | AnyOf | Not


def attributes_of(rule: Rule) -> Iterator[str]:
    """The ids of the attributes a rule asks for."""
    match rule:
        case Not(inner):
            yield from attributes_of(inner)
        case AllOf(rules) | AnyOf(rules):
            for each in rules:
                yield from attributes_of(each)
        case _:
            yield rule.attribute


def holds(rule: Rule, partner: CustomerPartner) -> bool | None:
    """Whether a rule holds of a partner; None where it cannot be told, for want of a value.

    Kleene's three-valued logic, so that a partner without a value of an attribute is in none of its
    cohorts, negated or not.
    """
    match rule:
        case Is(attribute, values):
            value = partner.value(attribute)
            return value in values if value else None
        case Between(attribute, low, high):
            figure = number(partner.value(attribute))
            if figure is None:
                return None
            return (low is None or low <= figure) and (high is None or figure <= high)
        case During(attribute, first, last):
            day = partner.value(attribute)
            if not is_day(day):
                return None
            return (first is None or first <= day) and (last is None or day <= last)
        case Not(inner):
            answer = holds(inner, partner)
            return None if answer is None else not answer
        case AllOf(rules):
            answers = [holds(each, partner) for each in rules]
            return False if False in answers else None if None in answers else True
        case AnyOf(rules):
            answers = [holds(each, partner) for each in rules]
            return True if True in answers else None if None in answers else False


class Cohort(msgspec.Struct, frozen=True, omit_defaults=True):
    """A named group: by a rule over attributes, or a fixed list of partner ids (rule is None).

    ``colour`` and ``pattern`` are the places of its signs among those there are; None goes by
    ``position``.
    """

    id: str
    name: str
    kind: CohortKind = CohortKind.EXPERIMENT
    rule: Rule | None = None
    members: tuple[str, ...] = ()
    position: int = 0
    colour: int | None = None
    pattern: int | None = None


EVERYONE = "everyone"
"""The id of the cohort of all partners, which always exists and is never stored."""


def members(cohort: Cohort, partners: Collection[CustomerPartner]) -> frozenset[str]:
    """Ids of the partners in a cohort now."""
    if cohort.id == EVERYONE:
        return frozenset(partner.id for partner in partners)
    if cohort.rule is None:
        listed = frozenset(cohort.members)
        return frozenset(partner.id for partner in partners if partner.id in listed)
    rule = cohort.rule
    return frozenset(partner.id for partner in partners if holds(rule, partner))
