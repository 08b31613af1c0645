"""The words behind a number: what partners said at a step, and what was noted of them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measure.columns import Columns
from core.measure.seen import Reading
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
    study: Reader,
    iteration: str,
    step: str,
    partners: Sequence[str],
    encounter: int | None = 1,
    *,
    at_most: int | None = None,
    reading: Reading = Reading.LATEST,
) -> tuple[Said, ...]:
    """What partners said at a step, one entry for each of them and for nobody else.

    Those with words of their own come first, then those with notes, each the latest first; then the
    rest in the order given. Voided and late entries are left out: the numbers do not count them. At an
    endpoint late ones count, and those of any encounter: ``encounter`` is None there. ``at_most`` asks
    for so many entries from the front, and costs no more than those. In the strict ``reading`` the
    first observation decides.
    """
    written = _written(study, iteration, step, encounter)
    if at_most is not None and len(partners) > at_most:
        partners = _foremost(study, iteration, step, partners, encounter, written, reading)
        partners = partners[:at_most]
    observations: dict[str, list[Observation]] = {each: [] for each in partners}
    for observation in _observations(study, iteration, step, partners, encounter):
        observations[observation.partner].append(observation)
    notes: dict[str, list[Note]] = {each: [] for each in partners}
    for note in written:
        if note.partner in notes:
            notes[note.partner].append(note)
    found = [
        _said(study.partner(each), step, encounter, observations[each], notes[each], reading)
        for each in partners
    ]
    found.sort(key=lambda each: each.at or "", reverse=True)
    found.sort(key=lambda each: (not each.quotes, not each.notes))
    return tuple(found)


def _observations(
    study: Reader, iteration: str, step: str, partners: Sequence[str], encounter: int | None
) -> list[Observation]:
    columns = study.columns
    here = _here(columns, iteration, step, encounter)
    wanted = np.zeros(len(columns.partners), np.bool_)
    wanted[columns.partners.known(partners)] = True
    here = here[wanted[columns.partner[here]]]
    return [study.observation(columns.id_at(each)) for each in here.tolist()]


def _here(columns: Columns, iteration: str, step: str, encounter: int | None) -> NDArray[np.intp]:
    """Places of the observations at a step that count."""
    place, where = columns.iterations.code(iteration), columns.steps.code(step)
    if place is None or where is None:
        return np.zeros(0, np.intp)
    here = (columns.iteration == place) & (columns.step == where)
    here &= columns.status != 0
    if encounter is not None:
        here &= (columns.encounter == encounter) & ~columns.late
    return np.flatnonzero(here)


def _written(study: Reader, iteration: str, step: str, encounter: int | None) -> list[Note]:
    """The notes at a step that count."""
    return [
        note
        for note in study.notes(iteration=iteration)
        if note.step == step
        and not note.voided
        and (encounter is None or (note.encounter == encounter and not note.late))
    ]


def _foremost(
    study: Reader,
    iteration: str,
    step: str,
    partners: Sequence[str],
    encounter: int | None,
    written: Sequence[Note],
    reading: Reading,
) -> list[str]:
    """The partners in the order of their entries, found without reading what any of them said."""
    columns = study.columns
    places = {each: n for n, each in enumerate(partners)}
    place_of = np.full(len(columns.partners), -1)
    codes = [columns.partners.code(each) for each in partners]
    known = [(code, n) for n, code in enumerate(codes) if code is not None]
    if known:
        place_of[[code for code, _ in known]] = [n for _, n in known]
    here = _here(columns, iteration, step, encounter)
    here = here[place_of[columns.partner[here]] >= 0]
    here = here[np.argsort(columns.at[here], kind="stable")]
    if reading is Reading.STRICT:
        here = here[::-1]
    rows = place_of[columns.partner[here]]
    quoted, noted = (np.zeros(len(partners), np.bool_) for _ in range(2))
    quoted[rows[columns.words[here] >= _QUOTE]] = True
    noted[rows[columns.words[here] % _QUOTE > 0]] = True
    at = np.full(len(partners), _NEVER)
    at[rows] = columns.at[here]  # the one assigned last stays, as it decides
    seen = at != _NEVER
    for note in written:
        row = places.get(note.partner)
        if row is not None:
            (quoted if note.kind is NoteKind.QUOTE else noted)[row] = True
            if not seen[row]:
                at[row] = max(int(at[row]), _microseconds(note.at))
    order = np.lexsort((-at, ~noted, ~quoted))
    return [partners[n] for n in order.tolist()]


def _microseconds(at: Moment) -> int:
    return int(np.datetime64(at.removesuffix("Z"), "us").astype(np.int64))


_NEVER = np.int64(-(1 << 62))
_QUOTE = 2


def _said(
    partner: CustomerPartner,
    step: str,
    encounter: int | None,
    observations: Sequence[Observation],
    notes: Sequence[Note],
    reading: Reading,
) -> Said:
    if reading is Reading.LATEST:
        status = deciding(observations, step, encounter)
    else:
        status = min(observations, key=lambda each: each.at, default=None)
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
