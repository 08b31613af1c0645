"""What is wrong with a JSON value, in a sentence without JSON in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<field>.*?)`")
_MISSING = re.compile(r"Object missing required field `(?P<field>.*?)`")
_TYPE = re.compile(r"Expected `(?P<wanted>.*?)`, got `(?P<got>.*?)`")
_CHOICE = re.compile(r"Invalid enum value (?P<value>.*?)(?: - at|$)")
_LEAST = re.compile(r"Expected `int` (?P<bound>[<>]=) (?P<limit>\d+)")
_LENGTH = re.compile(r"Expected `array` of length (?P<wanted>\d+)")
_PLACE = re.compile(r"- at `\$\.?(?P<place>.*)`")
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object in { }",
    "null": "null",
}


def json_words(
    error: msgspec.MsgspecError, choices: Mapping[str, Sequence[str]] | None = None
) -> str:
    """The words for an error that msgspec raised while decoding JSON into a struct.

    ``choices`` are the values there are for a field, to be named where another was given.
    """
    text = str(error)
    found = _PLACE.search(text)
    place = found["place"] if found else ""
    if found := _UNKNOWN.search(text):
        return f"there is no field “{found['field']}”"
    if found := _MISSING.search(text):
        return f"“{found['field']}” is missing"
    if found := _LEAST.search(text):
        side = "at least" if found["bound"] == ">=" else "at most"
        return f"“{place}” should be {side} {found['limit']}"
    if found := _LENGTH.search(text):
        return f"“{place}” should have {found['wanted']} entries"
    if found := _CHOICE.search(text):
        value = found["value"].strip("'")
        field = place.rpartition(".")[2]
        known = (choices or {}).get(field)
        return f"“{value}” is no {field}" + (f"; say {' or '.join(known)}" if known else "")
    if found := _TYPE.search(text):
        wanted = " or ".join(_kind(each) for each in found["wanted"].split(" | ") if each != "null")
        got = _kind(found["got"])
        return f"{f'“{place}”' if place else 'it'} is {got} and should be {wanted}"
    if isinstance(error, msgspec.ValidationError):
        return text
    return "it is no JSON"


def _kind(name: str) -> str:
    return _KINDS.get(name, name)
