"""What many tables come to on one slide: the same numbers, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.model.flow import StepKind
from core.share.content import (
    Bar,
    Cell,
    Figure,
    FunnelPicture,
    Strip,
    StripPicture,
    Table,
)
from core.share.spoken_numbers import count, span

_STRIPS, _ROWS, _COLUMNS = 7, 10, 6
"""What of a kind a slide holds."""


def need_met(figures: Sequence[Figure]) -> Iterator[tuple[StripPicture, str, str]]:
    """Need met of the entrants of every cohort on one scale: a picture, its title and what it shows."""
    strips = []
    for figure in figures:
        picture = figure.picture
        if isinstance(picture, FunnelPicture):
            bars = [each for each in picture.bars if each.kind is StepKind.NEED_MET]
            strips += [_strip(picture, each) for each in bars]
    for start in range(0, len(strips), _STRIPS):
        own = strips[start : start + _STRIPS]
        alt = "Need met, of entrants: " + "; ".join(f"{s.label}, {s.counted}" for s in own) + "."
        yield StripPicture(tuple(own)), "Need met of each cohort, of all who entered", alt


def _strip(picture: FunnelPicture, bar: Bar) -> Strip:
    if bar.overall is None:
        return Strip(picture.group, None, None, "not shown")
    counted = f"{count(bar.aligned)} of {count(picture.entrants)}"
    if bar.band is not None and bar.band[1] > bar.band[0]:
        counted += f", could be {span(bar.band)}"
    return Strip(picture.group, bar.overall, bar.interval, counted)


def compared(tables: Sequence[Table]) -> Table | None:
    """A row a comparison, a column a step, the word first; None where they are too many for a slide."""
    steps = list(dict.fromkeys(row[0].text for table in tables for row in table.rows))
    if not tables or len(tables) > _ROWS or len(steps) > _COLUMNS:
        return None
    rows = []
    for table in tables:
        by_step = {row[0].text: row for row in table.rows}
        cells = [_said(by_step[step]) if step in by_step else "–" for step in steps]
        rows.append((Cell(table.caption), *map(Cell, cells)))
    return Table("Points of difference at each step", ("Compared", *steps), tuple(rows))


def _said(row: Sequence[Cell]) -> str:
    _, _, _, points, interval, _, word = (each.text for each in row)
    said = "Differs" if word.lower().startswith("differs") else "Can't tell"
    if word == "not shown":
        return word
    if points == "–":
        return said
    return f"{said}: {points}" if interval == "–" else f"{said}: {points} ({interval})"
