"""A decision as the JSON that scripts read. The shape is fixed."""

from __future__ import annotations

from typing import Any

from core.learn.words import who
from core.learned import evidence_of, names, said, talk_to
from core.model.iteration import Iteration
from core.reading import Reader


def decision_json(study: Reader, iteration: Iteration) -> dict[str, Any]:
    """What ``decide --json`` and ``close --json`` print; nulls where nothing was proposed yet.

    Raises NoHypothesis.
    """
    evidence = evidence_of(study, iteration)
    told = names(study, iteration)
    decision = None if iteration.is_open else study.decision(iteration.id)
    step = evidence.focus if decision else ""
    return {
        "iteration": iteration.number,
        "cohort": told.cohort(evidence.cohort),
        "target": evidence.target,
        "planned": evidence.planned,
        "aligned": evidence.aligned,
        "n": evidence.n,
        "unknown": evidence.unknown,
        "proposal": decision.proposal if decision else None,
        "p_at_least": decision.p_at_least if decision else None,
        "p_at_most": decision.p_at_most if decision else None,
        "focus_step": told.step(step) if step else None,
        "sentence": said(study, iteration),
        "talk_to": [who(each, told) for each in talk_to(study, iteration)],
        "needed": decision.needed if decision else None,
    }
