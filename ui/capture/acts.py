"""What the keys do to a study: each act is one transaction in its interview's scope."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QCoreApplication

from core.interview import Entry, Standing, interview
from core.interview.log_lines import Line, reworded
from core.interview.typed import Words, read_words
from core.model.ids import new_id
from core.model.moment import Moment
from core.model.observation import Note, NoteKind, Observation, Status
from core.recording import deciding
from core.study import Study
from ui.capture.times import read_time


def _tr(text: str) -> str:
    return QCoreApplication.translate("capture", text)


@dataclass(frozen=True)
class Where:
    """Where and when the keys act. All but ``at`` and ``observer`` are ids."""

    partner: str
    iteration: str
    step: str
    interview: str
    at: Moment
    observer: str = ""


def held(study: Study, where: Where) -> Standing:
    """The interview as it stands now, not as it was painted last."""
    return interview(study, where.partner, where.iteration)


def mark(
    study: Study,
    where: Where,
    status: Status,
    words: Words | None = None,
    since: Moment | None = None,
) -> Observation:
    """Mark the step, with words where some were typed; returns what now decides its status.

    Words at a step that has the status already become a note: a second observation would count
    twice. Words typed before something else was seen at the step do not come before that, nor does
    a mark by a clock that was set back since.
    """
    encounter = held(study, where).encounter
    standing = _deciding(study, where, encounter)
    if standing is not None and standing.status is status:
        if words is not None and (words.text or words.tags):
            keep(study, where, words, since or where.at)
        return standing
    at = since or where.at
    if standing is not None and at <= standing.at:
        at = max(where.at, standing.at)
    said = words or Words("")
    new = Observation(
        id=new_id(),
        partner=where.partner,
        iteration=where.iteration,
        step=where.step,
        status=status,
        at=at,
        encounter=encounter,
        tags=said.tags,
        note="" if said.is_quote else said.text,
        quote=said.text if said.is_quote else "",
        important=said.is_important,
        observer=where.observer,
        interview=where.interview,
    )
    return study.mark(new) or new


def unmark(study: Study, where: Where) -> bool:
    """Take back what was observed at the step; whether there was anything."""
    encounter = held(study, where).encounter
    return study.unmark(where.partner, where.iteration, where.step, encounter) is not None


def meet_again(study: Study, where: Where) -> Observation:
    """The trigger was met again: the next encounter, begun as coming back to the solution.

    ``where.step`` is the trigger. The first time it is met, that begins encounter 1.
    """
    encounter = held(study, where).next_encounter
    met = Observation(
        id=new_id(),
        partner=where.partner,
        iteration=where.iteration,
        step=where.step,
        status=Status.ALIGNED,
        at=where.at,
        encounter=encounter,
        observer=where.observer,
        interview=where.interview,
    )
    label = _tr("Trigger met again, encounter {n}").format(n=encounter) if encounter > 1 else ""
    return study.record(met, label)


def keep(study: Study, where: Where, words: Words, since: Moment) -> Note:
    """Keep a note or a quote at the step, from when its first key was typed."""
    return study.keep_note(
        Note(
            id=new_id(),
            partner=where.partner,
            iteration=where.iteration,
            step=where.step,
            kind=NoteKind.QUOTE if words.is_quote else NoteKind.NOTE,
            text=words.text,
            at=since,
            encounter=held(study, where).encounter,
            tags=words.tags,
            important=words.is_important,
            observer=where.observer,
            interview=where.interview,
        )
    )


def give_reason(study: Study, observation_id: str, typed: str) -> None:
    """Give a deviation its reason; #tags tag the observation."""
    entry = study.observation(observation_id)
    words = read_words(typed)
    tags = tuple(dict.fromkeys((*entry.tags, *words.tags)))
    name = study.flow(study.iteration(entry.iteration).flow).step(entry.step).name
    given = msgspec.structs.replace(entry, reason=words.text, tags=tags)
    study.amend(given, f"Reason at {name}")


def reword(study: Study, line: Line, typed: str) -> None:
    """Put other words in a line of the log."""
    study.amend(reworded(line, read_words(typed)))


def retime(study: Study, entry: Entry, typed: str) -> None:
    """Move an entry to another time. Raises ValueError where that is none."""
    study.amend(msgspec.structs.replace(entry, at=read_time(typed, entry.at)))


def weigh(study: Study, entry: Entry) -> bool:
    """Mark an entry as important; whether it was not before. A second time changes nothing."""
    if entry.important or entry.voided:
        return False
    study.amend(msgspec.structs.replace(entry, important=True), "Mark as important")
    return True


def void(study: Study, entry: Entry) -> None:
    """Void an entry: it stays in the log and stops counting."""
    if not entry.voided:
        study.void(entry)


def _deciding(study: Study, where: Where, encounter: int) -> Observation | None:
    flow = study.flow(study.iteration(where.iteration).flow)
    among = None if flow.step(where.step).kind.is_endpoint else encounter
    return deciding(study.observations(where.partner, where.iteration), where.step, among)
