"""Which partners the register shows and in which order. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.measure.partner_columns import PSEUDONYM, Mask, PartnerColumns
from core.model.partner import Attribute
from ui.partners.facts import Facts

Places = NDArray[np.intp]


class Computed(Enum):
    """The columns nobody types in."""

    ENCOUNTERS = "encounters"
    FATE = "fate"


Key = str | Computed
"""What a column shows: an attribute by its id, the pseudonym (""), or something computed."""


@dataclass(frozen=True)
class Wanted:
    """Typed words that must all stand in a row; "unmet", "unknown" or all; and what to sort by."""

    words: tuple[str, ...] = ()
    only: str = ""
    by: Key | None = None
    descending: bool = False


def keys(attributes: Sequence[Attribute]) -> tuple[Key, ...]:
    """What the columns show, from left to right."""
    return (PSEUDONYM, *(each.id for each in attributes), Computed.ENCOUNTERS, Computed.FATE)


def arranged(
    register: PartnerColumns,
    facts: Facts,
    attributes: Sequence[Attribute],
    wanted: Wanted,
    names: Sequence[str] = (),
    within: Mask | None = None,
) -> Places:
    """The places of the partners to show, from top to bottom.

    ``names`` are real names by place, casefolded, where those are opened: words are sought in them too.
    ``within`` are those a view is narrowed to.
    """
    shown = np.ones(len(facts.partners), np.bool_) if within is None else within.copy()
    if wanted.only == "unmet":
        shown &= ~facts.ends.met
    elif wanted.only == "unknown":
        shown &= facts.ends.untold
    for word in wanted.words:
        found = _with(register, facts, attributes, word)
        if names:
            found = found | np.array([word in name for name in names], np.bool_)
        shown &= found
    places = np.flatnonzero(shown)
    if wanted.by is None:
        return places
    rank, empty = _ranked(register, facts, attributes, wanted.by)
    ranks = -rank[places] if wanted.descending else rank[places]
    # Whichever way it is sorted, what is empty stands last.
    return places[np.lexsort((ranks, empty[places]))]


def _with(
    register: PartnerColumns, facts: Facts, attributes: Sequence[Attribute], word: str
) -> Mask:
    """Whose row has a casefolded word somewhere."""
    found = register.values(PSEUDONYM).contain(word)
    for each in attributes:
        found = found | register.values(each.id).contain(word)
    fated = [word in look.words.casefold() for look in facts.looks]
    unmet, elsewhere = (word in look.words.casefold() for look in facts.unmet)
    fates = np.array([*fated, False], np.bool_)[facts.ends.fate]
    others = np.where(facts.ends.encounters > 0, elsewhere, unmet)
    return np.asarray(found | np.where(facts.ends.met, fates, others), np.bool_)


def _ranked(
    register: PartnerColumns, facts: Facts, attributes: Sequence[Attribute], by: Key
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """A number to sort each place by, and whether there is nothing to sort."""
    if by is Computed.ENCOUNTERS:
        return facts.ends.encounters, facts.ends.encounters == 0
    if by is Computed.FATE:
        in_order = sorted({look.words for look in facts.looks})
        ranks = [in_order.index(look.words) for look in facts.looks]
        return np.array([*ranks, -1], np.int32)[facts.ends.fate], ~facts.ends.met
    values = register.values(by)
    known = next((each for each in attributes if each.id == by), None)
    order = register.ranks(known) if known is not None else values.ranks
    return order[values.codes], values.codes == 0
