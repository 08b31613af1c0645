"""What the screen remembers of an interview that the study does not: step, clock and draft."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.interview import Interview
from core.model.moment import Moment
from ui.capture.clock import Clock, read_from


@dataclass
class Sitting:
    """One interview in this window. ``step`` is the id of the step the keys act on."""

    step: str = ""
    clock: Clock = field(default_factory=Clock)
    draft: tuple[str, Moment | None] = ("", None)

    def settle(self, held: Interview) -> None:
        """Stand on a step there is: the first one of the partner's path not observed yet."""
        if held.place(self.step) is not None:
            return
        path = [each for each in held.places if not each.step.kind.is_endpoint]
        ahead = [each for each in path if each.status is None and not each.other_branch]
        seen = [each.number for each in path if each.status is not None]
        behind = [each for each in ahead if each.number > max(seen, default=0)]
        chosen = next(iter(behind or ahead), path[-1])
        self.step = chosen.step.id


def sit_down(held: Interview) -> Sitting:
    """A sitting at an interview as the study has it."""
    sitting = Sitting(clock=read_from(held))
    sitting.settle(held)
    return sitting
