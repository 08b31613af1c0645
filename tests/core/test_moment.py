"""Moments as text: always 27 characters, so that text order is time order."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.moment import Moment, as_datetime, moment, now, read_moment

whens = st.datetimes(timezones=st.just(UTC))


@given(whens)
def test_a_moment_is_read_back_as_it_was(when):
    text = moment(when)
    assert len(text) == 27
    assert as_datetime(text) == when
    assert read_moment(text) == text
    assert msgspec.convert(text, Moment) == text


@given(whens, whens)
def test_text_order_is_time_order(one, other):
    assert (moment(one) < moment(other)) == (one < other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22T11:19:36.123456Z", "2026-11-22T11:19:36.123456Z"),
        ("2026-11-22T11:19:36", "2026-11-22T11:19:36.000000Z"),
        (" 2026-11-22 11:19 ", "2026-11-22T11:19:00.000000Z"),
        ("2026-11-22T11:19:36+02:00", "2026-11-22T09:19:36.000000Z"),
        ("2026-11-22", "2026-11-22T00:00:00.000000Z"),
    ],
)
def test_iso_texts_are_read_and_without_a_zone_taken_as_utc(text, expected):
    assert read_moment(text) == expected


@pytest.mark.parametrize("text", ["yesterday", "", "2026-13-01", "0001-01-01T00:00:00+05:00"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the words are Python's own
        read_moment(text)


def test_a_datetime_of_another_zone_is_turned_to_utc():
    east = timezone(timedelta(hours=5, minutes=30))
    assert moment(datetime(2026, 1, 1, 5, 30, tzinfo=east)) == "2026-01-01T00:00:00.000000Z"
    assert moment(datetime(2026, 1, 1)) == "2026-01-01T00:00:00.000000Z"  # noqa: DTZ001


def test_now_is_now():
    assert abs(as_datetime(now()) - datetime.now(UTC)) < timedelta(seconds=30)


def test_an_iso_text_may_have_small_letters():
    assert read_moment("2020-01-01t10:00:00z") == "2020-01-01T10:00:00.000000Z"
