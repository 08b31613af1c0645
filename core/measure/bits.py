"""Sets of partners as rows of bits: 64 partners a word, so that set algebra and counting are quick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
"""The last axis holds words; the partner of code 0 is the lowest bit of the first."""


def pack(members: NDArray[np.bool_]) -> Bits:
    """Bits of truth values over partners. Shape (..., partners) to (..., words)."""
    packed = np.packbits(members, axis=-1, bitorder="little")
    short = -packed.shape[-1] % 8
    if short:
        packed = np.concatenate(
            [packed, np.zeros((*packed.shape[:-1], short), np.uint8)], axis=-1, dtype=np.uint8
        )
    return np.ascontiguousarray(packed).view(np.uint64)


def unpack(bits: Bits, partners: int) -> NDArray[np.bool_]:
    """Truth values over partners. Shape (..., words) to (..., partners)."""
    spread = np.unpackbits(bits.view(np.uint8), axis=-1, count=partners, bitorder="little")
    return spread.view(np.bool_)


def codes(bits: Bits, partners: int) -> NDArray[np.intp]:
    """The codes of the partners in one set, rising."""
    return np.flatnonzero(unpack(bits, partners))


def numbers(sets: Bits) -> list[int]:
    """Each of some sets as one whole number, for algebra set by set. Shape (sets, words)."""
    return [int.from_bytes(row.tobytes(), "little") for row in sets]


def rows(numbers: Sequence[int], words: int) -> Bits:
    """Sets that were whole numbers, of so many words each. Shape (sets, words)."""
    packed = bytearray().join(number.to_bytes(8 * words, "little") for number in numbers)
    return np.frombuffer(packed, np.uint64).reshape(len(numbers), words)


def of(bits: Bits, codes: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether each of some partners is in each set. Shape (..., words) to (..., codes)."""
    asked: NDArray[np.bool_] = (bits[..., codes >> 6] >> (codes & 63).astype(np.uint64) & _ONE) != 0
    return asked


def none(*shape: int) -> Bits:
    """Empty sets. The last number is that of words."""
    return np.zeros(shape, np.uint64)


def size(bits: Bits) -> Any:
    """How many partners are in each set. Shape (..., words) to (...)."""
    return np.bitwise_count(bits).sum(axis=-1, dtype=np.int64)


def put(whole: Bits, few: Bits, codes: NDArray[np.intp], partners: int) -> Bits:
    """The same sets with other answers for some partners: the n-th bit of ``few`` is for codes[n].

    Grown to so many partners. Shapes (..., words), (..., words of len(codes)) to (..., words).
    """
    words = -(-partners // 64)
    grown = none(*whole.shape[:-1], words)
    grown[..., : whole.shape[-1]] = whole
    for place, code in enumerate(codes.tolist()):
        word, bit = code >> 6, np.uint64(code & 63)
        told = few[..., place >> 6] >> np.uint64(place & 63) & _ONE
        grown[..., word] = grown[..., word] & ~(_ONE << bit) | told << bit
    return grown


_ONE = np.uint64(1)
