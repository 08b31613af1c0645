"""What the screen remembers of a partner that the study does not: the step, and what is conducted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.interview import Standing
from core.model.interview import Interview
from core.model.moment import Moment
from core.reading import Reader
from ui.capture.clock import Clock, read_from


@dataclass
class Sitting:
    """One partner in one iteration, in this window.

    ``step`` is the id of the step the keys act on. ``conducted`` is the id of the interview that
    was begun or gone on with here; ``entering`` is the time entries get, of one entered afterwards.
    """

    step: str = ""
    conducted: str = ""
    entering: Moment | None = None
    at_step: datetime | None = None

    def settle(self, held: Standing) -> None:
        """Stand on a step there is: the first one of the partner's path not observed yet."""
        if held.place(self.step) is not None:
            return
        path = [each for each in held.places if not each.step.kind.is_endpoint]
        ahead = [each for each in path if each.status is None and not each.other_branch]
        seen = [each.number for each in path if each.status is not None]
        behind = [each for each in ahead if each.number > max(seen, default=0)]
        chosen = next(iter(behind or ahead), path[-1])
        self.step = chosen.step.id

    def interview(self, study: Reader) -> Interview | None:
        """The interview that the keys record to now; None where they record nothing."""
        found = study.held(Interview, self.conducted) if self.conducted else None
        return found if found and (found.is_running or self.entering is not None) else None

    def clock(self, study: Reader, held: Standing) -> Clock:
        """The clock as the study has it: of what runs, else of the latest conversation."""
        shown = self.interview(study)
        every = study.interviews(held.partner.id, held.iteration.id)
        if shown is None and every and not every[-1].is_running:
            shown = every[-1]
        if shown is None:
            return read_from(held)
        return Clock(shown, tuple(study.interview_events(shown.id)), self.at_step)


def sit_down(held: Standing) -> Sitting:
    """A sitting at an interview as the study has it."""
    sitting = Sitting()
    sitting.settle(held)
    return sitting
