"""A new file is there whole or not at all, on disks with and without hard links."""

from __future__ import annotations

import errno
import os

import pytest

from core.placing import named_after, place
from core.store.errors import NoPermission, StoreDiskError, StoreExists, StoreMissing


def filled(draft):
    draft.write_text("whole")


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
    place(disk / "new", filled)
    assert [(each.name, each.read_text()) for each in disk.iterdir()] == [("new", "whole")]


def test_somebodys_place_is_never_taken(disk):
    (disk / "new").write_text("mine")
    with pytest.raises(StoreExists):
        place(disk / "new", filled)
    assert (disk / "new").read_text() == "mine"


def test_not_even_by_one_who_comes_in_between(disk):
    def slow(draft):
        filled(draft)
        (disk / "new").write_text("mine")

    with pytest.raises(StoreExists):
        place(disk / "new", slow)
    assert [(each.name, each.read_text()) for each in disk.iterdir()] == [("new", "mine")]


def test_a_fill_that_fails_leaves_nothing(disk):
    def half(draft):
        filled(draft)
        raise RuntimeError("half")

    with pytest.raises(RuntimeError, match="half"):
        place(disk / "new", half)
    assert list(disk.iterdir()) == []


def test_a_folder_that_cannot_be_flushed_leaves_nothing(disk, monkeypatch):
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(StoreDiskError, match="new"):
        place(disk / "new", filled)
    assert list(disk.iterdir()) == []


def test_a_place_that_cannot_be_filled_is_given_back(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(os, "replace", failing(errno.ENOSPC))
    with pytest.raises(StoreDiskError, match="full"):
        place(tmp_path / "new", filled)
    assert list(tmp_path.iterdir()) == []


def test_no_folder_and_no_permission_are_said(tmp_path, monkeypatch):
    with pytest.raises(StoreMissing, match="nowhere"):
        place(tmp_path / "nowhere" / "new", filled)
    monkeypatch.setattr(os, "mkdir", failing(errno.EACCES))
    with pytest.raises(NoPermission, match="new"):
        place(tmp_path / "new", filled)


def test_a_study_is_named_after_its_file(tmp_path):
    assert named_after(tmp_path / "Bill saver.footpath") == "Bill saver"
    assert named_after(tmp_path / "Bill\udcff.footpath") == "Bill\ufffd"
