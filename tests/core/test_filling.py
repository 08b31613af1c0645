"""A data warning names what is the matter, and one action settles it."""

import pytest

from core.filling import fill
from core.measure import everyone, measure
from core.measure.gaps import Matter
from core.model.observation import Status
from tests.core.interviews import OPEN, A, D, minute, seen, study_at


@pytest.fixture
def study(tmp_path):
    with study_at(tmp_path / "study.footpath") as made:
        yield made


def warnings(study):
    flow = study.flow(OPEN.flow)
    return measure(study.columns, flow, OPEN.id, [everyone()], names=study.pseudonyms()).warnings


def test_an_unknown_step_is_filled_at_the_time_of_what_came_after(study):
    study.record(seen("a", "bill", A, 1))
    study.record(seen("b", "photo", A, 5, interview=""))
    (warning,) = warnings(study)
    assert warning.matter is Matter.UNKNOWN
    filled = fill(study, OPEN.id, warning, "NK")
    assert filled is not None
    assert (filled.step, filled.status, filled.at, filled.observer) == (
        "compare",
        Status.ALIGNED,
        minute(5),
        "NK",
    )
    assert not warnings(study)
    assert study.undoable("interview/p1/second").label == "Fill the gap at Opens comparison"
    study.undo("interview/p1/second")
    assert warnings(study) == (warning,)


def test_who_deviated_and_went_on_is_recovered(study):
    study.record(seen("a", "bill", A, 1))
    study.record(seen("b", "compare", D, 9))
    study.record(seen("c", "photo", A, 5))
    (warning,) = warnings(study)
    assert warning.matter is Matter.DEVIATED
    filled = fill(study, OPEN.id, warning)
    assert filled is not None
    assert filled.at == minute(9)
    assert not warnings(study)


def test_a_branch_is_said_by_a_person(study):
    for n, step in enumerate(("bill", "compare", "plan")):
        study.record(seen(step, step, A, n))
    (warning,) = warnings(study)
    assert (warning.matter, warning.gap) == (Matter.UNDECIDED, "compare")
    assert fill(study, OPEN.id, warning) is None


def test_what_was_settled_meanwhile_is_left_alone(study):
    study.record(seen("a", "bill", A, 1))
    late = study.record(seen("b", "photo", A, 5))
    (warning,) = warnings(study)
    study.void(late)
    assert fill(study, OPEN.id, warning) is None
