"""The words behind a number: exactly the partners it counts, their path, and what they said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.interview.pinned import pinned
from core.interview.said import Said, said
from core.measure.behind import Fate, FateKind, behind, fates
from core.measure.funnel import Funnel
from core.measure.seen import EncounterChoice
from core.model.flow import Flow
from core.study import Study
from ui.funnel.asking import Question
from ui.funnel.head import group_name, tr
from ui.funnel.paths import encounters, paths
from ui.funnel.searching import voice_of
from ui.funnel.spot import Spot, count_at, first_part, numbers
from ui.funnel.voices import Voice
from ui.funnel.who import Who, observations_of, partners_of
from ui.funnel.words import Page

ENTRIES = 200
"""Nobody reads on for longer: the others are counted in a last line."""


def partners_at(study: Study, asked: Question, spot: Spot, what: str) -> tuple[str, ...]:
    """Ids of the partners one of the numbers at a spot counts; as many as the number says."""
    group = asked.group(spot.group)

    def at(which: str) -> tuple[str, ...]:
        return behind(
            study.columns, asked.flow, asked.iteration.id, group, spot.step, which, **asked.read
        )

    ends = asked.flow.step(spot.step).kind.is_endpoint
    if ends and what == "reached":
        # Endpoints stand behind encounter 1 as it was observed last, however the path is read.
        return behind(study.columns, asked.flow, asked.iteration.id, group, spot.step, "need_met")
    if ends and what == "possible":
        return (*at("aligned"), *at("unknown"))
    if what != "earlier":
        return at(what)
    here = {*at("aligned"), *at("unknown")}
    return tuple(each for each in at("possible") if each not in here)


def page_of_spot(study: Study, asked: Question, funnel: Funnel, spot: Spot) -> Page:
    """The words behind a bar: its numbers, and the entries of the one that is open."""
    evidence = pinned(study, spot.step)
    found = dict(numbers(funnel, spot))
    if evidence:
        found["pinned"] = len(evidence)
    chosen = first_part(found, spot.part)
    title, subtitle = _title(asked, spot), _subtitle(asked, funnel, spot)
    if chosen == "pinned":
        entries = [voice_of(study, words, is_pinned=True) for _, words in evidence]
        return Page(title, subtitle, found, chosen, entries)
    who = partners_at(study, asked, spot, chosen)
    entries = voices(study, asked, asked.iteration.id, spot.step, chosen, who)
    return Page(title, subtitle, found, chosen, entries, len(who) - len(entries))


def page_of_who(study: Study, asked: Question, who: Who, chosen: str) -> Page:
    """The words behind another number: what is found now, as observations may have come since."""
    if who.way == "raw":
        return _page_of_observations(study, asked, who, chosen)
    found = {what: partners_of(study, asked, who, what) for what, _ in who.numbers}
    counts = {what: len(ids) for what, ids in found.items()}
    chosen = first_part(counts, chosen if chosen in counts else who.chosen)
    entries = voices(study, asked, who.iteration, who.step, chosen, found[chosen])
    more = len(found[chosen]) - len(entries)
    return Page(who.title, who.subtitle, counts, chosen, entries, more)


def _page_of_observations(study: Study, asked: Question, who: Who, chosen: str) -> Page:
    """Every observation a raw counter counts, each an entry of its own, the first one first."""
    found = {what: observations_of(study, asked, who, what) for what, _ in who.numbers}
    counts = {what: len(ids) for what, ids in found.items()}
    chosen = first_part(counts, chosen if chosen in counts else who.chosen)
    attributes = [each.id for each in study.attributes()]
    entries = []
    for each in map(study.observation, found[chosen][:ENTRIES]):
        partner = study.partner(each.partner)
        quotes, notes = ((text,) if text else () for text in (each.quote, each.note))
        told = Said(partner, quotes, notes, each.reason, each.at)
        who_ = " · ".join(filter(None, map(partner.value, attributes)))
        entries.append(Voice(told, who_, _silent(chosen), tags=each.tags))
    return Page(who.title, who.subtitle, counts, chosen, entries, counts[chosen] - len(entries))


def _title(asked: Question, spot: Spot) -> str:
    name = asked.flow.step(spot.step).name
    return tr("Undecided after {step}").format(step=name) if spot.undecided else name


def _subtitle(asked: Question, funnel: Funnel, spot: Spot) -> str:
    words = [group_name(funnel), tr("iteration {n}").format(n=asked.iteration.number)]
    count = count_at(funnel, spot.step)
    if count is not None and count.step.kind.is_endpoint:
        words.append(tr("{n} met their need").format(n=f"{count.reached:,}"))
    elif count is not None and not spot.undecided:
        words.append(tr("{n} reached it").format(n=f"{count.reached:,}"))
        if count.recovered:
            words.append(tr("{n} recovered").format(n=f"{count.recovered:,}"))
    return " · ".join(words)


def voices(
    study: Study, asked: Question, iteration: str, step: str, what: str, partners: Sequence[str]
) -> list[Voice]:
    """The entries of some partners at a step, whoever spoke first; at most ``ENTRIES``."""
    flow = study.flow(study.iteration(iteration).flow)
    found = _said(study, asked, flow, iteration, step, partners)
    shown = [each.partner.id for each in found]
    walked = paths(study, flow, iteration, shown, asked.view)
    names = [each.name for each in walked.steps]
    here = next((at for at, each in enumerate(walked.steps) if each.id == step), -1)
    ended: Mapping[str, Fate] = {}
    if what == "earlier":
        ended = fates(study.columns, flow, iteration, **asked.read)
    marked = {words.partner for _, words in pinned(study, step) if words.iteration == iteration}
    attributes = [each.id for each in study.attributes()]
    entries = []
    for each in found:
        who = " · ".join(filter(None, map(each.partner.value, attributes)))
        fate = ended.get(each.partner.id)
        silent = _fate(flow, fate) if fate else _silent(what)
        path = tuple(zip(names, walked.of[each.partner.id], strict=True))
        pin = each.partner.id in marked and each.has_words
        entries.append(Voice(each, who, silent, path, here, pinned=pin))
    return entries


def _said(
    study: Study, asked: Question, flow: Flow, iteration: str, step: str, partners: Sequence[str]
) -> Sequence[Said]:
    """What they said in the encounter that counts; at an endpoint in any."""
    if flow.has(step) and flow.step(step).kind.is_endpoint:
        return said(study, iteration, step, partners, None, at_most=ENTRIES)
    if asked.view.encounter is EncounterChoice.FIRST:
        return said(study, iteration, step, partners, at_most=ENTRIES)
    latest = encounters(study, flow, iteration, asked.view)
    by_encounter: dict[int, list[str]] = {}
    for each in partners:
        by_encounter.setdefault(latest.get(each, 1), []).append(each)
    found = [
        each
        for encounter, own in by_encounter.items()
        for each in said(study, iteration, step, own, encounter, at_most=ENTRIES)
    ]
    return _foremost(found)[:ENTRIES]


def _foremost(found: Iterable[Said]) -> list[Said]:
    """In the order ``said`` has: quotes first, then notes, the latest first."""
    latest = sorted(found, key=lambda each: each.at or "", reverse=True)
    return sorted(latest, key=lambda each: (not each.quotes, not each.notes))


def _fate(flow: Flow, fate: Fate) -> str:
    name = flow.step(fate.step).name
    if fate.kind is FateKind.UNDECIDED:
        return tr("Seen on no branch after {step}.").format(step=name)
    return tr("Not observed at {step}.").format(step=name)


def _silent(what: str) -> str:
    """What stands where nothing was said."""
    if what == "unknown":
        return tr("Nothing was observed here.")
    if what == "undecided":
        return tr("Seen on none of the branches.")
    return tr("No words were noted.")
