"""Dates are read in the ways that can mean one thing only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.dates import DAY_FIRST, MONTH_FIRST, reading
from core.model.moment import moment

QUARTER = "2014-10-22T11:15:41.000000Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-10-22T11:15:41Z", QUARTER),
        ("2014-10-22 11:15:41", QUARTER),
        ("2014/10/22 11:15:41.000", QUARTER),
        ("2014.10.22 11:15:41", QUARTER),
        ("20141022T111541Z", QUARTER),
        ("  2014-10-22 11:15:41 ", QUARTER),
        ("2014-10-22T13:15:41+02:00", QUARTER),
        ("2014-10-22 13:15:41 +0200", QUARTER),
        ("2014-10-22 06:15:41-05", QUARTER),
        ("2014-10-22 11:15:41 UTC", QUARTER),
        ("2014-10-22 11:15:41,000", QUARTER),
        ("22.10.2014 11:15:41", QUARTER),
        ("22/10/2014 11:15:41", QUARTER),
        ("10/22/2014 11:15:41", QUARTER),
        ("10-22-2014, 11:15:41 AM", QUARTER),
        ("22 Oct 2014 11:15:41", QUARTER),
        ("22-Oct-2014 11:15:41", QUARTER),
        ("22 October 2014, 11:15:41", QUARTER),
        ("Oct 22, 2014 11:15:41 am", QUARTER),
        ("October 22 2014 11:15:41", QUARTER),
        ("Wed, 22 Oct 2014 13:15:41 +0200", QUARTER),
        ("Wednesday 22 October 2014 11:15:41 GMT", QUARTER),
        ("22/10/2014", "2014-10-22T00:00:00.000000Z"),
        ("2014-10-22", "2014-10-22T00:00:00.000000Z"),
        ("20141022", "2014-10-22T00:00:00.000000Z"),
        ("2014-1-2 3:04", "2014-01-02T03:04:00.000000Z"),
        ("22/10/2014 12:05 AM", "2014-10-22T00:05:00.000000Z"),
        ("22/10/2014 12:05 p.m.", "2014-10-22T12:05:00.000000Z"),
        ("2014-10-22 11:15:41.123456789", "2014-10-22T11:15:41.123456Z"),
        ("22/10/2014 11:15:41.5", "2014-10-22T11:15:41.500000Z"),
    ],
)
def test_what_can_mean_one_thing_is_read(text, expected):
    assert reading()(text) == expected


@pytest.mark.parametrize(
    "text", ["03/04/2014", "3.4.2014 10:00", "12-12-2014", "01/02/2014 11:15:41"]
)
def test_day_and_month_that_could_change_places_are_not_guessed(text):
    with pytest.raises(ValueError, match="--date-format"):
        reading()(text)
    assert reading(DAY_FIRST)(text)[8:10] == text.replace(".", "/").replace("-", "/").split("/")[
        0
    ].rjust(2, "0")
    assert reading(MONTH_FIRST)(text)[5:7] == reading(DAY_FIRST)(text)[8:10]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "1413976541",
        "1413976541000",
        "13/04/14",
        "2014-22-10",
        "31/02/2014",
        "32/13/2014",
        "2014-10-22 25:00",
        "22/10/2014 25:00",
        "22/10/2014 13:00 pm",
        "22/10/2014 noon",
        "22 Foo 2014",
        "2014/10/2014",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        reading()(text)


def test_a_pattern_reads_what_it_says_and_nothing_else():
    read = reading("%d.%m.%y %H:%M")
    assert read("03.04.14 10:00") == "2014-04-03T10:00:00.000000Z"
    with pytest.raises(ValueError, match="does not fit"):
        read("2014-04-03")
    with pytest.raises(ValueError, match="does not fit"):
        reading("%Q")("03")
    assert reading("%Y-%m-%d %z")("2014-04-03 +0200") == "2014-04-02T22:00:00.000000Z"


def test_a_pattern_without_a_field_is_none():
    with pytest.raises(ValueError, match="no date format"):
        reading("DD/MM/YYYY")


MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 - taken as UTC


@given(MOMENTS, st.sampled_from(["T", " "]), st.sampled_from(["-", "/"]))
def test_every_spelling_with_the_year_first_means_the_same(when, between, mark):
    text = when.isoformat(between).replace("-", mark)
    assert reading()(text) == moment(when)


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_a_zone_is_taken_off(when, minutes):
    zone = timezone(timedelta(minutes=minutes))
    local = when.replace(tzinfo=UTC).astimezone(zone)
    assert reading()(local.isoformat()) == moment(when)


@given(MOMENTS)
def test_day_first_and_month_first_mean_the_same_date(when):
    clock = when.strftime("%H:%M:%S.%f")
    by_day = reading(DAY_FIRST)(f"{when.day}/{when.month}/{when.year} {clock}")
    by_month = reading(MONTH_FIRST)(f"{when.month:02}-{when.day:02}-{when.year} {clock}")
    assert by_day == by_month == moment(when)
