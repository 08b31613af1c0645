"""Of the sample study: what its partners agreed to, how they were met, and how many were planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from core.model.consent import Consent, ConsentText, Permission
from core.model.ids import new_id
from core.model.interview import Channel, Interview
from core.model.iteration import Iteration
from core.model.moment import Moment, read_moment
from core.model.partner import CustomerPartner
from core.model.planned import Planned, planned


class PlannedRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A planned number, by the number of its iteration and the id of its cohort."""

    iteration: int
    cohort: str
    number: int


class TextRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the consent text."""

    version: int
    text: str
    written: str


class ConsentRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What some partners agreed to, under which version of the text."""

    text: int
    agreed: tuple[Permission, ...]
    partners: tuple[str, ...]
    withdrawn: str = ""


class ObserverRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an observer met partners."""

    observer: str
    channel: Channel
    place: str = ""


def plans(rows: Sequence[PlannedRow], iterations: Sequence[Iteration]) -> Iterator[Planned]:
    """The planned numbers."""
    by_number = {each.number: each.id for each in iterations}
    for row in rows:
        yield planned(by_number[row.iteration], row.cohort, row.number)


def interview(
    observers: Sequence[ObserverRow],
    observer: str,
    partner: CustomerPartner,
    iteration: Iteration,
    times: Sequence[Moment],
) -> Interview:
    """An interview of an observer, from the first to the last of the times something was said."""
    how = next(each for each in observers if each.observer == observer)
    return Interview(
        new_id(),
        partner.id,
        iteration.id,
        min(times),
        max(times),
        how.channel,
        how.place,
        observer,
    )


def consents(
    texts: Sequence[TextRow],
    rows: Sequence[ConsentRow],
    by_name: Mapping[str, CustomerPartner],
    interviews: Sequence[Interview],
) -> Iterator[ConsentText | Consent]:
    """The versions of the text, and of each partner the consent: given when they first met after it."""
    versions = {
        row.version: ConsentText(new_id(), row.version, row.text, read_moment(row.written))
        for row in texts
    }
    yield from versions.values()
    for row in rows:
        text = versions[row.text]
        withdrawn = read_moment(row.withdrawn) if row.withdrawn else None
        for name in row.partners:
            partner = by_name[name].id
            met = (
                each.began
                for each in interviews
                if each.partner == partner and each.began > text.written
            )
            yield Consent(partner, row.agreed, min(met), text.id, withdrawn)
