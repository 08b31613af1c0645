"""The file of a study: how it is spelt, what a cut or damaged one still gives."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest

from core.store import Store, StoreDamaged, StoreExists, inspect, lines, salvage
from core.store.lines import encode_transaction


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.footpath"


def contents(store: Store) -> dict[str, dict[str, bytes]]:
    return {name: dict(store.raw(name)) for name in store.tables()}


def read(path: Path) -> dict[str, dict[str, bytes]]:
    return contents(Store.open(path, write=False))


def record(path: Path, count: int = 20) -> list[dict[str, dict[str, bytes]]]:
    """A study of ``count`` changes; what it held after each, an empty study first."""
    states: list[dict[str, dict[str, bytes]]] = [{}]
    with Store.create(path) as store:
        for number in range(count):
            document = json.dumps({"n": number, "text": "é" * (number % 7)}).encode()
            removes = {"t": [str(number - 3)]} if number % 5 == 4 else {}
            store.commit({"t": {str(number): document}}, removes, large=number % 4 == 3)
            states.append(contents(store))
    return states


def ends(data: bytes) -> list[int]:
    """Where each change of a journal ends, the header's end first."""
    found, at = [], 0
    for line in data.splitlines(keepends=True):
        at += len(line)
        if not line.startswith(b'{"part":'):
            found.append(at)
    return found


def test_a_study_is_json_lines_with_a_header_and_a_checksum_each(path: Path) -> None:
    with Store.create(path, study_id="s", author="Ada", device="laptop") as store:
        made = store.commit({"t": {"a": b'{"n":1}'}}, {"u": ["b"]}, label="Add", scope="flow")
    header, change = path.read_bytes().splitlines()
    assert header.startswith(b'{"format":"footpath","version":1,"study":"s","created":"')
    said = json.loads(change)
    assert said | {"at": "", "crc": ""} == {
        "id": made.id,
        "at": "",
        "device": "laptop",
        "author": "Ada",
        "label": "Add",
        "scope": "flow",
        "put": {"t": {"a": {"n": 1}}},
        "del": {"u": ["b"]},
        "crc": "",
    }
    for line in (header, change):
        assert int(json.loads(line)["crc"], 16) == crc32(line[: line.rindex(b',"crc"')])


def test_what_a_line_says_beyond_what_is_known_is_kept_and_does_no_harm(path: Path) -> None:
    with Store.create(path) as store:
        store.commit({"t": {"a": b'{"later":{"idea":1}}'}})
    with path.open("ab") as file:
        file.write(
            lines.sealed(b'"id":"x","mood":[1,{}],"put":{"t":{"b":{"n":1}}},"del":{},"end":null')
        )
    with Store.open(path) as store:
        store.table("t").update({"n": 2})
    assert read(path)["t"] == {"a": b'{"later":{"idea":1},"n":2}', "b": b'{"n":2}'}
    assert b'"mood":[1,{}]' in path.read_bytes()


def test_a_large_change_is_several_lines_and_one_mark(path: Path) -> None:
    documents = {str(n): b'{"text":"%s"}' % (b"x" * 1000) for n in range(6_000)}
    with Store.create(path) as store:
        store.commit({"t": {"gone": b"{}"}})
        store.commit({"t": documents, "u": {"a": b"{}"}}, {"t": ["gone"]}, label="Import")
        store.table("t").truncate()
        store.drop_table("t")
        store.commit({"t": documents})
    starts = [line[:9] for line in path.read_bytes().splitlines()]
    assert starts.count(b'{"parts":') == 2
    assert sum(start.startswith(b'{"part":') for start in starts) == 12
    assert read(path) == {"u": {"a": b"{}"}, "t": documents}
    assert inspect(path).transactions == 5


def test_a_journal_cut_at_any_byte_opens_with_every_whole_change(
    path: Path, tmp_path: Path
) -> None:
    states = record(path)
    data = path.read_bytes()
    marks = ends(data)
    cut_file = tmp_path / "cut.footpath"
    for cut in range(max(marks[0], len(data) - 2_000), len(data) + 1):
        cut_file.write_bytes(data[:cut])
        whole = sum(mark <= cut for mark in marks) - 1
        found = Store.open(cut_file, write=False)
        assert contents(found) == states[whole]
        assert (found.report.whole, found.report.torn_bytes) == (True, cut - marks[whole])
        assert cut_file.read_bytes() == data[:cut]  # a reader repairs nothing


