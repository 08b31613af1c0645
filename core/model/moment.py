"""Moments as text: UTC, microseconds, always 27 characters, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import msgspec

Moment = Annotated[
    str,
    msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", min_length=27, max_length=27),
]
"""For example ``2026-11-22T11:19:36.123456Z``."""


def moment(when: datetime) -> Moment:
    """The text of a point in time. A datetime without a zone is taken as UTC."""
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def now() -> Moment:
    """The present moment."""
    return moment(datetime.now(UTC))


def as_datetime(text: Moment) -> datetime:
    """The point in time of a moment, in UTC."""
    return datetime.fromisoformat(text)


def read_moment(text: str) -> Moment:
    """The moment an ISO 8601 text names; without a zone it is UTC.

    Raises ValueError where the text is no such date.
    """
    try:
        return moment(datetime.fromisoformat(text.strip().upper()))
    except OverflowError as error:
        raise ValueError(str(error)) from None
