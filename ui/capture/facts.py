"""What the screen says around the interview: counters, the partner's card, whom to talk to next."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from core.groups import next_interviews
from core.interview import Standing
from core.measure.plan import Why
from core.measure.tally import tally
from core.model.iteration import Iteration
from core.model.observation import Note, NoteKind
from core.model.partner import EVERYONE, Cohort, CustomerPartner, holds
from core.reading import Reader
from ui.capture.choose import Candidate
from ui.capture.rail import Counter
from ui.capture.side import About
from ui.look.curtain import curtain
from ui.look.describe import day

_MOST_SAID = 3


def counters(study: Reader, held: Standing) -> Mapping[str, Counter]:
    """What everyone of the iteration did at each step, by step id."""
    found = tally(study.columns, held.flow, held.iteration.id)
    return {step: Counter(*counts, found.entrants) for step, counts in found.counts.items()}


def about(study: Reader, held: Standing) -> About:
    """The card of the partner."""
    partner = held.partner
    facts = [(each.name, partner.value(each.id)) for each in study.attributes()]
    groups = [each.name for each in study.cohorts() if _belongs(each, partner)]
    facts.append((_tr("Cohorts"), ", ".join(groups)))
    title, said = _said_before(study, held)
    return About(
        pseudonym=curtain.over(partner.pseudonym),
        encounter=_tr("encounter {n}").format(n=held.encounter),
        facts=tuple((name, value) for name, value in facts if value),
        said_title=title,
        said=said,
        next_words=_next_words(study, held.iteration, partner.id),
    )


def candidates(study: Reader, iteration: Iteration) -> list[Candidate]:
    """All partners to choose from: whom to talk to next, then those not met in the iteration."""
    advised = _advised(study, iteration)
    met = met_partners(study, iteration)
    words = {count: _met_words(count, iteration) for count in {0, *met.values()}}
    attributes = [each.id for each in study.attributes()]
    fresh: list[Candidate] = []
    known: list[Candidate] = []
    for each in study.partners():
        count = met.get(each.id, 0)
        facts = ", ".join(filter(None, map(each.attributes.get, attributes)))
        name = curtain.over(each.pseudonym)
        why = advised.get(each.id, "")
        one = Candidate(each.id, each.pseudonym, name, facts, words[count], why, count > 0)
        (known if count else fresh).append(one)
    places = {partner: place for place, partner in enumerate(advised)}
    return sorted(fresh + known, key=lambda each: places.get(each.partner, len(places)))


def _advised(study: Reader, iteration: Iteration) -> Mapping[str, str]:
    """Whom to talk to next and why, by partner id: thin cohorts first."""
    names = {each.id: each.name for each in study.cohorts()}
    flow, number = study.flow(iteration.flow), iteration.number
    unmet = _tr("not met in iteration {n}").format(n=number)
    thin = _tr("{cohort} is thin")
    return {
        each.partner: {
            # All of them together fall short: that says of nobody why them.
            Why.THIN: unmet
            if each.cohort == EVERYONE
            else thin.format(cohort=names.get(each.cohort, "")),
            Why.UNKNOWN: _tr("unknown at {step}").format(
                step=flow.step(each.step).name if each.step else ""
            ),
            Why.NOT_MET: unmet,
        }[each.why]
        for each in next_interviews(study, iteration)
        if each.partner
    }


def met_partners(study: Reader, iteration: Iteration) -> Mapping[str, int]:
    """The partners with an observation in an iteration, and how many each has."""
    counts = _observed(study, iteration).tolist()
    ids = study.columns.partners.ids
    return {ids[code]: count for code, count in enumerate(counts) if count}


def _observed(study: Reader, iteration: Iteration) -> NDArray[np.intp]:
    """How many observations each partner has in an iteration, by the partner's code."""
    columns = study.columns
    code = columns.iterations.code(iteration.id)
    here = (columns.iteration == (-1 if code is None else code)) & (columns.status != 0)
    return np.bincount(columns.partner[here], minlength=len(columns.partners))


def _met_words(count: int, iteration: Iteration) -> str:
    if not count:
        return _tr("not met in iteration {n}").format(n=iteration.number)
    return _tr("{count} observations in iteration {n}").format(count=count, n=iteration.number)


def _belongs(cohort: Cohort, partner: CustomerPartner) -> bool:
    if cohort.id == EVERYONE:
        return False
    if cohort.rule is None:
        return partner.id in cohort.members
    return bool(holds(cohort.rule, partner))


def _said_before(study: Reader, held: Standing) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What the partner said in the latest earlier iteration that kept any words, quotes first."""
    earlier = [each for each in study.iterations() if each.number < held.iteration.number]
    for iteration in reversed(earlier):
        flow = study.flow(iteration.flow)
        said = [
            (not is_quote, at, words, step)
            for is_quote, at, words, step in _words_of(study, held.partner.id, iteration.id)
        ]
        if said:
            said.sort(key=lambda each: (each[0], each[1]))
            title = _tr("Said in iteration {n}").format(n=iteration.number)
            return title, tuple(
                (words if is_note else f"“{words}”", f"{flow.step(step).name}, {day(at)}")
                for is_note, at, words, step in said[:_MOST_SAID]
            )
    return "", ()


def _words_of(study: Reader, partner: str, iteration: str) -> list[tuple[bool, str, str, str]]:
    """(is a quote, when, words, step id) of everything kept of a partner in an iteration."""
    notes: list[Note] = study.notes(partner, iteration)
    found = [
        (each.kind is NoteKind.QUOTE, each.at, each.text, each.step)
        for each in notes
        if not each.voided and each.text
    ]
    for seen in study.observations(partner, iteration):
        if not seen.voided:
            said = ((True, seen.quote), (False, seen.note or seen.reason))
            found += [(is_quote, seen.at, text, seen.step) for is_quote, text in said if text]
    return found


def _next_words(study: Reader, iteration: Iteration, present: str) -> str:
    columns, partners = study.columns, study.partners()
    counts = _observed(study, iteration)
    said = _tr("Iteration {n}: {met} of {all} partners met.").format(
        n=iteration.number, met=int((counts > 0).sum()), all=len(partners)
    )
    # Only as many are looked at as it takes: this is said while somebody types.
    codes = ((each, columns.partners.code(each.id)) for each in partners if each.id != present)
    unmet = (each for each, code in codes if code is None or not counts[code])
    following = next(unmet, None)
    if following is None:
        return said
    return (
        said
        + " "
        + _tr("Not met yet: {partner}.").format(partner=curtain.over(following.pseudonym))
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("capture", text)
