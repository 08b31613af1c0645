"""What a picture is made of: rectangles, lines, polygons and words, in pixels from the top left."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass
from enum import Enum

from core.model.flow import StepKind


class Fill(Enum):
    """What a shape is filled with; a pattern keeps its size at any zoom."""

    ALIGNED = "#087358"
    DEVIATED = "stripes"
    UNKNOWN = "dots"
    SURFACE = "#FFFFFF"
    SUNKEN = "#ECEEF2"
    ACCENT = "#4549C8"
    INK = "#171B24"
    TRIGGER = "#0072B2"
    STEP = "#56B4E9"
    NEED_MET = "#009E73"
    ADOPTION = "#CC79A7"
    OUTCOME = "#E69F00"


INK, INK2, CONTROL, GRID, ACCENT, EDGE = (
    "#171B24", "#485062", "#7E8695", "#E4E7ED", "#4549C8", "#8FB8DA",
)  # fmt: skip
DEVIATED, DEVIATED_SOFT, UNKNOWN = "#B04500", "#FDF0E6", "#616A79"

KIND_FILLS = {
    StepKind.TRIGGER: Fill.TRIGGER,
    StepKind.STEP: Fill.STEP,
    StepKind.NEED_MET: Fill.NEED_MET,
    StepKind.ADOPTION: Fill.ADOPTION,
    StepKind.OUTCOME: Fill.OUTCOME,
}


class Anchor(Enum):
    """Which end of some words stands at their place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Rect:
    """A rectangle; ``edge`` is the colour of its outline, empty for none."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    edge: str = ""
    dashed: bool = False


@dataclass(frozen=True)
class Line:
    """A line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: Fill


@dataclass(frozen=True)
class Words:
    """A line of words on its base line."""

    x: float
    y: float
    text: str
    size: float = 12.0
    anchor: Anchor = Anchor.START
    colour: str = INK
    bold: bool = False


Shape = Rect | Line | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """A picture of this size in pixels."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def width_of(text: str, size: float) -> float:
    """About how wide some words are: no font is asked, so a little room is left."""
    return size * sum(
        0.0 if unicodedata.combining(each) else 1.05 if unicodedata.east_asian_width(each) in "WF" else _WIDE
        for each in text
    )  # fmt: skip


_WIDE = 0.6


def lines_of(text: str, width: float, size: float, at_most: int = 2) -> tuple[str, ...]:
    """Words broken into lines of a width; what does not fit ends in an ellipsis."""
    letters = max(3, int(width / (size * _WIDE)))
    # A text of any length costs no more than what can be shown of it.
    text = " ".join(text[: letters * at_most * 4].split())
    found = textwrap.wrap(text, letters, break_long_words=True) or [""]
    if len(found) > at_most:
        last = found[at_most - 1][: letters - 1].rstrip()
        found = [*found[: at_most - 1], f"{last}…"]
    return tuple(_narrow(each, width, size) for each in found)


def _narrow(line: str, width: float, size: float) -> str:
    if width_of(line, size) <= width * _ROOM:
        return line
    while len(line) > 1 and width_of(f"{line}…", size) > width * _ROOM:
        line = line[:-1]
    return f"{line}…"


_ROOM = 1.06
