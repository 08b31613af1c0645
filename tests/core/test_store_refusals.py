"""What is no study, not ours to open, or held by another is refused in a plain sentence, untouched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.store import (
    EmptyFile,
    IsADirectory,
    NewerVersion,
    NoPermission,
    NoSuchPlace,
    NotAStudy,
    Store,
    StoreCancelled,
    StoreDiskError,
    StoreError,
    StoreExists,
    StoreLocked,
    StoreMissing,
    inspect,
    lock,
)
from core.store.errors import lines_lost

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.footpath"
    with Store.create(path) as store:
        store.commit({"t": {"a": b"{}"}})
    return path


def refused(path: Path, kind: type[StoreError]) -> str:
    """The sentence with which every way to open ``path`` is refused."""
    said = set()
    for attempt in (Store.open, inspect, lambda path: Store.open(path, write=False)):
        with pytest.raises(kind) as caught:
            attempt(path)
        said.add(str(caught.value).replace("written", "read"))
    (sentence,) = said
    assert str(path.parent) not in sentence
    assert sentence.endswith(".")
    return sentence


HEADER = {"format": "footpath", "version": 1, "study": "s", "created": ""}


@pytest.mark.parametrize(
    "data",
    [
        b"case,activity,time\n1,a,2026-01-01\n",
        b"\x89PNG\r\n\x1a\n\0\0\0" * 50_000,
        b"x" * 300_000,
        b'{"format":"footpath"',
        b"{}\n",
        b"[1]\n",
        b'{"format":"other","version":1,"study":"s"}\n',
        *(
            json.dumps(HEADER | {"version": version}).encode() + b"\n"
            for version in (0, -1, "1", 1.5, None)
        ),
    ],
)
def test_what_is_not_a_study_is_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(data)
    assert refused(other, NotAStudy).startswith('"other.csv" is not a Footpath study.')
    assert other.read_bytes() == data


def test_a_newer_study_is_not_touched(tmp_path: Path) -> None:
    newer = tmp_path / "newer.footpath"
    newer.write_text(json.dumps(HEADER | {"version": 2, "more": [1]}) + "\nwhatever\n")
    assert "a newer Footpath (format 2)" in refused(newer, NewerVersion)


def test_empty_missing_and_not_a_file(tmp_path: Path, path: Path) -> None:
    (tmp_path / "empty").touch()
    refused(tmp_path / "empty", EmptyFile)
    refused(tmp_path / "none.footpath", StoreMissing)
    refused(path / "below", StoreMissing)
    refused(tmp_path, IsADirectory)
    assert "too long" in refused(tmp_path / ("n" * 300), NoSuchPlace)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        refused(tmp_path / "pipe", NotAStudy)


def test_a_name_that_is_no_text_can_still_be_said(tmp_path: Path) -> None:
    missing = tmp_path / os.fsdecode(b"caf\xe9.footpath")
    assert "caf\ufffd.footpath" in refused(missing, StoreMissing)


@contextmanager
def nobody() -> Iterator[None]:
    """Rights apply to root's tests too."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are different there")
def test_without_permission_nothing_is_read_or_written(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.getbasetemp().parent / f"shared-{os.getpid()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    path = folder / "a.footpath"
    try:
        Store.create(path).close()
        path.chmod(0o444)
        with open_folders(folder), nobody():
            assert Store.open(path, write=False).report.whole
            with pytest.raises(NoPermission, match="may not be written"):
                Store.open(path)
            with pytest.raises(NoPermission):
                Store.create(folder / "b.footpath")
        path.chmod(0)
        with open_folders(folder), nobody(), pytest.raises(NoPermission, match="may not be read"):
            inspect(path)
    finally:
        path.unlink()
        folder.rmdir()


@contextmanager
def open_folders(folder: Path) -> Iterator[None]:
    """Let anybody walk down to ``folder`` meanwhile."""
    modes = {above: above.stat().st_mode for above in (folder, *folder.parents)}
    for above, mode in modes.items():
        if mode & 0o111 != 0o111:
            above.chmod(mode | 0o111)
    try:
        yield
    finally:
        for above, mode in modes.items():
            if mode & 0o111 != 0o111:
                above.chmod(mode)


def test_an_existing_file_is_never_overwritten(tmp_path: Path, path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for taken in ("a.footpath", "note.txt", "link", "."):
        with pytest.raises(StoreExists):
            Store.create(tmp_path / taken)
    with pytest.raises(StoreMissing):
        Store.create(tmp_path / "none" / "b.footpath")
    assert (tmp_path / "note.txt").read_text() == "mine"
    with Store.open(path) as store, pytest.raises(StoreExists):
        store.save_elsewhere(tmp_path / "note.txt")


def test_opening_can_be_cancelled_and_leaves_no_lock(path: Path) -> None:
    for write in (True, False):
        with pytest.raises(StoreCancelled):
            Store.open(path, write=write, progress=lambda done, total: False)
    Store.open(path).close()


def test_a_second_writer_is_refused_here_and_in_another_process_but_readers_work(
    path: Path,
) -> None:
    opening = "import sys; from pathlib import Path; from core.store import Store\n"
    writing = opening + "Store.open(Path(sys.argv[1]))"
    reading = opening + "print(list(Store.open(Path(sys.argv[1]), write=False).raw('t')))"

    def elsewhere(code: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    with Store.open(path) as store:
        with pytest.raises(StoreLocked, match="open for writing elsewhere"):
            Store.open(path)
        assert inspect(path).whole  # and closing that reader must not let the lock go
        assert "StoreLocked" in elsewhere(writing).stderr
        assert elsewhere(reading).stdout == "['a']\n"
        store.commit({"t": {"b": b"{}"}})
    assert elsewhere(writing).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the classic kind of lock is tried on Linux")
def test_where_locks_belong_to_processes_a_second_writer_is_refused_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "other")
    with Store.open(path), pytest.raises(StoreLocked):
        Store.open(path)
    with Store.open(path):
        code = f"import fcntl; fcntl.lockf(open({str(path)!r}, 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, {1 << 62})"
        assert subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=False
        ).returncode


def test_a_disk_without_locks_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def no_locks(*arguments: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "fcntl", no_locks)
    held = dict(lock._here)
    with pytest.raises(StoreDiskError, match="no locks available"):
        Store.open(path)
    assert lock._here == held


def test_lost_lines_are_named_ten_at_most() -> None:
    assert lines_lost((7,)) == "line 7 cannot be read"
    assert lines_lost((7, 9)) == "lines 7 and 9 cannot be read"
    assert lines_lost(tuple(range(2, 14))).endswith("10, 11 and 2 more cannot be read")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_name_that_can_be_no_file_is_refused_as_such(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    for name in ("circle", "n" * 300):
        with pytest.raises(NoSuchPlace):
            Store.open(tmp_path / name)
    with pytest.raises(NoSuchPlace):
        Store.create(tmp_path / ("n" * 300))
