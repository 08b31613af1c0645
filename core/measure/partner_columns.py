"""All partners of a study as columns of small numbers, kept in step with their documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from itertools import count
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.model.attribute_values import SortKey, natural, sort_key
from core.model.partner import (
    EVERYONE,
    AllOf,
    AnyOf,
    Attribute,
    Between,
    Cohort,
    CustomerPartner,
    During,
    Is,
    Not,
    Rule,
    is_day,
    number,
)

Mask = NDArray[np.bool_]
Answers = NDArray[np.int8]
NO, UNTOLD, YES = 0, 1, 2
"""Kleene's three values in the order that makes AND the least, OR the greatest, NOT the mirror."""
PSEUDONYM = ""
"""The attribute id that asks for the pseudonyms."""

_AT_ONCE = 5_000
_decode = msgspec.json.Decoder(list[CustomerPartner]).decode


class Values:
    """One attribute of all partners: a code for each, and the word each code stands for.

    Code 0 is no value. A word stays when the last partner who had it loses it.
    """

    def __init__(self, values: Iterable[str]) -> None:
        self.words: list[str] = [""]
        self._codes: dict[str, int] = {"": 0}
        self.codes: NDArray[np.int32] = self._of(values)
        self._folded: list[str] = []
        self._numbers: NDArray[np.float64] = np.zeros(0)
        self._ranks: NDArray[np.int32] = np.zeros(0, np.int32)

    def put(self, place: int, value: str) -> None:
        """Another value for one partner."""
        self.codes[place] = self._code(value)

    def append(self, values: Iterable[str]) -> None:
        """The values of more partners."""
        self.codes = np.append(self.codes, self._of(values))

    def remove(self, places: Sequence[int]) -> None:
        """Partners who are gone."""
        self.codes = np.delete(self.codes, places)

    @property
    def numbers(self) -> NDArray[np.float64]:
        """The number each word is, nan where it is none. Shape (len(words),)."""
        if len(self._numbers) < len(self.words):
            fresh = [number(word) for word in self.words[len(self._numbers) :]]
            figures = [np.nan if each is None else each for each in fresh]
            self._numbers = np.append(self._numbers, np.array(figures))
        return self._numbers

    @property
    def ranks(self) -> NDArray[np.int32]:
        """The place of each word in natural order. Shape (len(words),)."""
        if len(self._ranks) < len(self.words):
            self._ranks = self.ranked(natural)
        return self._ranks

    def ranked(self, key: Callable[[str], SortKey]) -> NDArray[np.int32]:
        """The place of each word in another order. Shape (len(words),)."""
        order = sorted(range(len(self.words)), key=lambda code: key(self.words[code]))
        ranks = np.empty(len(order), np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return ranks

    @property
    def in_use(self) -> list[str]:
        """The values partners have now, as first entered."""
        used = np.bincount(self.codes, minlength=len(self.words))
        return [self.words[code] for code in np.flatnonzero(used).tolist() if code]

    def contain(self, text: str) -> Mask:
        """Which partners have a value with a casefolded text in it. Shape (partners,)."""
        self._folded += [word.casefold() for word in self.words[len(self._folded) :]]
        found = np.array([text in word for word in self._folded], np.bool_)
        return found[self.codes]

    def _of(self, values: Iterable[str]) -> NDArray[np.int32]:
        return np.array([self._code(value) for value in values], np.int32)

    def _code(self, value: str) -> int:
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.words)
            self.words.append(value)
        return code


