"""From encoded observations to arrays, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.collector import collector_paused

ALIGNED, DEVIATED = 1, 2
"""How a status is kept in a column; 0 counts nowhere."""

AT_ONCE = 5_000
"""Observations to read in one go: more are no quicker, and nothing else runs while they are decoded."""

_MOMENT = 27
_STATUS = {"aligned": ALIGNED, "deviated": DEVIATED}


class _Row(msgspec.Struct, gc=False):
    """The fields of an observation that are counted, in the words of its document."""

    partner: str
    iteration: str
    step: str
    status: str
    at: str
    encounter: int = 1
    voided: bool = False
    late: bool = False
    reason: str = ""
    quote: str = ""
    note: str = ""


_decode = msgspec.json.Decoder(list[_Row]).decode


@dataclass(frozen=True)
class Rows:
    """Observations read from their documents: ids as texts, the rest as arrays of that length.

    ``status`` is 1 aligned, 2 deviated, 0 voided; ``at`` counts microseconds since 1970, UTC.
    ``reasons`` has the reasons given, without blanks around them, by the number of the row; ``words``
    is 2 where there is a quote, 1 where there is a note, and their sum for both.
    """

    partner: list[str]
    iteration: list[str]
    step: list[str]
    status: NDArray[np.int8]
    encounter: NDArray[np.int32]
    at: NDArray[np.int64]
    late: NDArray[np.bool_]
    reasons: Mapping[int, str] = field(default_factory=dict)
    words: Mapping[int, int] = field(default_factory=dict)


def read_rows(documents: Sequence[bytes]) -> Rows:
    """The counted fields of encoded observations, in their order.

    Raises msgspec.ValidationError or ValueError where a document is no observation.
    """
    with collector_paused():
        rows = _decode(b"[" + b",".join(documents) + b"]")
        return Rows(
            partner=[row.partner for row in rows],
            iteration=[row.iteration for row in rows],
            step=[row.step for row in rows],
            status=np.array(
                [0 if row.voided else _STATUS.get(row.status, 0) for row in rows], np.int8
            ),
            encounter=np.array([row.encounter for row in rows], np.int32),
            at=_microseconds([row.at for row in rows]),
            late=np.array([row.late for row in rows], np.bool_),
            reasons={n: row.reason.strip() for n, row in enumerate(rows) if row.reason},
            words={
                n: 2 * bool(row.quote) + bool(row.note)
                for n, row in enumerate(rows)
                if row.quote or row.note
            },
        )


def _microseconds(moments: Sequence[str]) -> NDArray[np.int64]:
    """Moments are fixed texts of 27 characters, UTC; numpy reads all but the ``Z`` at once."""
    text = "".join(moments).encode("ascii")
    if len(text) != _MOMENT * len(moments):
        raise ValueError("a moment has another length than 27")
    whole = np.frombuffer(text, f"S{_MOMENT}").astype(f"S{_MOMENT - 1}")
    return whole.astype("datetime64[us]").astype(np.int64)
