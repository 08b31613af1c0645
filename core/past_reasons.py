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
    said: dict[str, set[str]] = {}
    for place in np.flatnonzero(found).tolist():
        observation = study.observation(columns.id_at(place))
        if reason := observation.reason.strip():
            said.setdefault(reason, set()).add(observation.partner)
    counted = ((reason, len(partners)) for reason, partners in said.items())
    return tuple(sorted(counted, key=lambda each: (-each[1], each[0])))
