"""Motivation, strategic metrics and their readings, assumptions, and how hypotheses changed."""

from typing import Any

import pytest

from core import aiming, iterating
from core.learn.parts import PARTS, differences, reach
from core.learn.progress import progress
from core.learned import NotPossible
from core.model.assumption import Assumption, Level, Stance, riskiest_first
from core.model.hypothesis import Hypothesis
from core.model.moment import read_moment
from core.model.partner import Cohort
from core.model.strategy import Direction, MetricReading, OutcomeArea, StrategicMetric
from tests.core.looped_study import begun, first


@pytest.fixture
def study(tmp_path):
    with begun(tmp_path / "aims.footpath", target=0.7, planned=6) as study:
        yield study


def metric(**parts):
    base: dict[str, Any] = {
        "id": "",
        "name": "Referrals",
        "area": OutcomeArea.REACH,
        "baseline": 1.2,
        "target": 4,
    }
    return StrategicMetric(**(base | parts))


def read(study, kept, day, value, **more):
    at = read_moment(f"{day}T12:00:00Z")
    return aiming.put_reading(study, MetricReading("", kept.id, at, value, **more))


def test_the_motivation_is_part_of_the_study_and_can_be_taken_back(study):
    aiming.set_motivation(study, " They overpay. ")
    assert study.info.motivation == "They overpay."
    assert study.info.name == "Loop"
    study.undo(aiming.SCOPE)
    assert study.info.motivation == ""


@pytest.mark.parametrize(
    ("parts", "values", "way", "reached"),
    [
        ({}, [1.2, 1.1, 2.1], 0.9 / 2.8, False),
        ({}, [4.0], 1.0, True),
        ({}, [0.5], -0.25, False),
        ({}, [], None, False),
        ({"baseline": 42, "target": 25, "direction": Direction.DOWN}, [37], 5 / 17, False),
        ({"baseline": 42, "target": 25, "direction": Direction.DOWN}, [20], 22 / 17, True),
    ],
)
def test_how_far_a_metric_has_come(study, parts, values, way, reached):
    kept = aiming.put_metric(study, metric(**parts))
    for day, value in enumerate(values, start=1):
        read(study, kept, f"2026-06-{day:02}", value)
    said = progress(kept, study.readings(), study.iterations())
    assert said.way == (None if way is None else pytest.approx(way))
    assert said.is_reached == reached
    assert said.latest == (values[-1] if values else None)


def test_readings_come_by_time_and_belong_to_the_iteration_they_were_taken_in(study):
    kept = aiming.put_metric(study, metric())
    later = read(study, kept, "2999-01-01", 3)
    earlier = read(study, kept, "2000-01-01", 1)
    named = read(study, kept, "2000-01-02", 1, iteration=first(study).id)
    said = progress(kept, study.readings(kept.id), study.iterations())
    assert [each.reading for each in said.points] == [earlier, named, later]
    assert [each.iteration for each in said.points] == [None, first(study), first(study)]


@pytest.mark.parametrize(
    "parts",
    [
        {"name": " "},
        {"target": 1.2},
        {"target": 1},
        {"direction": Direction.DOWN},
        {"baseline": float("nan")},
        {"target": float("inf")},
    ],
    ids=str,
)
def test_an_unsound_metric_is_refused(study, parts):
    with pytest.raises(NotPossible):
        aiming.put_metric(study, metric(**parts))
    assert study.metrics() == []


def test_a_reading_is_a_number_of_something_that_is_there(study):
    kept = aiming.put_metric(study, metric())
    with pytest.raises(NotPossible, match="number"):
        read(study, kept, "2026-01-01", float("nan"))
    with pytest.raises(NotPossible, match="iteration"):
        read(study, kept, "2026-01-01", 1, iteration="gone")
    aiming.remove_metric(study, kept)
    with pytest.raises(NotPossible, match="metric"):
        read(study, kept, "2026-01-01", 1)


