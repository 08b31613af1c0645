"""A value of an attribute as typed or imported: what is kept of it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.exchange.dates import AmbiguousDate, day
from core.model.attribute_values import band_of, folded
from core.model.partner import Attribute, AttributeKind, number

LONGEST = 500
"""A value of more letters than this is a note, not an attribute."""


@dataclass(frozen=True)
class Checked:
    """What to keep of a value, and what is wrong with it: a sentence, empty where nothing is.

    ``asks_order`` says that a date would be right once it is known whether the day or the month
    comes first.
    """

    value: str
    problem: str = ""
    asks_order: bool = False


def check(attribute: Attribute, typed: str, date_format: str = "") -> Checked:
    """Check a value. An empty one is always right: nothing is known.

    A band is kept as its label, also where a number was typed; a choice in the spelling it is listed
    in; a date with the year first, read as ``dates.day`` does. One with a problem comes as typed.
    """
    text = " ".join(typed.split())
    if not text:
        return Checked("")
    if len(text) > LONGEST:
        return Checked(text, f"“{text[:20]}…” is too long: a value has at most {LONGEST} letters.")
    if attribute.kind is AttributeKind.DATE:
        return _date(attribute, text, date_format)
    return _CHECKS[attribute.kind](attribute, text)


def _number(attribute: Attribute, text: str) -> Checked:
    if number(text) is None:
        return Checked(text, f"“{_short(text)}” is no number, which {attribute.name} asks for.")
    return Checked(text)


def _band(attribute: Attribute, text: str) -> Checked:
    if not attribute.bands:
        return Checked(text)
    band = band_of(attribute, text)
    if band is None:
        labels = ", ".join(each.label for each in attribute.bands)
        return Checked(text, f"“{_short(text)}” is in no band of {attribute.name}: {labels}.")
    return Checked(band.label)


def _choice(attribute: Attribute, text: str) -> Checked:
    listed = {folded(each): each for each in attribute.choices}
    return Checked(listed.get(folded(text), text))


def _date(attribute: Attribute, text: str, date_format: str) -> Checked:
    try:
        return Checked(day(text, date_format))
    except AmbiguousDate:
        words = f"“{_short(text)}” could be day/month or month/day: {attribute.name} needs to know."
        return Checked(text, words, asks_order=True)
    except ValueError:
        words = f"“{_short(text)}” is no date for {attribute.name}. Write it like 2026-03-14."
        return Checked(text, words)


def _text(_: Attribute, text: str) -> Checked:
    return Checked(text)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


_CHECKS: Mapping[AttributeKind, Callable[[Attribute, str], Checked]] = {
    AttributeKind.TEXT: _text,
    AttributeKind.NUMBER: _number,
    AttributeKind.CHOICE: _choice,
    AttributeKind.BAND: _band,
}
