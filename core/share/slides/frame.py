"""A deck and its slides: a word on what a slide is of, its message as its title, its foot, its notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.share.content import Report, Section
from core.share.office import describe
from core.share.slides.notes import notes_of
from core.share.slides.text import Line, Place, add_text, fitted, write
from core.share.slides.theme import (
    ACCENT,
    BOTTOM,
    CAUTION,
    HEIGHT,
    INK2,
    INK3,
    LEFT,
    LINE,
    POINT,
    RIGHT,
    TITLE_HEIGHT,
    TITLE_TOP,
    TOP,
    dressed,
    plain,
)

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

BODY = Place(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP)
"""What is free under the title."""
TITLES = (28, 24, 20, 17, 15)
LONGEST_NOTES = 60_000
"""Letters in the notes of a slide; more than that no program shows."""


@dataclass(frozen=True)
class Deck:
    """Slides that are being written; ``foot`` stands on each."""

    file: Presentation
    foot: str

    def titled(self, of: str, title: str, sections: Sequence[Section] = ()) -> Slide:
        """A new slide: what it is ``of``, its message, and in its notes all that sections say."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[0])
        box = slide.shapes.title
        box.left, box.top, box.width, box.height = LEFT, TITLE_TOP, RIGHT - LEFT, TITLE_HEIGHT
        room = Place(LEFT, TITLE_TOP, RIGHT - LEFT, TITLE_HEIGHT)
        size, lines = fitted([Line(title, bold=True, after=0.0)], room, TITLES)
        write(box.text_frame, lines, size)
        _to_top(box.text_frame)
        kicker = Place(LEFT, 24 * POINT, RIGHT - LEFT, 18 * POINT)
        add_text(slide, kicker, [Line(of, bold=True, colour=ACCENT, after=0.0)], (12, 10))
        rule(slide, LEFT, TOP - 10 * POINT, RIGHT - LEFT)
        self._foot(slide)
        if sections:
            note(slide, "\n\n".join(map(notes_of, sections)))
        return slide

    def _foot(self, slide: Slide) -> None:
        top, high = HEIGHT - 30 * POINT, 16 * POINT
        place = Place(LEFT, top, RIGHT - LEFT - 60 * POINT, high)
        add_text(slide, place, [Line(self.foot, colour=INK3, after=0.0)], (10, 8))
        box = slide.shapes.add_textbox(RIGHT - 50 * POINT, top, 50 * POINT, high)
        number = str(len(self.file.slides))
        write(box.text_frame, [Line(number, colour=INK3, after=0.0)], 10)
        _to_field(box.text_frame.paragraphs[0])


def new_deck(report: Report) -> Deck:
    """A deck with its first slide."""
    file = dressed()
    describe(file, file.part.package, report)
    made_up = f" · {report.notice}" if report.notice else ""
    deck = Deck(file, f"{report.study} · for: {report.audience} · {report.made}{made_up}")
    slide = file.slides.add_slide(file.slide_layouts[0])
    box = slide.shapes.title
    room = Place(LEFT, 170 * POINT, RIGHT - LEFT, 110 * POINT)
    box.left, box.top, box.width, box.height = room.left, room.top, room.width, room.height
    size, lines = fitted([Line(report.title, bold=True, after=0.0)], room, (44, 36, 28, 20))
    write(box.text_frame, lines, size)
    _to_foot(box.text_frame)
    rule(slide, LEFT, 292 * POINT, 72 * POINT, ACCENT, 3)
    said = [
        Line(report.subtitle, size=1.0),
        Line(f"For: {report.audience} · made on {report.made}", colour=INK2, size=0.8),
    ]
    if report.notice:
        said.append(Line(report.notice, colour=CAUTION, size=0.8))
    add_text(slide, Place(LEFT, 308 * POINT, RIGHT - LEFT, 120 * POINT), said, (20, 16, 12))
    return deck


def note(slide: Slide, text: str) -> None:
    """Put a text into the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    if len(text) > LONGEST_NOTES:
        text = f"{text[:LONGEST_NOTES]}… The rest stands in the text document."
    frame.text = text


def rule(
    slide: Slide, left: int, top: int, width: int, colour: str = LINE, thick: float = 1
) -> None:
    """A straight line across."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_CONNECTOR

    ends = left, top, left + width, top
    line = plain(slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)).line
    line.color.rgb, line.width = RGBColor.from_string(colour), int(thick * POINT)


def _to_top(frame: Any) -> None:
    from pptx.enum.text import MSO_ANCHOR

    frame.vertical_anchor = MSO_ANCHOR.TOP


def _to_foot(frame: Any) -> None:
    from pptx.enum.text import MSO_ANCHOR

    frame.vertical_anchor = MSO_ANCHOR.BOTTOM


def _to_field(paragraph: Any) -> None:
    """Make the number of a slide follow where the slide is moved."""
    from pptx.enum.text import PP_ALIGN
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    run = paragraph.runs[0]._r  # noqa: SLF001 - no other door to fields
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="en" sz="1000"><a:solidFill><a:srgbClr val="{INK3}"/></a:solidFill></a:rPr>'
        f"<a:t>{run.text}</a:t></a:fld>"
    )
    run.getparent().replace(run, field)
    paragraph.alignment = PP_ALIGN.RIGHT
