"""``import``: a new study from an event log, or from a study in plain JSON."""

from __future__ import annotations

from pathlib import Path

from core.command.answer import DONE, WrongUse
from core.command.arguments import Options, Parser
from core.command.program import PROGRAM
from core.command.speech import progress, say
from core.exchange.event_log import Plan, read_header
from core.exchange.path_text import path_names
from core.importing import import_log
from core.plain_study import study_of_plain

_LOG_NEEDS = ("case", "activity", "time", "path")
_LOG_TAKES = ("where", "attribute", "date_format")


def arguments(parser: Parser) -> None:
    """What ``import`` takes."""
    add = parser.add_argument
    add("log", metavar="LOG.csv", type=Path, help="or STUDY.json, as export writes it, alone")
    add("-o", dest="target", metavar="STUDY", type=Path, required=True)
    add("--case", metavar="COL", help="the column that names the case")
    add("--activity", metavar="COL", help="the column that names the activity")
    add("--time", metavar="COL", help="the column with the date and time")
    add("--path", metavar='"A > B > C"', help="the activities, trigger to need met")
    add("--where", metavar="COL=VALUE", action="append", default=[], help="keep only such rows")
    add("--attribute", metavar="COL", action="append", default=[], help="a column about partners")
    add("--date-format", metavar="F", default="", help="day/month, month/day, or like %%d/%%m/%%Y")


def run(options: Options) -> int:
    """Read the log and write the study; prints what was found."""
    if options.log.suffix.lower() == ".json":
        if any(getattr(options, name) for name in (*_LOG_NEEDS, *_LOG_TAKES)):
            raise WrongUse("A study as JSON is read whole: nothing but -o goes with it.")
        study_of_plain(options.log, options.target)
        return DONE
    if missing := [f"--{name}" for name in _LOG_NEEDS if getattr(options, name) is None]:
        raise WrongUse(
            f"An event log needs {', '.join(missing)} too (see {PROGRAM} import --help)."
        )
    plan = Plan(
        options.log,
        options.case,
        options.activity,
        options.time,
        path_names(options.path),
        tuple(_where(each, options.log) for each in options.where),
        tuple(options.attribute),
        options.date_format,
    )
    summary = import_log(plan, options.target, progress("Importing"))
    say(summary.sentence)
    return DONE


def _where(text: str, log: Path) -> tuple[str, str]:
    """The column and the value of a filter. A column's own name may hold a ``=``."""
    splits = [(text[:at], text[at + 1 :]) for at, letter in enumerate(text) if letter == "="]
    if not splits:
        raise WrongUse(f"--where needs COL=VALUE, not “{text}”.")
    if len(splits) > 1:
        columns = read_header(log)
        return next((each for each in splits if each[0] in columns), splits[0])
    return splits[0]
