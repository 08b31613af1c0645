"""Reasons given before, in any iteration: what a person may want to say again."""

from __future__ import annotations

import numpy as np

from core.reading import Reader

_DEVIATED = 2


def past_reasons(study: Reader, step: str | None = None) -> tuple[tuple[str, int], ...]:
    """Reasons with the number of partners they were given for, the most frequent first.

    ``step`` None asks for those of all steps. Of equals by text; voided observations give none.
    """
    columns = study.columns
    found = columns.status == _DEVIATED
    if step is not None:
        code = columns.steps.code(step)
        found = found & (columns.step == (-1 if code is None else code))
    found = found & (columns.reason != 0)
    everybody = max(len(columns.partners), 1)
    pairs = columns.reason[found].astype(np.int64) * everybody + columns.partner[found]
    given, partners = np.unique(np.unique(pairs) // everybody, return_counts=True)
    texts = columns.reasons.ids
    counted = ((texts[code], n) for code, n in zip(given.tolist(), partners.tolist(), strict=True))
    return tuple(sorted(counted, key=lambda each: (-each[1], each[0])))
