"""The start: nothing heavy before the first paint; settings, crash logs, jobs, pictures."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.sample import write_sample
from core.store import StoreMissing
from ui.job import Job, Progress
from ui.look.tokens import DARK, LIGHT
from ui.shell import crash, settings
from ui.shell.doorway import Doorway
from ui.shell.palette import answering, score
from ui.shell.screens import PAGES, page

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("numpy", "pyqtgraph", "msgspec", "tinydb", "core")


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    code = (
        "import sys, main, ui.shell.application\n"
        f"print([each for each in {HEAVY} if each in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


LOADED_AHEAD = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.shell.ahead import load_ahead
from ui.shell.screens import PAGES
app = QCoreApplication([])
job = load_ahead(app, later=0)
turns = []
beat = QTimer(interval=1)
beat.timeout.connect(lambda: turns.append(len(turns)))
beat.start()
{ending}
job.failed.connect(app.quit)
app.exec()
rooms = [each.found.partition(":")[0] for each in PAGES]
print(sum(room in sys.modules for room in rooms), len(turns) > 20)
"""


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        ("job.done.connect(app.quit)", f"{len(PAGES)} True"),
        ("QTimer.singleShot(20, app.quit)", None),
    ],
    ids=["in the end", "quit at once"],
)
def test_pages_are_imported_ahead_while_the_window_turns(ending: str, told: str | None) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOADED_AHEAD.format(ending=ending)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    if told is not None:
        assert done.stdout.strip() == told
    else:
        # Quitting waited for the page that was on its way, and for no other.
        assert int(done.stdout.split()[0]) < len(PAGES)


def test_the_doorway_tells_of_its_first_paint_once(qtbot: QtBot) -> None:
    doorway = Doorway(LIGHT, framed=True)
    qtbot.addWidget(doorway)
    heard = []
    doorway.painted.connect(lambda: heard.append(1))
    with qtbot.waitSignal(doorway.painted):
        doorway.show()
    doorway.grab()
    assert heard == [1]


@pytest.mark.parametrize(("tokens", "framed"), [(LIGHT, True), (DARK, False)])
def test_the_doorway_has_the_ground_of_the_theme(qtbot: QtBot, tokens, framed) -> None:
    doorway = Doorway(tokens, framed=framed)
    qtbot.addWidget(doorway)
    image = doorway.grab().toImage()
    ground = tokens.sunken if framed else tokens.window
    assert image.pixelColor(5, 300).name() == ground.lower()


def test_the_doorway_closes_only_if_what_it_shows_agrees(qtbot: QtBot) -> None:
    class Stubborn(QWidget):
        agrees = False

        def closeEvent(self, event):
            event.setAccepted(self.agrees)

    doorway, stubborn = Doorway(LIGHT, framed=False), Stubborn()
    qtbot.addWidget(doorway)
    doorway.setCentralWidget(stubborn)
    doorway.show()
    assert not doorway.close()
    stubborn.agrees = True
    assert doorway.close()


def test_recent_studies_are_the_latest_first_and_few(tmp_path: Path) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    for at in range(12):
        settings.remember(tmp_path / f"{at} with a space.footpath", start + timedelta(days=at))
    settings.remember(tmp_path / "5 with a space.footpath", start + timedelta(days=40))
    names = [each.path.name.split()[0] for each in settings.recent()]
    assert names == ["5", "11", "10", "9", "8", "7", "6", "4"]
    settings.forget(tmp_path / "11 with a space.footpath")
    assert len(settings.recent()) == 7


def test_a_study_reached_in_two_ways_is_one_recent_study(tmp_path: Path) -> None:
    settings.remember(tmp_path / "mine.footpath")
    settings.remember(tmp_path / "elsewhere" / ".." / "mine.footpath")
    assert len(settings.recent()) == 1
    settings.forget(tmp_path / "mine.footpath")
    assert settings.recent() == []


def test_a_single_recent_study_is_a_list_too(tmp_path: Path) -> None:
    settings.remember(tmp_path / "Zürich, 50 %.footpath")
    assert [each.path.name for each in settings.recent()] == ["Zürich, 50 %.footpath"]


def test_settings_that_make_no_sense_are_passed_over() -> None:
    settings.settings().setValue("recent", ["nonsense", "2026-99-99 /x"])
    settings.settings().setValue("theme", "plaid")
    settings.settings().setValue("geometry", "wide")
    assert settings.recent() == []
    assert settings.dark() is None
    assert settings.geometry() == QByteArray()


