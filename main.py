"""The command line of Footpath; opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

VERSION = "0.1.0"

HELP = """\
Footpath: draw how customers come to adopt a solution, record what they do,
and read the funnel of every cohort.

  main.py [STUDY]                        the window
  main.py sample [-o STUDY]              the sample study, in the window or as a file
  main.py new -o STUDY --path "A > B"    a new study with a flow (or --flow FLOW.json)
  main.py import LOG.csv -o STUDY ...    a new study from an event log
  main.py record STUDY [--from FILE|-]   record observations from JSON lines
  main.py partners STUDY [--import FILE] the partners, or a table of them into the study
  main.py funnel STUDY [--json]          the funnel of each cohort
  main.py export STUDY -o FILE           tables (.xlsx, .csv), .json or .qdpx, for others
  main.py report STUDY -o FILE.html      what was learned, for others to read
  main.py compare STUDY --cohort NAME    a cohort with the rest, with another, or two iterations
  main.py quotes STUDY [--step STEP]     what partners said
  main.py hypothesis STUDY --target 0.7 --planned 12
                                         what has to be beaten, and what that can show
  main.py start STUDY [--path ...]       open the next iteration
  main.py close STUDY [--json]           close it: freeze the evidence, propose
  main.py verdict STUDY --verdict ...    keep what the person decided
  main.py decide STUDY [--json]          what the latest close proposes
  main.py innovation STUDY [--json]      adoption, outcome, true innovation
  main.py check STUDY                    is the file whole?
  main.py picture PAGE STUDY -o FILE.png a page of the window as a picture
  main.py --version

main.py VERB --help says what a verb takes. --safe-mode opens the window with default settings and
nothing in it; so does holding Shift."""

SAFE_MODE = "--safe-mode"


def main(words: Sequence[str]) -> int:
    """Do what the words of a command line ask for; returns the exit status."""
    _find_home()
    # The window paints before anything else is imported.
    if SAFE_MODE in words and len(words) <= 2:
        return _window(None, safe=True)
    if not words or list(words) == ["sample"]:
        return _window(None, sample=bool(words))
    if len(words) == 1 and words[0].endswith(".footpath") and Path(words[0]).exists():
        return _window(Path(words[0]))
    from core.command.ending import ended

    return ended(lambda: _do(list(words)))


def _do(words: list[str]) -> int:
    if words in (["--version"], ["-V"]):
        return _tell(f"footpath {VERSION}")
    if words in (["--help"], ["-h"]):
        from core.command.program import PROGRAM

        return _tell(HELP.replace("main.py", PROGRAM))
    from core.command.line import run_verb, unknown_verb
    from core.command.table import VERBS

    if words[0] == "picture":
        return _picture(words[1:])
    if words[0] == "report" and any(each.lower().endswith((".pdf", ".docx")) for each in words):
        return _printed(words[1:])
    if words[0] in VERBS:
        return run_verb(VERBS[words[0]], words[0], words[1:])
    if len(words) > 1 or not Path(words[0]).exists():
        raise unknown_verb(words[0], [*VERBS, "picture"])
    return _window(Path(words[0]))


def _find_home() -> None:
    """A bundle keeps all its settings in a folder ``portable`` beside the program, where there is one."""
    if getattr(sys, "frozen", False):
        portable = Path(sys.executable).parent / "portable"
        if portable.is_dir():
            os.environ.setdefault("FOOTPATH_HOME", str(portable))


def _tell(text: str) -> int:
    print(text)
    return 0


def _picture(words: Sequence[str]) -> int:
    from core.command.line import read_words
    from core.command.picture import SUMMARY, arguments, check

    options = read_words("picture", SUMMARY, arguments, words)
    check(options)
    if options.chart is not None:
        from ui.shell.chart import chart

        chart(options)
        return 0
    from ui.shell.picture import picture

    picture(options.page, options.study, options.target, options.size, options.scale, options.dark)
    return 0


def _printed(words: Sequence[str]) -> int:
    """A report with what Qt draws for it: the pages of a PDF, the pictures of a Word file."""
    from core.command.line import read_words
    from core.command.report import SUMMARY, arguments, run

    options = read_words("report", SUMMARY, arguments, words)
    from ui.shell.printing import pdf_without_window, raster_without_window

    return run(options, pdf_without_window, raster_without_window)


def _window(study: Path | None, *, sample: bool = False, safe: bool = False) -> int:
    if not _has_screen():
        print(
            "There is no screen here for a window. A page as a picture: "
            "main.py picture PAGE STUDY -o FILE.png",
            file=sys.stderr,
        )
        return 2
    from ui.shell.application import run

    return run(sys.argv, study, sample=sample, safe=safe, version=VERSION)


def _has_screen() -> bool:
    """Whether a window can open; without a screen Qt would abort. Only X11 and Wayland need one."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
