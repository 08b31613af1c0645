"""What a person may do with the installed program beside the main job, done for real on a bare machine.

Files of every format, pages from the window, safe mode by word and by key, a second start, a screen of double density, and a
crash with the note of it.
"""

from __future__ import annotations

import os
import re
import signal
import time
import zipfile
from pathlib import Path

from installers import sitting
from installers.bare_system import USER, System
from installers.bundle import Failed
from installers.desk import Desk, eventually

_REPORTS = (".html", ".pdf", ".pptx", ".docx")
_EXPORTS = (".xlsx", ".csv", ".json", ".qdpx")
_STARTS = {
    ".html": b"<!doctype html>", ".pdf": b"%pdf-", ".json": b"{", ".csv": b"",
}  # fmt: skip
_SHOW_THE_NOTE = (112, 18)
"""Pixels from the right and the top of the window to the button of the strip about a crash."""

_FORMATS = (158, 103)
"""The same to the formats on the page Report."""

_LOOK = 2.0
"""Seconds after which a picture shows all, and a window that would open a study has done so."""


def prove(there: System, person: Desk, display: str, pictures: Path, study: Path) -> None:
    """Do all of it. Raises Failed."""
    _written(there, study.name)
    _printed(there, person, display, pictures, study.name)
    _safe(there, person, display, pictures, study.name)
    _handed_over(there, person, display, study.name)
    _dense(there, person, display, pictures, study.name)
    _crashed(there, person, display, pictures, study.name)


def _written(there: System, study: str) -> None:
    """Every format of report and export, and what was exported taken back."""
    for verb, endings in (("report", _REPORTS), ("export", _EXPORTS)):
        for ending in endings:
            there.as_user("footpath", verb, study, "-o", f"{verb}{ending}")
            target = there.home / f"{verb}{ending}"
            if ending in _STARTS:
                content = target.read_bytes()
                if len(content) < 1000 or not content.lower().startswith(_STARTS[ending]):
                    raise Failed(f"{target.name} is none.")
            else:
                with zipfile.ZipFile(target) as archive:
                    if archive.testzip() is not None:
                        raise Failed(f"{target.name} is damaged.")
    there.as_user("footpath", "import", "export.json", "-o", "back.footpath")
    there.as_user("footpath", "check", "back.footpath")
    print(f"  written: {', '.join((*_REPORTS, *_EXPORTS))}; .json taken back", flush=True)


def _printed(there: System, person: Desk, display: str, pictures: Path, study: str) -> None:
    """From the window, the report as pages of A4; beside it, that this asks for no network either."""
    trace, target = Path(f"{pictures}-sockets-report.txt"), there.home / "printed.pdf"
    with sitting.window(there, display, study, trace=trace) as running:
        person.wait_for_study()
        sitting.go(person, "Report")
        time.sleep(_LOOK)
        person.click_from_right(*_FORMATS)
        time.sleep(1.0)
        person.press("Down", "Down", "Return")  # the menu begins before its first line
        time.sleep(_LOOK)
        person.shoot(pictures / "5-report-as-pages.png")
        person.press("ctrl+Return")
        person.wait_for_box("Write the report")
        person.type(f"/home/{USER}/{target.name}")
        person.press("Return")
        eventually(lambda: target.is_file() and b"%%EOF" in target.read_bytes()[-10:], "the pages")
        sitting.close(running, person)
    pages = len(re.findall(rb"/Type /Page\b", target.read_bytes()))
    if not target.read_bytes().startswith(b"%PDF-") or pages < 2:
        raise Failed(f"{target.name} has {pages} pages.")
    print(f"  printed from the window: {pages} pages of PDF", flush=True)
    sitting.only_own_sockets(trace)


