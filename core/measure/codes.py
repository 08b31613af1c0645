"""Ids as small numbers and back, so that columns hold integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, repeat

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


class _Numbers(dict[str, int]):
    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


class Codes:
    """The ids seen in one column; each gets the next number from 0 when it is first seen."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._ids: list[str] = []

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def ids(self) -> Sequence[str]:
        """All ids, each at the place of its code."""
        fresh = len(self._numbers) - len(self._ids)
        if fresh:  # from the end: one more costs the same among any number
            self._ids += list(islice(reversed(self._numbers), fresh))[::-1]
        return self._ids

    def code(self, id_: str) -> int | None:
        """The number of an id, or None where it was never seen."""
        return self._numbers.get(id_)

    def id(self, code: int) -> str:
        """The id of a number. Raises IndexError where there is none."""
        return self.ids[code]

    def of(self, ids: Sequence[str]) -> Ints:
        """The numbers of many ids, new ones added. Shape (len(ids),)."""
        numbers = self._numbers
        return np.array([numbers[each] for each in ids], dtype=np.int32)

    def looked_up(self, ids: Iterable[str]) -> Ints:
        """The numbers of some ids in their order, -1 for one that was never seen."""
        return np.array(list(map(self._numbers.get, ids, repeat(-1))), dtype=np.int32)

    def known(self, ids: Iterable[str]) -> Ints:
        """The numbers of those among some ids that were seen, in no order."""
        found = [n for n in map(self._numbers.get, ids) if n is not None]
        return np.array(found, dtype=np.int32)
