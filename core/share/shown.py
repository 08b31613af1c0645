"""Which numbers the audience may see. For team and client that is every one of them."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str, str, str, str]
"""Ids of iteration, group and step, and what is counted."""


@dataclass(frozen=True)
class Shown:
    """The numbers that are not shown, by their keys."""

    hidden: frozenset[Key] = frozenset()

    def has(self, *keys: Key) -> bool:
        """Whether all of them are shown."""
        return self.hidden.isdisjoint(keys)

    def number(self, key: Key, value: int) -> int | None:
        """A number, or None where it is not shown."""
        return value if self.has(key) else None
