"""What ``picture`` takes. Painting needs Qt, so main.py has it done by the window's own code."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from core.command.answer import WrongUse
from core.command.arguments import Options, Parser

SUMMARY = "paint a page of the window to a file"

PAGES = ("flow", "partners", "capture", "funnels")
_LARGEST = 16_384


def arguments(parser: Parser) -> None:
    """What ``picture`` takes: ``size`` in units of the window, ``scale`` pixels for each of them."""
    add = parser.add_argument
    add("page", metavar="PAGE", choices=PAGES, help=", ".join(PAGES))
    add("study", metavar="STUDY", type=Path)
    add("-o", dest="target", metavar="FILE.png", type=Path, required=True)
    add("--size", metavar="1600x1000", type=_size, default=(1600, 1000))
    add("--scale", metavar="2", type=_scale, default=1.0)
    add("--dark", action="store_true")


def check(options: Options) -> None:
    """Raise WrongUse where the picture would have more pixels to a side than can be painted."""
    width, height = (round(side * options.scale) for side in options.size)
    if max(width, height) > _LARGEST:
        raise WrongUse(
            f"A picture of {width:,} × {height:,} pixels is too large: {_LARGEST:,} to a side at most."
        )


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,5})[x×](\d{2,5})", text)
    if not found or max(map(int, found.groups())) > _LARGEST:
        raise argparse.ArgumentTypeError(f"“{text}” is no size such as 1600x1000")
    return int(found[1]), int(found[2])


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.25 <= scale <= 8:
        raise argparse.ArgumentTypeError(f"“{text}” is no scale from 0.25 to 8")
    return scale
