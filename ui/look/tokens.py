"""Colours, spaces and radii: one frozen table a theme. Painters, palette and style sheet read it.

Text reaches 4.5 : 1 and marks 3 : 1 on every surface they stand on; a test measures it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

SPACES = (4, 8, 12, 16, 20, 24, 32)
INSET = 20  # of a screen
GAP = 12  # between cards
CARD_PADDING = 16

RADIUS_CARD, RADIUS_CONTROL, RADIUS_CAP, RADIUS_CHIP = 8, 6, 4, 10

HEIGHT_CONTROL, HEIGHT_COMPACT, HEIGHT_ROW, HEIGHT_NAV_ROW = 30, 26, 28, 30
NAV_WIDTH, TOP_BAR_HEIGHT, KEY_STRIP_HEIGHT = 148, 52, 30

WHISKER = 1.5
FOCUS = 2


class Tokens(NamedTuple):
    """The colours of one theme, as ``#rrggbb``."""

    window: str
    surface: str
    sunken: str
    canvas: str
    node: str
    line: str
    grid: str
    control: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    on_accent: str
    accent_soft: str
    aligned: str
    on_aligned: str
    aligned_soft: str
    deviated: str
    on_deviated: str
    deviated_soft: str
    unknown: str
    caution: str
    caution_soft: str
    error: str
    error_soft: str
    node_outline: str
    edge: str
    arc: str


LIGHT = Tokens(
    window="#F4F5F7",
    surface="#FFFFFF",
    sunken="#ECEEF2",
    canvas="#F8F9FB",
    node="#FFFFFF",
    line="#DADEE6",
    grid="#E4E7ED",
    control="#7E8695",
    ink="#171B24",
    ink2="#485062",
    ink3="#5F6777",
    accent="#4549C8",
    on_accent="#FFFFFF",
    accent_soft="#ECECFA",
    aligned="#087358",
    on_aligned="#FFFFFF",
    aligned_soft="#E3F3EC",
    deviated="#B04500",
    on_deviated="#FFFFFF",
    deviated_soft="#FDF0E6",
    unknown="#616A79",
    caution="#7A5200",
    caution_soft="#FFF4D6",
    error="#B3261E",
    error_soft="#FCEBE9",
    node_outline="#39404E",
    edge="#5B93C0",
    arc="#C46F9E",
)

DARK = Tokens(
    window="#15171C",
    surface="#1D2027",
    sunken="#111318",
    canvas="#181B20",
    node="#22262E",
    line="#30353F",
    grid="#272B33",
    control="#707886",
    ink="#ECEEF2",
    ink2="#B8BFCB",
    ink3="#979FAE",
    accent="#A5AAFF",
    on_accent="#15171C",
    accent_soft="#282B4A",
    aligned="#45C99F",
    on_aligned="#0B1A14",
    aligned_soft="#16332B",
    deviated="#FF9C5E",
    on_deviated="#15171C",
    deviated_soft="#36251B",
    unknown="#929BAA",
    caution="#F0C45A",
    caution_soft="#332B17",
    error="#FF8A80",
    error_soft="#3A2120",
    node_outline="#A9B0BD",
    edge="#8FB8DA",
    arc="#CC79A7",
)


class KindColour(NamedTuple):
    """A filled spine or tile, and the glyph on it."""

    fill: str
    glyph: str


KIND_COLOURS: Mapping[str, KindColour] = {
    "trigger": KindColour("#0072B2", "#FFFFFF"),
    "step": KindColour("#56B4E9", "#111111"),
    "need_met": KindColour("#009E73", "#111111"),
    "adoption": KindColour("#CC79A7", "#111111"),
    "outcome": KindColour("#E69F00", "#111111"),
    "exit": KindColour("#D55E00", "#111111"),
    "innovation": KindColour("#171B24", "#FFFFFF"),
}
"""By ``StepKind`` (a text enum), the same in both themes; never for text, never for data."""