def test_a_crash_log_says_where_and_never_what(own_settings: Path) -> None:
    def work(word: str) -> int:
        return int(word)

    with pytest.raises(ValueError, match="Miller") as caught:
        work("Mrs Miller, 42")
    log = crash.write_log(caught.value)
    assert log is not None
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "tests/ui/test_shell_start.py" in text
    assert "in work" in text
    assert "Miller" not in text
    assert str(Path.home()) not in text


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Exception, Path | None]]:
    heard: list[tuple[Exception, Path | None]] = []
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    crash.install(lambda error, log: heard.append((error, log)))
    return heard


def test_an_uncaught_error_is_logged_and_told(told) -> None:
    error = RuntimeError("x")
    sys.excepthook(RuntimeError, error, None)
    assert told[0][0] is error
    assert told[0][1].exists()


def test_what_nobody_watches_gets_no_value_either(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    crash.install(lambda _error, _log: None)
    error = RuntimeError("Mrs Miller")
    sys.excepthook(RuntimeError, error, None)
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "Miller" not in said


def test_what_the_store_refuses_is_told_without_a_log(told) -> None:
    sys.excepthook(StoreMissing, StoreMissing(Path("a.footpath")), None)
    assert told[0][1] is None


def test_an_interrupt_stays_an_interrupt(told) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []


def test_a_job_tells_how_far_it_is_and_what_came_of_it(qtbot: QtBot) -> None:
    def work(progress: Progress) -> str:
        assert progress(1, 4)
        return "done"

    job = Job("Working", work)
    moved: list[float] = []
    job.moved.connect(moved.append)
    with qtbot.waitSignal(job.done) as done:
        job.start()
    assert (done.args, moved) == (["done"], [0.25])


def test_a_job_can_be_cancelled(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        while progress(0, 0):
            pass
        raise InterruptedError

    job = Job("Working", work)
    with qtbot.waitSignal(job.failed) as failed:
        job.start()
        job.cancel()
    job.join()
    assert isinstance(failed.args[0], InterruptedError)


def test_the_palette_prefers_the_start_of_a_word() -> None:
    words = ["Save a copy…", "Add partner", "Part of something", "Compare"]
    ranked = sorted(
        (each for each in words if score("part", each) is not None),
        key=lambda each: score("part", each) or 0,
    )
    assert ranked[0] == "Part of something"
    assert "Save a copy…" not in ranked
    assert score("sc", "Save a copy") is not None


def test_an_empty_query_keeps_the_order(qapp: QApplication) -> None:
    from PySide6.QtGui import QAction

    actions = [QAction(text) for text in ("Zebra", "Apple", "Mango")]
    assert answering("", actions) == actions
    assert answering("man", actions) == [actions[2]]


@pytest.mark.parametrize("name", [each.name for each in PAGES])
def test_every_page_has_its_screen(name: str) -> None:
    assert page(name).load().name == name


def test_there_is_no_page_of_another_name() -> None:
    with pytest.raises(KeyError):
        page("nowhere")


Paints = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def paints(tmp_path: Path) -> Paints:
    write_sample(tmp_path / "sample.footpath")

    def paint(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "main.py"), "picture", *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return paint


def test_a_picture_is_as_large_as_asked_and_the_same_each_time(
    paints: Paints, tmp_path: Path
) -> None:
    words = ("funnels", "sample.footpath", "--size", "1280x720", "--scale", "2", "--dark")
    for name in ("one.png", "two.png"):
        done = paints(*words, "-o", name)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    image = QImage(str(tmp_path / "one.png"))
    assert (image.width(), image.height()) == (2560, 1440)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert image.pixelColor(20, 700).name() == DARK.sunken.lower()


def test_a_picture_never_takes_the_place_of_a_file(paints: Paints, tmp_path: Path) -> None:
    (tmp_path / "mine.png").write_text("mine", encoding="utf-8")
    done = paints("flow", "sample.footpath", "-o", "mine.png")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "mine.png").read_text(encoding="utf-8") == "mine"


def test_a_picture_into_no_folder_is_refused(paints: Paints) -> None:
    done = paints("flow", "sample.footpath", "-o", "no/such/folder.png")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_picture_larger_than_can_be_painted_is_refused(paints: Paints, tmp_path: Path) -> None:
    done = paints("flow", "sample.footpath", "-o", "p.png", "--size", "9000x9000", "--scale", "2")
    assert (done.returncode, (tmp_path / "p.png").exists()) == (2, False)
    assert "18,000 × 18,000 pixels is too large: 16,384" in done.stderr
