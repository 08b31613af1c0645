"""From process start to the first painted window: ours against a bare PySide6 window, in one run.

Prints the medians in milliseconds and their ratio, and how long it takes until the live funnel of the
sample study is painted and has answered a key. ``--quick`` takes fewer rounds. Where there is no
display the offscreen platform paints.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    seen = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.seen:
            self.seen = True
            QTimer.singleShot(0, told)

def told():
    print(time.monotonic() - float(sys.argv[1]))
    app.quit()

app = QApplication([])
window = Window()
window.resize(1600, 1000)
window.show()
app.exec()
"""

OURS = """
import sys, time
from PySide6.QtCore import QTimer
from ui.shell import application

started = float(sys.argv[1])
move_in = application.move_in

def told(app, doorway, study=None, *, sample=False):
    print(time.monotonic() - started)
    window = move_in(app, doorway, study, sample=sample)
    paint = window.welcome.sample.paintEvent

    def painted(event):
        paint(event)
        window.welcome.sample.paintEvent = paint
        print(time.monotonic() - started, flush=True)
        QTimer.singleShot(0, doorway.close)

    window.welcome.sample.paintEvent = painted
    return window

application.move_in = told
import main
sys.exit(main.main([]))
"""


SAMPLE = """
import sys, time
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from ui.shell import application

started = float(sys.argv[1])
move_in = application.move_in

def told(app, doorway, study=None, *, sample=False):
    window = move_in(app, doorway, study, sample=sample)

    def opened(_study):
        from PySide6.QtGui import QKeyEvent
        from ui.funnel.plot import Plot

        paint = Plot.paintEvent

        def painted(plot, event):
            paint(plot, event)
            if Plot.paintEvent is painted:
                Plot.paintEvent = paint
                QTimer.singleShot(0, press)

        def press():
            screen = window.frame.shown
            before = screen._spot
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier)
                QCoreApplication.sendEvent(app.focusWidget(), key)
            if screen._spot == before:
                sys.exit("the funnel hears no keys")
            print(time.monotonic() - started, flush=True)
            doorway.close()

        Plot.paintEvent = painted

    window.files.opened.connect(opened)
    return window

application.move_in = told
import main
sys.exit(main.main(["sample"]))
"""


def paints(code: str, folder: Path) -> list[float]:
    """Seconds from starting Python to the paints that some code prints."""
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_STATE_HOME": str(folder),
    }
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", code, str(time.monotonic())]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return [float(each) for each in done.stdout.split()]


def main() -> None:
    """Measure in turn, so that what else the machine does falls on both alike."""
    rounds = 5 if "--quick" in sys.argv else 15
    bare: list[float] = []
    first: list[float] = []
    page: list[float] = []
    live: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):
            ours, other = paints(OURS, Path(folder)), paints(BARE, Path(folder))
            if turn:  # the first round fills the caches of the system
                bare.append(other[0])
                first.append(ours[0])
                page.append(ours[1])
                live.append(paints(SAMPLE, Path(folder))[0])
    whole = statistics.median(bare)
    for name, times in (
        ("bare PySide6 window", bare),
        ("Footpath, first paint", first),
        ("Footpath, welcome page", page),
        ("sample, funnel and keys", live),
    ):
        median = statistics.median(times)
        print(f"{name:<24} {median * 1000:6.0f} ms  {median / whole:5.2f} x  (median of {rounds})")
    print("goal: the first paint at most 1.5 x the bare window")


if __name__ == "__main__":
    main()
