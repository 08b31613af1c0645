"""The slides of a deck: where the title stands, what is below it, and how large words may be."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.share.content import Figure, Report, Table
from core.share.drawing.pictures import drawn
from core.share.drawing.png import png
from core.share.table_widths import widths

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_POINT = 12_700
"""English metric units in a point."""
WIDTH, HEIGHT = 960 * _POINT, 540 * _POINT
_LEFT, _TOP, _RIGHT, _BOTTOM = 44 * _POINT, 104 * _POINT, 916 * _POINT, 500 * _POINT
INK, INK2, ACCENT, CAUTION = "171B24", "485062", "4549C8", "7A5200"
_BLANK = 5
"""The layout with a title alone."""
LONGEST = 600
"""Letters of one text a slide shows; all of it stands in the notes."""


@dataclass(frozen=True)
class Place:
    """Where something stands on a slide, in English metric units."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Deck:
    """Slides that are being written."""

    file: Presentation

    @property
    def place(self) -> Place:
        """What is free under the title."""
        return Place(_LEFT, _TOP, _RIGHT - _LEFT, _BOTTOM - _TOP)

    def titled(self, title: str) -> Slide:
        """A new slide with a title of at most two lines."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[_BLANK])
        box = slide.shapes.title
        box.left, box.top, box.width, box.height = _LEFT, 28 * _POINT, _RIGHT - _LEFT, 66 * _POINT
        _write(box.text_frame, [_shortened(slide, title, 120)], 24, bold=True)
        return slide

    def message(self, title: str, message: str, more: Sequence[str]) -> None:
        """The one message of a section, and under it what explains it."""
        slide = self.titled(title)
        size = 30 if len(message) < 140 else 22
        text = _shortened(slide, message, LONGEST)
        self._box(slide, Place(_LEFT, _TOP, _RIGHT - _LEFT, 190 * _POINT), [text], size, bold=True)
        if more:
            said = [_shortened(slide, each, 220) for each in more[:5]]
            place = Place(_LEFT, 310 * _POINT, _RIGHT - _LEFT, _BOTTOM - 310 * _POINT)
            self._box(slide, place, said, 13, colour=INK2)
            if len(more) > len(said):
                _note(slide, "\n".join(more[len(said) :]))

    def bullets(self, title: str, items: Sequence[str]) -> None:
        """Points under each other."""
        slide = self.titled(title)
        longest = max(60, LONGEST * 2 // max(len(items), 1))
        said = [f"• {_shortened(slide, each, longest)}" for each in items]
        self._box(slide, self.place, said, 18 if sum(map(len, said)) < LONGEST else 14)

    def facts(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """What things are called and what they are."""
        slide = self.titled(title)
        longest = max(60, LONGEST * 2 // max(len(rows), 1))
        said = [f"{label}: {_shortened(slide, text, longest)}" for label, text in rows]
        self._box(slide, self.place, said, 18 if sum(map(len, said)) < LONGEST else 14)

    def tables(self, title: str, tables: Sequence[Table]) -> None:
        """Tables under each other; one alone gives the slide its title."""
        alone = len(tables) == 1
        slide = self.titled(f"{title}: {tables[0].caption}" if alone else title)
        top = self.place.top
        for table in tables:
            if not alone:
                place = Place(_LEFT, top, _RIGHT - _LEFT, _ROW)
                caption = _shortened(slide, table.caption, 110)
                self._box(slide, place, [caption], 12, colour=INK2)
                top += _ROW
            _table(slide, table, top)
            top += _ROW * (len(table.rows) + 1)

    def picture(self, slide: Slide, figure: Figure) -> None:
        """The picture of a figure, as large as there is room."""
        drawing = drawn(figure.picture)
        place = self.place
        scale = min(place.width / drawing.width, place.height / drawing.height)
        width, height = int(drawing.width * scale), int(drawing.height * scale)
        left = place.left + (place.width - width) // 2
        shape = slide.shapes.add_picture(io.BytesIO(png(drawing)), left, place.top, width, height)
        shape._element.nvPicPr.cNvPr.set("descr", figure.alt)  # noqa: SLF001 - no other door to it

    def _box(
        self, slide: Slide, place: Place, texts: Sequence[str], size: int, *, bold: bool = False,
        colour: str = INK,
    ) -> None:  # fmt: skip
        box = slide.shapes.add_textbox(place.left, place.top, place.width, place.height)
        _write(box.text_frame, texts, size, bold=bold, colour=colour)


def new_deck(report: Report) -> Deck:
    """A deck with its first slide."""
    from pptx import Presentation

    file = Presentation()
    file.slide_width, file.slide_height = WIDTH, HEIGHT
    properties = file.core_properties
    properties.title, properties.author = report.title[:255], "Footpath"
    properties.subject, properties.language = report.subtitle, "en"
    deck = Deck(file)
    slide = deck.titled(report.title)
    deck._box(  # noqa: SLF001 - its own
        slide,
        deck.place,
        [
            report.subtitle,
            f"for: {report.audience} · made on {report.made}",
            *([report.notice] if report.notice else []),
        ],
        18,
        colour=INK2,
    )
    return deck


def _table(slide: Slide, table: Table, top: int) -> None:
    columns, wide = len(table.head), _RIGHT - _LEFT
    shape = slide.shapes.add_table(len(table.rows) + 1, columns, _LEFT, top, wide, _ROW)
    grid = shape.table
    for column, width in zip(grid.columns, widths(table, wide), strict=True):
        column.width = width
    size = 10 if columns > _MANY else 12
    longest = 150 if columns > _MANY - 2 else 200
    rows = [[(name, False) for name in table.head]]
    rows += [[(cell.text, cell.is_number) for cell in row] for row in table.rows]
    for down, row in enumerate(rows):
        grid.rows[down].height = _ROW
        for across, (text, is_number) in enumerate(row):
            cell = grid.cell(down, across)
            cell.margin_top = cell.margin_bottom = 2 * _POINT
            said = [_shortened(slide, text, longest)]
            _write(cell.text_frame, said, size, bold=down == 0, right=is_number, colour="")


_MANY = 6
_ROW = 25 * _POINT


def _shortened(slide: Slide, text: str, longest: int) -> str:
    """A text as long as a slide can show; the whole of it goes to the notes."""
    if len(text) <= longest:
        return text
    _note(slide, text)
    return f"{text[: longest - 1].rstrip()}…"


def _note(slide: Slide, text: str) -> None:
    frame = slide.notes_slide.notes_text_frame
    frame.text = f"{frame.text}\n{text}".strip()


def _write(
    frame: Any, texts: Sequence[str], size: int, *, bold: bool = False, colour: str = INK,
    right: bool = False,
) -> None:  # fmt: skip
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.font.size, paragraph.font.bold = Pt(size), bold
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        if colour:
            paragraph.font.color.rgb = RGBColor.from_string(colour)
        paragraph.space_after = Pt(size * 0.4 if len(texts) > 1 else 0)
