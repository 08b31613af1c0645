"""Ids: UUIDv7, rising, never the same twice."""

import threading
import time
import uuid

import pytest

from core.model.ids import new_id, new_ids


def made(count):
    return [new_id() for _ in range(count)]


@pytest.mark.parametrize("make", [made, lambda count: list(new_ids(count))])
def test_ids_rise_and_are_version_7(make):
    ids = make(10_000)
    assert ids == sorted(set(ids))
    for each in ids[::997]:
        parsed = uuid.UUID(each)
        assert str(parsed) == each
        assert parsed.version == 7
        assert parsed.variant == uuid.RFC_4122


def test_an_id_begins_with_the_time_it_was_made():
    before = time.time_ns() // 1_000_000
    made_at = int(new_id().replace("-", "")[:12], 16)
    assert before - 1 <= made_at <= before + 10_000


def test_ids_keep_rising_where_the_clock_steps_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert first < new_id() < next(iter(new_ids(3))) < new_id()


def test_threads_never_get_the_same_id():
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.extend(made(2000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 8000