class PartnerColumns:
    """Partners in the order first put, and their attributes as codes made when first asked for.

    A cache of the documents. ``apply`` costs what the change costs, a removal aside. ``arrangement``
    is another number whenever partners came or went, so that places can be kept until then.
    """

    def __init__(self) -> None:
        self.arrangement = 0
        self._partners: list[CustomerPartner] = []
        self._places: dict[str, int] = {}
        self._values: dict[str, Values] = {}

    @classmethod
    def read(cls, documents: Mapping[str, bytes]) -> Self:
        """Columns of encoded partners by id. Raises msgspec.ValidationError where one is none."""
        columns = cls()
        columns._append(_read(list(documents.values())))
        return columns

    def apply(self, puts: Mapping[str, bytes], removes: Collection[str]) -> None:
        """Follow a transaction: partners put (new or changed) and removed, by id."""
        gone = sorted(self._places[each] for each in removes if each in self._places)
        if gone:
            self._remove(gone)
        new = []
        for partner in _read(list(puts.values())):
            place = self._places.get(partner.id)
            if place is None:
                new.append(partner)
                continue
            self._partners[place] = partner
            for attribute, values in self._values.items():
                values.put(place, _value(attribute)(partner))
        if new:
            self._append(new)

    def __len__(self) -> int:
        return len(self._partners)

    @property
    def partners(self) -> list[CustomerPartner]:
        """All partners by their places: a list of the asker's own."""
        return list(self._partners)

    @property
    def ids(self) -> Collection[str]:
        """The ids of all partners by their places."""
        return self._places.keys()

    def place(self, partner: str) -> int | None:
        """Where a partner stands, or None."""
        return self._places.get(partner)

    def values(self, attribute: str) -> Values:
        """One attribute of all, or the pseudonyms."""
        if attribute not in self._values:
            self._values[attribute] = Values(map(_value(attribute), self._partners))
        return self._values[attribute]

    def ranks(self, attribute: Attribute) -> NDArray[np.int32]:
        """The place of each word of an attribute in its own order. Shape (len(words),).

        Natural order, but for bands and listed choices.
        """
        values = self.values(attribute.id)
        if attribute.bands or attribute.choices:
            return values.ranked(sort_key(attribute))
        return values.ranks

    def members(self, cohort: Cohort) -> Mask:
        """Who is in a cohort now. Shape (len(self),)."""
        if cohort.id == EVERYONE:
            return np.ones(len(self), np.bool_)
        if cohort.rule is not None:
            found: Mask = self.holds(cohort.rule) == YES
            return found
        return self.mask(cohort.members)

    def mask(self, partners: Iterable[str]) -> Mask:
        """Where some partners stand; ids that are no partner's are left out. Shape (len(self),)."""
        listed = np.zeros(len(self), np.bool_)
        places = [place for each in partners if (place := self._places.get(each)) is not None]
        listed[places] = True
        return listed

    def ids_at(self, mask: Mask) -> tuple[str, ...]:
        """The ids of the partners at the places of a mask."""
        return tuple(self._partners[place].id for place in np.flatnonzero(mask).tolist())

    def holds(self, rule: Rule) -> Answers:
        """YES, NO or UNTOLD for each partner, as ``core.model.partner.holds`` says of one."""
        match rule:
            case Is(attribute, wanted):
                values = self.values(attribute)
                listed = frozenset(wanted)
                told = [YES if word in listed else NO for word in values.words]
                return np.array([UNTOLD, *told[1:]], np.int8)[values.codes]
            case Between(attribute, low, high):
                values = self.values(attribute)
                figures = values.numbers
                least = -np.inf if low is None else low
                most = np.inf if high is None else high
                inside = np.where((least <= figures) & (figures <= most), YES, NO)
                return np.where(np.isnan(figures), UNTOLD, inside).astype(np.int8)[values.codes]
            case During(attribute, first, last):
                values = self.values(attribute)
                told = [_during(word, first, last) for word in values.words]
                return np.array(told, np.int8)[values.codes]
            case Not(inner):
                return np.asarray(YES - self.holds(inner), np.int8)
            case AllOf(rules):
                return reduce(np.minimum, map(self.holds, rules), self._all(YES))
            case AnyOf(rules):
                return reduce(np.maximum, map(self.holds, rules), self._all(NO))

    # --- inside

    def _all(self, answer: int) -> Answers:
        return np.full(len(self), answer, np.int8)

    def _append(self, partners: Sequence[CustomerPartner]) -> None:
        start = len(self._partners)
        self._partners += partners
        self._places.update(zip([each.id for each in partners], count(start), strict=False))
        for attribute, values in self._values.items():
            values.append(map(_value(attribute), partners))
        self.arrangement += 1

    def _remove(self, places: Sequence[int]) -> None:
        gone = set(places)
        self._partners = [each for n, each in enumerate(self._partners) if n not in gone]
        self._places = {each.id: n for n, each in enumerate(self._partners)}
        for values in self._values.values():
            values.remove(places)
        self.arrangement += 1


def _during(word: str, first: str | None, last: str | None) -> int:
    if not is_day(word):
        return UNTOLD
    return YES if (first or word) <= word <= (last or word) else NO


def _value(attribute: str) -> Callable[[CustomerPartner], str]:
    if attribute == PSEUDONYM:
        return lambda partner: partner.pseudonym
    return lambda partner: partner.attributes.get(attribute, "")


def _read(documents: Sequence[bytes]) -> list[CustomerPartner]:
    """Decoded in one go: several times as quick as one by one."""
    found: list[CustomerPartner] = []
    for start in range(0, len(documents), _AT_ONCE):
        found += _decode(b"[" + b",".join(documents[start : start + _AT_ONCE]) + b"]")
    return found
