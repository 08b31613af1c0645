"""Pictures of every chart: nothing runs over its sheet, and no meaning hangs on colour alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from core.command.picture import CHARTS
from core.groups import groups
from core.measure.differences import newcombe
from tests.ui.chart_studies import LONG, STUDIES, everybody
from ui.funnel.cell_paint import paint_cell
from ui.funnel.cells import Badge, Cell, Length, Span, Times
from ui.funnel.chart_picture import Wanted, chart_sheet
from ui.funnel.export import MARGIN
from ui.funnel.legend import paint_legend
from ui.funnel.view import View
from ui.look import drawn
from ui.look.theme import theme
from ui.look.tokens import DARK, LIGHT


@pytest.fixture(params=list(STUDIES))
def study(request, tmp_path):
    with STUDIES[request.param](tmp_path) as opened:
        yield opened


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def tokens(request, monkeypatch, qapp):
    monkeypatch.setattr(theme, "tokens", request.param)
    return request.param


def sheet_of(study, name, **view):
    iteration = study.iterations()[-1]
    wanted = groups(study, iteration, everybody(study))
    return chart_sheet(
        study, Wanted(name, iteration, wanted, view=View(beside=name == "steps", **view))
    )


def pixels(image):
    """Red, green and blue of each pixel. Shape (height, width, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    # A copy: the image and its memory go when this returns.
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def rgb(colour):
    """A colour as its three parts, 0 to 255."""
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


def grey(found):
    """How light each pixel is, as paper has it."""
    return found @ np.array([0.299, 0.587, 0.114])


# --- every chart of every study


def test_a_picture_keeps_its_margin_and_shows_something(study, tokens):
    ground = np.array([*rgb(tokens.window)])
    for name in CHARTS:
        sheet = sheet_of(study, name)
        for scale in (1.0, 2.0):
            found = pixels(drawn.image(sheet, scale))
            wide, high = (round(side * scale) for side in sheet.size.toTuple())
            assert (name, found.shape) == (name, (high, wide, 3))
            edge = int((MARGIN - 2) * scale)
            strips = (found[:edge], found[-edge:], found[:, :edge], found[:, -edge:])
            clear = all((strip == ground).all() for strip in strips)
            assert (name, clear) == (name, True), "something runs over the sheet's margin"
            assert len(np.unique(found[::4, ::4].astype(np.int32) @ (1, 256, 65_536))) > 12


def test_a_picture_says_whose_numbers_it_has(study, qapp):
    for name in CHARTS:
        said = sheet_of(study, name).description
        assert "n = " in said
        assert "entrant" in said
        assert "encounter 1 · latest observation" in said


def test_a_picture_of_the_sample_says_that_it_is_made_up(tmp_path, qapp):
    with STUDIES["sample"](tmp_path) as study:
        for name in CHARTS:
            assert "made up" in sheet_of(study, name).description


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_shows_what_the_picture_shows(tmp_path, qapp, name):
    with STUDIES["sample"](tmp_path) as study:
        sheet = sheet_of(study, name)
    written = drawn.svg(sheet)
    assert not list(ET.fromstring(written).iter("{http://www.w3.org/2000/svg}text"))
    there = QImage(sheet.size.toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(there)
    renderer = QSvgRenderer(QByteArray(written))
    renderer.render(painter)
    painter.end()
    here = drawn.image(sheet, 1.0)
    apart = np.abs(grey(pixels(here)) - grey(pixels(there)))
    assert apart.mean() < 6
    assert drawn.pdf(sheet).startswith(b"%PDF")


# --- what the bars count


def area(image, token):
    """How many pixels have the colour of a token."""
    colour = np.array([*rgb(getattr(theme.tokens, token))])
    return int((pixels(image) == colour).all(axis=2).sum())


def test_counts_are_drawn_on_one_scale_and_shares_on_another(tmp_path, qapp):
    with STUDIES["twelve"](tmp_path) as study:
        shares = area(drawn.image(sheet_of(study, "funnels"), 1.0), "aligned")
        counts = area(drawn.image(sheet_of(study, "funnels", counts=True), 1.0), "aligned")
    # A cohort of 3 of 36 is as high as everyone in shares, and a twelfth of it in counts.
    assert counts < shares / 4


def test_the_strict_reading_draws_other_bars(tmp_path, qapp):
    from core.measure.seen import Reading

    with STUDIES["sample"](tmp_path) as study:
        latest = drawn.image(sheet_of(study, "funnels"), 1.0)
        strict = drawn.image(sheet_of(study, "funnels", reading=Reading.STRICT), 1.0)
    assert area(latest, "aligned") > area(strict, "aligned")


def test_long_names_are_cut_where_they_have_no_room(tmp_path, qapp):
    with STUDIES["long names"](tmp_path) as study:
        sheet = sheet_of(study, "funnels")
    assert sheet.size.width() < 1200
    assert LONG.strip() in sheet.description


# --- in grey


def swatch(paint, width=64, height=24):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens.surface))
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return grey(pixels(image).astype(float))


def test_the_parts_of_a_bar_are_told_apart_in_grey(tokens):
    found = swatch(paint_legend, 700, 26)
    lefts = {}
    left = 2.0
    from ui.funnel.legend import parts
    from ui.look.paint import text_width
    from ui.look.type import scale

    for what, words in parts().items():
        lefts[what] = left
        left += (14 if what == "whisker" else 22) + text_width(words, "secondary") + 18 * scale()
    inner = {
        what: found[9:18, round(at) + 2 : round(at) + 14]
        for what, at in lefts.items()
        if what != "whisker"
    }
    spread = {what: each.max() - each.min() for what, each in inner.items()}
    ink = {what: np.abs(each - found[2, -2]).mean() for what, each in inner.items()}
    assert spread["aligned"] < 2
    assert spread["deviated"] > 60
    assert spread["unknown"] > 60
    assert ink["aligned"] > ink["deviated"] + 20
    assert ink["deviated"] > ink["unknown"] + 15


@pytest.mark.parametrize(
    ("mark", "other"),
    [
        (Length(0.9, "3"), Length(0.9, "3", "aligned")),
        (Span(0.3, (0.2, 0.4)), Span(0.7, (0.6, 0.8))),
        (Badge("Differs", "aligned", "check"), Badge("Can’t tell")),
        (Times(0.5, (0.4, 0.6), (0.1, 0.9), (0.3, 0.7)), Times(None, None, None, None)),
    ],
    ids=["length", "span", "badge", "times"],
)
def test_marks_of_different_meaning_look_different_in_grey(tokens, mark, other):
    one, two = (
        swatch(lambda painter, rect, each=each: paint_cell(painter, rect, Cell("", mark=each)), 120)
        for each in (mark, other)
    )
    assert (np.abs(one - two) > 40).sum() > 12


def test_points_carry_the_interval_of_newcombe(tmp_path, qapp):
    with STUDIES["sample"](tmp_path) as study:
        said = sheet_of(study, "compare").description
    low, high = newcombe(1, 3, 2, 4) or (0.0, 0.0)
    row = next(line for line in said.splitlines() if line.startswith("Micro") and "Types" in line)
    assert f"−{round(-low * 100)} | {round(high * 100)}" in row
