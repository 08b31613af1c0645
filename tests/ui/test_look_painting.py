"""Glyphs, patterns, type and the words of numbers."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.look import describe
from ui.look.font import FOLDER, carried_family
from ui.look.glyphs import glyph, names
from ui.look.icons import icon
from ui.look.pattern import paint_stack, stripes_brush
from ui.look.sheet import sheet
from ui.look.theme import colour, theme
from ui.look.tokens import DARK, LIGHT, Tokens
from ui.look.type import ROLES, font

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("name", sorted(names()))
def test_a_glyph_lies_within_its_grid(name: str) -> None:
    bounds = glyph(name).boundingRect()
    assert not bounds.isEmpty()
    assert QRectF(-0.6, -0.6, 17.2, 17.2).contains(bounds)


def test_an_unknown_glyph_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon("no such glyph")


def test_an_icon_takes_the_colour_of_the_theme_in_force(qapp: QApplication) -> None:
    made = icon("record", "accent")
    seen = []
    for dark in (False, True):
        theme.apply(qapp, dark)
        seen.append(made.pixmap(QSize(32, 32)).toImage().pixelColor(16, 16).name())
    theme.apply(qapp, False)
    assert seen == [LIGHT.accent.lower(), DARK.accent.lower()]


def test_a_theme_change_is_told_after_palette_and_colours_are_set(qapp: QApplication) -> None:
    heard = []

    def hear() -> None:
        heard.append((qapp.palette().window().color().name(), colour("window").name()))

    theme.changed.connect(hear)
    theme.apply(qapp, True)
    theme.apply(qapp, False)
    theme.changed.disconnect(hear)
    assert heard == [(each.window.lower(),) * 2 for each in (DARK, LIGHT)]


def _painted(counts: tuple[int, int, int], total: int | None = None) -> QImage:
    image = QImage(100, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_stack(painter, QRectF(0, 0, 100, 10), counts, LIGHT, total=total)
    painter.end()
    return image


def test_a_stack_is_as_long_as_its_counts_and_leaves_its_track() -> None:
    image = _painted((5, 0, 0), total=10)
    assert image.pixelColor(48, 5) == QColor(LIGHT.aligned)
    assert image.pixelColor(52, 5) == QColor(LIGHT.sunken)


def test_a_part_that_counts_anybody_is_seen() -> None:
    image = _painted((0, 1, 0), total=10_000)
    assert image.pixelColor(0, 5) == QColor(LIGHT.deviated)


def test_an_empty_stack_is_only_its_track() -> None:
    assert _painted((0, 0, 0)).pixelColor(0, 5) == QColor(LIGHT.sunken)


@pytest.mark.parametrize(("dpr", "zoom"), [(1, 1), (2, 1), (1.5, 0.7)])
def test_a_pattern_keeps_its_size_at_any_scale(dpr: float, zoom: float) -> None:
    brush = stripes_brush(LIGHT, dpr, zoom)
    wide = brush.textureImage().width() * brush.transform().m11() * zoom
    assert wide == pytest.approx(17, abs=0.5)


def test_roles_keep_their_proportions(qapp: QApplication) -> None:
    body = font("body").pointSizeF()
    assert font("display").pointSizeF() == pytest.approx(2.1 * body)
    assert all(font(role).weight() in (400, 500, 600) for role in ROLES)


def test_the_carried_font_can_be_read() -> None:
    assert carried_family() == "Inter"


_DRESS = """
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from ui.look.font import ensure_font, has_own_font
app = QApplication([])
named = app.font().family()
own = has_own_font()
ensure_font(app)
print(own, app.font().family() == named, QFontInfo(app.font()).family())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fonts are found by fontconfig")
@pytest.mark.parametrize("installed", [True, False])
def test_our_font_is_used_only_where_the_system_has_none(tmp_path: Path, installed: bool) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    if installed:
        shutil.copy(FOLDER / "Inter-Regular.otf", fonts)
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    )
    done = subprocess.run(
        [sys.executable, "-c", _DRESS],
        cwd=FOLDER.parents[1],
        env=os.environ | {"FONTCONFIG_FILE": str(config)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == [str(installed), str(installed), "Inter"]


def test_numbers_are_said_alike_everywhere() -> None:
    assert describe.percent(3 / 7) == "43\u00a0%"
    assert describe.percent(None) == "no data"
    assert describe.interval((0.158, 0.75)) == "16–75\u00a0%"
    assert describe.interval(None) == ""
    assert describe.of(3, 7) == "3 of 7"
    assert describe.is_few(9)
    assert not describe.is_few(10)
    assert describe.few_answers() == "few answers"


def test_times_are_said_in_the_zone_of_the_reader() -> None:
    when = datetime(2026, 10, 7, 10, 41, 17, tzinfo=UTC)
    local = when.astimezone()
    assert describe.clock(when) == f"{local:%H:%M:%S}"
    assert describe.day("2026-10-07T12:00:00.000000Z") == "7 Oct"


def test_days_are_named_in_the_language_of_the_words_not_the_system() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert describe.weekday("2026-10-07T12:00:00.000000Z") == "Wed 7 Oct"
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_picture_the_style_sheet_names_is_there(tokens: Tokens) -> None:
    pictures = re.findall(r'url\("([^"]+)"\)', sheet(tokens))
    assert pictures
    assert all(Path(each).is_file() for each in pictures)
