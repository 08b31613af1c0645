"""Who has been heard and who has not: partners counted by two attributes at a time."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.measure.partner_columns import Mask, PartnerColumns
from core.model.attribute_values import sort_key
from core.model.partner import Attribute, AttributeKind

_BANDS = 3
_MOST = 6
"""An attribute with more values than this makes no readable matrix."""


@dataclass(frozen=True)
class Cell:
    """How many partners of one row and column are registered, and how many of them were met."""

    row: str
    column: str
    registered: int
    met: int

    @property
    def is_gap(self) -> bool:
        """Whether there is somebody and nobody has been met."""
        return self.registered > 0 and self.met == 0


@dataclass(frozen=True)
class Coverage:
    """A matrix of two attributes. ``cells`` holds rows x columns, row by row.

    Partners without a value stand under an empty name, last.
    """

    down: Attribute
    across: Attribute
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def gaps(self) -> tuple[Cell, ...]:
        """The groups nobody has talked to yet, row by row."""
        return tuple(cell for row in self.cells for cell in row if cell.is_gap)


@dataclass(frozen=True)
class Band:
    """A range of numbers: from ``low``, included, to below ``high``; None is open."""

    low: float | None
    high: float | None

    def holds(self, figure: float) -> bool:
        """Whether a number lies in it."""
        return (self.low is None or self.low <= figure) and (
            self.high is None or figure < self.high
        )

    @property
    def name(self) -> str:
        """``Under 35``, ``35–49``, ``50 and over``."""
        if self.low is None:
            return "All" if self.high is None else f"Under {self.high:g}"
        if self.high is None:
            return f"{self.low:g} and over"
        whole = self.low == int(self.low) and self.high == int(self.high)
        return f"{self.low:g}–{self.high - 1:g}" if whole else f"{self.low:g} to {self.high:g}"


def bands(figures: Collection[float] | NDArray[np.float64]) -> tuple[Band, ...]:
    """Three ranges that hold about as many numbers each, cut at round numbers; fewer where few."""
    if not len(figures):
        return ()
    ordered = np.sort(np.array(figures, np.float64)).tolist()
    step = _round_step((ordered[-1] - ordered[0]) / _BANDS)
    cuts = [
        math.floor(ordered[len(ordered) * part // _BANDS] / step + 0.5) * step
        for part in range(1, _BANDS)
    ]
    inside = sorted({cut for cut in cuts if ordered[0] < cut <= ordered[-1]})
    edges = [None, *inside, None]
    return tuple(Band(low, high) for low, high in pairwise(edges))


def _round_step(width: float) -> float:
    """Half the largest of 1, 2, 5, 10, 20 ... that is not above a band's width."""
    if width <= 1:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(width))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= width) / 2 or 1.0


def coverage(register: PartnerColumns, met: Mask, rows: Attribute, columns: Attribute) -> Coverage:
    """Count partners by the values of two attributes, numbers in bands.

    ``met`` says of each place of the register whether that partner has been met.
    """
    down, across = _grouped(register, rows), _grouped(register, columns)
    shape = len(down.names), len(across.names)
    place = down.group * shape[1] + across.group
    registered = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape).tolist()
    heard = np.bincount(place[met], minlength=shape[0] * shape[1]).reshape(shape).tolist()
    cells = tuple(
        tuple(
            Cell(row, column, registered[y][x], heard[y][x])
            for x, column in enumerate(across.names)
        )
        for y, row in enumerate(down.names)
    )
    return Coverage(rows, columns, down.names, across.names, cells)


def in_cell(register: PartnerColumns, matrix: Coverage, cell: Cell) -> Mask:
    """Who a cell of a matrix counts. Shape (len(register),)."""
    down, across = _grouped(register, matrix.down), _grouped(register, matrix.across)
    if cell.row not in down.names or cell.column not in across.names:
        return np.zeros(len(register), np.bool_)
    found: Mask = (down.group == down.names.index(cell.row)) & (
        across.group == across.names.index(cell.column)
    )
    return found


def pairs(
    register: PartnerColumns, attributes: Sequence[Attribute]
) -> tuple[tuple[Attribute, Attribute], ...]:
    """The pairs of attributes worth a matrix: of those that part partners into two to six groups.

    Neighbours go together, so that company size meets industry, and age meets place. Experiments
    are left to the funnels: who is in one was chosen by the team.
    """
    apt = [
        each
        for each in attributes
        if each.id != "experiment" and 2 <= _groups_in_use(register, each) <= _MOST
    ]
    return tuple(zip(apt[::2], apt[1::2], strict=False))


def _groups_in_use(register: PartnerColumns, attribute: Attribute) -> int:
    if attribute.kind is not AttributeKind.NUMBER:
        # Before they are sorted: a pseudonym of each partner's own would be sorted in vain.
        return len(register.values(attribute.id).in_use)
    grouped = _grouped(register, attribute)
    return sum(1 for each in np.unique(grouped.group).tolist() if grouped.names[each])


@dataclass(frozen=True, eq=False)
class _Grouped:
    """The groups of an attribute, and in which of them each partner is."""

    names: tuple[str, ...]
    group: NDArray[np.intp]


def _grouped(register: PartnerColumns, attribute: Attribute) -> _Grouped:
    """Bands of numbers by size, listed values in their order, others by how they begin.

    Of the others numbers come first, then as first entered.
    """
    values = register.values(attribute.id)
    if attribute.kind is AttributeKind.NUMBER:
        figures = values.numbers[values.codes]
        missing = np.isnan(figures)
        found = bands(figures[~missing])
        names = [band.name for band in found]
        # A number that equals a cut belongs above it.
        group = np.searchsorted([b.low for b in found if b.low is not None], figures, side="right")
    else:
        listed = attribute.bands or attribute.choices
        names = sorted(values.in_use, key=sort_key(attribute) if listed else _leading_number)
        at = {name: n for n, name in enumerate(names)}
        group = np.array([at.get(word, 0) for word in values.words], np.intp)[values.codes]
        missing = values.codes == 0
    if missing.any():
        return _Grouped((*names, ""), np.where(missing, len(names), group))
    return _Grouped(tuple(names), group)


def _leading_number(value: str) -> float:
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    return float(digits) if digits else math.inf
