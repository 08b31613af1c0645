"""Who has been heard and who has not: partners counted by two attributes at a time."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.model.partner import Attribute, AttributeKind, CustomerPartner, number

_BANDS = 3
_MOST = 6
"""An attribute with more values than this makes no readable matrix."""


@dataclass(frozen=True)
class Cell:
    """The partners of one row and column: ids of those registered and of those met."""

    row: str
    column: str
    registered: tuple[str, ...]
    met: tuple[str, ...]

    @property
    def is_gap(self) -> bool:
        """Whether there is somebody and nobody has been met."""
        return bool(self.registered) and not self.met


@dataclass(frozen=True)
class Coverage:
    """A matrix of two attributes. ``cells`` holds rows x columns, row by row.

    Partners without a value stand under an empty name, last.
    """

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


def bands(figures: Collection[float]) -> tuple[Band, ...]:
    """Three ranges that hold about as many numbers each, cut at round numbers; fewer where few."""
    ordered = sorted(figures)
    if not ordered:
        return ()
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


def coverage(
    partners: Sequence[CustomerPartner],
    met: Collection[str],
    rows: Attribute,
    columns: Attribute,
) -> Coverage:
    """Count partners by the values of two attributes, numbers in bands. ``met`` are partner ids."""
    down, across = _values(partners, rows), _values(partners, columns)
    names = _ordered(rows, down, partners), _ordered(columns, across, partners)
    found: dict[tuple[str, str], list[str]] = {}
    for partner, row, column in zip(partners, down, across, strict=True):
        found.setdefault((row, column), []).append(partner.id)
    heard = set(met)
    cells = tuple(
        tuple(_cell(row, column, found.get((row, column), ()), heard) for column in names[1])
        for row in names[0]
    )
    return Coverage(*names, cells)


def pairs(
    attributes: Sequence[Attribute], partners: Sequence[CustomerPartner]
) -> tuple[tuple[Attribute, Attribute], ...]:
    """The pairs of attributes worth a matrix: of those that part partners into two to six groups.

    Neighbours go together, so that company size meets industry, and age meets place. Experiments
    are left to the funnels: who is in one was chosen by the team.
    """
    apt = [
        each
        for each in attributes
        if each.id != "experiment" and 2 <= len(set(_values(partners, each)) - {""}) <= _MOST
    ]
    return tuple(zip(apt[::2], apt[1::2], strict=False))


def _values(partners: Sequence[CustomerPartner], attribute: Attribute) -> list[str]:
    values = [partner.value(attribute.id) for partner in partners]
    if attribute.kind is not AttributeKind.NUMBER:
        return values
    figures = [number(value) for value in values]
    ranges = bands([figure for figure in figures if figure is not None])
    return [_band_name(figure, ranges) for figure in figures]


def _band_name(figure: float | None, ranges: Sequence[Band]) -> str:
    if figure is None:
        return ""
    return next(band.name for band in ranges if band.holds(figure))


def _ordered(
    attribute: Attribute, values: Sequence[str], partners: Sequence[CustomerPartner]
) -> tuple[str, ...]:
    """Bands by size, other values by how they begin: numbers first, then as first entered."""
    if attribute.kind is AttributeKind.NUMBER:
        figures = [number(partner.value(attribute.id)) for partner in partners]
        names = [band.name for band in bands([each for each in figures if each is not None])]
    else:
        named = [value for value in dict.fromkeys(values) if value]
        names = sorted(named, key=_leading_number)
    return (*names, "") if "" in values else tuple(names)


def _leading_number(value: str) -> float:
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    return float(digits) if digits else math.inf


def _cell(row: str, column: str, registered: Sequence[str], met: Collection[str]) -> Cell:
    return Cell(row, column, tuple(registered), tuple(each for each in registered if each in met))
