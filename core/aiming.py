"""What a study is for: motivation, strategic metrics and their readings, assumptions."""

from __future__ import annotations

from math import isfinite
from typing import TypeVar

import msgspec

from core.learn.progress import metric_faults
from core.learned import NotPossible
from core.model.assumption import Assumption, Level, Stance, revisited
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.moment import now
from core.model.strategy import MetricReading, StrategicMetric
from core.study import Study

SCOPE = "aims"
"""The undo scope of everything here."""

_Aim = TypeVar("_Aim", StrategicMetric, MetricReading, Assumption)


def set_motivation(study: Study, text: str) -> None:
    """Say why the business wants this."""
    info = msgspec.structs.replace(study.info, motivation=text.strip())
    study.do("Edit motivation", SCOPE, [info])


def put_metric(study: Study, metric: StrategicMetric) -> StrategicMetric:
    """Put a metric; one without an id is new and comes last. Raises NotPossible where it is unsound."""
    if wrong := metric_faults(metric):
        raise NotPossible(" ".join(wrong))
    if not metric.id:
        last = max((each.position for each in study.metrics()), default=-1)
        metric = msgspec.structs.replace(metric, position=last + 1)
    return _put(study, metric, "metric")


def remove_metric(study: Study, metric: StrategicMetric) -> None:
    """Remove a metric, its readings with it."""
    study.do("Remove metric", SCOPE, removes=[metric, *study.readings(metric.id)])


def put_reading(study: Study, reading: MetricReading) -> MetricReading:
    """Put a reading; one without an id is new.

    Raises NotPossible where it is no number or its metric or iteration is not there.
    """
    if not isfinite(reading.value):
        raise NotPossible("A reading is a number.")
    if all(each.id != reading.metric for each in study.metrics()):
        raise NotPossible("There is no such metric any more.")
    if reading.iteration and all(each.id != reading.iteration for each in study.iterations()):
        raise NotPossible("There is no such iteration any more.")
    return _put(study, reading, "reading")


def remove_reading(study: Study, reading: MetricReading) -> None:
    """Remove one reading."""
    study.do("Remove reading", SCOPE, removes=[reading])


def put_assumption(study: Study, assumption: Assumption) -> Assumption:
    """Put an assumption; one without an id is new. Raises NotPossible where it says nothing."""
    if not assumption.text.strip():
        raise NotPossible("An assumption says what has to be true.")
    if not assumption.id:
        last = max((each.position for each in study.assumptions()), default=-1)
        assumption = msgspec.structs.replace(assumption, position=last + 1)
    return _put(study, assumption, "assumption")


def remove_assumption(study: Study, assumption: Assumption) -> None:
    """Remove one assumption and what was believed of it."""
    study.do("Remove assumption", SCOPE, removes=[assumption])


def revisit(
    study: Study,
    assumption: Assumption,
    iteration: Iteration,
    after: Stance,
    uncertainty: Level,
    note: str = "",
) -> Assumption:
    """Say what is believed since an iteration was closed. Raises NotPossible while it is open."""
    if iteration.is_open or study.decision(iteration.id) is None:
        raise NotPossible(f"Iteration {iteration.number} is not closed. Close it, then look again.")
    looked = revisited(assumption, iteration.id, after, uncertainty, now(), note.strip())
    study.do("Revisit assumption", SCOPE, [looked])
    return looked


def _put(study: Study, aim: _Aim, what: str) -> _Aim:
    word = "Edit" if aim.id else "Add"
    kept = aim if aim.id else msgspec.structs.replace(aim, id=new_id())
    study.do(f"{word} {what}", SCOPE, [kept])
    return kept
