"""Random flows and observations for property tests: branches, merges, skips, dead ends and all.

hypothesis draws the sizes and a seed; the rest comes from that seed, which is many times faster than
drawing every field and still shrinks to small studies.
"""

from datetime import timedelta
from random import Random

from hypothesis import strategies as st

from core.measure import Group
from core.model.flow import Flow, Link, Step, StepKind
from core.model.moment import moment
from core.model.observation import Observation, Status
from tests.core.study_data import ITERATION, START

PARTNERS = [f"p{n}" for n in range(6)]
SOMETIMES = [False, False, False, False, True]


def random_flow(dice, size):
    """A flow without loops: s0 is the trigger; links run from lower to higher numbers."""
    names = [f"s{n}" for n in range(size)]
    need = dice.choice([*names[1:], names[-1], names[-1], names[-1], None])
    gaps = dice.choice([0, 0, 0.2, 0.5])
    pairs = {(n, n + 1) for n in range(size - 1) if dice.random() >= gaps}
    for _ in range(dice.randrange(6)):
        source, target = sorted(dice.sample(range(size), 2))
        pairs.add((source, target))
    if dice.random() < 0.3:  # more splits: no step leads to its neighbour
        pairs = {pair for pair in pairs if pair[0] == 0 or pair[1] - pair[0] > 1}
    kinds = {"s0": StepKind.TRIGGER, need: StepKind.NEED_MET}
    steps = [
        Step(
            name,
            name.upper(),
            kinds.get(name, StepKind.STEP),
            optional=dice.random() < 0.2,
            y=float(dice.randrange(3)),
        )
        for name in names
    ]
    steps += [
        Step("ad", "Adoption", StepKind.ADOPTION),
        Step("out", "Outcome", StepKind.OUTCOME),
    ]
    links = [Link(f"s{a}", f"s{b}") for a, b in sorted(pairs)]
    links += [Link(need, "ad"), Link(need, "out")] if need else []
    dice.shuffle(steps)
    dice.shuffle(links)
    return Flow("flow", steps=tuple(steps), links=tuple(links))


def random_observations(dice, flow, size):
    """Observations out of order, with ties, voided, late and repeated ones."""
    steps = [step.id for step in flow.steps]
    words = dice.choice([[Status.ALIGNED], [Status.ALIGNED] * 3 + [Status.DEVIATED], list(Status)])
    rare = dice.choice([[False], SOMETIMES])
    return [
        Observation(
            id=f"o{number:03}",
            partner=dice.choice(PARTNERS),
            iteration=dice.choice([ITERATION, ITERATION, ITERATION, "iteration-2"]),
            step=dice.choice(steps),
            status=dice.choice(words),
            at=moment(START + timedelta(minutes=dice.randrange(10))),
            encounter=dice.choice([1, 1, 1, 2, 3]),
            voided=dice.choice(rare),
            late=dice.choice(rare),
            reason=dice.choice(["", "too slow", "by hand"]),
        )
        for number in range(size)
    ]


@st.composite
def studies(draw):
    """A flow and observations of it."""
    dice = Random(draw(st.integers(0, 2**32)))
    flow = random_flow(dice, draw(st.integers(2, 8)))
    return flow, random_observations(dice, flow, draw(st.integers(0, 80)))


groups = st.frozensets(st.sampled_from(PARTNERS)).map(lambda ids: Group("some", "Some", ids))
