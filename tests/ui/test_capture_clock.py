"""The clock of an interview, pauses left out."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from core.interview import interview
from core.model.moment import as_datetime, moment
from tests.core.interviews import START, A, seen, study_at
from ui.capture.clock import (
    Clock,
    last_sitting,
    moved,
    pause,
    read_from,
    reading,
    short_reading,
    start,
    stop,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def after(**span):
    return NOON + timedelta(**span)


@pytest.fixture
def held(tmp_path):
    def of(*times, voided=()):
        entries = [
            msgspec.structs.replace(seen(f"o{n}", "bill", A), at=moment(at), voided=n in voided)
            for n, at in enumerate(times)
        ]
        with study_at(tmp_path / "a.footpath", *entries) as study:
            return interview(study, "p1", "second")

    return of


def test_a_new_interview_starts_at_nought(held):
    empty = held()
    assert read_from(empty) == Clock()
    assert last_sitting(empty) is None
    running = start(read_from(empty), empty, NOON)
    assert running.runs
    assert running.elapsed(after(seconds=5)) == timedelta(seconds=5)


def test_a_stopped_clock_shows_how_long_the_log_is(held):
    shown = read_from(held(START, START + timedelta(minutes=23, seconds=10)))
    assert not shown.runs
    assert reading(shown.elapsed(NOON)) == "00:23:10"
    assert shown.this_step(NOON) is None


def test_only_the_last_sitting_counts(held):
    earlier = START - timedelta(days=2)
    both = held(earlier, START, START + timedelta(hours=3))
    assert read_from(both).shown == timedelta(hours=3)
    first, last = as_datetime(moment(START)), as_datetime(moment(START + timedelta(hours=3)))
    assert last_sitting(both) == (first, last)


def test_voided_entries_do_not_lengthen_it(held):
    two = held(START, START + timedelta(hours=1), voided=(1,))
    assert read_from(two).shown == timedelta()


def test_it_goes_on_from_the_first_entry_of_this_sitting(held):
    recent = held(after(minutes=-30), after(minutes=-10))
    running = start(read_from(recent), recent, NOON)
    assert running.elapsed(NOON) == timedelta(minutes=30)


def test_another_day_is_another_sitting(held):
    old = held(NOON - timedelta(days=1, minutes=5), NOON - timedelta(days=1))
    running = start(read_from(old), old, NOON)
    assert running.elapsed(NOON) == timedelta()


def test_entries_of_tomorrow_do_not_start_it_before_now(held):
    future = held(NOON + timedelta(hours=1))
    assert start(read_from(future), future, NOON).elapsed(NOON) == timedelta()


def test_starting_a_running_clock_changes_nothing(held):
    empty = held()
    running = start(Clock(), empty, NOON)
    assert start(running, empty, after(minutes=1)) is running


def test_pauses_are_left_out(held):
    running = start(Clock(), held(), NOON)
    paused = pause(running, after(minutes=10))
    assert not paused.runs
    assert paused.elapsed(after(minutes=50)) == timedelta(minutes=10)
    again = pause(paused, after(minutes=50))
    assert again.elapsed(after(minutes=55)) == timedelta(minutes=15)
    assert again.this_step(after(minutes=55)) == timedelta(minutes=5)
    assert pause(Clock(), NOON) == Clock()


def test_a_step_has_a_time_of_its_own(held):
    running = moved(start(Clock(), held(), NOON), after(minutes=3))
    assert running.this_step(after(minutes=3, seconds=17)) == timedelta(seconds=17)


def test_stopping_keeps_what_it_read(held):
    stopped = stop(start(Clock(), held(), NOON), after(minutes=7))
    assert (stopped.runs, stopped.elapsed(after(days=1))) == (False, timedelta(minutes=7))


@pytest.mark.parametrize(
    ("span", "long", "short"),
    [
        (timedelta(seconds=17), "00:00:17", "0:17"),
        (timedelta(minutes=23, seconds=41), "00:23:41", "23:41"),
        (timedelta(hours=11, minutes=2, seconds=3), "11:02:03", "11:02:03"),
    ],
)
def test_times_are_written_out(span, long, short):
    assert reading(span) == long
    assert short_reading(span) == short
