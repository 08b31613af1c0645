"""What a study says: evidence, proposals and innovation of its iterations, read from a Reader.

An open iteration is read as it stands; of a closed one, what its close has frozen.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from core.groups import groups
from core.interview.leaving import words_may_leave
from core.learn import evidence as gathering
from core.learn.challenge import Challenge, GoodNumber, challenges
from core.learn.closing import People, frozen
from core.learn.guide import Guide, guide
from core.learn.innovation import Innovation, innovation
from core.learn.talk import whom_next
from core.learn.upcoming import NextRound, next_draft
from core.learn.words import Names, counted, sentence
from core.measure import behind, endpoints, measure
from core.measure.cohorts import Group, everyone
from core.model.consent import Permission, Purpose
from core.model.decision import Conclusion, Decision, Evidence, ReasonGiven, TalkTo
from core.model.flow import StepKind
from core.model.hypothesis import Hypothesis
from core.model.interview import Interview
from core.model.iteration import FrozenCohort, Iteration
from core.model.moment import Moment
from core.model.observation import Observation, Status
from core.model.partner import EVERYONE, Cohort
from core.reading import Reader


class NotPossible(Exception):
    """What was asked for cannot be done now. Its text is a sentence for a person."""


class NoHypothesis(NotPossible):
    """There is nothing to conclude about."""


def hypothesis_of(reader: Reader, iteration: Iteration) -> Hypothesis:
    """The version an iteration tests. Raises NoHypothesis."""
    found = reader.hypothesis_of(iteration)
    if found is None:
        raise NoHypothesis(
            f"Iteration {iteration.number} has no hypothesis yet. Write one before deciding."
        )
    return found


def primary_cohort(reader: Reader, hypothesis: Hypothesis) -> Cohort:
    """The primary cohort as it is now; as it was when the hypothesis was written, if it is gone."""
    primary = hypothesis.primary
    return next((each for each in reader.cohorts() if each.id == primary.id), primary)


def primary_group(reader: Reader, iteration: Iteration, hypothesis: Hypothesis) -> Group:
    """Whom the primary cohort means in an iteration: frozen by its close, else as it is now."""
    for group in groups(reader, iteration, [hypothesis.primary.id]):
        return group
    return _group(reader, primary_cohort(reader, hypothesis))


def evidence_of(reader: Reader, iteration: Iteration) -> Evidence:
    """What is known in an iteration: frozen by its close, else as it stands. Raises NoHypothesis."""
    decision = reader.decision(iteration.id)
    if decision is not None and not iteration.is_open:
        return decision.evidence
    return _gathered(reader, iteration)


def closing(reader: Reader, iteration: Iteration, at: Moment) -> tuple[Iteration, Decision]:
    """An iteration as its close leaves it, and what that freezes. Raises NoHypothesis."""
    hypothesis = hypothesis_of(reader, iteration)
    decision = frozen(
        reader.columns,
        reader.flow(iteration.flow),
        iteration.id,
        hypothesis,
        _people(reader, iteration, hypothesis),
        reader.notes(iteration=iteration.id),
        earlier(reader, iteration),
        at,
    )
    cohorts = tuple(_frozen(reader, each) for each in _cohorts(reader, hypothesis))
    return msgspec.structs.replace(iteration, closed=at, cohorts=cohorts), decision


def earlier(reader: Reader, iteration: Iteration) -> list[Decision]:
    """What was frozen at the closes before an iteration, the oldest first."""
    before = (each for each in reader.iterations() if each.number < iteration.number)
    found = (reader.decision(each.id) for each in before)
    return [each for each in found if each is not None]


def talk_to(reader: Reader, iteration: Iteration) -> tuple[TalkTo, ...]:
    """Whom to talk to next: frozen by the close, else as it stands. Raises NoHypothesis."""
    decision = reader.decision(iteration.id)
    if decision is not None and not iteration.is_open:
        return decision.talk_to
    hypothesis = hypothesis_of(reader, iteration)
    people = _people(reader, iteration, hypothesis)
    found = _gathered(reader, iteration)
    return whom_next(found, people.members, people.others, focus=False)


def late_since(reader: Reader, iteration: Iteration) -> int:
    """How many observations came after the close: the decision was made before them."""
    return reader.columns.standing(iteration.id, late=True)


def is_changed_since(reader: Reader, iteration: Iteration) -> bool:
    """Whether what was observed in time has been changed since the close: voided, say, or corrected.

    The decision stands on what was frozen; the funnel shows what is observed now.
    """
    decision = reader.decision(iteration.id)
    if decision is None or iteration.is_open:
        return False
    return _gathered(reader, iteration) != decision.evidence


def names(reader: Reader, iteration: Iteration) -> Names:
    """What ids of an iteration are called; its frozen cohorts keep the names of their close."""
    cohorts = {each.id: each.name for each in reader.cohorts()}
    hypothesis = reader.hypothesis_of(iteration)
    if hypothesis is not None:
        cohorts = {hypothesis.primary.id: hypothesis.primary.name, **cohorts}
    cohorts |= {each.id: each.name for each in iteration.cohorts}
    primary = hypothesis.primary.id if hypothesis is not None else EVERYONE
    return Names(reader.pseudonyms(), cohorts, reader.flow(iteration.flow), primary)


def said(reader: Reader, iteration: Iteration) -> str:
    """The decision in a sentence; of an iteration without one, its counts. Raises NoHypothesis."""
    decision = reader.decision(iteration.id)
    if decision is None or iteration.is_open:
        return counted(evidence_of(reader, iteration))
    told = names(reader, iteration)
    return sentence(decision.evidence, decision.proposal, decision.because, told)


def innovation_of(reader: Reader, iteration: Iteration, group: Group | None = None) -> Innovation:
    """How far an iteration has come; of everyone unless a group is named."""
    return innovation(
        reader.columns,
        reader.flow(iteration.flow),
        iteration.id,
        group or everyone(),
        reader.hypothesis_of(iteration),
        so_far=iteration.is_open,
    )


def next_round(
    reader: Reader, iteration: Iteration, conclusion: Conclusion | None = None
) -> NextRound:
    """What comes after a closed iteration; None takes the verdict, else what was proposed.

    Raises NotPossible where it was not closed with a decision.
    """
    decision = reader.decision(iteration.id)
    if decision is None or iteration.is_open:
        raise NotPossible(f"Iteration {iteration.number} has no decision yet.")
    if conclusion is None:
        conclusion = decision.verdict.conclusion if decision.verdict else decision.proposal
    return next_draft(
        decision,
        conclusion,
        hypothesis_of(reader, iteration),
        names(reader, iteration),
        reader.assumptions(),
    )


def reason_of(reader: Reader, given: ReasonGiven) -> str:
    """The words of a reason; empty where none were given, or they are gone from the study."""
    seen = reader.held(Observation, given.observation)
    return seen.reason if seen else ""


def guide_of(reader: Reader, iteration: Iteration, purpose: Purpose = Purpose.RESEARCH) -> Guide:
    """The guide to the next interviews after, or within, an iteration. Raises NoHypothesis.

    Of reasons it says what its ``purpose`` allows: what is carried away asks those who gave them.
    """
    found = evidence_of(reader, iteration)
    reasons = {
        partner: reason_of(reader, each)
        for each in found.reasons
        for partner in each.partners
        if words_may_leave(reader, partner, Permission.NOTES, purpose)
    }
    told = names(reader, iteration)
    title = f"{reader.info.name}: interviews after iteration {iteration.number}"
    return guide(title, talk_to(reader, iteration), found, told, reasons, reader.assumptions())


def challenges_of(
    reader: Reader, iteration: Iteration, group: Group | None = None
) -> tuple[Challenge, ...]:
    """Good numbers of an iteration that rest on little; of the primary cohort unless one is named.

    Good is what reaches the target: need met and each step behind the trigger that of the
    hypothesis, an endpoint its own. Without a hypothesis there are none.
    """
    hypothesis = reader.hypothesis_of(iteration)
    if hypothesis is None:
        return ()
    group = group or primary_group(reader, iteration, hypothesis)
    everybody = frozenset(reader.register.ids)
    return challenges(
        _good_numbers(reader, iteration, hypothesis, group),
        everybody if group.members is None else group.members & everybody,
        [each for each in groups(reader, iteration) if each.id != group.id],
        lambda number: _researchers(reader, iteration, number),
    )


# --- inside


def _good_numbers(
    reader: Reader, iteration: Iteration, hypothesis: Hypothesis, group: Group
) -> list[GoodNumber]:
    """Those of need met first, then the endpoints, then the other steps in their order."""
    columns, flow = reader.columns, reader.flow(iteration.flow)
    (funnel,) = measure(columns, flow, iteration.id, [group], names=reader.pseudonyms()).funnels
    ends = endpoints(columns, flow, iteration.id, group)
    behind_trigger = funnel.steps[1:]
    # At need met the share to beat is of all with an answer, wherever they left.
    left = sum(each.fates.deviated for each in funnel.steps)
    target = hypothesis.target
    found = [
        (each.step, funnel.need_met, left, target)
        for each in behind_trigger
        if each.step.kind is StepKind.NEED_MET
    ]
    for count, wanted in (
        (ends.adoption, hypothesis.adoption),
        (ends.outcome, hypothesis.outcome),
    ):
        if count.step is not None and wanted is not None:
            found.append((count.step, count.aligned, count.deviated, wanted))
    found += [
        (each.step, each.aligned, each.deviated, target)
        for each in behind_trigger
        if each.step.kind is not StepKind.NEED_MET
    ]
    return [
        GoodNumber(
            step.id,
            step.name,
            behind(columns, flow, iteration.id, group, step.id, "aligned"),
            aligned + deviated,
        )
        for step, aligned, deviated, hoped in found
        if aligned and aligned >= hoped * (aligned + deviated)
    ]


def _researchers(reader: Reader, iteration: Iteration, number: GoodNumber) -> set[str]:
    """Who saw those aligned at a step; two are enough to know that it was not one."""
    found: set[str] = set()
    aligned = frozenset(number.aligned)
    for each in reader.columns.ids_where(iteration=iteration.id, step=number.step):
        seen = reader.observation(each)
        if seen.partner in aligned and seen.status is Status.ALIGNED and not seen.voided:
            found.add(_researcher(reader, seen))
        if len(found) > 1:
            break
    return found - {""}


def _researcher(reader: Reader, seen: Observation) -> str:
    interview = reader.held(Interview, seen.interview)
    return seen.observer or (interview.researcher if interview else "")


def _gathered(reader: Reader, iteration: Iteration) -> Evidence:
    hypothesis = hypothesis_of(reader, iteration)
    return gathering.evidence(
        reader.columns,
        reader.flow(iteration.flow),
        iteration.id,
        hypothesis,
        primary_group(reader, iteration, hypothesis),
        reader.notes(iteration=iteration.id),
    )


def _people(reader: Reader, iteration: Iteration, hypothesis: Hypothesis) -> People:
    primary = primary_group(reader, iteration, hypothesis)
    registered = reader.register.ids
    members = [each for each in registered if primary.members is None or each in primary.members]
    return People(primary, members, groups(reader, iteration))


def _cohorts(reader: Reader, hypothesis: Hypothesis) -> Sequence[Cohort]:
    """What a close freezes: every cohort there is, and the primary one where the study has none."""
    stored = [each for each in reader.cohorts() if each.id != EVERYONE]
    primary = primary_cohort(reader, hypothesis)
    known = {EVERYONE, *(each.id for each in stored)}
    return stored if primary.id in known else [*stored, primary]


def _frozen(reader: Reader, cohort: Cohort) -> FrozenCohort:
    members = tuple(sorted(reader.members(cohort)))
    return FrozenCohort(cohort.id, cohort.name, cohort.kind, members)


def _group(reader: Reader, cohort: Cohort) -> Group:
    if cohort.id == EVERYONE:
        return everyone(cohort.name)
    return Group(cohort.id, cohort.name, reader.members(cohort))
