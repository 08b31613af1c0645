"""Observations to numbers: pure functions over columns, each with a frozen result."""

from core.measure.behind import Fate, FateKind, behind, behind_link, behind_raw, fates
from core.measure.cohorts import Group, by_value, everyone, of_cohort, of_frozen
from core.measure.columns import Columns
from core.measure.compare import (
    Changed,
    Comparison,
    Overlapping,
    Side,
    StepComparison,
    against_each_other,
    behind_comparison,
    compare,
    shares_partners,
)
from core.measure.differences import newcombe
from core.measure.endpoints import EndpointCount, Endpoints, endpoints
from core.measure.funnel import Fates, Funnel, Measurement, StepCount, measure, worst
from core.measure.gaps import DataWarning
from core.measure.intervals import Interval, wilson
from core.measure.over_iterations import OverIterations, Pass, StepSeries, over_iterations
from core.measure.reasons import Reason, reasons
from core.measure.seen import EncounterChoice, Reading
from core.measure.timing import NEED_MET, Spread, StepTime, Times, behind_time, times
from core.measure.version_rates import StepRate
from core.measure.why_left import Ranked, WhyLeft, why_left

__all__ = [
    "NEED_MET",
    "Changed",
    "Columns",
    "Comparison",
    "DataWarning",
    "EncounterChoice",
    "EndpointCount",
    "Endpoints",
    "Fate",
    "FateKind",
    "Fates",
    "Funnel",
    "Group",
    "Interval",
    "Measurement",
    "OverIterations",
    "Overlapping",
    "Pass",
    "Ranked",
    "Reading",
    "Reason",
    "Side",
    "Spread",
    "StepComparison",
    "StepCount",
    "StepRate",
    "StepSeries",
    "StepTime",
    "Times",
    "WhyLeft",
    "against_each_other",
    "behind",
    "behind_comparison",
    "behind_link",
    "behind_raw",
    "behind_time",
    "by_value",
    "compare",
    "endpoints",
    "everyone",
    "fates",
    "measure",
    "newcombe",
    "of_cohort",
    "of_frozen",
    "over_iterations",
    "reasons",
    "shares_partners",
    "times",
    "why_left",
    "wilson",
    "worst",
]
