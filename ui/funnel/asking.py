"""What is asked of the study for this screen, and who stands behind each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.groups import groups
from core.interview.said import said
from core.measure.behind import Fate, FateKind, behind, fates
from core.measure.cohorts import Group
from core.measure.funnel import Funnel, Measurement, measure
from core.measure.reasons import Reason, reasons
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.reading import Reader
from ui.funnel.head import group_name, tr
from ui.funnel.spot import Spot, count_at, first_part, numbers
from ui.funnel.voices import Voice
from ui.funnel.words import Page
from ui.look.funnel_shape import Shape, shape_of, worst

ENTRIES = 200
"""Nobody reads on for longer: the others are counted in a last line."""


@dataclass(frozen=True)
class Question:
    """Whom to count where. It changes less often than the observations do."""

    iteration: Iteration
    flow: Flow
    shape: Shape
    groups: tuple[Group, ...]

    def group(self, group_id: str) -> Group:
        """One of the groups asked for. Raises KeyError."""
        for each in self.groups:
            if each.id == group_id:
                return each
        raise KeyError(group_id)


def question(study: Reader, iteration: Iteration, cohorts: Sequence[str]) -> Question:
    """The chosen cohorts in one iteration, in the order of the study; everyone where none is left."""
    flow = study.flow(iteration.flow)
    places = {each.id: place for place, each in enumerate(study.cohorts())}
    order = sorted(cohorts, key=lambda each: places.get(each, len(places)))
    found = groups(study, iteration, order) or groups(study, iteration, [EVERYONE])
    return Question(iteration, flow, shape_of(flow), found)


def answer(study: Reader, asked: Question) -> Measurement:
    """The funnels of a question as the observations stand now."""
    return measure(
        study.columns, asked.flow, asked.iteration.id, asked.groups, names=study.pseudonyms()
    )


def why(study: Reader, asked: Question, group: Group) -> tuple[Reason, ...]:
    """The reasons to deviate of one group."""
    return reasons(study.columns, asked.flow, asked.iteration.id, group)


def partners_at(study: Reader, asked: Question, spot: Spot, what: str) -> tuple[str, ...]:
    """Ids of the partners one of the numbers at a spot counts; as many as the number says."""
    group = asked.group(spot.group)
    if spot.reason is not None:
        return next(
            (
                each.partners
                for each in why(study, asked, group)
                if (each.step, each.text) == (spot.step, spot.reason)
            ),
            (),
        )

    def at(which: str) -> tuple[str, ...]:
        return behind(study.columns, asked.flow, asked.iteration.id, group, spot.step, which)

    if what != "earlier":
        return at(what)
    here = {*at("aligned"), *at("unknown")}
    return tuple(each for each in at("possible") if each not in here)


def first_spot(funnels: Sequence[Funnel], step: str | None) -> Spot | None:
    """What to look at first: the step chosen elsewhere, else the worst, else the last one."""
    first = next(iter(funnels), None)
    if first is None or not first.steps:
        return None
    if step is not None and count_at(first, step):
        return Spot(first.group.id, step)
    return Spot(first.group.id, worst(first) or first.steps[-1].step.id)


def kept_spot(spot: Spot | None, funnels: Sequence[Funnel]) -> Spot | None:
    """The same spot where it is still shown, else its step in the first group, else None."""
    if spot is None or not funnels:
        return None
    here = next((each for each in funnels if each.group.id == spot.group), None)
    if here is None:
        spot, here = Spot(funnels[0].group.id, spot.step), funnels[0]
    gone = spot.undecided and not here.undecided.get(spot.step)
    if gone:
        spot = Spot(spot.group, spot.step)
    return spot if count_at(here, spot.step) else None


def page(study: Reader, asked: Question, funnel: Funnel, spot: Spot) -> Page:
    """The words behind a spot: its numbers, and the entries of the one that is open."""
    found = numbers(funnel, spot)
    who = partners_at(study, asked, spot, "deviated") if spot.reason is not None else ()
    if spot.reason is not None:
        found = {"deviated": len(who)}
    chosen = first_part(found, spot.part)
    who = who or partners_at(study, asked, spot, chosen)
    entries = voices(study, asked, spot.step, chosen, who)
    return Page(_title(asked, spot), _subtitle(asked, funnel, spot), found, chosen,
                entries, len(who) - len(entries))  # fmt: skip


def _title(asked: Question, spot: Spot) -> str:
    name = asked.flow.step(spot.step).name
    if spot.reason is not None:
        return spot.reason or tr("No reason given")
    return tr("Undecided after {step}").format(step=name) if spot.undecided else name


def _subtitle(asked: Question, funnel: Funnel, spot: Spot) -> str:
    words = [group_name(funnel), tr("iteration {n}").format(n=asked.iteration.number)]
    count = count_at(funnel, spot.step)
    if spot.reason is not None:
        words.append(asked.flow.step(spot.step).name)
    elif count is not None and not spot.undecided:
        words.append(tr("{n} reached it").format(n=count.reached))
        if count.recovered:
            words.append(tr("{n} recovered").format(n=count.recovered))
    return " · ".join(words)


def voices(
    study: Reader, asked: Question, step: str, what: str, partners: Sequence[str]
) -> tuple[Voice, ...]:
    """The entries of some partners at a step, whoever spoke first; at most ``ENTRIES``."""
    ended = fates(study.columns, asked.flow, asked.iteration.id) if what == "earlier" else {}
    attributes = [each.id for each in study.attributes()]
    found = []
    for each in said(study, asked.iteration.id, step, partners, at_most=ENTRIES):
        who = " · ".join(filter(None, map(each.partner.value, attributes)))
        fate = ended.get(each.partner.id)
        found.append(Voice(each, who, _fate(asked.flow, fate) if fate else _silent(what)))
    return tuple(found)


def _fate(flow: Flow, fate: Fate) -> str:
    name = flow.step(fate.step).name
    if fate.kind is FateKind.UNDECIDED:
        return tr("Seen on no branch after {step}.").format(step=name)
    return tr("Not observed at {step}.").format(step=name)


def _silent(what: str) -> str:
    """What stands where nothing was said."""
    if what in ("aligned", "deviated"):
        return tr("No words were noted.")
    if what == "undecided":
        return tr("Seen on none of the branches.")
    return tr("Nothing was observed here.")
