"""What is presented: a cohort or one customer along the path, as frozen values read from the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from core.groups import groups
from core.interview.leaving import said_leaving
from core.interview.said import said
from core.measure.behind import behind
from core.measure.cohorts import Group, everyone
from core.model.consent import Purpose
from core.model.flow import Flow, Link, Step
from core.model.iteration import Iteration
from core.model.partner import EVERYONE
from core.study import Study
from ui.flow.drawing import drawing
from ui.flow.faces import Drawing, Face
from ui.flow.numbers import Numbers, of_group
from ui.flow.walking import path_order
from ui.look.curtain import curtain

ALIGNED, DEVIATED, UNKNOWN = "aligned", "deviated", "unknown"
_BY_STATUS = (DEVIATED, ALIGNED, UNKNOWN)
"""The order quotes come in: those who did something else are heard first."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


@dataclass(frozen=True)
class Who:
    """Whose walk is presented: a cohort, or one customer by pseudonym."""

    id: str
    name: str
    is_partner: bool = False


@dataclass(frozen=True)
class Voice:
    """One quote, with who said it and what that partner did at the step."""

    pseudonym: str
    status: str
    quote: str


@dataclass(frozen=True)
class Page:
    """One step of the story. ``face`` has the numbers of those presented, ``step`` "" is innovation.

    ``status`` is what one customer did there, ``remark`` why, both empty for a cohort; ``counted`` is
    False where the customer was seen at a step the numbers do not count.
    """

    step: str
    face: Face
    about: str = ""
    reasons: tuple[tuple[str, int], ...] = ()
    status: str = ""
    remark: str = ""
    counted: bool = True


@dataclass(frozen=True)
class Story:
    """A walk in pages, and the drawing it runs over; ``went`` are the links somebody went along."""

    who: Who
    drawing: Drawing
    pages: tuple[Page, ...]
    went: frozenset[Link]
    numbers: Numbers | None = None

    def place(self, step: str) -> int:
        """The page of a step, or of the nearest one before it on the path; else the first."""
        steps = [page.step for page in self.pages]
        order = [*path_order(self.drawing.flow), ""]
        if step in steps or step not in order:
            return steps.index(step) if step in steps else 0
        before = order[: order.index(step)]
        return max((steps.index(each) for each in before if each in steps), default=0)

    def trail(self, place: int) -> frozenset[Link]:
        """The links walked up to a page."""
        seen = {page.step for page in self.pages[: place + 1]}
        return frozenset(each for each in self.went if {each.source, each.target} <= seen)


def cast(study: Study, flow: Flow, iteration: Iteration | None) -> tuple[Who, ...]:
    """Everyone, the cohorts, then each customer who entered, in the order of the register."""
    if iteration is None:
        return (Who(EVERYONE, _tr("Everyone")),)
    cohorts = [
        Who(each.id, _tr("Everyone") if each.id == EVERYONE else each.name)
        for each in groups(study, iteration)
    ]
    entered = set(behind(study.columns, flow, iteration.id, everyone(), "", "entrants"))
    partners = [
        Who(each.id, curtain.over(each.pseudonym), is_partner=True)
        for each in study.partners()
        if each.id in entered
    ]
    return (*cohorts, *partners)


def story(study: Study, flow: Flow, iteration: Iteration | None, who: Who) -> Story:
    """The walk of a cohort or a customer; a plain one where nobody was observed yet."""
    numbers = None
    if iteration is not None:
        numbers = of_group(study, flow, iteration, _group(study, iteration, who))
    drawn = drawing(flow, numbers, ())
    went = frozenset(link for link, going in drawn.going.items() if going.count)
    if numbers is None or not numbers.funnel.entrants:
        return Story(who, drawn, tuple(_plain_pages(drawn)), went)
    if who.is_partner:
        pages = tuple(_partner_pages(study, numbers, drawn))
        # Nobody is known to have come to an endpoint before anything was seen there.
        pending = {
            page.step
            for page in pages
            if page.status == UNKNOWN and flow.step(page.step).kind.is_endpoint
        }
        steps = {page.step for page in pages} - pending
        went = frozenset(each for each in went if {each.source, each.target} <= steps)
        return Story(who, _partner_drawing(drawn, pages), pages, went, numbers)
    return Story(who, drawn, tuple(_cohort_pages(numbers, drawn)), went, numbers)


