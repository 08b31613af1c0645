"""What is shown to a room: hypothesis, flow, funnels, decision, next, from the report's own values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.reading import Reader
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import (
    Block,
    Bullets,
    Facts,
    Figure,
    Paragraph,
    Report,
    Section,
    SectionName,
)
from core.share.report import report
from ui.look.curtain import curtain
from ui.session import Session

HYPOTHESIS, FLOW, FUNNELS, DECISION, NEXT = (
    SectionName.HYPOTHESIS,
    SectionName.FLOW,
    SectionName.FUNNELS,
    SectionName.DECISION,
    SectionName.NEXT,
)
WALK = (HYPOTHESIS, FLOW, FUNNELS, DECISION, NEXT)

OF_PAGE: Mapping[str, SectionName] = {
    "flow": FLOW,
    "partners": FUNNELS,
    "capture": FUNNELS,
    "funnels": FUNNELS,
    "decide": DECISION,
    "innovation": DECISION,
    "iterations": DECISION,
}
"""Where in the walk somebody begins who comes from a page; from any other at its first slide."""


@dataclass(frozen=True)
class Slide:
    """One message to a room. ``name`` is its part of the walk, ``notes`` are for who presents."""

    name: SectionName
    title: str
    message: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def chosen_cohorts(session: Session) -> tuple[str, ...] | None:
    """The cohorts whose funnels are walked: those looked at, None for all where it is everyone."""
    chosen = session.choice.cohorts
    return None if chosen == (EVERYONE,) else chosen


def slides_of(session: Session) -> tuple[Slide, ...]:
    """The walk as it is presented: through the iteration and with the cohorts that are looked at."""
    return slides(session.study, session.iteration, chosen_cohorts(session))


def slides(
    reader: Reader, iteration: Iteration | None, cohorts: tuple[str, ...] | None
) -> tuple[Slide, ...]:
    """The walk through an iteration: no notes of the team nor single partners on the slides.

    Where none was started, there is the flow as it is drawn.
    """
    if iteration is None:
        return (Slide(FLOW, _tr("Flow"), "", (), (_of_the_walk(),)),)
    shown = _told(reader, iteration, cohorts, Audience.CLIENT)
    noted = _told(reader, iteration, cohorts, Audience.TEAM)
    spoken = {each.name: each for each in noted.sections}
    found: list[Slide] = []
    by_name = {each.name: each for each in shown.sections}
    for name in WALK:
        if name is FLOW:
            found.append(_flow(by_name[name]))
        elif name is FUNNELS:
            found.extend(_funnels(by_name[name]))
        else:
            section = by_name[name]
            notes = _notes(reader, spoken[name], section)
            found.append(Slide(name, section.title, section.message, section.blocks, notes))
    return tuple(found)


def _told(
    reader: Reader, iteration: Iteration, cohorts: tuple[str, ...] | None, audience: Audience
) -> Report:
    return report(reader, Choice(audience, iteration.id, WALK, cohorts))


def _flow(section: Section) -> Slide:
    # Seen small in the list; on the full screen the flow is walked instead.
    figures = tuple(each for each in section.blocks if isinstance(each, Figure))
    return Slide(FLOW, section.title, section.message, figures, (_of_the_walk(),))


def _of_the_walk() -> str:
    return _tr("Right goes step by step; up and down change whose walk it is, Q shows more quotes.")


def _funnels(section: Section) -> list[Slide]:
    """One for each cohort that was met; where nobody was, one that says so."""
    figures = [each for each in section.blocks if isinstance(each, Figure)]
    found = [
        Slide(FUNNELS, each.title, section.message if place == 0 else "", (each,), (each.alt,))
        for place, each in enumerate(figures)
    ]
    return found or [Slide(FUNNELS, section.title, section.message, section.blocks, ())]


def _notes(reader: Reader, team: Section, shown: Section) -> tuple[str, ...]:
    """What the team's own report says beyond the slide, with names behind the curtain."""
    found = [line for block in team.blocks if block not in shown.blocks for line in _lines(block)]
    if curtain.is_drawn:
        names = sorted(reader.pseudonyms().values(), key=len, reverse=True)
        for name in filter(None, names):
            found = [line.replace(name, curtain.over(name)) for line in found]
    return tuple(found)


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [block.text]
        case Bullets():
            return [f"{block.title}:", *(f"• {each}" for each in block.items)]
        case Facts():
            return [f"{label}: {text}" for label, text in block.rows]
    return []


def _tr(text: str) -> str:
    return QCoreApplication.translate("share", text)
