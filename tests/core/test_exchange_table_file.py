"""A table is found in a file whatever wrote it, and what is broken is said with its line."""

from __future__ import annotations

import gzip

import pytest

from core.exchange.table_file import look, rows
from core.exchange.unreadable import Cancelled, UnreadableInput


@pytest.fixture
def written(tmp_path):
    """Write a file of some bytes or text, and give its path."""

    def write(content, name="log.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def read(path, *wanted):
    table = look(path, wanted)
    return table.columns, list(rows(table))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(written, delimiter):
    text = "case;act;time\n1;A;2020\n".replace(";", delimiter)
    assert read(written(text)) == (("case", "act", "time"), [(2, ["1", "A", "2020"])])


def test_the_delimiter_is_the_one_that_gives_the_wanted_columns(written):
    path = written("case;note, long, and with commas\n1;x\n")
    assert read(path, "case")[0] == ("case", "note, long, and with commas")
    assert look(path).columns == ("case;note", " long", " and with commas")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(written, encoding):
    path = written("patiënt,activité\n1,Größe\n".encode(encoding))
    assert read(path) == (("patiënt", "activité"), [(2, ["1", "Größe"])])


def test_a_packed_file_is_read_whatever_it_is_called(written):
    path = written(gzip.compress(b"a,b\n1,2\n"), "log.txt")
    assert read(path) == (("a", "b"), [(2, ["1", "2"])])


def test_lines_are_those_of_the_file_also_behind_quoted_line_breaks(written):
    path = written('a,b\n1,"two\nlines"\n\n2,x\r\n3,y\n')
    assert read(path)[1] == [(2, ["1", "two\nlines"]), (5, ["2", "x"]), (6, ["3", "y"])]


def test_empty_lines_before_the_header_are_left_out(written):
    assert read(written("\n\na,b\n1,2\n")) == (("a", "b"), [(4, ["1", "2"])])


def test_a_short_row_is_given_as_it_is_and_empty_cells_too_many_do_no_harm(written):
    assert read(written("a,b\n1\n1,2,,\n"))[1] == [(2, ["1"]), (3, ["1", "2", "", ""])]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("a,b\n1,2\n1,2,3\n", "Line 3 has 3 cells where there are 2 columns"),
        ('a,b\n1,2\n3,"open\n4,5\n', "Line 3 is no proper row"),
        (b"\x81\x8d\xff,\x00\n", "no text file"),
        (gzip.compress(b"a,b\n" * 9000, mtime=0)[:40], "packed and damaged"),
        (b"\x1f\x8bnonsense", "packed and damaged"),
    ],
)
def test_what_cannot_be_read_is_said(written, content, sentence):
    with pytest.raises(UnreadableInput, match=sentence):
        read(written(content))


def test_half_a_utf16_file_is_no_text(written):
    with pytest.raises(UnreadableInput, match="no text file"):
        read(written("a,b\n1,2\n".encode("utf-16")[:-1]))


def test_a_missing_file_and_a_folder_are_said(tmp_path):
    with pytest.raises(UnreadableInput, match=r"There is no file “log\.csv”"):
        look(tmp_path / "log.csv")
    with pytest.raises(UnreadableInput, match="is a folder"):
        look(tmp_path)


def test_progress_is_told_and_can_cancel(written):
    path = written("a,b\n" + "1,2\n" * 50_000)
    told: list[tuple[int, int]] = []

    def tell(done, total):
        told.append((done, total))
        return True

    list(rows(look(path), tell))
    assert told[-1] == (200_004, 200_004)
    assert len(told) > 2
    with pytest.raises(Cancelled):
        list(rows(look(path), lambda _done, _total: False))
    with pytest.raises(Cancelled):
        list(rows(look(path), lambda done, total: done < total))


def test_very_long_cells_are_read(written):
    long = "x" * 300_000
    assert read(written(f"a,b\n1,{long}\n"))[1] == [(2, ["1", long])]
