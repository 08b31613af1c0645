"""The loop of the sample study: its hypotheses, decisions, strategic metrics and assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from core.documents import Document, encode
from core.learn.closing import People, frozen
from core.measure.cohorts import Group
from core.measure.columns import Columns
from core.model.assumption import Assumption, Level, Stance, revisited
from core.model.decision import Conclusion, Decision, Verdict
from core.model.flow import Flow
from core.model.hypothesis import Hypothesis
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.moment import Moment, read_moment
from core.model.observation import Note, Observation
from core.model.partner import Cohort
from core.model.strategy import Direction, MetricReading, OutcomeArea, StrategicMetric


class HypothesisRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A version of the hypothesis; ``primary`` is the id of a cohort."""

    version: int
    written: str
    target: float
    planned: int
    primary: str
    customer: str
    challenge: str
    solution: str
    value: str
    market: int
    addressable: float
    adoption: float
    outcome: float
    scale: int


class VerdictRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person decided of an iteration."""

    verdict: Conclusion
    note: str
    by: str
    at: str


class MetricRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A strategic metric and its readings, each a day and a value."""

    name: str
    area: OutcomeArea
    baseline: float
    target: float
    unit: str
    direction: Direction
    readings: tuple[tuple[str, float], ...]
    indicator: str = ""


class BeliefRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was believed since the close of an iteration, by its number."""

    iteration: int
    after: Stance
    uncertainty: Level
    note: str


class AssumptionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An assumption as it was first believed, and what was believed since each close."""

    text: str
    impact: Level
    uncertainty: Level
    believed: Stance = Stance.OPEN
    step: str = ""
    beliefs: tuple[BeliefRow, ...] = ()


def hypotheses(
    rows: Iterable[HypothesisRow], cohorts: Sequence[Cohort]
) -> Mapping[int, Hypothesis]:
    """The versions of the hypothesis by their number."""
    by_id = {each.id: each for each in cohorts}
    return {
        row.version: msgspec.convert(
            msgspec.structs.asdict(row)
            | {
                "id": new_id(),
                "written": read_moment(row.written),
                "primary": msgspec.to_builtins(by_id[row.primary]),
            },
            Hypothesis,
        )
        for row in rows
    }


def decisions(
    iterations: Sequence[Iteration],
    flows: Mapping[str, Flow],
    tested: Mapping[str, Hypothesis],
    entries: Iterable[Observation | Note],
    verdicts: Mapping[int, VerdictRow],
) -> list[Decision]:
    """What each close froze, and the verdict on it, by the number of its iteration.

    ``flows`` and ``tested`` are by their ids; ``entries`` are all observations and notes.
    """
    entries = list(entries)
    observed = {each.id: encode(each) for each in entries if isinstance(each, Observation)}
    columns = Columns.read(observed)
    found: list[Decision] = []
    for iteration in iterations:
        if iteration.closed is None:
            continue
        hypothesis = tested[iteration.hypothesis]
        decision = frozen(
            columns,
            flows[iteration.flow],
            iteration.id,
            hypothesis,
            _people(iteration, hypothesis),
            [each for each in entries if isinstance(each, Note) and each.iteration == iteration.id],
            found,
            iteration.closed,
        )
        verdict = _verdict(verdicts[iteration.number])
        found.append(msgspec.structs.replace(decision, verdict=verdict))
    return found


def _people(iteration: Iteration, hypothesis: Hypothesis) -> People:
    groups = [Group(each.id, each.name, frozenset(each.members)) for each in iteration.cohorts]
    primary = next(each for each in groups if each.id == hypothesis.primary.id)
    return People(primary, sorted(primary.members or ()), groups)


def _verdict(row: VerdictRow) -> Verdict:
    return Verdict(row.verdict, read_moment(row.at), row.note, row.by)


def metrics(rows: Iterable[MetricRow]) -> list[Document]:
    """The strategic metrics and their readings."""
    found: list[Document] = []
    for place, row in enumerate(rows):
        metric = StrategicMetric(
            new_id(),
            row.name,
            row.area,
            row.baseline,
            row.target,
            row.unit,
            row.direction,
            row.indicator,
            place,
        )
        found.append(metric)
        found += [
            MetricReading(new_id(), metric.id, _noon(day), value) for day, value in row.readings
        ]
    return found


def assumptions(rows: Iterable[AssumptionRow], iterations: Sequence[Iteration]) -> list[Assumption]:
    """The assumptions, with what was believed before and after each close."""
    found = []
    for place, row in enumerate(rows):
        assumption = Assumption(
            new_id(), row.text, row.impact, row.uncertainty, row.believed, row.step, (), place
        )
        for belief in row.beliefs:
            closed = next(each for each in iterations if each.number == belief.iteration)
            assumption = revisited(
                assumption,
                closed.id,
                belief.after,
                belief.uncertainty,
                closed.closed or closed.opened,
                belief.note,
            )
        found.append(assumption)
    return found


def _noon(day: str) -> Moment:
    return read_moment(f"{day}T12:00:00Z")
