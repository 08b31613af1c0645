"""A copy of an open study is whole, takes nobody's place, and holds what waits for the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.store import Store, StoreCancelled, StoreDiskError, StoreExists
from tests.core.store_failing_disk import FailingDisk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study.footpath"


def notes(path: Path) -> dict[str, bytes]:
    with Store.open(path, write=False) as store:
        assert store.report.whole
        return dict(store.raw("notes"))


def put(store: Store, name: str) -> None:
    store.commit({"notes": {name: b'{"text":"kept"}'}})


@pytest.mark.parametrize("background", [False, True])
def test_a_copy_holds_the_study_which_goes_on(path: Path, background: bool) -> None:
    with Store.create(path, background=background) as store:
        put(store, "a")
        store.copy_to(path.with_name("copy"))
        put(store, "b")
    assert set(notes(path.with_name("copy"))) == {"a"}
    assert set(notes(path)) == {"a", "b"}


def test_a_copy_holds_what_the_disk_refuses(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.create(path, background=True) as store:
        put(store, "a")
        store.flush()
        disk = FailingDisk(monkeypatch)
        disk.fail("write")
        put(store, "b")
        assert not store.flush()
        disk.fail()
        store.copy_to(path.with_name("copy"))
        assert store.state.waiting == 1, "a copy is no acknowledgement"
        assert set(notes(path)) == {"a"}
        assert set(notes(path.with_name("copy"))) == {"a", "b"}


def test_a_study_open_for_reading_is_copied_too(path: Path) -> None:
    with Store.create(path) as store:
        put(store, "a")
    with Store.open(path, write=False) as store:
        store.copy_to(path.with_name("copy"))
    assert set(notes(path.with_name("copy"))) == {"a"}


def test_a_copy_takes_nobodys_place(path: Path) -> None:
    path.with_name("copy").write_text("mine")
    with Store.create(path) as store, pytest.raises(StoreExists):
        store.copy_to(path.with_name("copy"))
    assert path.with_name("copy").read_text() == "mine"


def test_a_copy_that_is_cancelled_or_fails_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.create(path) as store:
        put(store, "a")
        with pytest.raises(StoreCancelled):
            store.copy_to(path.with_name("copy"), lambda _done, _whole: False)
        disk = FailingDisk(monkeypatch)
        disk.fail("write")
        with pytest.raises(StoreDiskError, match="copy"):
            store.copy_to(path.with_name("copy"))
        disk.fail()
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        put(store, "b")
    assert set(notes(path)) == {"a", "b"}
