"""A slow or failing disk never holds up whoever types, and loses nothing."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from core.store import Store, StoreCancelled, StoreDiskError, StoreMoved, StoreState, inspect
from tests.core.store_failing_disk import FailingDisk, SlowDisk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.footpath"
    Store.create(path).close()
    return path


class Ear:
    """Keeps what a store says, and can wait for it."""

    def __init__(self) -> None:
        self.states: list[StoreState] = []
        self._said = threading.Condition()

    def __call__(self, state: StoreState) -> None:
        with self._said:
            self.states.append(state)
            self._said.notify_all()

    def wait(self, count: int) -> StoreState:
        with self._said:
            assert self._said.wait_for(lambda: len(self.states) >= count, timeout=30)
            return self.states[-1]


def read(path: Path) -> list[str]:
    return list(Store.open(path, write=False).raw("t"))


def put(store: Store, doc_id: str) -> object:
    return store.commit({"t": {doc_id: b"{}"}})


def test_commits_return_before_a_slow_disk_has_them_and_are_acknowledged_in_order(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, ear = SlowDisk(monkeypatch), Ear()
    store = Store.open(path, background=True)
    store.watch(ear)
    commits = [store.commit({"t": {str(number): b"{}"}}) for number in range(3)]
    assert disk.arrived.acquire(timeout=30)  # the writer is in its first flush
    commits += [store.commit({"t": {str(number): b"{}"}}) for number in range(3, 6)]
    assert list(store.raw("t")) == [str(number) for number in range(6)]
    assert [commit.seq for commit in commits] == [1, 2, 3, 4, 5, 6]
    assert (store.state.acknowledged, store.state.last_written) == (0, None)
    assert not any(commit.done for commit in commits)
    assert not commits[0].wait(timeout=0.001)
    assert not store.flush(timeout=0.001)
    disk.may_go.release()
    first = ear.wait(1)
    assert 1 <= first.acknowledged <= 3
    assert first.acknowledged + first.waiting == 6
    assert [commit.done for commit in commits[:2]] == [True, first.acknowledged > 1]
    for _ in range(10):
        disk.may_go.release()
    assert commits[-1].wait(timeout=30)
    assert store.flush()
    assert store.state == ear.states[-1]
    assert (store.state.acknowledged, store.state.waiting) == (6, 0)
    assert read(path) == [str(number) for number in range(6)]
    store.close()


def test_a_disk_of_200_ms_a_flush_does_not_hold_up_typing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def slow(file: int) -> None:
        time.sleep(0.2)  # the disk's, not the test's
        real(file)

    with Store.open(path, background=True) as store:
        monkeypatch.setattr(os, "fsync", slow)
        before = time.perf_counter()
        for number in range(200):
            put(store, str(number))
        typing = time.perf_counter() - before
    assert typing < 200 * 0.2 / 10
    assert read(path) == [str(number) for number in range(200)]


def test_when_the_disk_fails_entries_queue_and_the_next_one_tries_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, ear = FailingDisk(monkeypatch), Ear()
    store = Store.open(path, background=True)
    store.watch(ear)
    disk.fail("write")
    commit = store.commit({"t": {"a": b"{}"}})
    assert not commit.wait()
    assert "the disk is full" in str(ear.wait(1).failure)
    put(store, "b")
    state = ear.wait(2)
    assert (state.acknowledged, state.waiting) == (0, 2)
    assert store.state.failure == state.failure
    assert not store.flush()
    assert list(store.raw("t")) == ["a", "b"]
    assert read(path) == []
    disk.fail("fsync")
    store.retry()
    ear.wait(3)
    disk.fail()
    put(store, "c")
    state = ear.wait(4)
    assert (state.acknowledged, state.waiting, state.failure) == (3, 0, None)
    assert commit.done
    assert read(path) == ["a", "b", "c"]
    assert inspect(path).transactions == 3
    store.close()


def test_closing_tries_once_more_and_keeps_what_cannot_be_written(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FailingDisk(monkeypatch)
    store = Store.open(path, background=True)
    disk.fail("fsync")
    put(store, "a")
    with pytest.raises(StoreDiskError):
        store.close()
    assert store.writable
    disk.fail()
    target = tmp_path / "b.footpath"
    store.save_elsewhere(target)
    assert (store.path, store.state.waiting, store.state.failure) == (target, 0, None)
    put(store, "b")
    store.close()
    store.close()
    assert (read(path), read(target)) == ([], ["a", "b"])
    Store.open(path).close()  # the old one is no longer held


def test_what_waits_can_be_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = FailingDisk(monkeypatch)
    store = Store.open(path, background=True)
    put(store, "a")
    assert store.flush()
    disk.fail("write")
    put(store, "b")
    with pytest.raises(StoreDiskError), store:
        put(store, "c")
    assert not store.writable
    disk.fail()
    assert read(path) == ["a"]
    Store.open(path).close()


def test_a_moved_study_stops_the_queue_and_all_of_it_is_saved_elsewhere(
    path: Path, tmp_path: Path
) -> None:
    ear = Ear()
    with Store.open(path, background=True) as store:
        store.watch(ear)
        put(store, "a")
        assert store.flush()
        path.rename(tmp_path / "moved.footpath")
        assert not put(store, "b").wait()  # type: ignore[attr-defined]
        assert "moved, replaced or changed" in str(store.state.failure)
        with pytest.raises(StoreMoved):
            store.close()
        store.save_elsewhere(path)
        put(store, "c")
    assert read(tmp_path / "moved.footpath") == ["a"]
    assert read(path) == ["a", "b", "c"]
    assert inspect(path).transactions == 3


def test_saving_elsewhere_waits_for_the_append_that_is_under_way(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.footpath"
    with monkeypatch.context() as patch:
        disk = SlowDisk(patch)
        store = Store.open(path, background=True)
        put(store, "a")
        assert disk.arrived.acquire(timeout=30)
        put(store, "b")
        moving = threading.Thread(target=store.save_elsewhere, args=(target,))
        moving.start()
        for _ in range(10):
            disk.may_go.release()
        moving.join(timeout=30)
        assert store.path == target
    store.close()
    assert read(target) == ["a", "b"]


def test_what_is_committed_while_it_moves_follows(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FailingDisk(monkeypatch)
    store = Store.open(path, background=True)
    put(store, "a")
    move = store.moving_to(tmp_path / "b.footpath")
    put(store, "b")  # reaches the old file before the move begins
    assert store.flush()
    disk.fail("write")
    assert not put(store, "c").wait()  # type: ignore[attr-defined]
    disk.fail()
    move(None)
    put(store, "d")
    store.close()
    assert read(path) == ["a", "b"]
    assert read(tmp_path / "b.footpath") == ["a", "b", "c", "d"]
    assert inspect(tmp_path / "b.footpath").transactions == 4, "with its history"


def test_a_move_that_is_cancelled_leaves_the_study_where_it_is(path: Path, tmp_path: Path) -> None:
    with Store.open(path, background=True) as store:
        put(store, "a")
        assert store.flush()
        with pytest.raises(StoreCancelled):
            store.moving_to(tmp_path / "b.footpath")(lambda _done, _whole: False)
        put(store, "b")
    assert not (tmp_path / "b.footpath").exists()
    assert read(path) == ["a", "b"]


def test_a_listener_that_fails_does_not_stop_the_writing(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ear = Ear()

    def broken(state: StoreState) -> None:
        raise ValueError("something personal")

    with Store.open(path, background=True) as store:
        store.watch(broken)
        store.watch(ear)
        put(store, "a")
        assert ear.wait(1).acknowledged == 1
    assert "ValueError" in caplog.text
    assert "personal" not in caplog.text


def test_an_unexpected_mistake_while_writing_is_told_and_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store.open(path, background=True)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda file: 1 / 0)
        assert not put(store, "a").wait()  # type: ignore[attr-defined]
    assert "something unexpected" in str(store.state.failure)
    assert "ZeroDivisionError" in caplog.text
    store.close()
    assert read(path) == ["a"]


def test_in_the_foreground_a_commit_is_done_when_it_returns(path: Path) -> None:
    ear = Ear()
    with Store.open(path) as store:
        store.watch(ear)
        commit = store.commit({"t": {"a": b"{}"}})
        assert commit.done
        assert commit.wait()
        assert [state.acknowledged for state in ear.states] == [1]
        assert read(path) == ["a"]
        assert store.flush()
