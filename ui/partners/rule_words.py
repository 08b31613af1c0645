"""A rule of a cohort in words, for one with groups within groups."""

from __future__ import annotations

from collections.abc import Mapping

from core.model.partner import AllOf, AnyOf, Between, During, Is, Not, Rule
from ui.look.texts import short
from ui.partners.conditions import days_text, range_text
from ui.partners.facts import tr


def rule_words(rule: Rule, names: Mapping[str, str]) -> str:
    """A rule as a person would say it; ``names`` are those of attributes by id."""
    match rule:
        case Is(attribute, values):
            said = tr(" or ").join(map(short, values)) or tr("nothing yet")
            return tr("{column} is {values}").format(
                column=short(names.get(attribute, attribute)), values=said
            )
        case Between(attribute, low, high):
            said = range_text((low, high))
            return tr("{column} {range}").format(
                column=short(names.get(attribute, attribute)), range=said
            )
        case During(attribute, first, last):
            return tr("{column} {range}").format(
                column=short(names.get(attribute, attribute)),
                range=f"{first or ''} – {last or ''}".strip(),
            )
        case During(attribute, first, last):
            return tr("{column} {range}").format(
                column=short(names.get(attribute, attribute)), range=days_text((first, last))
            )
        case Not(inner):
            return tr("not {rule}").format(rule=_grouped(inner, names))
        case AllOf(rules):
            return tr(" and ").join(_grouped(each, names) for each in rules)
        case AnyOf(rules):
            return tr(" or ").join(_grouped(each, names) for each in rules)


def _grouped(rule: Rule, names: Mapping[str, str]) -> str:
    words = rule_words(rule, names)
    several = isinstance(rule, Is) and len(rule.values) > 1
    return f"({words})" if several or isinstance(rule, AllOf | AnyOf) else words