def test_the_next_writer_sets_a_torn_end_aside(path: Path, tmp_path: Path) -> None:
    states = record(path)
    data = path.read_bytes()
    for times, cut in enumerate(
        [len(data) - 1, ends(data)[-2] + 100, ends(data)[-1] - 30], start=1
    ):
        path.write_bytes(data[:cut])
        with Store.open(path) as store:
            whole = ends(data)[-2]
            torn = path.with_name(store.report.set_aside)
            assert torn.read_bytes() == data[whole:cut]
            assert contents(store) == states[-2]
            assert path.read_bytes() == data[:whole]
            assert f'moved to "{torn.name}"' in store.report.sentences[-1]
            store.commit({"t": {"new": b"{}"}})
        assert read(path) == {"t": states[-2]["t"] | {"new": b"{}"}}
        assert len(list(tmp_path.glob("a.footpath.torn-*"))) == times
    assert inspect(path).torn_bytes == 0


def test_space_that_a_power_cut_left_unwritten_counts_as_torn(path: Path) -> None:
    states = record(path)
    data = path.read_bytes()
    last, end = ends(data)[-2:]
    for unwritten in (
        b"\0" * 5_000,
        b"\0" * 10 + b"\n",
        data[last : last + 20] + b"\0" * 40 + b"}\n",
    ):
        path.write_bytes(data[:last] + unwritten)
        assert inspect(path).whole
        with Store.open(path) as store:
            assert contents(store) == states[-2]
            assert path.stat().st_size == last
    assert end == len(data)


def damaged(data: bytes, line: int, place: int, bit: int) -> bytes:
    """The journal with one bit of a line (from 0, in the file) turned."""
    start = sum(map(len, data.splitlines(keepends=True)[:line]))
    at = start + place
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def test_a_turned_bit_anywhere_is_found_and_its_lines_named(path: Path) -> None:
    record(path)
    data = path.read_bytes()
    every = data.splitlines(keepends=True)
    rng = random.Random(7)  # the same places each time
    for _ in range(400):
        line = rng.randrange(1, len(every) - 3)
        place = rng.randrange(len(every[line]))
        path.write_bytes(damaged(data, line, place, rng.randrange(8)))
        report = inspect(path)
        assert not report.whole
        assert {line + 1, line + 2} & set(report.lines_lost)


def test_damage_in_the_middle_refuses_writers_and_shows_readers_the_rest(
    path: Path, tmp_path: Path
) -> None:
    states = record(path)
    path.write_bytes(damaged(path.read_bytes(), 2, 40, 1))  # the second change: line 3
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match="line 3 cannot be read") as caught:
        Store.open(path)
    assert caught.value.lines == (3,)
    reader = Store.open(path, write=False)
    expected = {doc_id: document for doc_id, document in states[-1]["t"].items() if doc_id != "1"}
    expected["1"] = b""
    expected.pop("1")
    assert contents(reader)["t"] == expected
    assert "line 3 cannot be read" in reader.report.sentences[0]
    target = tmp_path / "saved.footpath"
    assert salvage(path, target).lines_lost == (3,)
    assert inspect(target).whole
    assert read(target)["t"] == expected
    assert (path.read_bytes(), inspect(target).study_id) == (before, reader.study_id)
    with pytest.raises(StoreExists):
        salvage(path, target)


