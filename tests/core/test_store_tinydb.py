"""A study behaves as any other TinyDB database does, without rewriting its file."""

# mypy: disable-error-code="arg-type, call-overload, comparison-overlap, dict-item, list-item"
# TinyDB declares its ids as numbers; a study's are texts.
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.operations import set as set_to
from tinydb.table import Document

from core.store import Store, StoreReadOnly


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.footpath"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.create(path) as store:
        yield store


def reopened(store: Store) -> Store:
    return Store.open(store.path, write=False)


def test_an_inserted_document_is_there_after_reopening_under_the_id_returned(store: Store) -> None:
    doc_id = store.table("people").insert({"name": "Ada"})
    assert isinstance(doc_id, str)
    assert store.table("people").get(doc_id=doc_id) == {"name": "Ada"}
    found = reopened(store).table("people").all()
    assert [(found[0].doc_id, found[0]["name"])] == [(doc_id, "Ada")]


def test_ids_are_uuids_in_the_order_of_insertion(store: Store) -> None:
    ids = store.db.insert_multiple({"n": n} for n in range(100))
    assert ids == sorted(ids)
    assert len(set(ids)) == 100
    assert {len(doc_id) for doc_id in ids} == {36}
    assert [document["n"] for document in reopened(store).db] == list(range(100))


def test_a_document_brings_its_own_id_and_a_second_one_is_refused(store: Store) -> None:
    assert store.db.insert(Document({"a": 1}, doc_id=7)) == "7"
    with pytest.raises(ValueError, match="already exists"):
        store.db.insert_multiple([{"b": 1}, Document({"a": 2}, doc_id="7")])
    assert store.db.all() == [{"a": 1}]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"b": 2}, {"n": 1, "b": 2}),
        (lambda document: document.pop("n"), {}),
        (increment("n"), {"n": 2}),
        (add("n", 4), {"n": 5}),
        (set_to("n", [1, {"deep": True}]), {"n": [1, {"deep": True}]}),
        (delete("n"), {}),
    ],
)
def test_update_changes_what_matches_and_journals_only_that(
    store: Store, fields: object, expected: dict[str, object]
) -> None:
    store.db.insert({"n": 0})
    changed = store.db.insert({"n": 1})
    assert store.db.update(fields, where("n") == 1) == [changed]
    assert reopened(store).db.all() == [{"n": 0}, expected]
    assert store.path.read_bytes().splitlines()[-1].count(b'"n":0') == 0


def test_update_multiple_upsert_and_remove(store: Store) -> None:
    one, two = store.db.insert_multiple([{"n": 1}, {"n": 2}])
    assert store.db.update_multiple([({"m": 1}, where("n") == 1), ({"m": 2}, where("n") == 2)]) == [
        one,
        two,
    ]
    assert store.db.upsert({"n": 2, "x": 9}, where("n") == 2) == [two]
    (three,) = store.db.upsert({"n": 3}, where("n") == 3)
    assert store.db.upsert(Document({"y": 1}, doc_id=three)) == [three]
    assert store.db.remove(where("n") == 1) == [one]
    assert store.db.remove(doc_ids=[one, two]) == [two]
    assert reopened(store).db.all() == [{"n": 3, "y": 1}]


def test_reading_offers_what_tinydb_offers(store: Store) -> None:
    ids = store.db.insert_multiple([{"n": n} for n in range(5)])
    n = Query().n
    assert store.db.count(n > 2) == 2
    assert store.db.contains(n == 4)
    assert not store.db.contains(doc_id="none")
    assert store.db.get(n == 3) == {"n": 3}
    assert store.db.get(doc_id="none") is None
    assert store.db.get(doc_ids=ids[:2]) == [{"n": 0}, {"n": 1}]
    assert len(store.db) == 5
    assert [document.doc_id for document in store.db.search(n.test(lambda value: value % 2))] == [
        ids[1],
        ids[3],
    ]
    assert "total=5" in repr(store.db.table("_default"))


