"""What an iteration has locked: a hypothesis it was observed under, a close something rests on.

Undo and redo may not change these either: a share to beat that moves after the first observation
would be no share to beat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from core.history import Key
from core.learned import NoHypothesis, closing, is_changed_since
from core.model.decision import Decision
from core.model.hypothesis import Hypothesis
from core.model.iteration import Iteration
from core.model.observation import Note, Observation
from core.reading import Reader, decoded

_RECORDED = "observations recorded since"
_LATER = "a later iteration"


def locked(reader: Reader, key: Key, now: bytes | None, then: bytes | None) -> str:
    """What rests on a document as it is ``now`` and keeps it from becoming ``then``; else empty."""
    asks = _LOCKS.get(key[0])
    return asks(reader, now, then) if asks else ""


def is_locked(reader: Reader, hypothesis: Hypothesis) -> bool:
    """Whether a version may no longer be amended: an iteration was observed under it, or closed."""
    return any(
        each.hypothesis == hypothesis.id
        and (not each.is_open or reader.columns.refers(iteration=each.id))
        for each in reader.iterations()
    )


def _hypothesis(reader: Reader, now: bytes | None, then: bytes | None) -> str:
    if now is None or then is None:
        return ""
    return _RECORDED if is_locked(reader, decoded(Hypothesis, now)) else ""


def _iteration(reader: Reader, now: bytes | None, then: bytes | None) -> str:
    if then is None:
        return ""
    target = decoded(Iteration, then)
    if target.is_open and any(
        each.is_open and each.id != target.id for each in reader.iterations()
    ):
        return "an iteration that is open now"
    if now is None:
        return ""
    was = decoded(Iteration, now)
    if was.hypothesis != target.hypothesis:
        pinned = was if was.hypothesis else target
        if reader.columns.standing(target.id) != pinned.set_after:
            return _RECORDED
    return ""


def _decision(reader: Reader, now: bytes | None, then: bytes | None) -> str:
    if then is None:
        return ""
    if now is None:
        return _RECORDED if _closes_otherwise(reader, decoded(Decision, then)) else ""
    decision = decoded(Decision, now)
    iteration = reader.iteration(decision.id)
    if any(each.number > iteration.number for each in reader.iterations()):
        return _LATER
    if decision.verdict is not None:
        late = reader.columns.standing(decision.id, late=True)
        return _RECORDED if late > decision.verdict.late else ""
    return ""


def _closes_otherwise(reader: Reader, frozen: Decision) -> bool:
    """Whether closing now would freeze something else than it did then."""
    iteration = reader.iteration(frozen.id)
    try:
        _, fresh = closing(reader, iteration, frozen.at)
    except NoHypothesis:
        return True
    return msgspec.structs.replace(fresh, verdict=frozen.verdict) != frozen


def _observation(reader: Reader, now: bytes | None, then: bytes | None) -> str:
    """What a decision rests on stays; a correction made since the close may be taken back."""
    entries = [decoded(Observation, each) for each in (now, then) if each is not None]
    if len({_counted(each) for each in entries}) == 1 and len(entries) == 2:
        return ""
    entry = entries[0]
    if entry.late or reader.decision(entry.iteration) is None:
        return ""
    iteration = reader.iteration(entry.iteration)
    return "" if is_changed_since(reader, iteration) else _close_of(iteration)


def _counted(entry: Observation) -> tuple[object, ...]:
    return entry.step, entry.status, entry.at, entry.encounter, entry.voided


def _note(reader: Reader, now: bytes | None, then: bytes | None) -> str:
    if now is None or then is not None:
        return ""
    note = decoded(Note, now)
    decision = reader.decision(note.iteration)
    if decision is None or note.id not in decision.evidence.quotes:
        return ""
    return _close_of(reader.iteration(note.iteration))


def _close_of(iteration: Iteration) -> str:
    return f"the close of iteration {iteration.number}"


_LOCKS: Mapping[str, Callable[[Reader, bytes | None, bytes | None], str]] = {
    "hypotheses": _hypothesis,
    "iterations": _iteration,
    "decisions": _decision,
    "observations": _observation,
    "notes": _note,
}
