"""Which iteration and which cohorts a funnel is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.command.answer import WrongUse
from core.groups import groups
from core.measure import Group, by_value
from core.model.iteration import Iteration
from core.model.partner import Attribute
from core.reading import Reader

_SAID_AT_MOST = 20


def chosen_iteration(study: Reader, number: int | None) -> Iteration:
    """The iteration of a number, the latest for None. Raises WrongUse where there is none."""
    every = study.iterations()
    if not every:
        raise WrongUse("The study has no iteration, so there is no funnel yet.")
    if number is None:
        return every[-1]
    for each in every:
        if each.number == number:
            return each
    known = ", ".join(str(each.number) for each in every)
    raise WrongUse(f"There is no iteration {number}. The study has: {known}.")


def chosen_groups(
    study: Reader, iteration: Iteration, names: Sequence[str], attribute: str | None
) -> list[Group]:
    """The cohorts of these names, then those of an attribute's values; without both, every cohort.

    A name may be one that ``attribute`` would give, such as ``age = 42``. Such a cohort is named with
    the attribute as it was typed, whatever its capitals. Raises WrongUse where a cohort or the
    attribute is not known.
    """
    stored = groups(study, iteration)
    if not names and attribute is None:
        return list(stored)
    found = [_named(study, stored, name) for name in names]
    if attribute is not None:
        found += _by(study, attribute)
    return list({(group.id, group.name): group for group in found}.values())


def _named(study: Reader, stored: Sequence[Group], name: str) -> Group:
    for group in stored:
        if group.name == name:
            return group
    # An attribute's name may hold a “ = ” itself.
    splits = [name[: found.start()] for found in re.finditer(" (?== )", name)]
    for asked in splits:
        for each in _called(study, asked):
            for group in by_value(study.partners(), each.id, asked):
                if group.name == name:
                    return group
    known = [group.name for group in stored]
    raise WrongUse(f"There is no cohort “{name}”. The cohorts are: {listed(known)}.")


def _by(study: Reader, name: str) -> Sequence[Group]:
    for each in _called(study, name):
        return by_value(study.partners(), each.id, name)
    known = [each.name for each in study.attributes()]
    raise WrongUse(f"There is no attribute “{name}”. The attributes are: {listed(known)}.")


def _called(study: Reader, name: str) -> list[Attribute]:
    """The attributes of a name. As written comes first: two may differ in their capitals only."""
    named = [each for each in study.attributes() if each.name.casefold() == name.casefold()]
    return sorted(named, key=lambda each: each.name != name)


def listed(names: Sequence[str]) -> str:
    """Names in one line, each in quotes as it may hold a comma, as many as a person reads."""
    more = len(names) - _SAID_AT_MOST
    listed = ", ".join(f"“{name}”" for name in names[:_SAID_AT_MOST]) or "none"
    return f"{listed} and {more} more" if more > 0 else listed