def test_what_is_handed_out_is_a_copy(store: Store) -> None:
    doc_id = store.db.insert({"tags": ["a"]})
    store.db.get(doc_id=doc_id)["tags"].append("b")
    for document in store.db:
        document["tags"].append("c")
    assert store.db.get(doc_id=doc_id) == {"tags": ["a"]}


def test_documents_may_be_changed_while_they_are_gone_through(store: Store) -> None:
    store.db.insert_multiple({"n": n} for n in range(3))
    for document in store.db:
        store.db.remove(doc_ids=[document.doc_id])
        store.db.insert({"n": document["n"] + 10})
    assert [document["n"] for document in store.db] == [10, 11, 12]


def test_tables_come_with_their_first_document_and_go_when_dropped(store: Store) -> None:
    assert store.tables() == set()
    kept = store.table("steps")
    raw = store.raw("steps")
    doc_id = kept.insert({"name": "Trigger"})
    store.table("links").insert({})
    store.table("links").truncate()
    store.db.table("notes", persist_empty=True)
    assert store.tables() == reopened(store).tables() == {"steps", "links", "notes"}
    assert list(raw) == [doc_id]
    store.drop_table("steps")
    store.drop_table("never there")
    assert store.tables() == reopened(store).tables() == {"links", "notes"}
    assert (len(raw), kept.all()) == (0, [])
    again = kept.insert({"name": "Need met"})
    assert list(raw) == [again]
    store.drop_tables()
    assert store.tables() == reopened(store).tables() == set()


def test_a_storage_can_be_written_as_a_whole(store: Store) -> None:
    store.db.insert_multiple([{"n": 1}, {"n": 2}])
    store.db.storage.write({"_default": {1: {"n": 3}}, "new": {"a": {}}})
    assert reopened(store).db.all() == [{"n": 3}]
    assert reopened(store).table("new").get(doc_id="a") == {}


def test_a_change_through_one_handle_is_seen_by_the_queries_of_every_other(store: Store) -> None:
    first, second = store.db.table("t"), store.db.table_class(store.db.storage, "t")
    doc_id = first.insert({"n": 1})
    assert len(first.search(where("n") == 1)) == len(second.search(where("n") == 1)) == 1
    second.update({"n": 2})
    assert first.search(where("n") == 1) == []
    store.commit({"t": {doc_id: b'{"n":1}'}})
    assert len(first.search(where("n") == 1)) == len(second.search(where("n") == 1)) == 1


@pytest.mark.parametrize(
    "document",
    [
        {"when": dt.date(2026, 1, 1)},
        {"tags": {"a"}},
        {"share": float("nan")},
        {"raw": b"x"},
        {"half": "\ud800"},
        {("a", "b"): 1},
        "no mapping",
    ],
)
def test_what_json_cannot_say_is_refused_before_anything_changes(
    store: Store, document: object
) -> None:
    store.db.insert({"n": 1})
    before = store.path.read_bytes()
    for attempt in (store.db.insert, lambda bad: store.db.insert_multiple([{"good": 1}, bad])):
        with pytest.raises((TypeError, ValueError)):
            attempt(document)
    assert store.path.read_bytes() == before
    assert store.db.all() == [{"n": 1}]


def test_an_update_that_fails_half_way_changes_nothing(store: Store) -> None:
    store.db.insert_multiple([{"n": 1}, {"m": 2}])
    before = store.path.read_bytes()
    with pytest.raises(KeyError):
        store.db.update(increment("n"))
    assert (store.db.all(), store.path.read_bytes()) == ([{"n": 1}, {"m": 2}], before)


def test_what_matches_or_changes_nothing_writes_nothing(store: Store) -> None:
    store.commit({"t": {"a": b'{"n": 1.50}'}})
    before = store.path.read_bytes()
    table = store.table("t")
    assert table.update({"n": 2}, where("n") == 9) == []
    assert table.update({"n": 1.5}) == ["a"]
    assert table.remove(where("n") == 9) == []
    assert table.remove(doc_ids=["none"]) == []
    assert table.insert_multiple([]) == []
    store.table("none").truncate()
    store.drop_table("none")
    assert store.commit({}, {"t": []}).done
    with store.transaction():
        pass
    assert store.path.read_bytes() == before


