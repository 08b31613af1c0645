"""The cohort a hypothesis is about, by its name."""

from __future__ import annotations

import re

from core.command.answer import WrongUse
from core.command.funnel_groups import listed
from core.model.partner import Cohort, CohortKind, Is
from core.reading import Reader


def primary_named(study: Reader, name: str) -> Cohort:
    """The cohort of a name, or of a value of an attribute, such as ``age = 42``.

    A value is taken letter for letter, and nobody need have it yet. Raises WrongUse where neither a
    cohort nor an attribute has that name.
    """
    for cohort in study.cohorts():
        if cohort.name == name:
            return cohort
    # An attribute's name may hold a “ = ” itself: as written comes first, then any capitals.
    for same in (str, str.casefold):
        for found in re.finditer(" = ", name):
            asked, value = name[: found.start()], name[found.end() :]
            for each in study.attributes():
                if value and same(each.name) == same(asked):
                    kind = each.groups or _KINDS.get(each.id, CohortKind.DEMOGRAPHIC)
                    return Cohort(f"{each.id}={value}", name, kind, Is(each.id, (value,)))
    known = listed([each.name for each in study.cohorts()])
    raise WrongUse(f"There is no cohort “{name}”. The cohorts are: {known}.")


_KINDS = {
    "experiment": CohortKind.EXPERIMENT,
    "size": CohortKind.SEGMENT,
    "industry": CohortKind.VERTICAL,
}
