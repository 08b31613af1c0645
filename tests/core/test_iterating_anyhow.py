"""Round the loop in any order, back and forth: what is locked stays, and evidence stays frozen."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core import iterating, learned
from core.learned import NotPossible
from core.model.decision import Conclusion
from tests.core.looped_study import begun, last, walk, written


def write(study, dice):
    written(study, target=dice.choice([0.5, 0.7, 0.9]), planned=dice.choice([5, 6]))


def observe(study, dice):
    name = f"P-{dice.randrange(8):03d}"
    walk(study, name, dice.choice(["A", "AD", "AAA", ".AA"]), encounter=dice.choice([1, 1, 2]))


def close(study, dice):
    iterating.close(study)


def start(study, dice):
    iterating.start(study, flow=dice.choice([None, study.drawn]))


def decide(study, dice):
    iterating.decide(study, last(study), dice.choice(list(Conclusion)))


def scope(study, dice):
    """Any that something was done in."""
    return dice.choice([None, *sorted({entry.scope for entry in study._history.entries})])


def undo(study, dice):
    study.undo(scope(study, dice))


def redo(study, dice):
    study.redo(scope(study, dice))


def turn(study, dice):
    """Back, something seen, and forth again."""
    where = scope(study, dice)
    study.undo(where)
    if dice.random() < 0.5:
        observe(study, dice)
    study.redo(where)


ACTS = (write, observe, observe, close, start, decide, undo, redo, turn, turn)


def check(study, observed_under):
    iterations = study.iterations()
    assert [each.number for each in iterations] == list(range(1, len(iterations) + 1))
    assert sum(each.is_open for each in iterations) <= 1
    assert all(not each.is_open for each in iterations[:-1])
    for each in iterations:
        decision = study.decision(each.id)
        assert (decision is None) == each.is_open
        assert not learned.is_changed_since(study, each)
        hypothesis = study.hypothesis_of(each)
        assert bool(hypothesis) == bool(each.hypothesis)
        on_time = study.columns.standing(each.id)
        if hypothesis is not None and on_time > each.set_after:
            design = (hypothesis.id, hypothesis.target, hypothesis.planned)
            assert observed_under.setdefault(each.id, design) == design
        else:
            observed_under.pop(each.id, None)
        if decision is not None:
            assert decision.evidence.target == hypothesis.target
            assert decision.evidence.n + decision.evidence.unknown == hypothesis.planned
    for gone in set(observed_under) - {each.id for each in iterations}:
        del observed_under[gone]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32), st.integers(5, 60))
def test_the_loop_keeps_its_promises_whatever_is_done_undone_and_redone(
    tmp_path_factory, seed, size
):
    dice = Random(seed)
    with begun(tmp_path_factory.mktemp("loop") / "a.footpath") as study:
        observed_under: dict[str, tuple[str, float, int]] = {}
        for _ in range(size):
            try:
                dice.choice(ACTS)(study, dice)
            except NotPossible:
                continue
            check(study, observed_under)
