"""Whatever call of the system fails: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tinydb import where

from core.store import Store, StoreDiskError, StoreError, StoreMoved, inspect, salvage
from tests.core.store_failing_disk import ERRORS, FailingDisk

Tables = dict[str, dict[str, bytes]]


def contents(store: Store) -> Tables:
    return {name: dict(store.raw(name)) for name in store.tables()}


def read(path: Path) -> Tables:
    return contents(Store.open(path, write=False))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A study of three changes."""
    path = tmp_path / "a.footpath"
    with Store.create(path) as store:
        for number in range(3):
            store.commit({"t": {str(number): b'{"n":%d}' % number}})
    return path


@pytest.fixture
def disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> FailingDisk:
    return FailingDisk(monkeypatch)


def every_failure(disk: FailingDisk) -> Iterator[None]:
    """Fail the first call that the body of the loop makes, then the second, ... with each error."""
    for error in ERRORS:
        for number in itertools.count(1):
            disk.fail_once(number, error)
            yield
            if not disk.failed:
                break
    disk.fail()


def small(store: Store) -> None:
    store.commit({"t": {"new": b'{"text":"%s"}' % (b"x" * 5_000)}}, {"t": ["0"]})


def large(store: Store) -> None:
    store.commit({"t": {f"new{n}": b'{"n":%d}' % n for n in range(50)}}, {"t": ["0"]}, large=True)


def joined(store: Store) -> None:
    with store.transaction():
        store.table("u").insert({"a": 1})
        store.table("t").remove(where("n") == 0)


@pytest.mark.parametrize("change", [small, large, joined])
def test_a_change_that_fails_changes_nothing_and_succeeds_when_tried_again(
    path: Path, disk: FailingDisk, change: Callable[[Store], None]
) -> None:
    original = path.read_bytes()
    before = read(path)
    calls = 0
    for _ in every_failure(disk):
        path.write_bytes(original)
        with Store.open(path) as store:
            disk.made.clear()
            try:
                change(store)
            except StoreDiskError as error:
                said = str(error)
            else:
                said = ""
            if said:
                assert "Everything saved before is safe" in said
                assert (contents(store), path.read_bytes()) == (before, original)
                assert store.state.failure == said
                calls += 1
                change(store)
            after = contents(store)
            assert store.state.failure is None
        assert after != before
        assert read(path) == after
        assert inspect(path).torn_bytes == 0
    assert calls >= 2 * 2  # write and flush, for each error


def test_where_even_cutting_back_fails_nothing_half_written_shows(
    path: Path, disk: FailingDisk
) -> None:
    before = read(path)
    store = Store.open(path)
    disk.fail("fsync", "ftruncate", "write")
    for _ in range(3):
        with pytest.raises(StoreDiskError):
            small(store)
    assert contents(store) == before == read(path)
    assert inspect(path).torn_bytes > 0
    disk.fail()
    small(store)
    assert read(path) == contents(store) != before
    disk.fail("write", "ftruncate")
    with pytest.raises(StoreDiskError):
        large(store)
    disk.fail()
    store.close()  # cuts the half line off at last
    assert inspect(path).torn_bytes == 0
    assert read(path) == contents(store)


def test_a_write_that_takes_little_at_a_time_is_carried_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:100]))
    with Store.open(path) as store:
        small(store)
    assert read(path) == contents(store)


def test_what_was_written_after_a_failed_flush_is_read_back(
    path: Path, disk: FailingDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path)
    disk.fail("fsync")
    with pytest.raises(StoreDiskError):
        small(store)
    disk.fail()
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda file, data: real(file, b" " * len(data)))
        with pytest.raises(StoreDiskError):
            small(store)
    small(store)
    store.close()
    assert read(path) == contents(store)


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize("error", ERRORS)
def test_a_new_study_is_there_whole_or_not_at_all(
    tmp_path: Path,
    disk: FailingDisk,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: int,
    has_links: bool,
) -> None:
    new = tmp_path / "new.footpath"
    if not has_links:
        disk.forget_links(monkeypatch)
    disk.fail_once(number, error)
    try:
        Store.create(new).close()
    except StoreDiskError:
        assert disk.failed
        assert sorted(found.name for found in tmp_path.iterdir()) == ["a.footpath"]
    else:
        assert not disk.failed
    disk.fail()
    if not new.exists():
        Store.create(new).close()
    assert inspect(new).whole


def test_setting_a_torn_end_aside_loses_it_at_no_failure(path: Path, disk: FailingDisk) -> None:
    torn = path.read_bytes() + b'{"half'
    failures = 0
    for _ in every_failure(disk):
        path.write_bytes(torn)
        for old in path.parent.glob("*.torn-*"):
            old.unlink()
        disk.made.clear()
        try:
            Store.open(path).close()
        except StoreDiskError:
            failures += 1
            aside = [found.read_bytes() for found in path.parent.glob("*.torn-*")]
            assert path.read_bytes() == torn or aside == [b'{"half']
            Store.open(path).close()
        assert b'{"half' in [found.read_bytes() for found in path.parent.glob("*.torn-*")]
        assert inspect(path).torn_bytes == 0
        assert len(read(path)["t"]) == 3
    assert failures >= 2 * 4


