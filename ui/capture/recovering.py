"""Going on with the interview that a window went down in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from core import conducting
from core.interview.recovery import Recovered, recovered
from core.model.moment import as_datetime, moment
from core.study import Study
from ui.capture.clock import SAME_SITTING
from ui.capture.sitting import Sitting
from ui.look.describe import clock, day

LEAST = timedelta(seconds=30)
"""A window that was away for less has left no gap worth a mark."""


def unfinished(study: Study) -> Recovered | None:
    """The interview to go on with, in the iteration that is recorded to; None where there is none."""
    found = recovered(study) if study.store.writable else None
    current = study.current_iteration
    if found is None or current is None or found.interview.iteration != current.id:
        return None
    return found


def resume(study: Study, found: Recovered) -> Sitting:
    """A sitting where the interview was left; the time until now is a gap in its log.

    An interview left for hours does not go on by itself: nobody sits there any more.
    """
    present = datetime.now(UTC)
    left = as_datetime(found.last or found.interview.began)
    sitting = Sitting(step=found.step)
    if present - left <= SAME_SITTING:
        sitting.conducted, sitting.at_step = found.interview.id, present
        if present - left >= LEAST:
            conducting.note_gap(study, found.interview, moment(left), moment(present))
    return sitting


def words(found: Recovered) -> str:
    """What was there: "Recovered 37 observations, last 14:03:22." and the like."""
    one, many = _tr("Recovered 1 observation"), _tr("Recovered {n} observations")
    said = one if found.observations == 1 else many.format(n=found.observations)
    if found.notes:
        more = _tr("1 note") if found.notes == 1 else _tr("{n} notes").format(n=found.notes)
        said = _tr("{observations} and {notes}").format(observations=said, notes=more)
    if found.last is not None:
        today = day(found.last) == day(datetime.now(UTC))
        at = clock(found.last) if today else f"{day(found.last)} {clock(found.last)}"
        said = _tr("{observations}, last {time}").format(observations=said, time=at)
    if found.draft is not None:
        said = _tr("{said}; the draft is there too").format(said=said)
    return said + "."


def _tr(text: str) -> str:
    return QCoreApplication.translate("capture", text)