def _safe(there: System, person: Desk, display: str, pictures: Path, study: str) -> None:
    """By the word, and by a key that is held while it starts: neither opens the study."""
    for way, words in (("word", ("--safe-mode", study)), ("key", (study,))):
        if way == "key":
            person.hold("shift")
        try:
            with sitting.window(there, display, *words) as running:
                person.wait_for_title("Footpath")
                time.sleep(_LOOK)
                person.shoot(pictures / f"6-safe-mode-by-{way}.png")
                if person.title() != "Footpath":
                    raise Failed(f"Safe mode by {way} opened {person.title()}.")
                if way == "key":
                    person.let_go("shift")
                sitting.close(running, person)
        finally:
            if way == "key":
                person.let_go("shift")
    with sitting.window(there, display, study) as running:  # and without either it is opened
        person.wait_for_study()
        sitting.close(running, person)
    print("  safe mode: by --safe-mode, and by Shift held; neither opens the study", flush=True)


def _handed_over(there: System, person: Desk, display: str, study: str) -> None:
    """What a double click starts, as the menu entry says it, gives its study to the first window."""
    entry = (there.root / "usr/share/applications/footpath.desktop").read_text(encoding="utf-8")
    command = re.findall(r"^Exec=(.*)$", entry, re.MULTILINE)[0]  # further ones are of its actions
    there.as_user("footpath", "new", "-o", "another.footpath", "--path", "Door > Key > Room")
    with sitting.window(there, display, study) as running:
        person.wait_for_study()
        words = [word.replace("%f", f"/home/{USER}/another.footpath") for word in command.split()]
        began = time.monotonic()
        there.as_user(*words, DISPLAY=display)
        took = time.monotonic() - began
        eventually(lambda: "another" in person.title(), "the study of the second start")
        if running.poll() is not None:
            raise Failed("The first window went as a second one started.")
        sitting.close(running, person)
    print(f"  a second start ({' '.join(words)}): handed over in {took:.1f} s", flush=True)


def _dense(there: System, person: Desk, display: str, pictures: Path, study: str) -> None:
    """At two pixels for one, letters and lines are drawn finer, not enlarged."""
    target = pictures / "7-two-pixels-for-one.png"
    with sitting.window(there, display, study, further={"QT_SCALE_FACTOR": "2"}) as running:
        person.wait_for_study()
        time.sleep(_LOOK)
        person.shoot(target)
        sitting.close(running, person)
    finer = _finer_than_doubled(target)
    if finer < 0.01:
        raise Failed(f"At double density {finer:.2%} of the picture is finer than doubled.")
    print(f"  double density: {finer:.1%} of the picture finer than doubled pixels", flush=True)


def _crashed(there: System, person: Desk, display: str, pictures: Path, study: str) -> None:
    """A fault is noted without anything of the study; the next window shows and copies the note."""
    with sitting.window(there, display, study) as running:
        person.wait_for_study()
        time.sleep(_LOOK)
        os.kill(running.pid, signal.SIGSEGV)  # what started the program has become it
        running.wait()
    with sitting.window(there, display) as running:
        person.wait_for_title("Footpath")
        time.sleep(_LOOK)
        state = there.home / ".local" / "state" / "footpath"
        log = next(iter(state.glob("crash-*.log")), None)
        if log is None or "ui/shell/application.py" not in log.read_text(encoding="utf-8"):
            raise Failed("The fault is not noted.")
        if "kept" in log.read_text(encoding="utf-8"):
            raise Failed("The note names the study.")
        person.shoot(pictures / "8-after-a-crash.png")
        person.click_from_right(*_SHOW_THE_NOTE)
        time.sleep(1.0)
        person.shoot(pictures / "9-note-of-a-crash.png")
        person.press("Return")
        eventually(lambda: "ui/shell/application.py" in person.clipboard(), "the note copied")
        person.press("Escape")
        sitting.close(running, person)
    print("  crashed by a fault: noted, shown and copied at the next start", flush=True)


def _finer_than_doubled(picture: Path) -> float:
    """Return the share of squares of 2 × 2 pixels that are not of one colour: none, where all is enlarged."""
    import numpy as np
    from PySide6.QtGui import QImage

    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    squares = rows[: image.height() // 2 * 2, : image.width() // 2 * 2]
    corners = [squares[down::2, across::2] for down in (0, 1) for across in (0, 1)]
    return float(np.mean([np.any([each != corners[0] for each in corners], axis=0)]))
