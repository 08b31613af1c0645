"""Importing an event log in the window: proposed, corrected, created."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.exchange.event_log import Plan
from core.exchange.unreadable import UnreadableInput
from ui.look.parts import Notice
from ui.look.theme import theme
from ui.shell.window import Window
from ui.welcome.import_log import ImportPage

LOG = """who;what;when;where
1;Start;2026-01-01;A
1;End;2026-01-02;A
2;Start;2026-01-01;B
3;Start;2026-01-01;A
3;End;2026-01-03;A
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[ImportPage]:
    theme.apply(qapp, False)
    made = ImportPage()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.cool()
    qapp.setStyleSheet("")


def choose(page: ImportPage, **columns: str) -> None:
    for role, column in columns.items():
        page._roles[role].picked.emit(column)


def sentences(page: ImportPage) -> list[str]:
    return [each.sentence.text() for each in page.findChildren(Notice)]


def test_columns_without_a_telling_name_are_asked_for(
    qtbot: QtBot, page: ImportPage, log: Path
) -> None:
    page.show_log(log)
    assert not page.confirm.isEnabled()
    choose(page, case="who", activity="what", time="when")
    qtbot.waitUntil(lambda: page.path.toPlainText() == "Start > End", timeout=10_000)
    assert page.confirm.isEnabled()


def test_what_is_settled_becomes_a_plan(qtbot: QtBot, page: ImportPage, log: Path) -> None:
    page.show_log(log)
    choose(page, case="who", activity="what", time="when")
    qtbot.waitUntil(page.confirm.isEnabled, timeout=10_000)
    page.attributes.picked.emit(["where"])
    page.where.setText(" where = A ")
    with qtbot.waitSignal(page.planned) as planned:
        page.press_primary()
    assert planned.args == [
        Plan(log, "who", "what", "when", ("Start", "End"), (("where", "A"),), ("where",), "")
    ]


def test_the_real_logs_are_understood_at_once(
    qtbot: QtBot, page: ImportPage, data_folder: Path
) -> None:
    page.show_log(data_folder / "sepsis.csv")
    qtbot.waitUntil(page.confirm.isEnabled, timeout=30_000)
    plan = page.plan()
    assert (plan.case, plan.activity, plan.time) == ("Case ID", "Activity", "Complete Timestamp")
    assert plan.path_names[:2] == ("ER Registration", "ER Triage")


def test_a_path_of_one_step_is_no_path(qtbot: QtBot, page: ImportPage, log: Path) -> None:
    page.show_log(log)
    choose(page, case="who", activity="what", time="when")
    qtbot.waitUntil(page.confirm.isEnabled, timeout=10_000)
    page.path.setPlainText("Start")
    assert not page.confirm.isEnabled()
    assert "two names or more" in page._finding.text()


def test_escape_leaves(qtbot: QtBot, page: ImportPage, log: Path) -> None:
    page.show_log(log)
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.where, Qt.Key.Key_Escape)


def test_what_is_no_table_is_refused(page: ImportPage, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(UnreadableInput):
        page.show_log(empty)


def test_dates_that_could_be_two_things_are_asked_for_here(page: ImportPage, log: Path) -> None:
    page.show_log(log)
    page.refuse("Line 2: it could be two dates; say which with --date-format day/month.")
    assert sentences(page) == [
        "Line 2: it could be two dates. Choose below how its dates are written."
    ]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, False)
    made = Window()
    qtbot.addWidget(made)
    made.show_welcome(warm=False)
    made.show()
    yield made
    made.close()
    qapp.setStyleSheet("")


def test_an_imported_log_opens_on_its_funnel(
    qtbot: QtBot, window: Window, log: Path, tmp_path: Path
) -> None:
    window.importing.show_log(log)
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    choose(page, case="who", activity="what", time="when")
    qtbot.waitUntil(page.confirm.isEnabled, timeout=10_000)
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        window.files.import_log(page.plan(), tmp_path / "new.footpath")
    assert window.frame is not None
    assert len(window.frame.session.study.partners()) == 3
    assert window.frame.shown is not None
    assert window.frame.shown.name == "funnels"


def test_a_log_that_cannot_be_read_says_so_on_its_page(
    qtbot: QtBot, window: Window, log: Path, tmp_path: Path
) -> None:
    log.write_text(LOG.replace("2026-01-03", "soon"), encoding="utf-8")
    window.importing.show_log(log)
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    choose(page, case="who", activity="what", time="when")
    qtbot.waitUntil(page.confirm.isEnabled, timeout=10_000)
    with qtbot.waitSignal(window.files.refused, timeout=20_000):
        window.files.import_log(page.plan(), tmp_path / "new.footpath")
    assert window.pages.currentWidget() is page
    assert any("soon" in each and "6" in each for each in sentences(page))
    assert not (tmp_path / "new.footpath").exists()


def test_a_change_of_mind_leads_back(qtbot: QtBot, window: Window, log: Path) -> None:
    window.importing.show_log(log)
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    page.left.emit()
    assert window.pages.currentWidget() is window.welcome
