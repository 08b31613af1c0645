"""What comes to the window from outside: a second start, a fault of the run before, safe mode."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from core.own_templates import template_folder
from core.sample import write_sample
from ui.look.parts import Notice
from ui.look.tokens import LIGHT
from ui.shell import crash, handover, settings
from ui.shell.application import dress, tell_failed_start
from ui.shell.crash_note import CrashNote
from ui.shell.doorway import Doorway
from ui.shell.outside import Outside
from ui.shell.window import Window

ROOT = Path(__file__).resolve().parents[2]
SECOND_START = """
import sys
from pathlib import Path
from ui.shell.handover import hand_over
sys.exit(0 if hand_over(Path(sys.argv[1])) else 3)
"""


def second_start(study: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SECOND_START, study], cwd=ROOT)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    dress(qapp, False)
    made = Window()
    qtbot.addWidget(made)
    made.show_welcome(warm=False)
    made.show()
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def outside(qapp: QApplication, window: Window) -> Iterator[Callable[..., Outside]]:
    made: list[Outside] = []

    def make(*, safe: bool = False) -> Outside:
        made.append(Outside(qapp, window, safe=safe))
        return made[-1]

    yield make
    for each in made:
        each.end()
        qapp.removeEventFilter(each)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "Zürich, 50 %.footpath"
    write_sample(path)
    return path


def opened(qtbot: QtBot, window: Window, path: Path) -> None:
    qtbot.waitUntil(
        lambda: window.frame is not None and window.frame.session.study.path == path, timeout=20_000
    )


def notices(window: Window) -> list[Notice]:
    return [each for each in window.findChildren(Notice) if each.isVisibleTo(window)]


def test_a_second_start_hands_its_study_to_the_first_window(
    qtbot: QtBot, window: Window, outside, study: Path
) -> None:
    outside()
    start = second_start(study)
    opened(qtbot, window, study)
    assert start.wait(timeout=20) == 0
    again = second_start(study)
    qtbot.waitUntil(lambda: again.poll() is not None, timeout=20_000)
    assert again.returncode == 0
    assert notices(window) == []  # the same study is not opened over itself


def test_of_studies_that_come_while_one_is_read_the_last_is_opened(
    qtbot: QtBot, window: Window, outside, study: Path, tmp_path: Path
) -> None:
    listening = outside()
    other = tmp_path / "other.footpath"
    write_sample(other)
    for path in (study, tmp_path / "never.footpath", other):
        listening.open(path)
    opened(qtbot, window, other)
    assert not window.files.busy


def test_without_a_window_nothing_is_handed_over(study: Path) -> None:
    assert second_start(study).wait(timeout=20) == 3
    first = handover.first()
    assert first is not None
    assert handover.first() is None
    first.end()
    assert not handover.hand_over(study)


def test_a_window_that_was_killed_is_in_nobodys_way(study: Path) -> None:
    code = (
        "import os; from ui.shell.handover import first; held = first(); os._exit(0 if held else 1)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
    assert not handover.hand_over(study)
    first = handover.first()
    assert first is not None
    first.end()


def test_a_start_that_fails_is_noted_and_said(
    qtbot: QtBot, qapp: QApplication, monkeypatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(qapp, "exit", ended.append)
    doorway = Doorway(LIGHT, framed=False)
    qtbot.addWidget(doorway)
    doorway.show()
    tell_failed_start(qapp, doorway, ValueError("Mrs Miller"))
    (box,) = doorway.findChildren(QMessageBox)
    (log,) = settings.state_folder().glob("crash-*.log")
    assert str(log) in box.informativeText()
    assert "Miller" not in log.read_text(encoding="utf-8") + box.text() + box.informativeText()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert ended == [1]


def test_a_window_that_does_not_answer_is_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch, study: Path
) -> None:
    monkeypatch.setattr(handover, "_PATIENCE", 0.1)
    first = handover.first()  # its events are never worked off here
    assert first is not None
    assert not handover.hand_over(study)
    first.end()


def test_notes_that_make_no_sense_are_passed_by(qtbot: QtBot, study: Path) -> None:
    first = handover.first()
    assert first is not None
    folder = first._folder
    for name, text in (("1.note", "nonsense"), ("2.note", "{}"), ("3.note", "[1]")):
        (folder / name).write_text(text)
    heard: list[Path] = []
    first.came.connect(heard.append)
    start = second_start(study)
    qtbot.waitUntil(lambda: heard == [study], timeout=20_000)
    assert start.wait(timeout=20) == 0
    first.end()


def test_a_double_click_on_macos_comes_as_an_event(
    qtbot: QtBot, window: Window, outside, study: Path, qapp: QApplication
) -> None:
    listening = outside()
    assert listening.eventFilter(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(study))))
    assert not listening.eventFilter(qapp, QEvent(QEvent.Type.Timer))
    opened(qtbot, window, study)


def test_safe_mode_keeps_no_setting(qtbot: QtBot, window: Window, outside) -> None:
    settings.choose_dark(True)
    settings.set_aside()
    assert settings.dark() is None
    settings.choose_dark(False)
    outside(safe=True)
    qtbot.waitUntil(lambda: len(notices(window)) == 1)
    assert "Safe mode" in notices(window)[0].sentence.text()
    settings.take_back()
    assert settings.dark() is True


def test_one_folder_holds_everything_where_that_is_wished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "on a stick"
    monkeypatch.setenv("FOOTPATH_HOME", str(home))
    settings.choose_dark(True)
    log = crash.write_log(ValueError("x"))
    assert log is not None
    assert {each.parent for each in (log, template_folder())} == {home}
    assert (home / "window.ini").exists()


def test_a_fault_is_noted_and_told_at_the_next_start(qtbot: QtBot, window: Window, outside) -> None:
    code = (
        "from ui.shell import crash; crash.watch_for_faults()\n"
        "import faulthandler; faulthandler._sigabrt()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)
    assert len(list(settings.state_folder().glob("fault-*.log"))) == 1
    outside()
    qtbot.waitUntil(lambda: len(notices(window)) == 1)
    (notice,) = notices(window)
    assert "ended unexpectedly" in notice.sentence.text()
    assert list(settings.state_folder().glob("fault-*.log")) == [
        settings.state_folder() / f"fault-{os.getpid()}.log"
    ]
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    note = window.findChild(CrashNote)
    assert note is not None
    assert note.isVisible()
    qtbot.mouseClick(note.copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert "Fatal Python error: Aborted" in copied
    assert str(ROOT) not in copied
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert not note.isVisible()


def test_a_run_that_ends_well_leaves_no_note(window: Window, outside) -> None:
    outside().end()
    assert list(settings.state_folder().glob("*.log")) == []


def test_notes_are_kept_apart_and_only_the_latest(window: Window) -> None:
    logs = [crash.write_log(ValueError("x")) for _ in range(crash.KEPT + 3)]
    left = sorted(settings.state_folder().glob("crash-*.log"))
    assert left == logs[3:]


def test_a_note_that_is_gone_is_no_second_crash(qtbot: QtBot, window: Window) -> None:
    window.show_crash(Path("gone.log"))
    note = window.findChild(CrashNote)
    assert note is not None
    assert "no longer there" in note.text.toPlainText()
    QTest.mouseClick(note, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert not note.isVisible()