@pytest.mark.parametrize(("has_links", "steps"), [(True, 3), (False, 4)])
@pytest.mark.parametrize("saving", ["salvage", "elsewhere"])
def test_saving_into_a_new_file_leaves_all_of_it_or_none(
    path: Path,
    disk: FailingDisk,
    monkeypatch: pytest.MonkeyPatch,
    saving: str,
    has_links: bool,
    steps: int,
) -> None:
    if not has_links:
        disk.forget_links(monkeypatch)
    target = path.with_name("b.footpath")
    failures = 0
    for _ in every_failure(disk):
        with Store.open(path) as store:
            before = contents(store)
            save = store.save_elsewhere if saving == "elsewhere" else lambda to: salvage(path, to)
            disk.made.clear()
            try:
                save(target)
            except StoreDiskError:
                failures += 1
                assert not target.exists()
                save(target)
            assert store.path == (target if saving == "elsewhere" else path)
        assert target.read_bytes() == path.read_bytes()
        assert read(target) == before
        target.unlink()
    assert failures >= 2 * steps
    assert sorted(found.name for found in path.parent.iterdir()) == ["a.footpath"]


def test_a_disk_that_cannot_be_read_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: int, size: int) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    target = path.with_name("b.footpath")
    attempts: list[Callable[[], object]] = [
        lambda: inspect(path),
        lambda: Store.open(path),
        lambda: salvage(path, target),
    ]
    with monkeypatch.context() as patch:
        patch.setattr(os, "read", broken)
        for attempt in attempts:
            with pytest.raises(
                StoreDiskError, match="could not be read: the disk reported an error"
            ):
                attempt()
    assert not target.exists()


def test_what_the_old_disk_cannot_give_back_is_saved_from_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = path.with_name("b.footpath")
    old = path.stat().st_ino
    real = os.read

    def gone(file: int, size: int) -> bytes:
        if os.fstat(file).st_ino == old:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(file, size)

    def unreadable(file: int, size: int) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Store.open(path) as store:
        for broken in (unreadable, gone):
            with monkeypatch.context() as patch:
                patch.setattr(os, "read", broken)
                if broken is unreadable:
                    with pytest.raises(StoreDiskError):
                        store.save_elsewhere(target)
                    assert (store.path, target.exists()) == (path, False)
                else:
                    store.save_elsewhere(target)
        small(store)
        assert read(target) == contents(store)
    assert inspect(target).transactions == 2
    assert inspect(target).study_id == inspect(path).study_id


def test_a_study_saved_elsewhere_is_read_back_before_it_is_trusted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = path.with_name("b.footpath")
    real = os.write

    def garbled(file: int, data: bytes) -> int:
        real(file, bytes(data).replace(b'"n"', b'"m"'))
        return len(data)

    with Store.open(path) as store, monkeypatch.context() as patch:
        patch.setattr(os, "write", garbled)
        with pytest.raises(StoreDiskError, match="did not read back the same"):
            store.save_elsewhere(target)
        assert (store.path, target.exists()) == (path, False)


def replaced(path: Path) -> None:
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


def appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"{}\n")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


@pytest.mark.parametrize("meddle", [replaced, appended, cut, Path.unlink])
def test_a_file_changed_under_the_writer_is_left_alone_and_all_can_be_saved_elsewhere(
    path: Path, meddle: Callable[[Path], None]
) -> None:
    target = path.with_name("b.footpath")
    with Store.open(path) as store:
        before = contents(store)
        meddle(path)
        meddled = path.read_bytes() if path.exists() else None
        with pytest.raises(StoreMoved, match="save elsewhere"):
            small(store)
        assert contents(store) == before
        assert (path.read_bytes() if path.exists() else None) == meddled
        store.save_elsewhere(target)
        assert (store.path, store.state.failure) == (target, None)
        small(store)
        after = contents(store)
    assert read(target) == after
    assert inspect(target).transactions == (2 if meddle is cut else 5 - 1)


def test_a_folder_in_the_way_of_the_study_counts_as_moved(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    with Store.create(folder / "a.footpath") as store:
        folder.rename(tmp_path / "gone")
        with pytest.raises(StoreMoved):
            small(store)
        folder.write_text("now a file")
        with pytest.raises(StoreMoved):
            small(store)
        folder.unlink()
        (tmp_path / "gone").rename(folder)
        small(store)


def test_a_mistake_in_a_document_table_leaves_no_half_line(path: Path) -> None:
    with Store.open(path) as store:
        before = path.read_bytes()
        bad = {"t": {f"{n}\ud800": b"{}" for n in range(2)}}
        with pytest.raises(UnicodeEncodeError):
            store.commit(bad)
        with pytest.raises(UnicodeEncodeError):
            store.commit({"s": {"fine": b"{}"}} | bad, large=True)
        assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
def test_a_disk_that_is_really_full_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    path = disk / "full.footpath"
    try:
        with Store.create(path) as store:
            document = b'{"text":"%s"}' % (b"x" * 3_000)

            def fill() -> None:
                for number in itertools.count():
                    store.commit({"t": {str(number): document}})

            with pytest.raises(StoreDiskError, match="the disk is full"):
                fill()
            assert read(path) == contents(store)
            with pytest.raises(StoreDiskError, match="full"):
                store.save_elsewhere(disk / "b.footpath")
            with pytest.raises(StoreDiskError, match="full"):
                Store.create(disk / "c.footpath")
            assert [found.name for found in disk.iterdir()] == ["full.footpath"]
            store.save_elsewhere(tmp_path / "roomy.footpath")
            store.commit({"t": {"more": document}})
        assert read(tmp_path / "roomy.footpath") == contents(store)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_every_failure_is_a_sentence_for_a_person(path: Path) -> None:
    from core.store.errors import from_os

    for number in (
        errno.ENOENT,
        errno.EACCES,
        errno.EISDIR,
        errno.EEXIST,
        errno.EROFS,
        errno.EPIPE,
        0,
    ):
        said = str(from_os(OSError(number, os.strerror(number)), path, "written"))
        assert said.startswith('"a.footpath" ')
        assert said.endswith((".", ")."))
        assert isinstance(from_os(OSError(number, ""), path, "read"), StoreError)
