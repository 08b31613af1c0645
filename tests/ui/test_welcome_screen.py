"""The welcome page: one button that starts, templates by key, studies that were open before."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.begin import begin
from core.model.templates import customer_flow, return_loop, two_branches
from core.store import Store
from ui.look.theme import theme
from ui.look.tokens import KIND_COLOURS
from ui.shell.settings import Recent
from ui.welcome.preview import read_preview, read_standing
from ui.welcome.screen import TEMPLATES, WelcomeScreen


@pytest.fixture
def welcome(qtbot: QtBot, qapp: QApplication) -> Iterator[WelcomeScreen]:
    theme.apply(qapp, False)
    made = WelcomeScreen()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.arrive([])
    made.show()
    made.activateWindow()
    yield made
    made.cool()
    qapp.setStyleSheet("")


@pytest.fixture
def study_path(tmp_path: Path) -> Path:
    path = tmp_path / "Allotment.footpath"
    begin(path, "Allotment water timer", customer_flow()).close()
    return path


def test_enter_wants_the_sample(qtbot: QtBot, welcome: WelcomeScreen) -> None:
    assert welcome.focusWidget() is welcome.sample
    with qtbot.waitSignal(welcome.sample_wanted):
        qtbot.keyClick(welcome.sample, Qt.Key.Key_Return)


@pytest.mark.parametrize(("key", "template"), list(zip("123", TEMPLATES, strict=True)))
def test_a_digit_takes_a_template(
    qtbot: QtBot, welcome: WelcomeScreen, key: str, template: str
) -> None:
    with qtbot.waitSignal(welcome.new_wanted) as wanted:
        qtbot.keyClick(welcome.sample, key)
    assert wanted.args == [template]


def test_a_template_is_taken_by_mouse_and_by_enter(qtbot: QtBot, welcome: WelcomeScreen) -> None:
    card = welcome.templates["return_loop"]
    with qtbot.waitSignal(welcome.new_wanted) as wanted:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert wanted.args == ["return_loop"]
    with qtbot.waitSignal(welcome.new_wanted):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_open_and_import_are_wanted(qtbot: QtBot, welcome: WelcomeScreen) -> None:
    with qtbot.waitSignal(welcome.open_wanted):
        qtbot.mouseClick(welcome.opener, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(welcome.import_wanted):
        qtbot.mouseClick(welcome.importer, Qt.MouseButton.LeftButton)


def test_everything_fits_a_small_window(qtbot: QtBot, welcome: WelcomeScreen) -> None:
    room = welcome.rect()
    for part in (welcome.sample, welcome.opener, welcome.importer, *welcome.templates.values()):
        assert room.contains(part.rect().translated(part.mapTo(welcome, QPoint(0, 0))))


def test_the_picture_is_the_funnel_of_the_sample(qtbot: QtBot, welcome: WelcomeScreen) -> None:
    assert not welcome.funnel.has_one
    welcome.warm()
    qtbot.waitUntil(lambda: welcome.funnel.has_one, timeout=20_000)
    assert welcome.funnel.accessibleName() == "10 of 21 got a lower bill"


def test_the_preview_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    preview = read_preview()
    assert preview is not None
    assert (preview.iteration, preview.funnel.entrants, preview.funnel.need_met) == (3, 24, 10)
    assert list(tmp_path.iterdir()) == []


def test_a_recent_study_says_how_it_stands(
    qtbot: QtBot, welcome: WelcomeScreen, study_path: Path
) -> None:
    welcome.arrive([Recent(study_path, datetime.now(UTC))])
    row = welcome.recent[0]
    assert row.text() == "Allotment"
    welcome.warm()
    qtbot.waitUntil(lambda: row.text() == "Allotment water timer", timeout=20_000)
    assert row.accessibleDescription().startswith("iteration 1 open, today ")
    with qtbot.waitSignal(welcome.recent_wanted) as wanted:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert wanted.args == [study_path]


def test_days_are_said_as_people_do(welcome: WelcomeScreen, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    before = [Recent(tmp_path / f"{at}.footpath", now - timedelta(days=at)) for at in (0, 1, 30)]
    welcome.arrive(before)
    said = [row.accessibleDescription().split(", ")[1] for row in welcome.recent]
    assert [each.split()[0] for each in said][:2] == ["today", "yesterday"]
    assert said[2].split()[0].isdigit()


def test_what_is_no_study_is_listed_without_a_standing(tmp_path: Path) -> None:
    assert read_standing(tmp_path / "gone.footpath") is None
    text = tmp_path / "text.footpath"
    text.write_text("hello", encoding="utf-8")
    assert read_standing(text) is None


def test_an_empty_study_stands_at_no_iteration(tmp_path: Path) -> None:
    Store.create(tmp_path / "bare.footpath").close()
    standing = read_standing(tmp_path / "bare.footpath")
    assert standing is not None
    assert (standing.name, standing.iteration) == ("bare", 0)


@pytest.mark.parametrize("flow", [customer_flow(), return_loop(), two_branches()])
def test_a_sketch_shows_the_kinds_in_their_colours(
    qtbot: QtBot, welcome: WelcomeScreen, flow
) -> None:
    card = welcome.templates["customer_flow"]
    card.draw(flow)
    image: QImage = card.grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert {KIND_COLOURS[step.kind].fill.lower() for step in flow.steps} <= colours
