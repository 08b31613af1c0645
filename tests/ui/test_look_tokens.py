"""Colours keep the contrast the design promises, measured as WCAG 2 does."""

import pytest

from ui.look.tokens import DARK, KIND_COLOURS, LIGHT, Tokens

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("window", "surface", "canvas", "node")


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "accent", "deviated", "caution", "error"])
def test_text_reaches_four_and_a_half_to_one_on_every_ground(tokens: Tokens, ink: str) -> None:
    for ground in (*GROUNDS, "sunken"):
        assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5, ground


@THEMES
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on_accent", "accent"),
        ("on_aligned", "aligned"),
        ("on_deviated", "deviated"),
        ("accent", "accent_soft"),
        ("ink", "accent_soft"),
        ("aligned", "aligned_soft"),
        ("deviated", "deviated_soft"),
        ("caution", "caution_soft"),
        ("error", "error_soft"),
        ("ink", "caution_soft"),
        ("ink", "error_soft"),
    ],
)
def test_text_on_a_coloured_ground_is_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("mark", ["control", "aligned", "deviated", "unknown", "node_outline"])
def test_marks_and_controls_reach_three_to_one(tokens: Tokens, mark: str) -> None:
    for ground in GROUNDS:
        assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3, ground


@pytest.mark.parametrize("kind", list(KIND_COLOURS))
def test_a_glyph_is_seen_on_its_kind(kind: str) -> None:
    assert contrast(*KIND_COLOURS[kind]) >= 4.5


def test_every_token_is_a_colour() -> None:
    for tokens in (LIGHT, DARK):
        for name, colour in tokens._asdict().items():
            assert len(colour) == 7, name
            assert int(colour[1:], 16) >= 0
