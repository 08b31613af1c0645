"""Who reads a report, and what that means for what is in it."""

from __future__ import annotations

from enum import StrEnum

from core.model.consent import Purpose


class Audience(StrEnum):
    """The readers: those who do the interviews, who paid for them, or anybody."""

    TEAM = "team"
    CLIENT = "client"
    PUBLIC = "public"

    @property
    def purpose(self) -> Purpose:
        """What a partner must have agreed to: whoever is not of the team reads from outside."""
        return Purpose.EXPORT if self is Audience.TEAM else Purpose.PUBLICATION


FEWEST_SHOWN = 3
"""A number of partners below this, and above none, is not shown to the public."""


def initials(name: str) -> str:
    """Initials of a researcher, "Anna Berg" is "AB"; what is as short as initials stays."""
    words = [word for word in name.replace(".", " ").replace("-", " ").split() if word]
    if len(words) == 1 and len(words[0]) <= _SHORT:
        return words[0]
    return "".join(word[0].upper() for word in words[:_SHORT])


_SHORT = 3
