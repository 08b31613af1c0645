"""A rule of a cohort as groups of conditions, as the editor shows it, and back. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.model.partner import AllOf, AnyOf, Between, During, Is, Not, Rule, is_day

Ends = tuple[float | None, float | None]
Days = tuple[str | None, str | None]


@dataclass(frozen=True)
class Condition:
    """One line of the editor: values for "is", two ends or days for a range; ``negated`` is NOT."""

    attribute: str
    values: tuple[str, ...] = ()
    ends: Ends | None = None
    negated: bool = False
    days: Days | None = None

    @property
    def rule(self) -> Rule:
        """The rule it is."""
        plain: Rule = Is(self.attribute, self.values)
        if self.ends is not None:
            plain = Between(self.attribute, *self.ends)
        elif self.days is not None:
            plain = During(self.attribute, *self.days)
        return Not(plain) if self.negated else plain

    @property
    def is_range(self) -> bool:
        """Whether it asks for what lies between two ends."""
        return self.ends is not None or self.days is not None

    @property
    def is_open(self) -> bool:
        """Whether nothing was chosen yet that it could compare with."""
        return not self.values and {*(self.ends or ()), *(self.days or ())} <= {None}


@dataclass(frozen=True)
class Group:
    """Parts that all hold, or (``any_of``) of which one holds; ``negated`` says the contrary."""

    parts: tuple[Part, ...]
    any_of: bool = False
    negated: bool = False

    @property
    def rule(self) -> Rule:
        """The rule it is. A group of one stays a group, so that it can still grow."""
        rules = tuple(each.rule for each in self.parts)
        joined: Rule = AnyOf(rules) if self.any_of else AllOf(rules)
        return Not(joined) if self.negated else joined

    @property
    def whole(self) -> Rule | None:
        """The rule of a cohort it is: one condition stands alone, and nothing is None."""
        if len(self.parts) == 1 and not self.negated and isinstance(self.parts[0], Condition):
            return self.parts[0].rule
        return self.rule if self.parts else None

    def with_part(self, part: Part) -> Group:
        """With one more part, at the end."""
        return replace(self, parts=(*self.parts, part))

    def with_part_at(self, at: int, part: Part | None) -> Group:
        """With another part in a place; None takes that one away."""
        parts = (part,) if part is not None else ()
        return replace(self, parts=(*self.parts[:at], *parts, *self.parts[at + 1 :]))


Part = Condition | Group


def grouped(rule: Rule | None) -> Group:
    """A rule as the group it is: one condition, or no rule, is a group of that."""
    if rule is None:
        return Group(())
    part = _part(rule, negated=False)
    return part if isinstance(part, Group) else Group((part,))


def _part(rule: Rule, *, negated: bool) -> Part:
    match rule:
        case Not(inner):
            return _part(inner, negated=not negated)
        case Is(attribute, values):
            return Condition(attribute, values, None, negated)
        case Between(attribute, low, high):
            return Condition(attribute, (), (low, high), negated)
        case During(attribute, first, last):
            return Condition(attribute, (), None, negated, (first, last))
        case AllOf(rules) | AnyOf(rules):
            parts = tuple(_part(each, negated=False) for each in rules)
            return Group(parts, isinstance(rule, AnyOf), negated)


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


def days_text(days: Days) -> str:
    """A range of days as a person types it: ``2026-03-01 – 2026-03-31``."""
    first, last = (day or "" for day in days)
    return f"{first} – {last}".strip() if first or last else ""


def read_days(text: str) -> Days | None:
    """The days of a typed range, the year first; None where it is none. One alone is both."""
    days = [day.strip() or None for day in text.replace(" - ", "–").split("–")]
    if not all(day is None or is_day(day) for day in days):
        return None
    match days:
        case [str() as only]:
            return only, only
        case [first, last] if (first or last) and (not first or not last or first <= last):
            return first, last
        case _:
            return None
