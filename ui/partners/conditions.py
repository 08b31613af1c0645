"""A rule of a cohort as a flat list of conditions, and back. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.partner import AllOf, AnyOf, Between, Is, Not, Rule


@dataclass(frozen=True)
class Condition:
    """One line of the editor: values for "is", two ends for a range; ``negated`` is NOT."""

    attribute: str
    values: tuple[str, ...] = ()
    ends: tuple[float | None, float | None] | None = None
    negated: bool = False

    @property
    def rule(self) -> Rule:
        """The rule it is."""
        plain: Rule = (
            Is(self.attribute, self.values)
            if self.ends is None
            else Between(self.attribute, *self.ends)
        )
        return Not(plain) if self.negated else plain


@dataclass(frozen=True)
class Flat:
    """Conditions that all hold, or (``any_of``) of which at least one holds."""

    conditions: tuple[Condition, ...]
    any_of: bool = False

    @property
    def rule(self) -> Rule:
        """The rule they are together."""
        rules = tuple(each.rule for each in self.conditions)
        return rules[0] if len(rules) == 1 else AnyOf(rules) if self.any_of else AllOf(rules)


def flat(rule: Rule) -> Flat | None:
    """A rule as conditions, or None where its groups lie deeper than the editor shows."""
    rules: Sequence[Rule] = rule.rules if isinstance(rule, AllOf | AnyOf) else (rule,)
    found = [_condition(each) for each in rules]
    conditions = tuple(each for each in found if each is not None)
    if not conditions or len(conditions) < len(found):
        return None
    return Flat(conditions, isinstance(rule, AnyOf))


def _condition(rule: Rule) -> Condition | None:
    if isinstance(rule, Not):
        inner = _condition(rule.rule)
        if inner is None or inner.negated:
            return None
        return Condition(inner.attribute, inner.values, inner.ends, negated=True)
    if isinstance(rule, Is):
        return Condition(rule.attribute, rule.values)
    if isinstance(rule, Between):
        return Condition(rule.attribute, ends=(rule.low, rule.high))
    return None


def range_text(ends: tuple[float | None, float | None]) -> str:
    """A range as a person types it: ``18–34``, ``50–``, ``–34``."""
    low, high = ("" if end is None else f"{end:g}" for end in ends)
    return f"{low}–{high}"


def read_range(text: str) -> tuple[float | None, float | None] | None:
    """The ends of a typed range; None where it is no range. One number alone is both ends."""
    parts = [part.strip().replace(",", ".") for part in text.replace("-", "–").split("–")]
    try:
        ends = [float(part) if part else None for part in parts]
    except ValueError:
        return None
    match ends:
        case [None] | [None, None]:
            return None
        case [only]:
            return only, only
        case [low, high] if low is None or high is None or low <= high:
            return low, high
        case _:
            return None
