"""``partners``: the register as a table or JSON, and a table of partners into it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from core.command.answer import DONE, NO, WrongUse
from core.command.arguments import Options, Parser
from core.command.damage import damage_remarked
from core.command.in_line import in_line, short
from core.command.speech import progress, remark, say, tame
from core.exchange.dates import reading
from core.exchange.partner_table import Fate, Preview, preview
from core.exchange.sheet import read_sheet
from core.exchange.table_columns import Columns, Use, columns_of
from core.exchange.unreadable import no_column
from core.names_file import Names, Person, read_names, write_names
from core.reading import Reader
from core.study import Study


def arguments(parser: Parser) -> None:
    """What ``partners`` takes."""
    add = parser.add_argument
    add("study", metavar="STUDY", type=Path)
    add("--json", action="store_true", help="print JSON for scripts")
    add("--import", dest="table", metavar="FILE", type=Path, help="a CSV or XLSX table of partners")
    add("--dry-run", action="store_true", help="say what importing would do, and do nothing")
    add("--date-format", metavar="F", default="", help="day/month, month/day, or like %%d/%%m/%%Y")
    add("--attribute", metavar="COL", action="append", default=[], help="bring this column in")
    add("--leave-out", metavar="COL", action="append", default=[], help="leave this column out")
    add("--names", metavar="FILE", type=Path, help="keep real names and contacts in this file")


def run(options: Options) -> int:
    """Print the register, or import into it; nothing is imported while a question is open."""
    if options.table is None:
        only = ("dry_run", "date_format", "attribute", "leave_out", "names")
        if any(getattr(options, each) for each in only):
            raise WrongUse("Only --import goes with --dry-run, --date-format, columns and names.")
        with Study.open(options.study, write=False, progress=progress("Opening")) as study:
            say(_register_json(study) if options.json else _register_table(study))
            return damage_remarked(study.store.report)
    opening = progress("Opening")
    with Study.open(options.study, write=not options.dry_run, progress=opening) as study:
        planned = preview(_columns(study, options), study.partners())
        _tell(planned, as_json=options.json)
        if planned.questions:
            raise WrongUse(f"{planned.questions[0]} Say it with --date-format day/month.")
        if options.dry_run:
            return DONE
        # A names file that cannot be used is found out before anything is imported.
        names = None if options.names is None else _names(study, planned, options.names)
        if planned.ready:
            study.do("Import partners", "partners", planned.documents())
        if names is not None:
            write_names(options.names, names, study.pseudonyms())
        return DONE if planned.ready or planned.count(Fate.UNCHANGED) else NO


def _columns(study: Reader, options: Options) -> Columns:
    try:
        reading(options.date_format)
    except ValueError as error:
        raise WrongUse(str(error)) from None
    found = columns_of(read_sheet(options.table, progress("Reading")), study.attributes())
    heads = [each.head for each in found.columns]
    for names, use in ((options.attribute, Use.ATTRIBUTE), (options.leave_out, Use.LEFT_OUT)):
        for name in names:
            if name not in heads:
                raise no_column(name, heads)
            found = found.used(heads.index(name), use)
    if options.date_format:
        for at in range(len(heads)):
            found = found.ordered(at, options.date_format)
    return found


def _tell(planned: Preview, *, as_json: bool) -> None:
    counts = {fate.value: planned.count(fate) for fate in Fate}
    if as_json:
        told = {
            **counts,
            "problems": planned.problems,
            "remarks": planned.remarks,
            "questions": planned.questions,
        }
        say(msgspec.json.encode(told).decode())
        return
    say(", ".join(f"{count:,} {fate}" for fate, count in counts.items()) + ".")
    for sentence in (*planned.remarks, *planned.problems):
        remark(sentence)


def _names(study: Reader, planned: Preview, path: Path) -> Names:
    known = study.info.id
    names = read_names(path, known) if path.exists() else Names(known)
    for row in planned.rows:
        if row.partner is not None and (row.name or row.contact):
            names = names.knowing(row.partner.id, Person(row.name, row.contact))
    return names


def _register_json(study: Reader) -> str:
    attributes = study.attributes()
    told = {
        "attributes": [{"name": each.name, "kind": each.kind} for each in attributes],
        "partners": [
            {
                "partner": partner.pseudonym,
                "attributes": {
                    each.name: partner.value(each.id)
                    for each in attributes
                    if partner.value(each.id)
                },
            }
            for partner in study.partners()
        ],
    }
    return msgspec.json.encode(told).decode()


def _register_table(study: Reader) -> str:
    attributes = study.attributes()
    partners = study.partners()
    if not partners:
        return f"{tame(study.info.name)} has no partners yet."
    head = ("Partner", *(short(each.name) for each in attributes))
    rows = [
        (short(each.pseudonym), *(short(each.value(column.id)) or "–" for column in attributes))
        for each in partners
    ]
    return "\n".join(in_line([head, *rows]))
