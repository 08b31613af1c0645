"""What all tests stand on: the real event logs, a screen of their own, settings of their own."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

# Before any test imports Qt: a test never opens a window on somebody's desk.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A suite started in the background of a shell is deaf to interrupts, and so were all it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no test: what a compressor or a clock put into them differs between two workers."""
    return f"{len(val)} bytes" if isinstance(val, bytes) and len(val) > 20 else None


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of the real event logs: beside the project, or where FOOTPATH_DATA says."""
    folder = Path(os.environ.get("FOOTPATH_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "sepsis.csv").is_file():
        pytest.skip("the real event logs are not here; FOOTPATH_DATA can name their folder")
    return folder


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for settings and recent studies that is this test's alone; returns its folder."""
    from PySide6.QtCore import QSettings

    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(home / "config"))
    return home


@pytest.fixture(autouse=True)
def no_widget_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test of the window that leaves a top-level widget behind."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    before = QApplication.topLevelWidgets()
    yield
    # The offscreen platform lets go of what was copied only after Python has ended, and crashes.
    QApplication.clipboard().clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    left = [
        widget
        for widget in QApplication.topLevelWidgets()
        # Qt keeps one tooltip for all.
        if widget not in before and widget.metaObject().className() != "QTipLabel"
    ]
    assert not left, f"left behind: {left}"


@pytest.fixture(scope="session")
def xvfb() -> Iterator[str]:
    """A screen nobody sees, 1700 × 1100, for real windows; gives its name for DISPLAY."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    # Without -noreset it starts anew whenever its last client leaves, and refuses who comes then.
    screen = ["-screen", "0", "1700x1100x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), *screen],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()  # comes once the server takes windows; empty if it died
    try:
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def window_environment(xvfb: str, own_settings: Path) -> dict[str, str]:
    """The environment of a program whose real windows open on the unseen screen."""
    return os.environ | {"DISPLAY": xvfb, "QT_QPA_PLATFORM": "xcb", "HOME": str(own_settings)}


@pytest.fixture
def xdotool(window_environment: dict[str, str]) -> Callable[..., str]:
    """Real keys and clicks: ``xdotool("key", "ctrl+z")``; returns what the program prints."""
    program = shutil.which("xdotool")
    if program is None:
        pytest.skip("xdotool is not installed")

    def act(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments],
            env=window_environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    return act
