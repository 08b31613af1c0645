"""The first sheet: what is in the file, what stays behind, and how to read its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from core.exchange.grid import Cell, Column, Grid, Kind, grid
from core.exchange.xlsx_file import CUT
from core.share.audience import FEWEST_SHOWN
from core.share.content import NOT_SHOWN, Check
from core.tables.asked import Asked
from core.tables.words import Words


def about(asked: Asked, words: Words, check: Check, sheets: Sequence[Grid]) -> Grid:
    """The study, for whom, the words that stay, the check, and the rules of the numbers."""
    info = asked.reader.info
    rows: list[tuple[Cell, Cell]] = [("Study", info.name)]
    if info.made_up:
        rows.append(("Made up", info.made_up))
    rows.append(("For", asked.audience.value))
    rows.append(("Iterations", ", ".join(map(str, asked.numbers.values())) or "none"))
    rows += [
        ("Quotes left out: no permission", words.quotes_stay),
        ("Notes left out: no permission", words.notes_stay),
        ("Reasons left out: no permission", words.reasons_stay),
    ]
    if not asked.is_team:
        rows.append(("Notes left out: for the team", words.for_team))
    rows += [("Leaves", sentence) for sentence in check.leaves]
    rows += [("Stays", sentence) for sentence in check.stays]
    rows += [
        ("Partners are named by", "pseudonym"),
        ("Intervals", "95 % Wilson; of differences 95 % Newcombe"),
        ("Differs", _DIFFERS),
        ("An empty cell", "nothing is known; never zero"),
        (f"A text that ends in{CUT}", "was longer than a cell can hold"),
    ]  # fmt: skip
    if asked.is_public:
        words_of_it = (
            f"fewer than {FEWEST_SHOWN} partners, or a number these could be worked out from"
        )
        rows.append((NOT_SHOWN, words_of_it))
    first: dict[str, str] = {}
    for each in sheets:
        whole = each.name.rstrip("0123456789").strip()
        if whole in first:
            rows.append((each.name, f"goes on from “{first[whole]}”: a sheet holds no more rows"))
        first[whole] = each.name
    columns = [Column("What", Kind.TEXT, 34), Column("Value", Kind.WORDS, 70)]
    return grid("About", columns, rows)


_DIFFERS = (
    "Fisher's exact test, or McNemar's for the same partners; <= .05 after Holm's correction over all "
    "that is compared of an iteration"
)
