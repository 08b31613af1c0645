"""Cohorts made at once from an attribute, and how cohorts overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measure.coverage import bands
from core.measure.partner_columns import YES, PartnerColumns
from core.model.attribute_values import bands_at, sort_key
from core.model.ids import new_id
from core.model.partner import (
    AllOf,
    Attribute,
    AttributeKind,
    Between,
    Cohort,
    CohortKind,
    During,
    Is,
    Not,
    Rule,
    is_day,
)

MOST = 24
"""More cohorts than this of one attribute are no cohorts but partners."""


class TooMany(ValueError):
    """An attribute has too many values to make a cohort of each. Its text is a sentence."""


def cohort_set(
    attribute: Attribute, register: PartnerColumns, existing: Sequence[Cohort] = ()
) -> tuple[Cohort, ...]:
    """A cohort for each value of an attribute that partners have, in the order of its values.

    Numbers go by its bands, else by three that hold about as many each; dates by month, quarter or
    year, whichever are few enough. A rule that an existing cohort has is left out; places follow
    theirs. Raises TooMany.
    """
    rules = list(_rules(attribute, register))
    if len(rules) > MOST:
        raise TooMany(
            f"{attribute.name} has {len(rules)} values. At most {MOST} make a set of cohorts."
        )
    taken = {each.rule for each in existing}
    position = max((each.position for each in existing), default=-1) + 1
    kind = attribute.groups or CohortKind.SEGMENT
    fresh = [
        (name, rule)
        for name, rule in rules
        if rule not in taken and (register.holds(rule) == YES).any()
    ]
    return tuple(
        Cohort(new_id(), name, kind, rule, position=position + n)
        for n, (name, rule) in enumerate(fresh)
    )


@dataclass(frozen=True)
class Overlaps:
    """How many partners cohorts have, and share. ``counts`` has shape (cohorts, cohorts)."""

    cohorts: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def size(self, cohort: str) -> int:
        """How many are in a cohort."""
        return self.both(cohort, cohort)

    def both(self, a: str, b: str) -> int:
        """How many are in both of two cohorts."""
        return self.counts[self.cohorts.index(a)][self.cohorts.index(b)]


def overlaps(register: PartnerColumns, cohorts: Sequence[Cohort]) -> Overlaps:
    """How many partners each two cohorts share, by their ids."""
    masks = np.array([register.members(each) for each in cohorts], np.float64)
    shared: NDArray[np.float64] = masks @ masks.T if len(cohorts) else np.zeros((0, 0))
    counts = tuple(tuple(map(int, row)) for row in shared.tolist())
    return Overlaps(tuple(each.id for each in cohorts), counts)


def _rules(attribute: Attribute, register: PartnerColumns) -> Iterator[tuple[str, Rule]]:
    """Names and rules of the cohorts of an attribute."""
    values = register.values(attribute.id)
    if attribute.kind is AttributeKind.NUMBER:
        yield from _of_numbers(attribute, values.numbers[values.codes])
    elif attribute.kind is AttributeKind.DATE:
        yield from _of_days(attribute, sorted(filter(is_day, values.in_use)))
    else:
        named = "" if attribute.kind is not AttributeKind.BAND else f"{attribute.name} "
        for value in sorted(values.in_use, key=sort_key(attribute)):
            yield f"{named}{value}", Is(attribute.id, (value,))


def _of_numbers(attribute: Attribute, figures: NDArray[np.float64]) -> Iterator[tuple[str, Rule]]:
    known = figures[~np.isnan(figures)]
    cuts = tuple(each.low for each in bands(known) if each.low is not None)
    whole = bool((known == np.floor(known)).all())
    for band in attribute.bands or (bands_at(cuts) if len(known) else ()):
        rule: Rule = Between(attribute.id, band.low, band.high)
        if band.high is not None and whole and band.high == int(band.high):
            rule = Between(attribute.id, band.low, band.high - 1)
        elif band.high is not None:
            # To below its end: a range has both ends in it.
            above = Not(Between(attribute.id, band.high, None))
            rule = AllOf((Between(attribute.id, band.low, None), above))
        yield f"{attribute.name} {_small(band.label)}", rule


def _of_days(attribute: Attribute, days: Sequence[str]) -> Iterator[tuple[str, Rule]]:
    months = sorted({day[:7] for day in days})
    quarters = sorted({(day[:4], (int(day[5:7]) - 1) // 3) for day in days})
    if len(months) <= 12:
        for month in months:
            yield f"{attribute.name} {month}", During(attribute.id, f"{month}-01", f"{month}-31")
    elif len(quarters) <= 12:
        for year, q in quarters:
            ends = f"{year}-{3 * q + 1:02}-01", f"{year}-{3 * q + 3:02}-31"
            yield f"{attribute.name} {year} Q{q + 1}", During(attribute.id, *ends)
    else:
        for year in sorted({day[:4] for day in days}):
            ends = f"{year}-01-01", f"{year}-12-31"
            yield f"{attribute.name} {year}", During(attribute.id, *ends)


def _small(label: str) -> str:
    """A label behind the name of its attribute: ``Age under 35``."""
    return label[:1].lower() + label[1:] if label.startswith(("Under ", "All")) else label
