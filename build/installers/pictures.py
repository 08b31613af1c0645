"""Whether a trimmed bundle shows what the whole one does: every page, light and dark, pixel by pixel."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from core.command.picture import PAGES
from installers.bundle import TRIMMED, WHOLE, Failed, program

THEMES = {"light": (), "dark": ("--dark", "--scale", "2")}


def compare() -> None:
    """Draw every page there is with both bundles. Raises Failed where a pixel differs."""
    differ = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        study = folder / "sample.footpath"
        run(program(WHOLE), "sample", "-o", study)
        for page in PAGES:
            for theme, words in THEMES.items():
                if not _is_same(folder, page, theme, (page, study, *words)):
                    differ.append(f"{page} ({theme})")
    if differ:
        raise Failed(f"The trimmed bundle draws differently: {', '.join(differ)}.")
    print(
        f"{len(PAGES) * len(THEMES)} pictures of {', '.join(PAGES)}: trimmed and whole are the same"
    )


def _is_same(folder: Path, page: str, theme: str, words: Sequence[str | Path]) -> bool:
    """Draw with both bundles, once: a page is settled when it is drawn, on a busy machine too."""
    drawn = set()
    for bundle in (WHOLE, TRIMMED):
        target = folder / f"{page}-{theme}-{bundle.parent.name}.png"
        run(program(bundle), "picture", *words[:2], "-o", target, *words[2:])
        drawn.add(target.read_bytes())
    return len(drawn) == 1


def run(started: Path, *words: str | Path, **variables: str) -> str:
    """Run a bundle without a screen; returns what it printed. Raises Failed."""
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "FOOTPATH_HOME": home,
            "COLUMNS": "400",
            "QT_HASH_SEED": "0",  # in a PDF, the order of its fonts
            **variables,
        }
        done = subprocess.run(
            [started, *words], env=env, check=False, capture_output=True, text=True, timeout=120
        )
    if done.returncode:
        raise Failed(f"{started.name} {words[0]}: {done.stderr.strip()}")
    return done.stdout
