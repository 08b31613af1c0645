"""Answers to questions about rows, kept until the rows change, and brought in step where they can be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Answer = TypeVar("Answer")
Follow = Callable[[Answer, NDArray[np.intp]], Answer]
"""From an answer and the codes of the partners whose rows changed since, rising, to the new one."""

_KEPT = 32
"""The iterations, readings, endpoints and charts that a window shows at once."""
_FOLLOWED = 24
"""Of more partners at once, everything is asked anew: it costs no more."""


@dataclass
class _Kept:
    answer: Any
    changed: set[int] = field(default_factory=set)


class Answers:
    """What was asked of some rows. The oldest question is dropped for a new one."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, _Kept] = {}

    def remember(
        self, question: Hashable, ask: Callable[[], Answer], follow: Follow[Answer] | None
    ) -> Answer:
        """The answer kept, brought in step by ``follow``; without that, asked anew after a change."""
        kept = self._kept.get(question)
        if kept is None or (kept.changed and follow is None):
            self._kept.pop(question, None)
            while len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[question] = _Kept(ask())
        elif kept.changed and follow is not None:
            kept.answer = follow(kept.answer, np.array(sorted(kept.changed), np.intp))
            kept.changed = set()
        found: Answer = kept.answer
        return found

    def changed(self, partners: Collection[int]) -> None:
        """Say that rows of some partners have changed."""
        for question, kept in list(self._kept.items()):
            kept.changed.update(partners)
            if len(kept.changed) > _FOLLOWED:
                del self._kept[question]

    def forget(self) -> None:
        """Let all answers go."""
        self._kept.clear()
