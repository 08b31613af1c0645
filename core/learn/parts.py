"""The parts of a hypothesis: what each asks for, and what changed in them between two versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.learn.design import share
from core.model.hypothesis import Hypothesis


@dataclass(frozen=True)
class Part:
    """One of the four parts: its field, its title, and a prompt that keeps it about the customer."""

    field: str
    title: str
    prompt: str


PARTS = (
    Part("customer", "Customer", "Who is it? Name people you could meet, not a market."),
    Part("challenge", "Challenge", "What is hard for them today, in the words they use for it?"),
    Part("solution", "Solution", "What could they do then that they cannot do now?"),
    Part("value", "Value", "How is their life better, and how would they notice?"),
)


def reach(hypothesis: Hypothesis) -> str:
    """Whose lives would be improved; empty where market or addressable share is not said."""
    if hypothesis.market is None or hypothesis.addressable is None:
        return ""
    people = round(hypothesis.market * hypothesis.addressable)
    value = hypothesis.value.strip() or "what they value"
    return (
        f"How will {share(hypothesis.addressable)} of {hypothesis.market:,} customers' lives be "
        f"improved? {people:,} of them by this: {value}"
    )


def differences(old: Hypothesis, new: Hypothesis) -> tuple[str, ...]:
    """What changed from one version to another, a sentence each; empty where nothing did."""
    said = [
        _reworded(part.title, getattr(old, part.field), getattr(new, part.field)) for part in PARTS
    ]
    if old.primary != new.primary:
        said.append(_cohort(old, new))
    said += [
        _moved(title, getattr(old, field), getattr(new, field), spoken)
        for field, title, spoken in _FIGURES
    ]
    return tuple(each for each in said if each)


def edited(old: Hypothesis | None, new: Hypothesis) -> str:
    """What to call an edit: "Edit customer" where one field changed, else "Edit hypothesis".

    It never holds what a person wrote. Without ``old`` it is the first words of a hypothesis.
    """
    before = old or Hypothesis("", 1, new.target, new.planned, new.written)
    changed = [
        name for field, name in _FIELDS.items() if getattr(before, field) != getattr(new, field)
    ]
    return f"Edit {changed[0] if len(changed) == 1 else 'hypothesis'}"


_FIELDS = {
    **{part.field: part.title.lower() for part in PARTS},
    "target": "share to beat",
    "planned": "planned partners",
    "primary": "primary cohort",
    "adoption": "target of individual adoption",
    "outcome": "target of the business outcome",
    "scale": "scale",
    "market": "market",
    "addressable": "addressable share",
}


def _reworded(title: str, old: str, new: str) -> str:
    if old == new:
        return ""
    was, now = (each.strip().removesuffix(".") for each in (old, new))
    if not was:
        return f"{title} is said now: “{now}”."
    if not now:
        return f"{title} is said no more: “{was}”."
    return f"{title}: “{was}” became “{now}”."


def _cohort(old: Hypothesis, new: Hypothesis) -> str:
    if old.primary.id == new.primary.id and old.primary.name == new.primary.name:
        return f"Primary cohort: {new.primary.name} takes in other partners."
    return f"Primary cohort: {old.primary.name} became {new.primary.name}."


def _moved(title: str, old: Any, new: Any, spoken: Callable[[Any], str]) -> str:
    if old == new:
        return ""
    if old is None:
        return f"{title} is set: {spoken(new)}."
    if new is None:
        return f"{title} is set no more; it was {spoken(old)}."
    return f"{title} {'rose' if new > old else 'fell'} from {spoken(old)} to {spoken(new)}."


def _number(figure: int) -> str:
    return f"{figure:,}"


_FIGURES: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("target", "The share to beat", share),
    ("planned", "The planned number of partners", _number),
    ("market", "The market", _number),
    ("addressable", "The addressable share", share),
    ("adoption", "The target of individual adoption", share),
    ("outcome", "The target of the business outcome", share),
    ("scale", "The scale", _number),
)
