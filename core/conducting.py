"""Conducting an interview: starting, pausing and ending it, a gap from sleep, a draft kept safe."""

from __future__ import annotations

import msgspec

from core.model.ids import new_id
from core.model.interview import Channel, Draft, EventKind, Interview, InterviewEvent
from core.model.moment import Moment
from core.recording import interview_scope
from core.study import Change, Study


def start(
    study: Study,
    partner: str,
    iteration: str,
    began: Moment,
    *,
    ended: Moment | None = None,
    channel: Channel | None = None,
    place: str = "",
    researcher: str = "",
) -> Interview:
    """Begin an interview; with ``ended`` one that is entered after the fact.

    Raises KeyError where partner or iteration is not known, ValueError where it would end before it
    begins.
    """
    study.partner(partner)
    study.iteration(iteration)
    new = Interview(new_id(), partner, iteration, began, ended, channel, place, researcher)
    _in_order(new)
    study.do("Start interview", scope(new), [new])
    return new


def edit(study: Study, interview: Interview, label: str = "Edit interview") -> Change | None:
    """Put other times, place, channel or researcher. Raises ValueError as ``start``."""
    _in_order(interview)
    return study.do(label, scope(interview), [interview])


def end(study: Study, interview: Interview, at: Moment) -> Change | None:
    """End an interview; a pause it is in ends with it. Nothing where it has been ended."""
    if not interview.is_running:
        return None
    at = max(at, interview.began)
    return study.do(
        "End interview", scope(interview), [msgspec.structs.replace(interview, ended=at)]
    )


def reopen(study: Study, interview: Interview) -> Change | None:
    """Let an ended interview run on."""
    running = msgspec.structs.replace(interview, ended=None)
    return study.do("Continue interview", scope(interview), [running])


def pause(study: Study, interview: Interview, at: Moment) -> Change | None:
    """Stop the clock; None where it stands still already."""
    return _turn(study, interview, at, EventKind.PAUSED)


def resume(study: Study, interview: Interview, at: Moment) -> Change | None:
    """Let the clock run on; None where it runs."""
    return _turn(study, interview, at, EventKind.RESUMED)


def note_gap(study: Study, interview: Interview, at: Moment, until: Moment) -> Change | None:
    """Keep in the log that the computer slept. Nobody did that, so nobody undoes it."""
    gap = InterviewEvent(new_id(), interview.id, EventKind.GAP, at, until)
    return study.do("Gap from sleep", f"gap/{interview.id}", [gap])


def keep_draft(study: Study, draft: Draft) -> Change | None:
    """Keep words that are being typed. Outside of undo: typing has its own."""
    return study.do("Draft", f"draft/{draft.id}", [draft])


def drop_draft(study: Study, interview: str) -> Change | None:
    """Let a draft go, once its words are kept or given up."""
    draft = study.draft(interview)
    return None if draft is None else study.do("Draft", f"draft/{interview}", removes=[draft])


def is_paused(study: Study, interview: str) -> bool:
    """Whether the clock of an interview stands still."""
    turns = [each for each in study.interview_events(interview) if each.kind in _TURNS]
    return bool(turns) and turns[-1].kind is EventKind.PAUSED


def scope(interview: Interview) -> str:
    """The undo scope of an interview: that of its partner and iteration."""
    return interview_scope(interview.partner, interview.iteration)


_TURNS = {EventKind.PAUSED: "Pause", EventKind.RESUMED: "Resume"}


def _turn(study: Study, interview: Interview, at: Moment, kind: EventKind) -> Change | None:
    if is_paused(study, interview.id) is (kind is EventKind.PAUSED):
        return None
    event = InterviewEvent(new_id(), interview.id, kind, at)
    return study.do(_TURNS[kind], scope(interview), [event])


def _in_order(interview: Interview) -> None:
    if interview.ended is not None and interview.ended < interview.began:
        raise ValueError("An interview ends after it begins.")
