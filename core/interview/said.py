"""The words behind a number: what partners said at a step, and what was noted of them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.model.moment import Moment
from core.model.observation import Note, NoteKind, Observation
from core.model.partner import CustomerPartner
from core.reading import Reader
from core.recording import deciding


@dataclass(frozen=True)
class Said:
    """What is known of one partner at one step of one encounter, in the order recorded.

    ``reason`` is that of the observation that decides the status; ``at`` when that was, or the last
    note; None where nothing was recorded at the step.
    """

    partner: CustomerPartner
    quotes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    at: Moment | None = None

    @property
    def has_words(self) -> bool:
        """Whether anything was said or noted, a reason alone not."""
        return bool(self.quotes or self.notes)


def said(
    study: Reader, iteration: str, step: str, partners: Sequence[str], encounter: int | None = 1
) -> tuple[Said, ...]:
    """What partners said at a step, one entry for each of them and for nobody else.

    Those with words of their own come first, then those with notes, each the latest first; then the
    rest in the order given. Voided and late entries are left out: the numbers do not count them. At an
    endpoint late ones count, and those of any encounter: ``encounter`` is None there.
    """
    observations: dict[str, list[Observation]] = {each: [] for each in partners}
    for observation in _observations(study, iteration, step, partners, encounter):
        observations[observation.partner].append(observation)
    notes: dict[str, list[Note]] = {each: [] for each in partners}
    for note in study.notes(iteration=iteration):
        counts = note.step == step and not note.voided
        if encounter is not None:
            counts = counts and note.encounter == encounter and not note.late
        if counts and note.partner in notes:
            notes[note.partner].append(note)
    found = [
        _said(study.partner(each), step, encounter, observations[each], notes[each])
        for each in partners
    ]
    found.sort(key=lambda each: each.at or "", reverse=True)
    found.sort(key=lambda each: (not each.quotes, not each.notes))
    return tuple(found)


def _observations(
    study: Reader, iteration: str, step: str, partners: Sequence[str], encounter: int | None
) -> list[Observation]:
    columns = study.columns
    place, where = columns.iterations.code(iteration), columns.steps.code(step)
    if place is None or where is None:
        return []
    here = (columns.iteration == place) & (columns.step == where)
    here &= columns.status != 0
    if encounter is not None:
        here &= (columns.encounter == encounter) & ~columns.late
    here &= np.isin(columns.partner, columns.partners.known(partners))
    return [study.observation(columns.id_at(int(each))) for each in np.flatnonzero(here)]


def _said(
    partner: CustomerPartner,
    step: str,
    encounter: int | None,
    observations: Sequence[Observation],
    notes: Sequence[Note],
) -> Said:
    status = deciding(observations, step, encounter)
    quotes = [(each.at, each.quote) for each in observations if each.quote]
    quotes += [(each.at, each.text) for each in notes if each.kind is NoteKind.QUOTE]
    remarks = [(each.at, each.note) for each in observations if each.note]
    remarks += [(each.at, each.text) for each in notes if each.kind is NoteKind.NOTE]
    last = max((each.at for each in notes), default=None)
    return Said(
        partner,
        tuple(text for _, text in sorted(quotes)),
        tuple(text for _, text in sorted(remarks)),
        status.reason.strip() if status else "",
        status.at if status else last,
    )
