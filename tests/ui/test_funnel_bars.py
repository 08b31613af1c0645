"""The painting of a funnel: parts told apart by pattern, whiskers, and what lies under a point."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from core.measure import Group, measure
from tests.ui.funnel_study import FLOW, bill_study
from ui.look.funnel_bars import Slots, changed_places, paint_bars, part_at, reach
from ui.look.funnel_shape import shape_of
from ui.look.funnel_ticks import paint_funnel, two_lines
from ui.look.theme import theme
from ui.look.tokens import DARK, LIGHT

AREA = QRectF(20, 40, 620, 400)


@pytest.fixture
def funnel(tmp_path):
    with bill_study(tmp_path) as study:
        everyone = Group("everyone", "Everyone", None)
        return measure(study.columns, FLOW, "i1", [everyone], names={}).funnels[0]


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def tokens(request, monkeypatch):
    monkeypatch.setattr(theme, "tokens", request.param)
    return request.param


def painted(funnel, paint=paint_bars, ratio=1.0):
    image = QImage(int(660 * ratio), int(480 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.tokens.surface))
    painter = QPainter(image)
    paint(painter, Slots(shape_of(FLOW), AREA), funnel)
    painter.end()
    return image


def colours(image, rect, ratio=1.0):
    """All colours in a rectangle."""
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(int(rect.left() * ratio), int(rect.right() * ratio))
        for y in range(int(rect.top() * ratio), int(rect.bottom() * ratio))
    }


def part_rect(funnel, column, low, high):
    """The left third of a bar, where neither the whisker nor its number is."""
    rect = Slots(shape_of(FLOW), AREA).rect(shape_of(FLOW).centres[column], low, high)
    return QRectF(rect.left() + 1, rect.top() + 1, rect.width() / 4, rect.height() - 2)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_parts_are_told_apart_by_their_pattern(qapp, funnel, tokens, ratio):
    image = painted(funnel, ratio=ratio)
    solid = colours(image, part_rect(funnel, 3, 0.02, 0.08), ratio)
    dotted = colours(image, part_rect(funnel, 5, 0.31, 0.39), ratio)
    striped = colours(image, part_rect(funnel, 3, 0.22, 0.48), ratio)
    assert solid == {tokens.aligned}
    assert {tokens.surface, tokens.unknown} <= dotted
    assert {tokens.deviated, tokens.deviated_soft} <= striped
    assert tokens.aligned not in dotted | striped


def test_the_whisker_ends_where_the_interval_ends(qapp, funnel, tokens):
    count = funnel.steps[4]
    low, high = count.overall_interval
    slots = Slots(shape_of(FLOW), AREA)
    image = painted(funnel)
    middle = int(slots.x(shape_of(FLOW).centres[4]))
    ink = [
        y for y in range(image.height()) if image.pixelColor(middle, y).name().upper() == tokens.ink
    ]
    assert min(ink) == pytest.approx(slots.y(high), abs=1.5)
    assert max(ink) == pytest.approx(slots.y(low), abs=2.5)


def test_a_step_nobody_reached_has_no_bar_and_no_whisker(qapp, tmp_path, tokens):
    with bill_study(tmp_path) as study:
        young = Group("young", "Under 35", frozenset({"P-001"}))
        funnel = measure(study.columns, FLOW, "i1", [young], names={}).funnels[0]
    image = painted(funnel)
    bar = part_rect(funnel, 3, 0.1, 1.0)
    assert funnel.steps[3].alignment is None
    assert colours(image, bar) == {tokens.surface}


def test_nobody_at_all_paints_no_bar(qapp, tmp_path):
    with bill_study(tmp_path) as study:
        nobody = Group("none", "Over 90", frozenset())
        funnel = measure(study.columns, FLOW, "i1", [nobody], names={}).funnels[0]
    assert LIGHT.aligned not in colours(painted(funnel), QRectF(0, 0, 660, 480))


@pytest.mark.parametrize("column", range(6))
def test_painting_the_bars_that_changed_is_enough(qapp, funnel, column):
    old = funnel.steps[column]
    new = replace(old, unknown=old.unknown + 1, aligned=max(old.aligned - 1, 0), alignment=0.5)
    after = replace(funnel, steps=(*funnel.steps[:column], new, *funnel.steps[column + 1 :]))
    places = changed_places(funnel, after, shape_of(FLOW))
    if places is None:  # another step is the worst now: all is painted
        return
    assert places == (shape_of(FLOW).centres[column],)
    image, slots = painted(funnel), Slots(shape_of(FLOW), AREA)
    seen = reach(slots, places[0])
    clip = QRectF(slots.x(seen[0]), 0, slots.x(seen[1]) - slots.x(seen[0]), 480).toAlignedRect()
    painter = QPainter(image)
    painter.setClipRect(clip)
    painter.fillRect(image.rect(), QColor(theme.tokens.surface))
    ends = slots.place(clip.left()), slots.place(clip.left() + clip.width())
    paint_bars(painter, slots, after, ends)
    painter.end()
    assert image == painted(after)


def test_what_looks_alike_needs_no_painting_and_another_scale_all(qapp, funnel):
    shape = shape_of(FLOW)
    assert changed_places(funnel, replace(funnel), shape) == ()
    assert changed_places(funnel, replace(funnel, entrants=funnel.entrants + 1), shape) is None
    waits = dict.fromkeys(funnel.undecided, 5)
    found = changed_places(funnel, replace(funnel, undecided=waits), shape)
    assert found == tuple(shape.waits.values())


def test_a_whole_funnel_has_the_same_bars(qapp, funnel, tokens):
    def whole(painter, _slots, shown):
        paint_funnel(painter, QRectF(0, 0, 660, 480), shown, shape_of(FLOW))

    found = colours(painted(funnel, whole), QRectF(0, 0, 660, 480))
    assert {tokens.aligned, tokens.deviated, tokens.unknown, tokens.ink, tokens.ink2} <= found


@pytest.mark.parametrize(
    ("column", "share", "expected"),
    [
        (0, 0.5, ("t", "aligned")),
        (3, 0.3, ("m", "deviated")),
        (5, 0.35, ("n", "unknown")),
        (5, 0.45, ("n", "earlier")),
        (5, 0.9, ("n", "")),
        (5, -0.1, ("n", "")),
    ],
)
def test_a_point_leads_to_its_bar_and_part(funnel, column, share, expected):
    slots = Slots(shape_of(FLOW), AREA)
    point = QPointF(slots.x(slots.shape.centres[column]), slots.y(share))
    assert part_at(slots, funnel, point) == expected


def test_a_point_between_branches_leads_to_the_undecided(funnel):
    slots = Slots(shape_of(FLOW), AREA)
    point = QPointF(slots.x(slots.shape.waits["o"]), slots.y(0.05))
    assert part_at(slots, funnel, point) == ("o", "undecided")


def test_a_point_outside_leads_nowhere(funnel):
    slots = Slots(shape_of(FLOW), AREA)
    assert part_at(slots, funnel, QPointF(5000, 100)) is None


@pytest.mark.parametrize(
    "name",
    [
        "Need met",
        "x" * 300,
        "a b c d e f g h i j k l m n o p",
        "חשבון מגיע הביתה עכשיו",
        "🎉" * 80,
        " ",
    ],
)
def test_a_name_takes_at_most_two_lines_of_the_width(qapp, name):
    from PySide6.QtGui import QFontMetricsF

    from ui.look.type import font

    lines = two_lines(name, 60)
    assert len(lines) <= 2
    assert all(QFontMetricsF(font("tick")).horizontalAdvance(line) <= 61 for line in lines)
