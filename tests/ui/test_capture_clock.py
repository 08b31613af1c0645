"""The clock of an interview, pauses and gaps left out, and the watch over sleep."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from core.interview import interview
from core.model.interview import EventKind, Interview, InterviewEvent
from core.model.moment import moment
from tests.core.interviews import START, A, seen, study_at
from ui.capture.awake import LOOKS_MS, Awake
from ui.capture.clock import Clock, last_sitting, read_from, reading, short_reading

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RUNNING = Interview("i", "p1", "second", moment(NOON))


def after(**span):
    return NOON + timedelta(**span)


def event(kind, until=None, **span):
    at = moment(after(**span))
    return InterviewEvent(f"{kind}{at}", "i", kind, at, moment(until) if until else None)


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


def test_before_anything_was_seen_it_reads_nought(held):
    empty = held()
    assert read_from(empty) == Clock()
    assert last_sitting(empty) is None


def test_what_was_captured_without_an_interview_reads_how_long_its_log_is(held):
    shown = read_from(held(START, START + timedelta(minutes=23, seconds=10)))
    assert not shown.runs
    assert reading(shown.elapsed(NOON)) == "00:23:10"
    assert shown.this_step(NOON) is None


def test_only_the_last_sitting_counts(held):
    earlier = START - timedelta(days=2)
    shown = read_from(held(earlier, START, START + timedelta(minutes=5)))
    assert shown.elapsed(NOON) == timedelta(minutes=5)


def test_voided_entries_do_not_lengthen_it(held):
    shown = read_from(held(START, START + timedelta(hours=1), voided={1}))
    assert shown.elapsed(NOON) == timedelta()


def test_a_running_interview_reads_from_its_beginning():
    running = Clock(RUNNING, at_step=after(seconds=30))
    assert running.runs
    assert running.since == NOON
    assert running.elapsed(after(minutes=2)) == timedelta(minutes=2)
    assert running.this_step(after(seconds=47)) == timedelta(seconds=17)


def test_pauses_and_gaps_are_left_out():
    paused = Clock(RUNNING, (event(EventKind.PAUSED, minutes=5),))
    assert paused.paused
    assert not paused.runs
    assert paused.elapsed(after(hours=1)) == timedelta(minutes=5)
    resumed = Clock(RUNNING, (*paused.events, event(EventKind.RESUMED, minutes=15)))
    assert resumed.runs
    assert resumed.elapsed(after(minutes=20)) == timedelta(minutes=10)
    gap = event(EventKind.GAP, until=after(minutes=30), minutes=20)
    asleep = Clock(RUNNING, (*resumed.events, gap))
    assert asleep.runs
    assert asleep.elapsed(after(minutes=40)) == timedelta(minutes=20)


def test_an_ended_interview_keeps_what_it_read():
    ended = Clock(msgspec.structs.replace(RUNNING, ended=moment(after(minutes=7))))
    assert ended.since is None
    assert not ended.runs
    assert ended.elapsed(after(hours=9)) == timedelta(minutes=7)


@pytest.mark.parametrize(
    ("span", "long", "short"),
    [
        (timedelta(), "00:00:00", "0:00"),
        (timedelta(minutes=23, seconds=41), "00:23:41", "23:41"),
        (timedelta(hours=2, seconds=3), "02:00:03", "2:00:03"),
    ],
)
def test_times_are_written_out(span, long, short):
    assert (reading(span), short_reading(span)) == (long, short)


class Clocks:
    """A clock on the wall and one that counts how long we ran, set by hand."""

    def __init__(self):
        self.wall, self.ran = NOON, 100.0

    def pass_by(self, *, wall, ran):
        self.wall += timedelta(seconds=wall)
        self.ran += ran


@pytest.fixture
def watched(qapp):
    clocks, heard = Clocks(), []
    awake = Awake(lambda: clocks.wall, lambda: clocks.ran)
    awake.slept.connect(lambda *span: heard.append(span))

    def passes(wall, ran):
        clocks.pass_by(wall=wall, ran=ran)
        awake.look()
        return heard

    awake.watch(on=True)
    yield passes
    awake.watch(on=False)


LOOK = LOOKS_MS / 1000


def test_time_awake_is_no_gap(watched):
    for _ in range(100):
        assert watched(LOOK, LOOK) == []
    assert watched(LOOK + 20, LOOK + 20) == [], "a busy machine"


def test_a_wall_clock_that_ran_ahead_is_sleep(watched):
    watched(LOOK, LOOK)
    [(since, until)] = watched(LOOK + 2460, LOOK)
    assert (since, until) == (moment(after(seconds=LOOK)), moment(after(seconds=2 * LOOK + 2460)))
    assert len(watched(LOOK, LOOK)) == 1, "told once"


def test_where_the_running_clock_counts_sleep_too_it_is_found(watched):
    assert len(watched(3600, 3600)) == 1


def test_a_clock_that_is_set_back_is_no_gap(watched):
    assert watched(-3600, LOOK) == []
