"""A section as slides: its message is the title, its picture the body, all it says stands in the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from core.share.content import (
    Bullets,
    Facts,
    Figure,
    FunnelPicture,
    LinePicture,
    Paragraph,
    Quotes,
    Section,
    SectionName,
    Table,
)
from core.share.drawing.pictures import drawn
from core.share.drawing.shapes import Drawing
from core.share.slides.chart import add_funnel, add_line
from core.share.slides.digest import compared, need_met
from core.share.slides.frame import BODY, Deck
from core.share.slides.notes import quoted
from core.share.slides.shapes import add_drawing
from core.share.slides.table import add_table
from core.share.slides.text import Line, Place, add_text
from core.share.slides.theme import CAUTION, INK2, POINT

if TYPE_CHECKING:
    from pptx.slide import Slide

_Any = TypeVar("_Any")
_GAP = 24 * POINT
_TEXT, _SMALL = (18, 16, 14, 12, 11), (14, 13, 12, 11, 10)
WIDE = 1040.0
"""Pixels of a drawing as wide as a slide."""
_PAIRED, _STEPS, _QUOTES, _CHARTS, _ROWS = 6, 7, 6, 6, 13
"""Cohorts on slides in pairs, steps of one of a pair; cards, charts and rows of a slide."""


def add_section(deck: Deck, section: Section) -> None:
    """Put a section into a deck."""
    _PAGES[section.name](deck, section)


def _of(section: Section, kind: type[_Any]) -> list[_Any]:
    return [each for each in section.blocks if isinstance(each, kind)]


def some(items: Sequence[_Any], many: int) -> Iterator[Sequence[_Any]]:
    """So many at a time."""
    for start in range(0, len(items), many):
        yield items[start : start + many]


def parted(place: Place, share: float) -> tuple[Place, Place]:
    """A place in two beside each other, the left one with a share of its width."""
    left = int((place.width - _GAP) * share)
    return (
        Place(place.left, place.top, left, place.height),
        Place(place.left + left + _GAP, place.top, place.width - left - _GAP, place.height),
    )


def below(place: Place, height: int) -> tuple[Place, Place]:
    """A place in two under each other, the upper one so high."""
    return (
        Place(place.left, place.top, place.width, height),
        Place(place.left, place.top + height, place.width, place.height - height),
    )


def fact_lines(rows: Sequence[tuple[str, str]]) -> list[Line]:
    """What something is called in small letters, what it is under that."""
    found = []
    for label, text in rows:
        found += [Line(label, colour=INK2, size=0.8, after=0.05), Line(text, after=0.6)]
    return found


def _remarks(section: Section) -> list[Line]:
    return [
        Line(each.text, colour=CAUTION if each.notice else INK2, size=0.85)
        for each in _of(section, Paragraph)
    ]


def _hypothesis(deck: Deck, section: Section) -> None:
    slide = deck.titled(section.heading, section.message, [section])
    parts, *others = _of(section, Facts) or [Facts(())]
    body, foot = below(BODY, BODY.height - 84 * POINT)
    left, right = parted(body, 0.64)
    if parts.rows:
        add_text(slide, left, fact_lines(parts.rows), _TEXT)
        figures = [Line(f"{label}: {text}") for each in others for label, text in each.rows]
        add_text(slide, right, figures, _TEXT[1:])
    add_text(slide, foot, _remarks(section)[-3:], _SMALL[1:])


def _flow(deck: Deck, section: Section) -> None:
    slide = deck.titled(section.heading, section.message, [section])
    for figure in _of(section, Figure)[:1]:
        drawings = [drawn(figure.picture, wide) for wide in (880.0, WIDE, 1300.0)]
        add_drawing(slide, BODY, max(drawings, key=_scale), figure.alt)


def _scale(drawing: Drawing) -> float:
    """How large a drawing becomes on a slide."""
    return min(BODY.width / drawing.width, BODY.height / drawing.height)


def _funnels(deck: Deck, section: Section) -> None:
    """Everyone, then need met of every cohort on one scale, then their funnels in pairs."""
    figures = _of(section, Figure)
    slide = deck.titled(section.heading, section.message, [section])
    if not figures:
        add_text(slide, BODY, _remarks(section), _TEXT)
        return
    everyone, *cohorts = figures
    _funnel(slide, BODY, everyone)
    for strips, title, alt in need_met(figures) if cohorts else ():
        slide = deck.titled(section.heading, title)
        add_drawing(slide, BODY, drawn(strips, WIDE * 0.9), alt)
    long = max(len(each.table.rows) for each in figures) > _STEPS
    for pair in some(cohorts[:_PAIRED], 1 if long else 2):
        slide = deck.titled(section.heading, "; ".join(each.message for each in pair))
        places = parted(BODY, 0.5) if len(pair) > 1 else (BODY,)
        for figure, place in zip(pair, places, strict=True):
            _funnel(slide, place, figure)


def _funnel(slide: Slide, place: Place, figure: Figure) -> None:
    if isinstance(figure.picture, FunnelPicture):
        add_funnel(slide, place, figure.picture, figure.alt)


def _reasons(deck: Deck, section: Section) -> None:
    slide = deck.titled(section.heading, section.message, [section])
    for figure in _of(section, Figure):
        add_drawing(slide, BODY, drawn(figure.picture, WIDE * 0.85), figure.alt)


def _words(deck: Deck, section: Section) -> None:
    """Customers' own words as cards, two slides of them at most; the team's notes stay in the notes."""
    said = [(each, block.title) for block in _of(section, Quotes) for each in block.quotes]
    own = [each for each in said if not each[0].noted]
    shown = own[: 2 * _QUOTES]
    groups = list(some(shown, -(-len(shown) // (1 + (len(shown) > _QUOTES))) or 1)) or [()]
    for number, group in enumerate(groups):
        slide = deck.titled(section.heading, section.message, [section] if number == 0 else ())
        across = 2 if len(group) > 1 else 1
        down = -(-len(group) // across)
        for place, (quote, step) in enumerate(group):
            high = min(BODY.height // down, 120 * POINT)
            row, column = divmod(place, across)
            half = parted(BODY, 0.5)[column] if across > 1 else BODY
            room = Place(half.left, BODY.top + row * high, half.width, high - 16 * POINT)
            lines = [
                Line(quoted(quote).rpartition(" – ")[0], after=0.3),
                Line(f"{quote.partner} · {step}", colour=INK2, size=0.75, after=0.0),
            ]
            add_text(slide, room, lines, _TEXT)
        if not group:
            add_text(slide, BODY, _remarks(section), _TEXT)


def _comparison(deck: Deck, section: Section) -> None:
    slide = deck.titled(section.heading, section.message, [section])
    tables = _of(section, Table)
    table = compared(tables)
    body, foot = below(BODY, BODY.height - 44 * POINT)
    if table is not None:
        add_table(slide, body, table)
    elif tables:
        said = (
            "The comparisons are too many for a slide: each stands in the notes, number by number."
        )
        add_text(slide, body, [Line(said)], _TEXT)
    add_text(slide, foot, _remarks(section)[-2:], _SMALL)


def _with_strips(deck: Deck, section: Section) -> None:
    """A picture of shares on top, what goes with them below."""
    slide = deck.titled(section.heading, section.message, [section])
    rest = BODY
    for figure in _of(section, Figure)[:1]:
        drawing = drawn(figure.picture, WIDE * 0.9)
        high = int(min(drawing.height * 0.95, 170) * POINT)
        top, rest = below(BODY, high + 10 * POINT)
        add_drawing(slide, Place(top.left, top.top, top.width, high), drawing, figure.alt)
    facts = [r for each in _of(section, Facts) for r in each.rows]
    left, right = parted(rest, 0.5)
    half = -(-len(facts) // 2)
    lines = _remarks(section)
    if len(facts) > 3:
        add_text(slide, left, fact_lines(facts[:half]), _TEXT[1:])
        add_text(slide, right, [*fact_lines(facts[half:]), *lines], _TEXT[1:])
    else:
        add_text(slide, left, fact_lines(facts), _TEXT[1:])
        add_text(slide, right, lines, _TEXT[1:])


def _next(deck: Deck, section: Section) -> None:
    slide = deck.titled(section.heading, section.message, [section])
    lists = _of(section, Bullets)
    places = parted(BODY, 0.5) if len(lists) > 1 else (BODY,)
    for block, place in zip(lists[:2], places, strict=False):
        lines = [Line(block.title, bold=True), *(Line(f"• {each}") for each in block.items)]
        add_text(slide, place, lines, _TEXT)


def _metrics(deck: Deck, section: Section) -> None:
    figures = _of(section, Figure)
    for number, group in enumerate(some(figures, _CHARTS) if figures else [()]):
        slide = deck.titled(section.heading, section.message, [section] if number == 0 else ())
        across = max(1, min(3, len(group)))
        down = max(1, -(-len(group) // across))
        body, foot = below(BODY, BODY.height - 30 * POINT)
        wide, high = (body.width + _GAP) // across, body.height // down
        for place, figure in enumerate(group):
            row, column = divmod(place, across)
            spot = Place(body.left + column * wide, body.top + row * high, wide - _GAP, high)
            head, chart = below(spot, 34 * POINT)
            add_text(slide, head, [Line(figure.title, bold=True, after=0)], (12, 11, 10, 9))
            room = Place(chart.left, chart.top, chart.width, chart.height - 8 * POINT)
            if isinstance(figure.picture, LinePicture):
                add_line(slide, room, figure.picture, figure.alt)
        add_text(slide, foot, _remarks(section)[:1], _SMALL)


def _method(deck: Deck, section: Section) -> None:
    """Every n, then the rules."""
    for table in _of(section, Table):
        for number, rows in enumerate(some(table.rows, _ROWS)):
            slide = deck.titled(section.heading, section.message, [section] if number == 0 else ())
            add_table(slide, BODY, Table(table.caption, table.head, tuple(rows)))
    for block in _of(section, Bullets):
        slide = deck.titled(section.heading, "How the numbers come about")
        half = -(-len(block.items) // 2)
        for items, place in zip(
            (block.items[:half], block.items[half:]), parted(BODY, 0.5), strict=True
        ):
            add_text(slide, place, [Line(f"• {each}", after=0.5) for each in items], _SMALL)


def _iterations(deck: Deck, section: Section) -> None:
    slide = deck.titled(section.heading, section.message, [section])
    tables = _of(section, Table)
    rest = BODY
    for table in tables[:1]:
        high = min(32 * POINT * (len(table.rows[-_ROWS:]) + 1), BODY.height)
        top, rest = below(BODY, high)
        add_table(slide, top, Table(table.caption, table.head, table.rows[-_ROWS:]))
    changes = _of(section, Bullets)
    if changes and rest.height > 80 * POINT:
        lines = [Line("What changed in the solution", bold=True)]
        lines += [Line(f"• {each}") for each in changes[0].items]
        room = Place(rest.left, rest.top + 16 * POINT, rest.width, rest.height - 16 * POINT)
        add_text(slide, room, lines, _TEXT[1:])


def add_earlier(deck: Deck, sections: Sequence[Section]) -> None:
    """An iteration that others followed, on one slide: what was believed, what happened, what was decided."""
    by_name = {each.name: each for each in sections}
    told = [by_name[n] for n in (SectionName.DECISION, SectionName.FUNNELS) if n in by_name]
    message = told[0].message if told else sections[0].message
    slide = deck.titled(f"Iteration {sections[0].iteration}", message, sections)
    lines: list[Line] = []
    if believed := by_name.get(SectionName.HYPOTHESIS):
        lines += fact_lines([("Hypothesis", believed.message)])
        facts = [r for each in _of(believed, Facts) for r in each.rows]
        lines += fact_lines([r for r in facts if r[0] == "What changed in the solution"])
    for each in sections:
        if each.name in (SectionName.FLOW, SectionName.REASONS, SectionName.INNOVATION):
            lines += fact_lines([(each.title, each.message)])
    if decided := by_name.get(SectionName.DECISION):
        facts = [r for each in _of(decided, Facts) for r in each.rows]
        lines += fact_lines([r for r in facts if r[0] in ("Proposed", "Decided", "Why")])
    figures = _of(by_name[SectionName.FUNNELS], Figure) if SectionName.FUNNELS in by_name else []
    left, right = parted(BODY, 0.42) if figures else (BODY, BODY)
    add_text(slide, left, lines, (14, 13, 12, 11, 10))
    for figure in figures[:1]:
        _funnel(slide, right, figure)


_PAGES: Mapping[SectionName, Callable[[Deck, Any], None]] = {
    SectionName.ITERATIONS: _iterations,
    SectionName.HYPOTHESIS: _hypothesis,
    SectionName.FLOW: _flow,
    SectionName.FUNNELS: _funnels,
    SectionName.REASONS: _reasons,
    SectionName.WORDS: _words,
    SectionName.COMPARISON: _comparison,
    SectionName.DECISION: _with_strips,
    SectionName.INNOVATION: _with_strips,
    SectionName.METRICS: _metrics,
    SectionName.NEXT: _next,
    SectionName.METHOD: _method,
}
