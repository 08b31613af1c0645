"""What the Funnels screen shows: the question, its answer, and the place a person points at."""

from __future__ import annotations

from core.measure.cohorts import Group
from core.measure.funnel import Funnel
from core.study import Study
from ui.funnel import asking
from ui.funnel.asking import Answer, Question
from ui.funnel.spot import Spot
from ui.funnel.view import View
from ui.session import Choice, Session


class Shown:
    """Asked anew where the choice changed, answered anew with every observation."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stale = True
        self._choice = session.choice
        self.asked: Question | None = None
        self.answer = Answer()
        self.view = View()
        self.spot: Spot | None = None

    @property
    def study(self) -> Study:
        """The study shown."""
        return self._session.study

    @property
    def funnels(self) -> tuple[Funnel, ...]:
        """The funnels of the chosen cohorts."""
        return self.answer.funnels

    def spoil(self) -> None:
        """Ask anew next time: cohorts, partners, the flow or the iteration have changed."""
        self._stale = True

    def look(self, view: View) -> None:
        """Read or draw in another way."""
        self.view = view
        self._stale = True

    def follow(self, choice: Choice) -> None:
        """Take over what was chosen, here or on another screen."""
        before = self._choice
        if (choice.iteration, choice.cohorts) != (before.iteration, before.cohorts):
            self._stale = True
        if choice.step is not None and self.spot is not None and choice.step != self.spot.step:
            wanted = Spot(self.spot.group, choice.step)
            self.spot = asking.kept_spot(wanted, self.funnels) or self.spot

    def refresh(self) -> bool:
        """Answer from the observations as they stand; whether another question was asked."""
        fresh = self._stale
        if fresh:
            self._ask()
        asked = self.asked
        self.answer = Answer() if asked is None else asking.answer(self.study, asked)
        self.spot = asking.kept_spot(self.spot, self.funnels) or asking.first_spot(
            self.funnels, self._session.choice.step
        )
        return fresh

    def _ask(self) -> None:
        iteration, self._choice = self._session.iteration, self._session.choice
        self._stale = False
        self.asked = None
        if iteration is not None:
            cohorts = self._session.choice.cohorts
            self.asked = asking.question(self.study, iteration, cohorts, self.view)

    def funnel_of(self, spot: Spot | None) -> Funnel | None:
        """The funnel a spot is in, or None."""
        if spot is None:
            return None
        return next((each for each in self.funnels if each.group.id == spot.group), None)

    def group_of(self, spot: Spot | None) -> Group | None:
        """The group a spot is in, or None."""
        funnel = self.funnel_of(spot)
        return None if funnel is None else funnel.group

    def nobody(self) -> bool:
        """Whether nothing at all was recorded: no cohort can show anything."""
        if self.asked is None or any(each.entrants for each in self.funnels):
            return False
        return not self.study.columns.refers(iteration=self.asked.iteration.id)
