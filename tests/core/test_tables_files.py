"""The files of tables: typed sheets that split, hostile texts, and a stop that leaves nothing."""

from __future__ import annotations

import math
import time
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.begin import begin
from core.exchange.copied import safe
from core.exchange.csv_file import csv_pieces
from core.exchange.grid import Column, Kind, fit, grid, parted
from core.exchange.unreadable import Cancelled
from core.exchange.watch import BETWEEN, Watch
from core.exchange.xlsx_file import CUT, LONGEST, xlsx_bytes
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner
from core.sample import write_sample
from core.share.choosing import Choice
from core.store import write_new
from core.study import Study
from core.tables import ENDINGS, pieces_of_tables
from core.tables.asked import asked
from core.tables.files import workbook
from core.tables.words import words_of
from tests.core.speaking import speak
from tests.core.workbook_reading import csv_rows, sheets

STARTS = (
    "=1+1",
    "+1 a",
    "-x",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＠x",
    "'=1",
    "==",
    "=",
    "-",
)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "sample.footpath"
    write_sample(path)
    with Study.open(path, write=False) as study:
        yield study


def written(tmp_path: Path, *columns: Column, rows: list[tuple[Any, ...]]) -> Any:
    path = tmp_path / "a.xlsx"
    path.unlink(missing_ok=True)
    path.write_bytes(xlsx_bytes([grid("Sheet", columns, rows)]))
    return load_workbook(path)["Sheet"]


def test_cells_are_typed_and_say_how_they_are_read(tmp_path):
    at = datetime(2026, 3, 1, 14, 30, 15)  # noqa: DTZ001  # a workbook knows no zones
    columns = [Column(each.name.title(), each) for each in Kind]
    row = ("text", "words", 7, 0.875, -0.25, 0.0312, at, True)
    page = written(tmp_path, *columns, rows=[row, (None,) * len(row)])
    cells = page[2]
    assert tuple(cell.value for cell in cells) == row
    assert [cell.data_type for cell in cells] == ["s", "s",
        "n", "n", "n", "n", "d", "b",
    ]  # fmt: skip
    assert [cell.number_format for cell in cells][3:7] == [
        "0.0%", "+0.0%;-0.0%;0.0%", "0.0000", "yyyy-mm-dd hh:mm:ss",
    ]  # fmt: skip
    assert all(cell.value is None for cell in page[3])
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:H3"
    assert page.dimensions == "A1:H3"
    assert page.print_title_rows == "$1:$1"


@pytest.mark.parametrize("number", [0, -1, 2**60, 0.1, 1e-300, -1e300, math.pi])
def test_a_number_comes_back_to_the_last_digit(tmp_path, number):
    assert written(tmp_path, Column("A"), rows=[(number,)])["A2"].value == number


def test_a_moment_before_spreadsheets_have_days_is_a_text(tmp_path):
    at = datetime(1066, 10, 14)  # noqa: DTZ001
    page = written(tmp_path, Column("At", Kind.MOMENT), rows=[(at,)])
    assert page["A2"].value == "1066-10-14 00:00:00"


@given(st.text(max_size=40) | st.sampled_from([*STARTS, "<r>a</r>", "_x0041_", "]]>&<!--"]))
def test_any_text_stands_in_a_sheet_as_a_text(tmp_path_factory, text):
    page = written(tmp_path_factory.mktemp("a"), Column("A", Kind.TEXT), rows=[(text,), ("end",)])
    cell = page["A2"]
    assert page["A3"].value == "end"
    assert cell.data_type in ("s", "n")
    assert (cell.value or "").replace("_x005F_", "_") == fit(text)
    assert bool(cell.quotePrefix) == (safe(fit(text)) != fit(text))


@given(st.text(max_size=40) | st.sampled_from(STARTS))
def test_no_text_in_csv_is_a_formula_and_all_come_back(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("a") / "a.csv"
    columns = [Column("A", Kind.TEXT), Column("B", Kind.TEXT)]
    path.write_bytes(b"".join(csv_pieces(grid("a", columns, [(text, "end")]))))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = csv_rows(path)
    assert row["B"] == "end"
    assert row["A"] == safe(fit(text))


def test_csv_has_the_line_ends_and_quotes_of_its_standard():
    columns = [Column("A", Kind.TEXT), Column("B")]
    rows = [('say "x", y\r\nz', 0.5), ("", None), ("a", True)]
    made = b"".join(csv_pieces(grid("a", columns, rows))).decode("utf-8-sig")
    assert made == 'A,B\r\n"say ""x"", y\nz",0.5\r\n,\r\na,yes\r\n'


@pytest.mark.parametrize("letter", ["x", "👍"])
def test_a_text_longer_than_a_cell_ends_in_a_mark(tmp_path, letter):
    value = written(tmp_path, Column("A", Kind.WORDS), rows=[(letter * 40_000,)])["A2"].value
    assert value.endswith(CUT)
    assert LONGEST - 1 <= len(value.encode("utf-16-le")) // 2 <= LONGEST
    assert value.removesuffix(CUT).strip(letter) == ""
    whole = written(tmp_path, Column("A", Kind.WORDS), rows=[("y" * LONGEST,)])["A2"].value
    assert whole == "y" * LONGEST


def test_a_row_is_as_high_as_its_text_and_no_higher_than_a_screen(tmp_path):
    rows = [("short",), ("word " * 30,), ("long " * 2_000,), ("a\nb\nc",)]
    page = written(tmp_path, Column("A", Kind.WORDS), rows=rows)
    heights = [page.row_dimensions[row].height for row in range(2, 6)]
    assert heights == [None, 45, 150, 45]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(study):
    about = asked(study, Choice())
    books = workbook(about, words_of(about), most_rows=100)
    names = [each.name for each in books]
    assert names[:5] == ["About", "Observations", "Observations 2", "Observations 3", "Partners"]
    parts = [list(each.rows) for each in books[1:4]]
    assert [len(part) for part in parts] == [each.length for each in books[1:4]] == [100, 100, 88]
    (whole,) = (each for each in workbook(about, words_of(about)) if each.name == "Observations")
    assert [row for part in parts for row in part] == list(whole.rows)
    said = {row[0]: row[1] for row in books[0].rows}
    assert said["Observations 3"] == "goes on from “Observations 2”: a sheet holds no more rows"


@given(st.integers(0, 40), st.integers(1, 9))
def test_parts_hold_every_row_once(rows, most):
    whole = grid("a", [Column("A")], [(number,) for number in range(rows)])
    parts = parted(whole, most)
    assert [row for each in parts for row in each.rows] == list(whole.rows)
    assert all(each.length <= most for each in parts)
    assert sum(each.length for each in parts) == rows


def test_a_study_with_a_split_workbook_opens(tmp_path, study):
    about = asked(study, Choice())
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx_bytes(workbook(about, words_of(about), most_rows=50)))
    book = sheets(path)
    assert sum(len(rows) for name, rows in book.items() if name.startswith("Observations")) == 288
    assert [row["Value"] for row in book["About"]].count(
        "goes on from “Observations”: a sheet holds no more rows"
    ) == 1


