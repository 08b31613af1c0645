"""The window while a report is made: the longest time in one go that its thread works, and waits.

The whole page on a study of 100,000 observations of 20,000 partners: its first preview, twenty choices
in a second, scrolling through all pages, a PDF and a workbook written; and the same on the sample, whose
report is the longer. Beside them the peer: Qt's own rich text, which lays a report out in one go. Goal:
no turn over 50 ms of work. ``--quick`` takes a study of 1,000.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from core.sample import write_sample
from core.share.content import SectionName
from core.share.html import html
from core.study import Study
from tests.bench.key_to_funnel import build
from tests.ui.turns import Turns
from ui.session import Session
from ui.share.report_screen import ReportScreen
from ui.shell.application import dress

GOAL_MS = 50


def main() -> None:
    """Print a block for the sample and for the large study, each with its peer."""
    size = 1_000 if "--quick" in sys.argv else 100_000
    app = QApplication([])
    dress(app, dark=False, carried_font=True)
    with tempfile.TemporaryDirectory() as folder:
        sample, large = Path(folder) / "sample.footpath", Path(folder) / "large.footpath"
        write_sample(sample)
        build(large, size)
        measured("the sample, all iterations", sample, Path(folder))
        measured(f"{size:,} observations", large, Path(folder))


def measured(name: str, path: Path, folder: Path) -> None:
    """Print what a person does with one study, and the peer's time for the same report."""
    session = Session(Study.open(path))
    screen = ReportScreen(session)
    screen.resize(1400, 900)
    print(f"{name}: the longest turn of the window's thread")
    ours = walk(screen, folder / path.stem) * 1000
    theirs = peer(screen) * 1000
    print(f"  Qt's own rich text: {theirs:.0f} ms in one go, {theirs / ours:.1f} times as long")
    print(f"  goal {GOAL_MS} ms: {'kept' if ours <= GOAL_MS else 'missed'} ({ours:.0f} ms)")
    screen.part()
    session.close()


def walk(screen: ReportScreen, folder: Path) -> float:
    """Do what a person does, and give the longest turn of all, in seconds of work."""
    turns, found = Turns(), []

    def told(name: str, act: Callable[[], object], ready: Callable[[], bool]) -> None:
        turns.begin()
        start = time.perf_counter()
        act()
        while not ready():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        rest(50)
        taken = time.perf_counter() - start
        found.append(turns.longest)
        print(
            f"  {name:26} {taken:5.2f} s; worked {turns.longest * 1000:4.0f} ms in one go, "
            f"waited {turns.waited * 1000:4.0f} ms"
        )

    def first() -> None:
        screen.show()
        screen.arrive()
        screen.choices.scope.picked.emit("")

    def set_out() -> bool:
        return screen.shown is not None and screen.preview.report is screen.shown

    told("first preview", first, lambda: set_out() and screen.preview.complete)
    box = screen.choices.sections[SectionName.METHOD]

    def twenty() -> None:
        for _ in range(21):
            box.click()
            rest(50)

    def without_method() -> bool:
        told_of = screen.shown.sections if screen.shown else ()
        return set_out() and all(each.name is not SectionName.METHOD for each in told_of)

    told("twenty choices in a second", twenty, without_method)
    bar = screen.preview.verticalScrollBar()

    def scroll() -> None:
        while bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
            rest(20)

    told("through all pages", scroll, lambda: True)
    written: list[object] = []
    screen.writing.written.connect(written.append)
    folder.mkdir()
    for ending in ("pdf", "html", "xlsx"):
        target = folder / f"report.{ending}"
        write = partial(screen.writing.write, target, screen.choices.choice)
        told(f"a file .{ending}", write, partial(written.__contains__, target))
    return max(found)


def rest(milliseconds: int) -> None:
    """Let the window and all threads go on; QTest's own wait keeps Python from them."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def peer(screen: ReportScreen) -> float:
    """Seconds of work that Qt's rich text takes to lay out the same report."""
    if screen.shown is None:
        raise RuntimeError("there is no report")
    page = html(screen.shown).decode()
    start = time.thread_time()
    made = QTextDocument()
    made.setHtml(page)
    made.setTextWidth(690)
    made.documentLayout().documentSize()
    return time.thread_time() - start


if __name__ == "__main__":
    main()
