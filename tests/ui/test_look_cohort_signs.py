"""Cohorts are told apart by colour and by pattern, each readable on its ground."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from core.model.partner import Cohort
from ui.look.cohort_signs import COLOURS, PATTERNS, draw_sign, sign, sign_words
from ui.look.tokens import DARK, LIGHT


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("word", "light", "dark"), COLOURS, ids=[each[0] for each in COLOURS])
def test_each_colour_reaches_three_to_one(word: str, light: str, dark: str) -> None:
    for tokens, ink in ((LIGHT, light), (DARK, dark)):
        for ground in (tokens.surface, tokens.window, tokens.accent_soft):
            assert contrast(ink, ground) >= 3, (word, ground)


def test_twelve_cohorts_in_a_row_look_different_and_a_choice_stays() -> None:
    row = [Cohort(str(n), "c", position=n) for n in range(12)]
    assert len({sign(each) for each in row}) == 12
    chosen = Cohort("1", "c", position=7, colour=1, pattern=2)
    assert sign_words(chosen) == "teal, dots"


def test_each_pattern_is_drawn_in_its_own_way(qtbot: QtBot) -> None:
    pictures = set()
    for pattern in range(len(PATTERNS)):
        image = QImage(14, 14, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        painter = QPainter(image)
        draw_sign(painter, QRectF(0, 0, 14, 14), Cohort("1", "c", colour=0, pattern=pattern))
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(PATTERNS)
