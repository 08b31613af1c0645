"""Observations to numbers: pure functions over columns, each with a frozen result."""

from core.measure.cohorts import Group, by_value, everyone, of_cohort, of_frozen
from core.measure.columns import Columns
from core.measure.funnel import Fates, Funnel, Measurement, StepCount, measure
from core.measure.gaps import DataWarning
from core.measure.intervals import Interval, wilson
from core.measure.seen import EncounterChoice, Reading

__all__ = [
    "Columns",
    "DataWarning",
    "EncounterChoice",
    "Fates",
    "Funnel",
    "Group",
    "Interval",
    "Measurement",
    "Reading",
    "StepCount",
    "by_value",
    "everyone",
    "measure",
    "of_cohort",
    "of_frozen",
    "wilson",
]
