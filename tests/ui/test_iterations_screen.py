"""The timeline of iterations: a column each, the share to beat, and a way to the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.begin import begin
from core.iterating import close, start, write_hypothesis
from core.model.edits import path_flow
from core.model.hypothesis import Hypothesis
from core.model.moment import now
from core.model.partner import EVERYONE
from core.sample import write_sample
from core.study import Study
from tests.core.looped_study import begun, walk, walks
from tests.ui.opening import opened
from ui.decide.screen import DecideScreen
from ui.iterations.screen import IterationsScreen
from ui.session import Session


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Study]:
    write_sample(tmp_path / "sample.footpath")
    with Study.open(tmp_path / "sample.footpath") as study:
        yield study


def timeline(qtbot: QtBot, study: Study, width: int = 1452) -> IterationsScreen:
    screen = opened(IterationsScreen(Session(study)), qtbot, (width, 918))
    screen.take_focus()
    return screen


def words(screen: IterationsScreen) -> list[str]:
    page = screen.scroller.widget()
    return [each.text() for each in page.findChildren(QLabel)] if page else []


def test_the_primary_cohort_is_shown_first_and_marked(qtbot, sample):
    screen = timeline(qtbot, sample)
    assert screen.chooser.accessibleName().endswith("★")
    assert [each.iteration.number for each in screen.rounds] == [1, 2, 3]
    assert "3 of 9" in screen.chart.accessibleName()
    assert "app proposed Unsure" in words(screen)
    assert screen.trend.sentence.text().startswith("Need met rose each time")
    screen.chooser.picked.emit(EVERYONE)
    assert not screen.rounds[0].is_primary
    assert "3 of 9" not in screen.chart.accessibleName()


def test_the_keys_walk_the_iterations_and_open_the_evidence(qtbot, sample):
    screen = timeline(qtbot, sample)
    wanted: list[str] = []
    screen.session.wanted.connect(lambda target: wanted.append(target.screen))
    assert screen.heads[2].hasFocus()
    qtbot.keyClick(screen.heads[2], Qt.Key.Key_Left)
    assert screen.heads[1].hasFocus()
    qtbot.keyClick(screen.heads[1], Qt.Key.Key_Space)
    assert wanted == ["decide"]
    assert screen.session.iteration == screen.rounds[1].iteration
    qtbot.keyClick(screen.heads[1], Qt.Key.Key_Right)
    qtbot.keyClick(screen.heads[2], Qt.Key.Key_Right)
    assert screen.heads[2].hasFocus()


def test_columns_stand_under_the_chart_at_any_width(qtbot, sample):
    for width in (1132, 1452, 2200):
        screen = timeline(qtbot, sample, width)
        lefts = [head.x()
                 for head in screen.heads]  # fmt: skip
        assert [b - a for a, b in pairwise(lefts)] == [screen._width] * 2
        screen.hide()


def test_a_close_and_a_start_are_seen_at_once(qtbot, tmp_path):
    with begin(tmp_path / "a.footpath", "a", path_flow(["T", "A", "N"])) as study:
        screen = timeline(qtbot, study)
        assert "No hypothesis yet" in words(screen)
        assert screen.decide.isEnabled()
        write_hypothesis(study, Hypothesis("", 1, 0.7, 5, now(), value="x " * 200))
        close(study)
        qtbot.waitUntil(lambda: "No verdict yet" in words(screen))
        assert not screen.decide.isEnabled()
        assert "1 closed" in screen.subtitle()
        wanted: list[object] = []
        screen.session.wanted.connect(lambda target: wanted.append(target.screen))
        assert screen.starts is not None
        qtbot.waitUntil(screen.starts.isVisible)
        screen.starts.setFocus()
        qtbot.keyClick(screen.starts, Qt.Key.Key_Space)
        assert wanted == ["decide"]
        assert screen.session.iteration == study.iterations()[0]
        start(study, change="كلمات " * 60, release="👍🏽")
        qtbot.waitUntil(lambda: len(screen.heads) == 2)
        assert screen.starts is None
        study.undo(screen.scope())
        qtbot.waitUntil(lambda: len(screen.heads) == 1)
        assert not screen.trend.isVisible()


def test_a_study_without_an_iteration_says_what_to_do(qtbot, tmp_path):
    with begin(tmp_path / "a.footpath", "a", path_flow(["T", "A", "N"])) as study:
        study.do("Remove", "x", removes=study.iterations())
        screen = timeline(qtbot, study)
        assert screen.empty.isVisible()
        wanted: list[str] = []
        screen.session.wanted.connect(lambda target: wanted.append(target.screen))
        screen.empty.button.click()
        assert wanted == ["flow"]


def test_who_is_unknown_and_who_was_not_met_yet_are_told_apart_as_on_the_decision(qtbot, tmp_path):
    with begun(tmp_path / "a.footpath", target=0.7, planned=8) as study:
        walks(study, "AAA", [1, 2])
        walks(study, "AA", [3])
        decision = opened(DecideScreen(Session(study)), qtbot)
        apart = "1 unknown, 5 not met yet"
        assert apart in timeline(qtbot, study).chart.accessibleName()
        assert f"2 of 2 aligned at need met, {apart}." in decision.questions.proved.answer.text()
        sums = [each.text() for each in decision.questions.counts.findChildren(QLabel)]
        assert sums[-7:] == ["2 aligned", "+", "0 deviated", "+", "1 unknown", "+", "5 not met yet"]
        assert "2 of 2 aligned, 6 unknown or not met yet;" in decision.side.reason.text()
        walk(study, "P-003", "AAA")
        walks(study, "AAD", range(4, 9))
        decision.read_anew()
        assert "unknown" not in timeline(qtbot, study).chart.accessibleName()
        assert "3 of 8 aligned at need met. " in decision.questions.proved.answer.text()


def test_late_observations_are_marked_on_their_decision(qtbot, sample):
    screen = timeline(qtbot, sample)
    late = [each.late for each in screen.rounds]
    assert any(late)
    assert f"{max(late)} late observations since, not in it" in words(screen)
