"""A disk that is really full in the middle of an interview: nothing is lost, and it goes on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.store import inspect
from core.study import Study
from tests.core.interviews import study_at
from tests.journeys.replaying import log_of
from tests.ui.capture_screens import ENTER, ESC, press, settle
from ui.capture.screen import CaptureScreen
from ui.capture.terms import Terms
from ui.look.parts import Notice
from ui.shell.window import Window


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def window(qtbot: QtBot, small_disk: Path) -> Iterator[Window]:
    path = small_disk / "a.footpath"
    study_at(path).close()
    window = Window()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_study(Study.open(path, background=True), "capture", remember=False)
    assert window.frame is not None
    window.frame.session.choose(partner="p1")
    screen_of(window).page.begin(Terms())
    settle(screen_of(window))
    yield window
    window.close()


def screen_of(window: Window) -> CaptureScreen:
    assert window.frame is not None
    screen = window.frame.shown
    assert isinstance(screen, CaptureScreen)
    return screen


def red_bar(window: Window) -> Notice | None:
    """What says that the disk is full, while it is."""
    found = [each for each in window.findChildren(Notice) if each.isVisible()]
    return next((each for each in found if "the disk is full" in each.sentence.text()), None)


def fill(disk: Path) -> Path:
    """Take all the room there is; the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 512):
                pass
        except OSError:
            pass
    return filler


def interview_on_a_full_disk(qtbot: QtBot, window: Window, disk: Path) -> Path:
    """A mark, then no room, and the interview goes on; the file that takes the room."""
    study = screen_of(window).session.study
    press("a", "n", "On the disk", ENTER, ESC)
    qtbot.waitUntil(lambda: study.disk.waiting == 0)
    filler = fill(disk)
    press("2", "n", "Nowhere to put this… " * 200, ENTER, ESC, "a")
    qtbot.waitUntil(lambda: red_bar(window) is not None)
    focused = QApplication.focusWidget()
    assert focused is screen_of(window).page.rail, "the bar takes no key away"
    press("3", "d", "Blurred", ENTER, "4", "x")
    settle(screen_of(window))
    assert study.disk.waiting >= 4
    assert len(screen_of(window).page.log_model.lines) >= 5, "all of it is shown"
    return filler


def test_with_space_again_all_of_it_is_written(
    qtbot: QtBot, window: Window, small_disk: Path
) -> None:
    filler = interview_on_a_full_disk(qtbot, window, small_disk)
    study = screen_of(window).session.study
    typed = log_of(study)
    filler.unlink()
    bar = red_bar(window)
    assert bar is not None
    again = next(each for each in bar.buttons if each.text() == "Try again")
    again.click()
    qtbot.waitUntil(lambda: study.disk.waiting == 0)
    qtbot.waitUntil(lambda: red_bar(window) is None)
    press("5", "a")
    window.close()
    with Study.open(study.path) as kept:
        assert log_of(kept)[: len(typed)] == typed
        assert len(log_of(kept)) == len(typed) + 1
    assert inspect(study.path).whole


def test_saved_elsewhere_it_goes_on_there(
    qtbot: QtBot, window: Window, small_disk: Path, tmp_path: Path
) -> None:
    interview_on_a_full_disk(qtbot, window, small_disk)
    study = screen_of(window).session.study
    window.saving.move_to(tmp_path / "roomy.footpath")
    press("5", "a")  # while it is being saved
    qtbot.waitUntil(lambda: study.path == tmp_path / "roomy.footpath")
    qtbot.waitUntil(lambda: study.disk.waiting == 0 and red_bar(window) is None)
    press("6", "a")
    typed = log_of(study)
    window.close()
    with Study.open(tmp_path / "roomy.footpath") as kept:
        assert log_of(kept) == typed
    with Study.open(small_disk / "a.footpath") as left:
        assert 0 < len(log_of(left)) < len(typed), "what was on disk stays there too"
