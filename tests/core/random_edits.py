"""Random edits of everything a study holds, each through the door a person's hands would take."""

import msgspec

from core.model import edits
from core.model.flow import Step
from core.model.ids import new_id
from core.model.iteration import FrozenCohort, Iteration
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import Attribute, Cohort, CohortKind, CustomerPartner, Is, members
from tests.core.interviews import minute

WORDS = ("", "No time", "كلمات", "=1+1", "x" * 300, "👍🏽 #tag")


def flow_edit(study, dice):
    flow = study.drawn
    path = [step for step in flow.steps if not step.kind.is_endpoint]
    step = dice.choice(path)
    places = {each.id: (dice.random() * 900, dice.random() * 400) for each in path[:2]}
    edited = dice.choice(
        (
            lambda: edits.rename(flow, step.id, dice.choice(WORDS) or "Renamed"),
            lambda: edits.move(flow, places),
            lambda: edits.add(flow, Step(new_id(), "Loose")),
            lambda: edits.connect(flow, step.id, dice.choice(path).id),
            lambda: edits.disconnect(flow, flow.links[:1]),
            lambda: edits.delete(flow, [step.id]) if len(path) > 3 else flow,
            lambda: (
                edits.insert(flow, Step(new_id(), "Between"), dice.choice(flow.links))
                if flow.links
                else flow
            ),
            lambda: edits.change(flow, msgspec.structs.replace(step, optional=not step.optional)),
        )
    )()
    study.edit_flow("Edit flow", edited)


def partner_edit(study, dice):
    partners = study.partners()
    chosen = dice.choice(partners) if partners else None
    act = dice.randrange(3)
    if act == 0 or chosen is None:
        study.do("Add partner", "partners", [CustomerPartner(new_id(), dice.choice(WORDS) or "P")])
    elif act == 1:
        values = {"age": str(dice.randrange(99)), "experiment": dice.choice(("Photo first", ""))}
        edited = msgspec.structs.replace(chosen, attributes=values)
        study.do("Edit partner", "partners", [edited])
    elif not study.refers_to(("partners", chosen.id), frozenset()):
        study.do("Remove partner", "partners", removes=[chosen])


def cohort_edit(study, dice):
    rule = Is("experiment", ("Photo first",)) if dice.random() < 0.5 else None
    listed = tuple(each.id for each in study.partners()[:2]) if rule is None else ()
    stored = study.cohorts()[1:]
    if stored and dice.random() < 0.3:
        study.do("Remove cohort", "partners", removes=[dice.choice(stored)])
        return
    known = stored and dice.random() < 0.5
    cohort = Cohort(
        dice.choice(stored).id if known else new_id(),
        dice.choice(WORDS) or "Cohort",
        dice.choice(list(CohortKind)),
        rule,
        listed,
    )
    study.do("Edit cohort", "partners", [cohort])


def attribute_edit(study, dice):
    known = study.attributes()
    attribute = Attribute(new_id(), "Region", position=9)
    if known and dice.random() < 0.5:
        attribute = msgspec.structs.replace(dice.choice(known), name=dice.choice(WORDS))
    study.do("Edit attribute", "partners", [attribute])


def iteration_edit(study, dice):
    current = study.current_iteration
    if current.is_open:
        frozen = tuple(
            FrozenCohort(each.id, each.name, each.kind, tuple(sorted(members(each, ()))))
            for each in study.cohorts()
        )
        closed = msgspec.structs.replace(current, closed=minute(99), cohorts=frozen)
        study.do("Close iteration", "flow", [closed])
    else:
        opened = Iteration(new_id(), current.number + 1, study.drawn.id, minute(100))
        study.do("Open iteration", "flow", [opened])


def observe(study, dice):
    iteration = study.current_iteration
    steps = study.flow(iteration.flow).steps
    partner = dice.choice([*study.partners(), None])
    if partner is None or not steps:
        return
    chosen, encounter = dice.choice(steps).id, dice.randrange(1, 4)
    if dice.random() < 0.25:
        study.unmark(partner.id, iteration.id, chosen, encounter)
        return
    observation = Observation(
        new_id(),
        partner.id,
        iteration.id,
        chosen,
        dice.choice(list(Status)),
        minute(dice.randrange(90)),
        encounter,
        reason=dice.choice(WORDS),
    )
    (study.record if dice.random() < 0.4 else study.mark)(observation)


def entry_edit(study, dice):
    iteration = study.current_iteration
    for partner in study.partners():
        entries = [*study.observations(partner.id), *study.notes(partner.id)]
        if entries and dice.random() < 0.5:
            entry = dice.choice(entries)
            if dice.random() < 0.4:
                study.void(entry)
            else:
                study.amend(msgspec.structs.replace(entry, at=minute(dice.randrange(90))))
            return
        steps = study.flow(iteration.flow).steps
        if steps:
            kind = dice.choice(list(NoteKind))
            text = dice.choice(WORDS) or "said"
            step = dice.choice(steps).id
            study.keep_note(
                Note(
                    new_id(), partner.id, iteration.id, step, kind, text, minute(dice.randrange(90))
                )
            )
            return


EDITS = (
    flow_edit,
    partner_edit,
    cohort_edit,
    attribute_edit,
    iteration_edit,
    observe,
    observe,
    observe,
    entry_edit,
)
