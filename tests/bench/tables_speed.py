"""A workbook of many observations, against xlsxwriter asked for each cell, from the same rows.

Both write the same sheets with the same cells, and openpyxl reads the same values in both, or nothing
is printed. How long the longest wait between two words of progress is, is told beside it: within it a
cancel is felt.

    python tests/bench/tables_speed.py [--quick]
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.begin import begin
from core.exchange.grid import Grid, grid
from core.exchange.path_text import flow_of_path
from core.exchange.xlsx_file import xlsx_bytes
from core.model.consent import Consent, Permission
from core.model.moment import moment
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner
from core.share.choosing import Choice
from core.study import Study
from core.tables import pieces_of_tables
from core.tables.asked import asked
from core.tables.files import workbook
from core.tables.words import words_of

START = datetime(2026, 1, 1, tzinfo=UTC)
PATH = ("Trigger", "Search", "Compare the offers", "Decide", "Need met")


def main() -> None:
    """Print how long each takes, and how many times longer than ours."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="a tenth of the observations")
    size = 10_000 if arguments.parse_args().quick else 100_000
    with tempfile.TemporaryDirectory() as folder, made(Path(folder), size) as study:
        whole, waited = from_the_study(study)
        about = asked(study, Choice())
        sheets = [grid(g.name, g.columns, g.rows) for g in workbook(about, words_of(about))]
        ours, theirs = timed(lambda: xlsx_bytes(sheets)), timed(lambda: cell_by_cell(sheets))
        if any(a != b for a, b in zip_longest(values(ours[1]), values(theirs[1]))):
            sys.exit("the workbooks differ")
    print(
        f"a workbook of {size:,} observations: {whole:.1f} s, longest wait {waited * 1000:.0f} ms"
    )
    print(f"  its sheets from rows         {ours[0]:6.1f} s")
    print(f"  xlsxwriter, cell by cell     {theirs[0]:6.1f} s   {theirs[0] / ours[0]:.1f} x")


def made(folder: Path, size: int) -> Study:
    """A study of so many observations of a fifth as many partners, a fifth of them with words."""
    study = begin(folder / "a.footpath", "Large", flow_of_path(list(PATH)))
    (iteration,), flow = study.iterations(), study.flows()[0]
    people = [
        CustomerPartner(f"p{n:06}", f"P-{n:06}", {"age": str(n % 90)}) for n in range(size // 5)
    ]
    agreed = [
        Consent(each.id, (Permission.NOTES, Permission.QUOTES), moment(START))
        for each in people[::2]
    ]
    seen = [
        Observation(
            f"o{n:07}", f"p{n // 5:06}", iteration.id, flow.steps[n % 5].id,
            Status.DEVIATED if n % 7 == 3 else Status.ALIGNED, moment(START + timedelta(seconds=n)),
            reason="It took too long" if n % 7 == 3 else "", tags=("price", "trust") if n % 9 == 0 else (),
            note="Asked for the price twice, then left the page open." if n % 6 == 0 else "",
            quote="I would rather call somebody than read all that." if n % 8 == 0 else "",
        )
        for n in range(size)
    ]  # fmt: skip
    study.do("Fill", "partners", [*people, *agreed, *seen])
    return study


def from_the_study(study: Study) -> tuple[float, float]:
    """Seconds for the whole file, and the longest between two words of progress."""
    heard = [time.perf_counter()]

    def progress(_done: int, _whole: int) -> bool:
        heard.append(time.perf_counter())
        return True

    for _ in pieces_of_tables(study, Choice(), ".xlsx", progress):
        pass
    heard.append(time.perf_counter())
    return heard[-1] - heard[0], max(later - earlier for earlier, later in pairwise(heard))


def timed(run: Any) -> tuple[float, bytes]:
    """Seconds of this process, and what came of it."""
    began = time.process_time()
    content = run()
    return time.process_time() - began, content


def cell_by_cell(sheets: Sequence[Grid]) -> bytes:
    """The same sheets by xlsxwriter alone, each kind of cell by its own function."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for each in sheets:
            page = book.add_worksheet(each.name)
            put = {
                str: page.write_string, int: page.write_number, float: page.write_number,
                bool: page.write_boolean,
            }  # fmt: skip
            for place, column in enumerate(each.columns):
                page.write_string(0, place, column.title)
            for number, row in enumerate(each.rows, 1):
                for place, cell in enumerate(row):
                    if isinstance(cell, datetime):
                        page.write_datetime(number, place, cell, moments)
                    elif cell is not None and cell != "":
                        put[type(cell)](number, place, cell)
    return held.getvalue()


def values(content: bytes) -> Iterator[object]:
    """Every value that openpyxl reads, in its place."""
    for page in load_workbook(io.BytesIO(content), read_only=True):
        for number, row in enumerate(page.iter_rows(values_only=True)):
            # xlsxwriter writes numbers with 16 digits, ours come back to the last.
            yield page.title, number, [f"{c:.14g}" if type(c) in (int, float) else c for c in row]


if __name__ == "__main__":
    main()
