"""One recorded observation, against one SQLite commit and one insert of TinyDB's own JSONStorage.

Run: ``python tests/bench/store_commit.py [--quick]``. All write to the same disk, taking turns, and
each has the same documents in it before; the figures are medians. SQLite runs with a write-ahead
log and ``synchronous=FULL``, so that it, too, flushes each commit. The goals: at most 1.5 times
SQLite, and at 1,000,000 documents at most 1.3 times what it is at 1,000.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from store_open import observation, write_study  # type: ignore[import-not-found]  # beside us
from tinydb import TinyDB
from tinydb.table import Document

from core.model.ids import new_id
from core.store import Store
from tests.bench.scratch import scratch

TURNS = 400
JSON_TURNS = 10
JSON_LIMIT = 100_000
IDS = [new_id() for _ in range(3)]


def fresh() -> tuple[str, bytes]:
    """A new observation, encoded."""
    doc_id = new_id()
    return doc_id, observation(doc_id, *IDS, number=1)


def sqlite_with(path: Path, documents: dict[str, bytes]) -> Callable[[], None]:
    """One commit of one row to a table with these rows."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table observations (id text primary key, document blob)")
    base.execute("begin")
    base.executemany("insert into observations values (?, ?)", documents.items())
    base.execute("commit")
    base.execute("pragma wal_checkpoint(truncate)")

    def insert() -> None:
        base.execute("insert into observations values (?, ?)", fresh())

    return insert


def json_with(path: Path, documents: dict[str, bytes]) -> Callable[[], None]:
    """One insert into a JSON file of these documents."""
    base = TinyDB(path)
    base.insert_multiple(
        Document(json.loads(document), doc_id=number)
        for number, document in enumerate(documents.values(), start=1)
    )

    def insert() -> None:
        base.insert(json.loads(fresh()[1]))

    return insert


def store_with(store: Store) -> dict[str, Callable[[], None]]:
    """One commit, and one insert through TinyDB."""
    table = store.table("observations")

    def record() -> None:
        doc_id, document = fresh()
        store.commit({"observations": {doc_id: document}}, label="Record aligned", scope=IDS[0])

    def insert() -> None:
        table.insert(json.loads(fresh()[1]))

    return {"record": record, "insert": insert}


def medians(acts: dict[str, Callable[[], None]], turns: int) -> dict[str, float]:
    """Milliseconds of each, taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(turns):
        for name, act in acts.items():
            before = time.perf_counter()
            act()
            taken[name].append((time.perf_counter() - before) * 1_000)
    return {name: statistics.median(times) for name, times in taken.items()}


def measured(folder: Path, count: int) -> dict[str, float]:
    """Milliseconds of each contestant with ``count`` documents before."""
    path = folder / "a.footpath"
    write_study(path, count, imported=count > JSON_LIMIT)
    with Store.open(path) as store:
        documents = dict(store.raw("observations"))
        acts = store_with(store) | {"sqlite": sqlite_with(folder / "a.db", documents)}
        medians(acts, 20)
        found = medians(acts, TURNS)
        if count <= JSON_LIMIT:
            found |= medians({"json": json_with(folder / "a.json", documents)}, JSON_TURNS)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 documents")
    quick = parser.parse_args().quick
    counts = (1_000, 10_000) if quick else (1_000, 10_000, 100_000, 1_000_000)
    print(
        "one recorded observation (goals: at most 1.50 of SQLite; at 1,000,000 at most 1.30 of 1,000)"
    )
    print(f"{'documents':>10} {'record ms':>10} {'/ SQLite':>9} {'TinyDB insert / SQLite':>23} "
          f"{'/ JSONStorage':>14} {'/ at 1,000':>11}")  # fmt: skip
    first = 0.0
    for count in counts:
        with scratch() as folder:
            found = measured(Path(folder), count)
        first = first or found["record"]
        against_json = f"{found['record'] / found['json']:.4f}" if "json" in found else "–"
        print(
            f"{count:>10,} {found['record']:>10.3f} {found['record'] / found['sqlite']:>9.2f} "
            f"{found['insert'] / found['sqlite']:>23.2f} {against_json:>14} "
            f"{found['record'] / first:>11.2f}"
        )


if __name__ == "__main__":
    main()
