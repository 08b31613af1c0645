"""Observations to numbers: pure functions over columns, each with a frozen result."""

from core.measure.columns import Columns
from core.measure.intervals import Interval, wilson

__all__ = ["Columns", "Interval", "wilson"]