# --- stopping


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_cancel_is_felt_at_any_time_and_leaves_no_file(tmp_path, large, ending):
    asked_at: list[float] = []

    def go_on(_done: int, _whole: int) -> bool:
        asked_at.append(time.monotonic())
        return len(asked_at) < stop

    heard = 0
    for stop in (1, 2, 4):
        target = tmp_path / f"{stop}{ending}"
        asked_at.clear()
        try:
            write_new(target, pieces_of_tables(large, Choice(), ending, go_on))
        except Cancelled:
            heard += 1
            assert not target.exists()
    assert heard
    assert not list(tmp_path.glob(".*"))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A study of 12,000 observations."""
    path = tmp_path_factory.mktemp("large") / "large.footpath"
    with begin(path, "Large", flow_of()) as study:
        (iteration,), flow = study.iterations(), study.drawn
        assert flow is not None
        people = [CustomerPartner(f"p{n}", f"P-{n}") for n in range(3_000)]
        seen = [
            Observation(f"o{n:06}", f"p{n // 4}", iteration.id, flow.steps[n % 4].id, Status.ALIGNED,
                        now(), reason="Why not", note="n" * 60, quote=f"quote {n}")
            for n in range(12_000)
        ]  # fmt: skip
        study.do("Fill", "partners", [*people, *seen])
        yield study


def flow_of():
    from core.exchange.path_text import flow_of_path

    return flow_of_path(["T", "A", "B", "N"])


@pytest.mark.parametrize("ending", ENDINGS)
def test_progress_grows_to_its_whole(large, ending):
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    for _ in pieces_of_tables(large, Choice(), ending, progress):
        pass
    shares = [done / whole for done, whole in told]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_somebody_who_watches_is_told_again_after_so_long_and_no_sooner():
    told: list[float] = []

    def progress(_done: int, _whole: int) -> bool:
        told.append(time.monotonic())
        return True

    watch = Watch(progress, 10)
    end = time.monotonic() + 6 * BETWEEN
    while time.monotonic() < end:
        watch.done()
    assert 3 <= len(told) <= 6
    assert all(later - earlier >= BETWEEN for earlier, later in pairwise(told))


@pytest.fixture
def full():
    """No file can grow beyond 8 KB, as if the disk were full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill():
        resource.setrlimit(resource.RLIMIT_FSIZE, (8 << 10, before[1]))

    yield fill
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_disk_that_is_full_is_said_and_leaves_nothing(tmp_path, full, ending):
    path = tmp_path / "a.footpath"
    write_sample(path)
    full()
    answer = speak("export", path, "-o", tmp_path / f"a{ending}")
    assert answer.status == 1
    assert f"a{ending}" in answer.err
    assert "could not be written" in answer.err
    assert {each.name for each in tmp_path.iterdir()} == {"a.footpath"}


def test_a_folder_that_is_not_there_is_said(tmp_path):
    path = tmp_path / "a.footpath"
    write_sample(path)
    answer = speak("export", path, "-o", tmp_path / "nowhere" / "a.xlsx")
    assert answer.status == 2
    assert "nowhere" in answer.err


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder that nobody may write to")
def test_a_folder_that_may_not_be_written_is_said(tmp_path):
    path = tmp_path / "a.footpath"
    write_sample(path)
    answer = speak("export", path, "-o", "/proc/a.xlsx")
    assert answer.status in (1, 2)
    assert "a.xlsx" in answer.err


def test_a_study_of_one_voided_observation_has_empty_tables(tmp_path):
    path = tmp_path / "a.footpath"
    with begin(path, "a", flow_of()) as study:
        (iteration,), flow = study.iterations(), study.drawn
        assert flow is not None
        study.do("Add", "partners", [CustomerPartner("p", "P-1")])
        study.record(
            Observation(new_id(), "p", iteration.id, flow.steps[0].id, Status.ALIGNED, now(),
                        voided=True)
        )  # fmt: skip
    for ending in ENDINGS:
        assert speak("export", path, "-o", path.with_suffix(ending)).status == 0
    book = sheets(path.with_suffix(".xlsx"))
    assert book["Observations"] == []
    assert book["Quotes"] == []
    assert [row["Partner"] for row in book["Partners"]] == ["P-1"]