def test_a_metric_goes_and_comes_back_with_its_readings(study):
    kept = aiming.put_metric(study, metric())
    aiming.put_metric(study, metric(name="Other"))
    reading = read(study, kept, "2026-01-01", 2)
    aiming.remove_metric(study, kept)
    assert (study.readings(), [each.name for each in study.metrics()]) == ([], ["Other"])
    study.undo(aiming.SCOPE)
    assert study.readings(kept.id) == [reading]
    assert [each.name for each in study.metrics()] == ["Referrals", "Other"]
    aiming.remove_reading(study, reading)
    assert study.readings() == []


def test_a_metric_with_readings_is_not_undone_from_under_them(study):
    kept = aiming.put_metric(study, metric())
    study.do("Reading", "other", [MetricReading("r", kept.id, read_moment("2026-01-01"), 1)])
    assert study.undoable(aiming.SCOPE).blocked == "readings of this metric"


def test_assumptions_stand_by_risk_and_those_that_failed_come_last(study):
    for text, impact, uncertainty, believed in (
        ("b", Level.MEDIUM, Level.HIGH, Stance.OPEN),
        ("c", Level.HIGH, Level.LOW, Stance.OPEN),
        ("a", Level.HIGH, Level.MEDIUM, Stance.OPEN),
        ("d", Level.HIGH, Level.HIGH, Stance.FAILS),
    ):
        aiming.put_assumption(study, Assumption("", text, impact, uncertainty, believed))
    assert [each.text for each in study.assumptions()] == ["a", "b", "c", "d"]
    assert [each.risk for each in study.assumptions()] == [6, 6, 3, 9]
    assert riskiest_first([]) == []
    with pytest.raises(NotPossible):
        aiming.put_assumption(study, Assumption("", " "))
    aiming.remove_assumption(study, study.assumptions()[0])
    assert len(study.assumptions()) == 3


def versions(**parts):
    at = read_moment("2026-01-01")
    base: dict[str, Any] = {"target": 0.7, "planned": 12, "written": at, "solution": "Type it."}
    return Hypothesis("a", 1, **base), Hypothesis("b", 2, **(base | parts))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, ()),
        ({"solution": "Photograph it."}, ("Solution: “Type it” became “Photograph it”.",)),
        ({"solution": ""}, ("Solution is said no more: “Type it”.",)),
        ({"value": "Less."}, ("Value is said now: “Less”.",)),
        ({"target": 0.75}, ("The share to beat rose from 70 % to 75 %.",)),
        ({"planned": 6}, ("The planned number of partners fell from 12 to 6.",)),
        ({"adoption": 0.6}, ("The target of individual adoption is set: 60 %.",)),
        ({"market": 40000}, ("The market is set: 40,000.",)),
        ({"primary": Cohort("m", "Micro")}, ("Primary cohort: Everyone became Micro.",)),
        (
            {"primary": Cohort("everyone", "Everyone", members=("p",))},
            ("Primary cohort: Everyone takes in other partners.",),
        ),
    ],
)
def test_what_changed_between_versions_is_said_in_words(parts, said):
    assert differences(*versions(**parts)) == said


def test_the_prompts_keep_to_the_customer_and_reach_is_counted():
    assert [each.field for each in PARTS] == ["customer", "challenge", "solution", "value"]
    _, told = versions(market=40000, addressable=0.15, value="Less to pay.")
    assert reach(told) == (
        "How will 15 % of 40,000 customers' lives be improved? 6,000 of them by this: Less to pay."
    )
    assert reach(versions()[0]) == ""


def test_everything_is_there_after_reopening(study):
    aiming.set_motivation(study, "Why")
    kept = aiming.put_metric(study, metric(unit="%"))
    reading = read(study, kept, "2026-01-01", 2)
    assumption = aiming.put_assumption(study, Assumption("", "True?"))
    iterating.close(study)
    before = (study.decisions(), study.hypotheses(), study.iterations())
    path = study.path
    study.close()
    with type(study).open(path, write=False) as again:
        assert again.info.motivation == "Why"
        assert (again.metrics(), again.readings()) == ([kept], [reading])
        assert again.assumptions() == [assumption]
        assert (again.decisions(), again.hypotheses(), again.iterations()) == before