def voices(study: Study, story: Story, page: Page) -> tuple[Voice, ...]:
    """Every quote at a step of the partners its numbers count, those who deviated first.

    Quotes that a partner did not agree to stay with the researcher.
    """
    numbers = story.numbers
    if numbers is None or not page.step:
        return ()
    by_status = _partners_by_status(study, numbers, numbers.flow.step(page.step))
    if story.who.is_partner and not page.counted:
        by_status = [(page.status, (story.who.id,))]
    found: list[Voice] = []
    for status, partners in by_status:
        heard = said(study, numbers.iteration.id, page.step, partners, _encounter(numbers, page))
        heard = said_leaving(study, heard, Purpose.PRESENTATION).said
        found += [
            Voice(curtain.over(each.partner.pseudonym), status, quote)
            for each in heard
            for quote in each.quotes
        ]
    return tuple(found)


def _encounter(numbers: Numbers, page: Page) -> int | None:
    return None if numbers.flow.step(page.step).kind.is_endpoint else 1


def _partners_by_status(
    study: Study, numbers: Numbers, step: Step
) -> Sequence[tuple[str, tuple[str, ...]]]:
    where = (study.columns, numbers.flow, numbers.iteration.id, numbers.group, step.id)
    return [(status, behind(*where, status)) for status in _BY_STATUS]


def _group(study: Study, iteration: Iteration, who: Who) -> Group:
    if who.is_partner:
        return Group(who.id, who.name, frozenset({who.id}))
    return (groups(study, iteration, [who.id]) or (everyone(),))[0]


def _plain_pages(drawn: Drawing) -> Sequence[Page]:
    return [_page(drawn, step) for step in path_order(drawn.flow)]


def _page(drawn: Drawing, step_id: str) -> Page:
    step = drawn.flow.step(step_id)
    means = _tr("Aligned means: {words}").format(words=step.aligned_means)
    about = means if step.aligned_means else step.description
    return Page(step_id, drawn.faces[step_id], about)


def _cohort_pages(numbers: Numbers, drawn: Drawing) -> Sequence[Page]:
    pages = []
    for step in path_order(drawn.flow):
        ranked = numbers.reasons.get(step, ())
        reasons = tuple((each.text or _tr("No reason given"), each.count) for each in ranked)
        pages.append(replace(_page(drawn, step), reasons=reasons))
    if drawn.innovation is not None:
        pages.append(Page("", drawn.innovation.face))
    return pages


def _partner_pages(study: Study, numbers: Numbers, drawn: Drawing) -> Sequence[Page]:
    """Where the customer came, and where there are words of theirs."""
    pages = []
    for step_id in path_order(drawn.flow):
        step = drawn.flow.step(step_id)
        by_status = _partners_by_status(study, numbers, step)
        status = next((each for each, partners in by_status if partners), "")
        page = replace(_page(drawn, step_id), status=status or UNKNOWN, counted=bool(status))
        who = numbers.group.id
        heard = said(study, numbers.iteration.id, step_id, [who], _encounter(numbers, page))
        shown = said_leaving(study, heard, Purpose.PRESENTATION).said[0]
        if status or shown.at is not None:
            pages.append(replace(page, remark=shown.reason))
    return pages


def _partner_drawing(drawn: Drawing, pages: Sequence[Page]) -> Drawing:
    """The flow without shares of one: each node says what the customer did there."""
    by_step = {page.step: page for page in pages}
    faces = {}
    for step, face in drawn.faces.items():
        plain = replace(face, rate=None, reached=None, deviated=0, unknown=0, lines=())
        page = by_step.get(step)
        faces[step] = replace(plain, lines=(status_words(page),)) if page else plain
    arc = drawn.arc and replace(drawn.arc, strong="", quiet="", brief="")
    innovation = drawn.innovation and replace(
        drawn.innovation, face=replace(drawn.innovation.face, lines=()), going=()
    )
    return Drawing(drawn.flow, faces, arc=arc, innovation=innovation)


def status_words(page: Page) -> str:
    """What one customer did at a step, in a word or two."""
    if not page.counted:
        return _tr("Seen here, not counted")
    return {
        ALIGNED: _tr("Aligned"),
        DEVIATED: _tr("Deviated"),
        UNKNOWN: _tr("Not observed"),
    }[page.status]
