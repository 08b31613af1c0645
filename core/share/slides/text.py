"""Text on slides: set as large as its room allows, and cut only where its notes hold all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.share.direction import goes_left
from core.share.drawing.shapes import width_of
from core.share.slides.theme import INK, POINT

_SPACING = 1.22
_NARROWER = 0.88
"""Arial against the width that drawings reckon with, which leaves room for any type."""


@dataclass(frozen=True)
class Place:
    """Where something stands on a slide, in English metric units."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    """A paragraph: its text, set ``size`` times as large as its neighbours, in a colour."""

    text: str
    bold: bool = False
    colour: str = INK
    size: float = 1.0
    after: float = 0.35
    """Room after it, in its own height."""


def add_text(slide: Any, place: Place, lines: Sequence[Line], sizes: Sequence[float]) -> None:
    """A box of paragraphs in the largest of some sizes (in points) in which all of them fit."""
    size, kept = fitted(lines, place, sizes)
    box = slide.shapes.add_textbox(place.left, place.top, place.width, place.height)
    write(box.text_frame, kept, size)


def fitted(lines: Sequence[Line], place: Place, sizes: Sequence[float]) -> tuple[float, list[Line]]:
    """The size and the paragraphs. In the smallest size the longest are cut, until all of them fit."""
    width, height = place.width / POINT, place.height / POINT
    lines = [_bounded(each, width, height, sizes[-1]) for each in lines]
    for size in sizes:
        if sum(_high(each, width, size) for each in lines) <= height:
            return size, list(lines)
    return sizes[-1], _squeezed(lines, width, height, sizes[-1])


def _squeezed(lines: Sequence[Line], width: float, height: float, size: float) -> list[Line]:
    """All lines with no more rows than fit where each has at most as many; the last go if one is too many."""
    kept = list(lines)
    rows = [_rows(each, width, size) for each in kept]

    def high(most: int) -> float:
        return sum(
            size * each.size * _SPACING * (min(own, most) + each.after)
            for each, own in zip(kept, rows, strict=True)
        )

    while kept and high(1) > height:
        kept.pop()
        rows.pop()
        if kept and not kept[-1].text.endswith("…"):
            rows[-1] += 1  # cut below, so that it is seen that something follows
    most = 1
    while any(own > most for own in rows) and high(most + 1) <= height:
        most += 1
    return [
        _cut(each, width, size, most) if own > most else each
        for each, own in zip(kept, rows, strict=True)
    ]


def fits(line: Line, place: Place, size: float) -> bool:
    """Whether a paragraph stands whole in a place."""
    width, height = place.width / POINT, place.height / POINT
    bounded = _bounded(line, width, height, size)
    return bounded == line and _high(line, width, size) <= height


def _bounded(line: Line, width: float, height: float, size: float) -> Line:
    """No longer than the narrowest letters could fill the place: a text of any length costs no more."""
    most = int(width * height / (size * line.size * 0.2) ** 2) + 20
    return line if len(line.text) <= most else replace(line, text=f"{line.text[:most]}…")


def _cut(line: Line, width: float, size: float, rows: int) -> Line:
    """A paragraph of so many rows at most: its text is as long as fits, found by halves."""
    room = width * rows * 0.93
    low, high = 0, len(line.text)
    while low < high:
        middle = (low + high + 1) // 2
        if _wide(line.text[:middle], line, size) <= room - size:
            low = middle
        else:
            high = middle - 1
    text = line.text[:low].replace("\n", " ").rstrip().removesuffix("…")
    return replace(line, text=f"{text}…")


def _high(line: Line, width: float, size: float) -> float:
    own = size * line.size * _SPACING
    return own * _rows(line, width, size) + own * line.after


def _rows(line: Line, width: float, size: float) -> int:
    """Lines a paragraph takes: words do not fill a line, so a little less than all of it counts."""
    room = width * 0.95
    return sum(
        max(1, -int(-_wide(each, line, size) // room)) for each in line.text.split("\n") or [""]
    )


def _wide(text: str, line: Line, size: float) -> float:
    return width_of(text, size * line.size) * (_NARROWER * 1.06 if line.bold else _NARROWER)


def write(frame: Any, lines: Sequence[Line], size: float, *, inset: float = 0.0) -> None:
    """Put paragraphs into a frame. What is written from right to left is set so."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = int(
        inset * POINT
    )
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = line.text
        dress(paragraph, size * line.size, bold=line.bold, colour=line.colour)
        paragraph.space_after = int(size * line.size * line.after * POINT)


def dress(paragraph: Any, size: float, *, bold: bool = False, colour: str = INK) -> None:
    """Type, colour and direction of a paragraph."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN

    paragraph.font.size, paragraph.font.bold = int(size * POINT), bold
    paragraph.font.color.rgb = RGBColor.from_string(colour)
    paragraph.alignment = PP_ALIGN.LEFT
    if goes_left(paragraph.text):
        paragraph.alignment = PP_ALIGN.RIGHT
        paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 - no other door to it
