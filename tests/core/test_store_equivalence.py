"""Any run of TinyDB operations leaves what TinyDB's own JSONStorage leaves, ids mapped."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from core.store import Store, inspect

KEYS = st.sampled_from("abc")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=3)
TABLES = st.sampled_from(["_default", "steps", "notes"])
UPDATES = st.one_of(
    DOCUMENTS,
    st.sampled_from(
        [increment("a"), delete("b"), lambda document: document.setdefault("c", []).append(1)]
    ),
)


class TwoDatabases(RuleBasedStateMachine):
    """The same operations on a study and on a JSON file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "a.footpath")
        self.ids: dict[str, dict[int, str]] = {}
        """Of each table: the JSON file's ids and the study's for the same documents."""

    @initialize()
    def begin(self) -> None:
        self.store = Store.create(self.path)
        self.plain = TinyDB(Path(self.folder.name, "a.json"))

    def teardown(self) -> None:
        self.store.close()
        self.plain.close()
        assert inspect(self.path).whole
        self.folder.cleanup()

    def both(self, table: str, act: Callable[[Any, Callable[[int], Any]], Any]) -> tuple[Any, Any]:
        """Results of the same operation, or the exceptions it raised, which must be of one kind."""
        ids = self.ids.setdefault(table, {})
        before = self.path.read_bytes()
        theirs = attempted(lambda: act(self.plain.table(table), lambda doc_id: doc_id))
        ours = attempted(
            lambda: act(self.store.table(table), lambda doc_id: ids.get(doc_id, "none"))
        )
        assert type(theirs) is type(ours)
        if isinstance(ours, Exception):
            assert self.path.read_bytes() == before
        return theirs, ours

    def pair(self, table: str, theirs: Any, ours: Any) -> None:
        if not isinstance(ours, Exception):
            assert len(theirs) == len(ours)
            self.ids[table].update(zip(theirs, ours, strict=True))

    @rule(table=TABLES, documents=st.lists(DOCUMENTS, min_size=1, max_size=4))
    def insert_multiple(self, table: str, documents: list[dict[str, Any]]) -> None:
        self.pair(table, *self.both(table, lambda db, _: db.insert_multiple(documents)))

    @rule(table=TABLES, document=DOCUMENTS)
    def insert(self, table: str, document: dict[str, Any]) -> None:
        self.pair(table, *self.both(table, lambda db, _: [db.insert(document)]))

    @rule(table=TABLES, documents=st.lists(DOCUMENTS, max_size=2))
    def insert_what_is_not_json(self, table: str, documents: list[dict[str, Any]]) -> None:
        broken = [*documents, {"a": {1, 2}}]
        theirs, _ = self.both(table, lambda db, _: db.insert_multiple(broken))
        assert isinstance(theirs, TypeError)
        self.plain.table(table)._next_id = None

    @rule(table=TABLES, fields=UPDATES, key=KEYS)
    def update_where(self, table: str, fields: Any, key: str) -> None:
        self.pair(table, *self.both(table, lambda db, _: db.update(fields, where(key).exists())))

    @rule(table=TABLES, fields=UPDATES)
    def update_all(self, table: str, fields: Any) -> None:
        self.pair(table, *self.both(table, lambda db, _: db.update(fields)))

    @rule(table=TABLES, document=DOCUMENTS, key=KEYS, value=VALUES)
    def upsert(self, table: str, document: dict[str, Any], key: str, value: Any) -> None:
        self.pair(table, *self.both(table, lambda db, _: db.upsert(document, where(key) == value)))

    @rule(table=TABLES, key=KEYS, value=VALUES)
    def remove_where(self, table: str, key: str, value: Any) -> None:
        self.pair(table, *self.both(table, lambda db, _: db.remove(where(key) != value)))

    @precondition(lambda self: any(self.ids.values()))
    @rule(data=st.data(), fields=UPDATES, removing=st.booleans())
    def change_by_id(self, data: st.DataObject, fields: Any, removing: bool) -> None:
        table = data.draw(st.sampled_from([name for name, ids in self.ids.items() if ids]))
        known = st.sampled_from(sorted(self.ids[table]))
        chosen = data.draw(st.lists(known, max_size=3, unique=True))

        def change(db: Any, own: Callable[[int], Any]) -> Any:
            doc_ids = [own(doc_id) for doc_id in chosen]
            return db.remove(doc_ids=doc_ids) if removing else db.update(fields, doc_ids=doc_ids)

        self.pair(table, *self.both(table, change))

    @precondition(lambda self: any(self.ids.values()))
    @rule(data=st.data(), document=DOCUMENTS)
    def insert_under_an_id(self, data: st.DataObject, document: dict[str, Any]) -> None:
        table = data.draw(st.sampled_from([name for name, ids in self.ids.items() if ids]))
        chosen = data.draw(st.sampled_from(sorted(self.ids[table])))
        made = self.both(table, lambda db, own: [db.insert(Document(document, doc_id=own(chosen)))])
        self.pair(table, *made)

    @rule(table=TABLES)
    def truncate(self, table: str) -> None:
        if self.plain.table(table).all():
            self.both(table, lambda db, _: db.truncate())
            self.ids[table].clear()  # the JSON file counts from 1 again

    @rule(table=TABLES)
    def drop_table(self, table: str) -> None:
        for db in (self.plain, self.store):
            db.drop_table(table)
        self.ids.pop(table, None)

    @rule()
    def drop_tables(self) -> None:
        for db in (self.plain, self.store):
            db.drop_tables()
        self.ids.clear()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)

    @invariant()
    def same_documents_in_the_same_order(self) -> None:
        for table in self.plain.tables() | self.store.tables():
            ids = self.ids.get(table, {})
            theirs: list[tuple[Any, str]] = [
                (ids[one.doc_id], json.dumps(one)) for one in self.plain.table(table)
            ]
            assert [(one.doc_id, json.dumps(one)) for one in self.store.table(table)] == theirs

    @invariant()
    def what_is_on_disk_is_what_is_in_memory(self) -> None:
        read = Store.open(self.path, write=False)
        assert {name: read.raw(name) for name in read.tables()} == {
            name: self.store.raw(name) for name in self.store.tables()
        }


def attempted(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return error


TestTwoDatabases = TwoDatabases.TestCase
TestTwoDatabases.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