def test_numbers_of_any_size_and_any_text_survive(store: Store) -> None:
    odd = {"big": 10**40, "tiny": 5e-324, "text": "= \u202e\u2028\x00 🧭 " + "n" * 300, "": None}
    store.db.insert(odd)
    assert reopened(store).db.all() == [odd]


def test_operations_joined_to_a_transaction_are_one_line(store: Store) -> None:
    lines = len(store.path.read_bytes().splitlines())
    with store.transaction("Add a partner", scope="p"):
        partner = store.table("partners").insert({"name": "P-001"})
        store.table("partners").update({"age": 42}, doc_ids=[partner])
        store.table("cohorts").insert({"partners": [partner]})
        assert store.table("partners").all() == [{"name": "P-001", "age": 42}]
        assert store.raw("partners") == {}
        assert store.tables() == {"partners", "cohorts"}
    written = store.path.read_bytes().splitlines()
    assert len(written) == lines + 1
    assert b'"label":"Add a partner","scope":"p"' in written[-1]
    assert reopened(store).table("partners").all() == [{"name": "P-001", "age": 42}]


def test_an_exception_in_a_transaction_undoes_all_of_it(store: Store) -> None:
    table = store.table("t")
    kept = table.insert({"n": 1})
    before = store.path.read_bytes()

    def fail() -> None:
        with store.transaction():
            table.remove(doc_ids=[kept])
            table.insert({"n": 2})
            store.drop_tables()
            assert table.search(where("n") == 1) == []
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert [found.doc_id for found in table.search(where("n") == 1)] == [kept]
    assert (store.path.read_bytes(), store.tables()) == (before, {"t"})


def test_a_transaction_sees_its_own_removals_and_the_order_they_leave(store: Store) -> None:
    table = store.table("t")
    one, two = table.insert_multiple([{"n": 1}, {"n": 2}])
    with store.transaction():
        table.remove(doc_ids=[one])
        assert table.get(doc_id=one) is None
        table.insert(Document({"n": 3}, doc_id=one))
        new = table.insert({"n": 4})
        table.remove(doc_ids=[new])
        inside = [document.doc_id for document in table]
        assert (len(table), inside) == (2, [two, one])
    for left in (store, reopened(store)):
        assert [document.doc_id for document in left.table("t")] == [two, one]
    with store.transaction():
        store.drop_table("t")
        assert store.tables() == set()
        store.table("t").insert({"n": 5})
        assert store.table("t").all() == [{"n": 5}]
    assert reopened(store).table("t").all() == [{"n": 5}]


def test_transactions_do_not_nest_and_commits_stay_outside(store: Store) -> None:
    with store.transaction():
        with pytest.raises(RuntimeError), store.transaction():
            pass
        with pytest.raises(RuntimeError):
            store.commit({"t": {"a": b"{}"}})


def test_a_study_open_for_reading_answers_and_refuses_changes(store: Store) -> None:
    store.db.insert({"n": 1})
    with reopened(store) as reader:
        assert not reader.writable
        assert reader.db.all() == [{"n": 1}]
        assert (reader.flush(), reader.state.waiting) == (True, 0)
        for attempt in (
            lambda: reader.db.insert({}),
            lambda: reader.commit({"t": {"a": b"{}"}}),
            reader.drop_tables,
            reader.retry,
        ):
            with pytest.raises(StoreReadOnly):
                attempt()


def test_the_front_door_closes_the_study(path: Path) -> None:
    db = Store.create(path).db
    with db:
        assert isinstance(db, TinyDB)
        db.insert({"n": 1})
    with Store.open(path) as store:
        assert store.db.all() == [{"n": 1}]
