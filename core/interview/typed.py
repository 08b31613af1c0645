"""Words typed while recording: a leading quote mark makes a quote, a "!" before all weighs, #tag tags."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = '"“”„«»'  # whatever a keyboard or its layout makes of the key
_WEIGHS = "!"
_TAG = re.compile(r"(?<!\S)#([^\W\d_][\w-]*)")
_EDGE = re.compile(r"(?:^(?:#[^\W\d_][\w-]*\s+)+)|(?:(?:(?:^|\s+)#[^\W\d_][\w-]*)+\s*$)")


@dataclass(frozen=True)
class Words:
    """Typed words read: the text, its tags, whether the customer said it, whether it matters much."""

    text: str
    tags: tuple[str, ...] = ()
    is_quote: bool = False
    is_important: bool = False


def read_words(typed: str) -> Words:
    """Read typed words.

    Tags before or behind the sentence leave it; one within it tags and stays, for a sentence must
    not lose a word. A tag starts with a letter: "#1 on the list" is text.
    """
    stripped = typed.strip()
    is_important = stripped.startswith(_WEIGHS)
    stripped = stripped.removeprefix(_WEIGHS).lstrip()
    is_quote = stripped[:1] in _MARKS if stripped else False
    if is_quote:
        stripped = stripped[1:].lstrip()
    tags = tuple(dict.fromkeys(_TAG.findall(stripped)))
    text = _EDGE.sub("", stripped).strip()
    if is_quote and text[-1:] in _MARKS and text:
        text = text[:-1].rstrip()
    return Words(text, tags, is_quote, is_important)


def typed_words(words: Words) -> str:
    """What a person would type to get these words again."""
    tags = "".join(f" #{tag}" for tag in words.tags if tag not in _TAG.findall(words.text))
    weighs = _WEIGHS if words.is_important else ""
    return (
        weighs
        + ('"' if words.is_quote else "")
        + words.text
        + (tags if words.text else tags.lstrip())
    )
