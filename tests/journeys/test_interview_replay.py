"""A believable interview of thirty minutes, typed into a real window as fast as it goes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.interview.recovery import recovered
from core.store import inspect
from core.study import Study
from tests.journeys.replaying import Desk, begun_study, log_of
from tests.journeys.scripted import expected, script

FASTEST = 4
"""Milliseconds between two keys: as fast as the server hands them over in order."""


@pytest.fixture
def desk(window_environment: dict[str, str]) -> Iterator[Desk]:
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed")
    desk = Desk(window_environment)
    yield desk
    desk.end()


def test_every_key_is_acted_on_in_order_and_nothing_takes_the_focus(
    tmp_path: Path, desk: Desk
) -> None:
    path = tmp_path / "a.footpath"
    begun_study(path)
    acts = script()
    assert len(acts) >= 200
    desk.open(path)
    desk.begin("P-001")
    desk.start_typing(acts, FASTEST)
    desk.typed()
    desk.quit()
    with Study.open(path, write=False) as study:
        assert log_of(study) == expected(acts)[-1]
        assert [each.is_running for each in study.interviews()] == [False]
    assert desk.report["strangers"] == []
    assert len(desk.report["painted"]) > 1000


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_it_has_lost_nothing_acknowledged(
    tmp_path: Path, desk: Desk, seed: int
) -> None:
    path, dice = tmp_path / "a.footpath", random.Random(seed)
    begun_study(path)
    kill_in_mid_interview(desk, path, dice.randrange(5, 40))


def kill_in_mid_interview(desk: Desk, path: Path, after: int) -> None:
    """Kill the program once so many transactions are on disk, and look at what it left."""
    before = inspect(path).transactions
    acts = script()
    desk.open(path)
    desk.begin("P-001")
    desk.start_typing(acts, FASTEST)
    desk.wait(lambda: desk.acknowledged >= after, f"{after} transactions")
    desk.kill()
    report = inspect(path)
    assert report.whole
    assert report.transactions >= before + desk.acknowledged, "what was acknowledged is there"
    states = expected(acts)
    with Study.open(path) as study:
        left = log_of(study)
        assert left in states, "as it stood after one of the acts"
        found = recovered(study)
        assert found is not None
        assert found.interview.partner == "p1"
        assert found.observations == sum(
            each.what in ("aligned", "deviated") and not each.voided and not each.follows
            for each in left
        )
    goes_on_at(desk, path, found.step)


def goes_on_at(desk: Desk, path: Path, step: str) -> None:
    """Open the window again: it stands in the same interview, and records at the same step."""
    desk.open(path)
    desk.wait(lambda: desk.title().startswith("Capture"), "the interview on screen again")
    desk.press("n", "o", "k", "Return", "Escape")
    desk.wait(lambda: noted(path, step), "a note at the same step")
    desk.quit()
    assert desk.report["strangers"] == []


def noted(path: Path, step: str) -> bool:
    with Study.open(path, write=False) as study:
        # What was being typed as it went down stands before it.
        return any(each.text.endswith("ok") and each.step == step for each in study.notes("p1"))
