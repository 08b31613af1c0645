"""A study that goes round the loop: partners who walk a path, in few words."""

from typing import Any

from core import iterating
from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.model.hypothesis import Hypothesis
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner

PATH = ("Bill", "Photo", "Lower bill")
WORDS = {"A": Status.ALIGNED, "D": Status.DEVIATED}


def begun(path, **design):
    """An open study of one path with one iteration; with a hypothesis where a part is named."""
    study = begin(path, "Loop", flow_of_path(PATH))
    if design:
        written(study, **design)
    return study


def written(study, **parts):
    """Write or change the latest hypothesis."""
    versions = study.hypotheses()
    base: dict[str, Any] = {"id": "", "version": 1, "target": 0.7, "planned": 6, "written": now()}
    if versions:
        latest = versions[-1]
        base = {field: getattr(latest, field) for field in latest.__struct_fields__}
    return iterating.write_hypothesis(study, Hypothesis(**(base | parts)))


def walk(study, name, marks, *, iteration=None, encounter=1, **more):
    """A partner's walk: a letter a step, ``.`` for not observed. Returns the partner's id."""
    iteration = iteration or study.current_iteration
    steps = study.flow(iteration.flow).steps
    known = study.partner_named(name)
    partner = known or CustomerPartner(new_id(), name)
    newcomer = None if known else partner
    for step, mark in zip(steps, marks, strict=False):
        if mark != ".":
            reason = "by hand" if mark == "D" else ""
            seen = Observation(
                new_id(),
                partner.id,
                iteration.id,
                step.id,
                WORDS[mark],
                now(),
                encounter=encounter,
                **({"reason": reason} | more),
            )
            study.record(seen, newcomer=newcomer)
            newcomer = None
    return partner.id


def walks(study, marks, numbers, **more):
    """As many partners as numbers, all the same way."""
    for number in numbers:
        walk(study, f"P-{number:03d}", marks, **more)


def first(study):
    """The first iteration as it is now."""
    return study.iterations()[0]


def last(study):
    """The latest iteration as it is now."""
    return study.iterations()[-1]
