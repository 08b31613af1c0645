"""The colours of the canvas are read by everybody: contrast, and three simulated deficiencies.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. Distance: CIE 1976.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from core.model.flow import StepKind
from core.model.versions import Change
from tests.ui.test_look_tokens import THEMES, contrast
from ui.flow import shapes
from ui.flow.marks import STYLES
from ui.flow.words import kind_word
from ui.look.tokens import KIND_COLOURS, Tokens

DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
SEEING = pytest.mark.parametrize("deficiency", DEFICIENCIES)
APART = 10.0
"""A difference of about 2 can be seen between two patches side by side."""

TEXTS = (
    *(("ink", ground) for ground in ("node", "surface", "canvas", "deviated_soft", "caution_soft")),
    *(("ink2", ground) for ground in ("node", "surface", "canvas", "deviated_soft")),
    *(("ink3", ground) for ground in ("node", "surface", "canvas")),
    *(("caution", ground) for ground in ("node", "caution_soft", "surface")),
    *(("deviated", ground) for ground in ("deviated_soft", "node")),
    *((style.ink, style.ground) for style in STYLES.values()),
    ("unknown", "node"),
    ("unknown", "canvas"),
    ("accent", "accent_soft"),
    ("ink", "accent_soft"),
)
SHAPES = (
    *(("node_outline", ground) for ground in ("node", "canvas")),
    *(("edge", ground) for ground in ("canvas", "node")),
    *(("accent", ground) for ground in ("canvas", "node", "sunken")),
    *(("control", ground) for ground in ("canvas", "surface", "node")),
    *(("deviated", ground) for ground in ("canvas", "deviated_soft")),
    *(("unknown", ground) for ground in ("canvas", "node")),
    ("arc", "canvas"),
    ("aligned", "sunken"),
    ("aligned", "node"),
    ("ink", "sunken"),  # the whisker beside the bar
    ("on_aligned", "aligned"),  # and on it
    ("caution", "caution_soft"),
)
OUTLINES = {
    StepKind.TRIGGER: "arrow",
    StepKind.STEP: "rounded",
    StepKind.NEED_MET: "pill",
    StepKind.ADOPTION: "octagon",
    StepKind.OUTCOME: "octagon",
}


@THEMES
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_words_on_the_canvas_reach_four_and_a_half_to_one(
    tokens: Tokens, text: str, ground: str
) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_on_the_canvas_reach_three_to_one(tokens: Tokens, shape: str, ground: str) -> None:
    assert contrast(getattr(tokens, shape), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("kind", list(KIND_COLOURS))
def test_the_glyph_on_a_spine_reaches_four_and_a_half_to_one(kind: str) -> None:
    assert contrast(*KIND_COLOURS[kind]) >= 4.5


@SEEING
@pytest.mark.parametrize("pair", list(combinations(KIND_COLOURS, 2)), ids="-".join)
def test_kinds_are_told_apart(deficiency: str, pair: tuple[str, str]) -> None:
    one, other = (KIND_COLOURS[kind].fill for kind in pair)
    assert distance(one, other, deficiency) >= APART


@SEEING
@THEMES
@pytest.mark.parametrize(
    "pair", list(combinations(("aligned", "deviated", "unknown"), 2)), ids="-".join
)
def test_statuses_are_told_apart(tokens: Tokens, deficiency: str, pair: tuple[str, str]) -> None:
    one, other = (getattr(tokens, status) for status in pair)
    assert distance(one, other, deficiency) >= APART


def test_kinds_have_a_word_and_an_outline_beside_their_colour() -> None:
    nodes = [kind for kind in KIND_COLOURS if kind != "exit"]  # which is no node: a dashed box
    assert len({kind_word(kind) for kind in nodes}) == len(nodes)
    for one, other in combinations(OUTLINES, 2):
        alike = shapes.outline(one) == shapes.outline(other)
        assert alike is (OUTLINES[one] == OUTLINES[other])


def test_what_became_of_a_step_is_told_without_colour() -> None:
    """Some of these colours cannot be told apart by all; the glyph and the edge can."""
    assert set(STYLES) == set(Change) - {Change.SAME, Change.MOVED}
    signs = {(style.glyph, style.dashed) for style in STYLES.values()}
    assert len({style.glyph for style in STYLES.values()}) == len(signs) == len(STYLES)


def test_the_measure_knows_black_from_white_and_what_a_deficiency_takes_away() -> None:
    assert distance("#000000", "#FFFFFF", "none") == pytest.approx(100, abs=0.1)
    assert distance("#C00000", "#007A00", "none") > 60
    assert distance("#A05000", "#5A6E00", "deuteranopia") < APART


def distance(one: str, other: str, deficiency: str) -> float:
    """How far two colours are apart as somebody sees them."""
    return float(np.linalg.norm(lab(one, deficiency) - lab(other, deficiency)))


def lab(colour: str, deficiency: str) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as somebody sees it."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(DEFICIENCIES[deficiency] @ linear, 0, 1)
    x, y, z = (TO_XYZ @ seen) / WHITE
    fx, fy, fz = (
        np.cbrt(each) if each > 216 / 24389 else (24389 / 27 * each + 16) / 116
        for each in (x, y, z)
    )
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
