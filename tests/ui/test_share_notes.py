"""The notes of who presents on a second screen: there, without the keys, with the curtain, and gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from core.sample import write_sample
from ui.look.curtain import HIDDEN
from ui.look.tokens import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[2]
SCREENS = (("beamer", 1920, 1080), ("laptop", 1280, 720))


def presented(tmp_path, screens):
    """What two_screens says of a presentation of the sample; Qt says nothing else."""
    x, listed = 0, []
    for name, wide, high in screens:
        size = {"x": x, "y": 0, "width": wide, "height": high}
        listed.append({"name": name, **size, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1})
        x += wide
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": listed}), encoding="utf-8")
    write_sample(tmp_path / "s.footpath")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens", str(tmp_path / "s.footpath"), str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    folder = tmp_path_factory.mktemp("screens")
    return presented(folder, SCREENS) | {"folder": folder}


def test_notes_fill_the_other_screen_and_the_slides_theirs(said):
    assert said["slides"] == ["beamer", 0, 0, 1920, 1080]
    assert said["notes"] == ["laptop", 1920, 0, 1280, 720]
    assert not said["under the slide"]  # N has nothing to show there


def test_the_keys_stay_with_the_slides(said):
    assert said["keys"]


def test_notes_follow_the_slide_and_say_what_comes_next(said):
    assert "Talk to next" in said["text"]
    assert said["while black"] == said["behind the curtain"]
    assert said["first"].startswith("Next: Flow")


def test_no_name_stands_in_the_notes_behind_the_curtain(said):
    assert "P-0" in said["text"]
    assert "P-0" not in said["behind the curtain"]
    assert HIDDEN in said["behind the curtain"]


def test_notes_go_with_the_presentation(said):
    assert said["gone with it"]


@pytest.mark.parametrize(("name", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_notes_are_light_and_dark_as_the_slides_are(said, name, tokens):
    image = QImage(str(said["folder"] / f"{name}.png"))
    assert image.pixelColor(1260, 700).name() == tokens.surface.lower()
    written = {image.pixelColor(x, y).name() for x in range(520, 1200) for y in range(90, 200, 2)}
    assert tokens.ink.lower() in written