def test_of_a_large_change_with_a_damaged_line_nothing_is_shown(path: Path, tmp_path: Path) -> None:
    documents = {str(n): b"{}" for n in range(3)}
    with Store.create(path) as store:
        store.commit({"t": {"first": b"{}"}})
        store.commit({"t": documents}, large=True)
        store.commit({"t": {"last": b"{}"}})
    data = path.read_bytes()
    for line in (2, 3):
        path.write_bytes(damaged(data, line, 10, 0))
        assert inspect(path).lines_lost == (3, 4)
        assert read(path) == {"t": {"first": b"{}", "last": b"{}"}}
    # A part on its own, a mark without its part, parts out of order.
    one, part, mark, last = data.splitlines(keepends=True)[1:]
    header = data[: len(data) - len(one + part + mark + last)]
    second = part.replace(b'"part":1', b'"part":2')
    for body, lost in (
        (one + part + last, (3,)),
        (one + mark + last, (3,)),
        (one + part + part + mark + last, (3,)),
        (one + lines.sealed(second[1 : -lines.TAIL - 1]) + mark + last, (3, 4)),
        (one + part + lines.sealed(second[1 : -lines.TAIL - 1]) + mark + last, (3, 4, 5)),
    ):
        path.write_bytes(header + body)
        assert inspect(path).lines_lost == lost
    assert salvage(path, tmp_path / "saved.footpath").documents == 2
    assert read(tmp_path / "saved.footpath") == {"t": {"first": b"{}", "last": b"{}"}}


def test_a_lost_header_is_replaced_when_the_rest_is_saved(path: Path, tmp_path: Path) -> None:
    states = record(path)
    for place in (3, 60):
        path.write_bytes(damaged(path.read_bytes(), 0, place, 0))
        assert inspect(path).lines_lost == (1,)
        target = tmp_path / f"saved{place}.footpath"
        salvage(path, target)
        assert (read(target), inspect(target).whole) == (states[-1], True)
        path.unlink()
        record(path)


def test_a_line_that_is_sealed_but_no_change_is_damage_too(path: Path) -> None:
    record(path, 3)
    for inside in (b'"put":7', b'"put":{"t":{"a":{}}', b'"put":{"t":[]}', b'"x":1'):
        data = path.read_bytes()
        path.write_bytes(data + lines.sealed(inside) + data.splitlines(keepends=True)[1])
        lost = inspect(path).lines_lost
        assert lost == (() if inside == b'"x":1' else (5,))
        path.write_bytes(data)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n", 2))
    assert inspect(path).lines_lost == (2, 4)


def test_lines_of_any_length_are_read(path: Path) -> None:
    long = b'{"text":"%s"}' % (b"x" * 3_000_000)
    with Store.create(path) as store:
        for doc_id in "abc":
            store.commit({"t": {doc_id: long, doc_id * 2: b"{}"}})
    assert read(path)["t"]["c"] == long
    path.write_bytes(path.read_bytes()[:-100])
    assert list(read(path)["t"]) == ["a", "aa", "b", "bb"]


@pytest.mark.parametrize(
    "document", [b"7", b"[]", b"{", b'{"a":1}\n', b'{"a":NaN}', b'{"a":"\xff"}']
)
def test_only_json_objects_get_into_the_journal(path: Path, document: bytes) -> None:
    with Store.create(path) as store:
        before = path.read_bytes()
        with pytest.raises(ValueError, match=r"JSON|utf-8|UTF-8"):
            store.commit({"t": {"fine": b"{}", "bad": document}})
        assert (path.read_bytes(), store.tables()) == (before, set())


def test_the_open_study_can_be_copied_and_read(path: Path, tmp_path: Path) -> None:
    with Store.create(path) as store:
        store.commit({"t": {"a": b"{}"}})
        shutil.copy(path, tmp_path / "copy.footpath")
        assert read(tmp_path / "copy.footpath") == read(path) == contents(store)


def test_progress_is_told_up_to_the_end(path: Path) -> None:
    record(path)
    told: list[tuple[int, int]] = []
    size = path.stat().st_size

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    Store.open(path, write=False, progress=tell)
    assert told[-1] == (size, size)


def test_a_transaction_of_nothing_but_a_drop_fits_the_large_form(path: Path) -> None:
    written = list(encode_transaction(lines.Transaction("i", "at", {}, drops=["t"], large=True)))
    assert [line[:10] for line in written] == [b'{"parts":0']
    record(path, 2)
    with path.open("ab") as file:
        file.writelines(written)
    assert read(path) == {}


@pytest.fixture(autouse=True)
def nothing_left_beside(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.glob("*.part"))
