"""How wide the columns of the register stand."""

from __future__ import annotations

import pytest

from ui.partners.widths import fitted


def test_texts_are_cut_before_heads() -> None:
    widths = fitted([180, 91, 180, 52], [80, 91, 62, 40], 224, 600, 84)
    assert all(width >= head for width, head in zip(widths, [80, 91, 62, 40], strict=True))
    assert sum(widths) == pytest.approx(600 - 224)


def test_where_even_heads_have_too_little_room_the_widest_are_cut() -> None:
    assert fitted([180, 91], [80, 91], 224, 390, 70) == [83, 83]
    assert fitted([180, 91], [80, 91], 224, 300, 70) == [70, 70]


def test_what_is_over_goes_to_all_alike() -> None:
    assert fitted([60, 80], [40, 80], 100, 260, 84) == [70, 90]
    assert fitted([], [], 100, 260, 84) == []
