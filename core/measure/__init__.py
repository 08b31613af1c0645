"""Observations to numbers: pure functions over columns, each with a frozen result."""

from core.measure.behind import Fate, FateKind, behind, behind_link, fates
from core.measure.cohorts import Group, by_value, everyone, of_cohort, of_frozen
from core.measure.columns import Columns
from core.measure.endpoints import EndpointCount, Endpoints, endpoints
from core.measure.funnel import Fates, Funnel, Measurement, StepCount, measure
from core.measure.gaps import DataWarning
from core.measure.intervals import Interval, wilson
from core.measure.reasons import Reason, reasons
from core.measure.seen import EncounterChoice, Reading

__all__ = [
    "Columns",
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
    "Reading",
    "Reason",
    "StepCount",
    "behind",
    "behind_link",
    "by_value",
    "endpoints",
    "everyone",
    "fates",
    "measure",
    "of_cohort",
    "of_frozen",
    "reasons",
    "wilson",
]
