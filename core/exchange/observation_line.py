"""One observation as a line of JSON, as scripts send them."""

from __future__ import annotations

from typing import Annotated

import msgspec

from core.exchange.json_words import json_words
from core.exchange.unreadable import UnreadableInput
from core.model.moment import Moment, read_moment
from core.model.observation import Status


class ObservationLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of a line. ``step`` and ``partner`` are names; what is None was not said."""

    partner: str
    step: str
    status: Status
    reason: str | None = None
    tags: tuple[str, ...] | None = None
    note: str | None = None
    quote: str | None = None
    encounter: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    iteration: int | None = None
    at: str | None = None

    def moment(self) -> Moment | None:
        """When it happened, or None where the line does not say.

        Raises UnreadableInput where ``at`` is no ISO 8601 date.
        """
        if self.at is None:
            return None
        try:
            return read_moment(self.at)
        except ValueError:
            raise UnreadableInput(
                f"“{self.at}” is no date. Write it like 2026-10-07T10:41:17Z."
            ) from None


_CHOICES = {"status": tuple(Status)}
_decoder = msgspec.json.Decoder(ObservationLine)


def read_line(line: bytes) -> ObservationLine:
    """Read one line. Raises UnreadableInput with what is wrong with it."""
    try:
        read = _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise UnreadableInput(f"{json_words(error, _CHOICES)}.") from None
    except UnicodeDecodeError:
        raise UnreadableInput("it is not in UTF-8.") from None
    if not read.partner.strip():
        raise UnreadableInput("“partner” is empty.")
    return read
