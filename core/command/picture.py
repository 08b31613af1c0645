"""What ``picture`` takes. Painting needs Qt, so main.py has it done by the window's own code."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from core.command.answer import WrongUse
from core.command.arguments import Options, Parser

SUMMARY = "paint a page of the window to a file"

PAGES = (
    "welcome",
    "hypothesis",
    "flow",
    "partners",
    "capture",
    "funnels",
    "decide",
    "innovation",
    "iterations",
    "report",
    "present",
)
TITLES = {"funnel": "funnels", "decision": "decide", "outcomes": "innovation"}
"""What else a page may be called: as its title on the screen, or its verb, has it."""
CHARTS = ("funnels", "steps", "reasons", "instead", "time", "compare", "iterations")
ENDINGS = (".png", ".svg", ".pdf")
_LARGEST = 16_384


def arguments(parser: Parser) -> None:
    """What ``picture`` takes: ``size`` in units of the window, ``scale`` pixels for each of them."""
    add = parser.add_argument
    add("page", metavar="PAGE", type=_page, help=_pages())
    add("study", metavar="STUDY", type=Path)
    add(
        "-o",
        dest="target",
        metavar="FILE.png",
        type=Path,
        required=True,
        help="of a chart also FILE.svg or FILE.pdf",
    )
    add("--size", metavar="1600x1000", type=_size, default=(1600, 1000))
    add("--scale", metavar="2", type=_scale, help="1 for a page, 2 for a chart unless said")
    add("--dark", action="store_true")
    _chart_arguments(parser)


def _chart_arguments(parser: Parser) -> None:
    """What narrows ``picture funnels`` to one chart."""
    charts = parser.add_argument_group("one chart of the page funnels, on a sheet of its own")
    add = charts.add_argument
    add("--chart", metavar="NAME", choices=CHARTS, help=", ".join(CHARTS))
    add(
        "--cohort",
        metavar="NAME",
        action="append",
        default=[],
        help="a cohort or “attribute = value”; charts of one cohort take the first",
    )
    add("--iteration", metavar="N", type=int, help="its number; the latest unless said")
    add("--step", metavar="NAME", help="the step to compare at; the worst unless said")
    add("--against", metavar="NAME", help="compare with this cohort; the rest unless said")
    add("--counts", action="store_true", help="partners, not per cent")
    add("--encounter", choices=("first", "latest"), default="first")
    add("--reading", choices=("latest", "strict"), default="latest")


def check(options: Options) -> None:
    """Say the scale, and raise WrongUse for what cannot be painted: too large, or no such file."""
    if options.chart is None:
        _refuse_for_pages(options)
    elif options.page != "funnels":
        raise WrongUse("--chart goes with the page funnels.")
    elif options.target.suffix.lower() not in ENDINGS:
        raise WrongUse(
            f"A chart is saved as {', '.join(ENDINGS)}; “{options.target.name}” is none."
        )
    if options.scale is None:
        options.scale = 1.0 if options.chart is None else 2.0
    width, height = (round(side * options.scale) for side in options.size)
    if max(width, height) > _LARGEST:
        raise WrongUse(
            f"A picture of {width:,} × {height:,} pixels is too large: {_LARGEST:,} to a side at most."
        )


def _refuse_for_pages(options: Options) -> None:
    """Raise WrongUse where something was asked that only a chart has."""
    asked = (options.cohort, options.iteration, options.step, options.against, options.counts)
    if any(asked) or (options.encounter, options.reading) != ("first", "latest"):
        raise WrongUse("What narrows a chart goes with --chart NAME.")


def _page(text: str) -> str:
    """The page of a name, or of the title it has on the screen, whatever its capitals."""
    named = text.strip().casefold()
    page = TITLES.get(named, named)
    if page not in PAGES:
        raise argparse.ArgumentTypeError(f"“{text}” is no page. The pages are: {_pages()}")
    return page


def _pages() -> str:
    """The pages in one line, each with what else it may be called."""
    other = {page: title for title, page in TITLES.items()}
    return ", ".join(f"{each} (or {other[each]})" if each in other else each for each in PAGES)


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
