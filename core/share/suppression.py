"""Numbers the public does not see."""

from __future__ import annotations

from collections.abc import Sequence

from core.share.source import Source


def shown_to_public(sources: Sequence[Source]) -> list[Source]:
    """The same sources with the numbers that are not shown."""
    return list(sources)
