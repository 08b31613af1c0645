"""Columns that look like real names or contacts: they stay out of a study unless a person says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

_EMAIL = re.compile(r"\S+@\S+\.\w{2,}")
_PHONE = re.compile(r"(?:\+|00|0|\()[\d\s()/.\-–]{6,24}")
_TITLED = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*)(?: (?:von|van|de|der|da|di|la|le)\b)*(?: [A-ZÀ-ÖØ-Þ][\w'’.-]*){1,3}"
)
"""Two to four words, each with a capital: Anna Roth, Ludwig van Beethoven."""
_WORD = re.compile(r"[^\W\d_]+")

_NAME_WORDS = frozenset(
    {
        "name",
        "names",
        "firstname",
        "lastname",
        "surname",
        "forename",
        "vorname",
        "nachname",
        "prenom",
        "nom",
        "apellido",
    }
)
_CONTACT_WORDS = frozenset(
    {
        "mail",
        "email",
        "phone",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "fax",
        "contact",
        "contacts",
        "address",
        "street",
        "linkedin",
        "skype",
        "telefon",
        "handy",
        "adresse",
        "kontakt",
    }
)
_COMPANIES = frozenset({"company", "firm", "firma", "organisation", "organization", "employer"})
"""As a head of their own; the size of a company tells nobody which it is."""
_MOST_PLACES = 8


class Personal(StrEnum):
    """What a column seems to hold of real persons."""

    NAMES = "names"
    CONTACTS = "contacts"


def personal(head: str, values: Sequence[str]) -> tuple[Personal, str] | None:
    """What a column seems to hold of real persons, and why that seems so; None where nothing.

    ``values`` are the cells that are not empty. A guess that rather leaves out too much: whoever
    imports sees it and can say otherwise.
    """
    words = {each.casefold() for each in _WORD.findall(head.replace("-", ""))}
    if words & _CONTACT_WORDS:
        return Personal.CONTACTS, f"“{head}” sounds like contacts"
    if words & _NAME_WORDS or head.strip().casefold() in _COMPANIES:
        return Personal.NAMES, f"“{head}” sounds like real names"
    if not values:
        return None
    if _share(_EMAIL, values) >= 0.2:
        return Personal.CONTACTS, f"“{head}” holds e-mail addresses"
    if _share(_PHONE, values) >= 0.5:
        return Personal.CONTACTS, f"“{head}” holds phone numbers"
    if len(set(values)) > max(_MOST_PLACES, len(values) // 2) and _share(_TITLED, values) >= 0.6:
        return Personal.NAMES, f"“{head}” looks like real names"
    return None


def is_contact(value: str) -> bool:
    """Whether a value is an e-mail address or a phone number."""
    return bool(_EMAIL.fullmatch(value) or (_PHONE.fullmatch(value) and value[:1] in "+("))


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(1 for each in values if pattern.fullmatch(each)) / len(values)
