"""How often a false conclusion is reached by someone who closes whenever it suits them, exactly."""

from functools import cache

from core.learn.proposal import propose
from core.model.decision import Conclusion
from tests.core.decided import FLOW, evidence

PROVED = frozenset({Conclusion.PROVED})
REJECTED = frozenset({Conclusion.ITERATE, Conclusion.RESET})


def chance_of(wanted, target, planned, true):
    """The probability that closing at some moment would propose a wanted conclusion.

    Partners are seen one after the other, each aligned with the probability ``true``; after each the
    researcher looks, and closes as soon as the proposal is the wanted one. Enumerated exactly: the
    probability of each (seen, aligned) that has not been closed yet.
    """

    @cache
    def closes(seen, aligned):
        said = propose(evidence(aligned, seen - aligned, planned - seen, target), FLOW)
        return said.conclusion in wanted

    going, closed = {0: 1.0}, 0.0
    for seen in range(1, planned + 1):
        after: dict[int, float] = {}
        for aligned, chance in going.items():
            for step, part in ((1, true), (0, 1 - true)):
                after[aligned + step] = after.get(aligned + step, 0.0) + chance * part
        closed += sum(chance for aligned, chance in after.items() if closes(seen, aligned))
        going = {aligned: chance for aligned, chance in after.items() if not closes(seen, aligned)}
    return closed
