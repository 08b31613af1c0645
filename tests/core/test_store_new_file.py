"""A new file is there whole or not at all, on disks with and without hard links."""

from __future__ import annotations

import errno
import os

import pytest

from core.store.disk import write_new
from core.store.errors import NoPermission, StoreDiskError, StoreExists, StoreMissing

WHOLE = (b"who", b"le")


@pytest.fixture(params=["hard links", "none"])
def disk(request, monkeypatch, tmp_path):
    """A folder on a disk that knows hard links, and on one that does not."""
    if request.param == "none":

        def refused(*_arguments, **_more):
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refused)
    return tmp_path


def failing(number):
    def fail(*_arguments, **_more):
        raise OSError(number, os.strerror(number))

    return fail


def test_the_file_is_there_and_nothing_else(disk):
    write_new(disk / "new", WHOLE)
    assert [(each.name, each.read_text()) for each in disk.iterdir()] == [("new", "whole")]


def test_somebodys_place_is_never_taken(disk):
    (disk / "new").write_text("mine")
    with pytest.raises(StoreExists):
        write_new(disk / "new", WHOLE)
    assert (disk / "new").read_text() == "mine"


def test_a_link_that_leads_nowhere_has_its_place_too(disk):
    (disk / "new").symlink_to("nowhere")
    with pytest.raises(StoreExists):
        write_new(disk / "new", WHOLE)


def test_not_even_by_one_who_comes_in_between(disk):
    def slow():
        yield b"whole"
        (disk / "new").write_text("mine")

    with pytest.raises(StoreExists):
        write_new(disk / "new", slow())
    assert [(each.name, each.read_text()) for each in disk.iterdir()] == [("new", "mine")]


def test_until_it_is_whole_its_place_is_empty(disk):
    def looking():
        yield b"who"
        assert not (disk / "new").exists()
        yield b"le"

    write_new(disk / "new", looking())
    assert (disk / "new").read_text() == "whole"


def test_contents_that_fail_leave_nothing(disk):
    def half():
        yield b"who"
        raise RuntimeError("half")

    with pytest.raises(RuntimeError, match="half"):
        write_new(disk / "new", half())
    assert list(disk.iterdir()) == []


def test_a_folder_that_cannot_be_flushed_leaves_nothing(disk, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(StoreDiskError, match="new"):
        write_new(disk / "new", WHOLE)
    assert list(disk.iterdir()) == []


def test_a_place_that_cannot_be_filled_is_given_back(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(os, "replace", failing(errno.ENOSPC))
    with pytest.raises(StoreDiskError, match="full"):
        write_new(tmp_path / "new", WHOLE)
    assert list(tmp_path.iterdir()) == []


def test_no_folder_and_no_permission_are_said(tmp_path, monkeypatch):
    with pytest.raises(StoreMissing, match="nowhere"):
        write_new(tmp_path / "nowhere" / "new", WHOLE)
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    with pytest.raises(NoPermission, match="new"):
        write_new(tmp_path / "new", WHOLE)
