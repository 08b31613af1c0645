"""The files that tables are written as: for whom each is, its check and its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from core.exchange.csv_file import csv_pieces
from core.exchange.grid import Grid, parted
from core.exchange.qdpx_file import qdpx_bytes
from core.exchange.watch import Watch
from core.exchange.xlsx_file import MOST_ROWS, xlsx_bytes
from core.learned import NotPossible
from core.plain_study import plain_lines
from core.reading import Progress, Reader
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import Check
from core.tables.about import about
from core.tables.asked import Asked, asked
from core.tables.check import check
from core.tables.check_whole import check_whole
from core.tables.coded import project
from core.tables.comparisons import comparisons
from core.tables.decisions import decisions
from core.tables.numbers import funnels, outcomes
from core.tables.rows import observations, partners
from core.tables.words import Words, quotes, words_of


class _File(NamedTuple):
    """``refuses`` says in a sentence why it is not for a choice, or nothing.

    ``passes`` is about how often the work goes through all observations, for its progress.
    """

    check: Callable[[Asked, Words], Check]
    pieces: Callable[[Asked, Words], Iterator[bytes]]
    refuses: Callable[[Choice], str]
    passes: int


def tables(
    reader: Reader, choice: Choice, ending: str, progress: Progress | None = None
) -> tuple[Check, Iterator[bytes]]:
    """What leaves with such a file and what stays, and the file piece by piece.

    ``progress`` is told (done, whole). Raises NotPossible with a sentence where the file is not for
    these readers, KeyError for an ending or an iteration that is not there, Cancelled.
    """
    file = _FILES[ending]
    if refused := file.refuses(choice):
        raise NotPossible(refused)
    held = reader.store.raw
    watch = Watch(progress, file.passes * len(held("observations")) + len(held("partners")))
    about_it = asked(reader, choice, watch)
    words = words_of(about_it)
    return file.check(about_it, words), file.pieces(about_it, words)


def check_of_tables(
    reader: Reader, choice: Choice, ending: str = ".xlsx", progress: Progress | None = None
) -> Check:
    """What leaves with such a file and what stays. Raises as ``tables``."""
    return tables(reader, choice, ending, progress)[0]


def pieces_of_tables(
    reader: Reader, choice: Choice, ending: str, progress: Progress | None = None
) -> Iterator[bytes]:
    """Such a file, piece by piece. Raises as ``tables``."""
    return tables(reader, choice, ending, progress)[1]


def workbook(asked: Asked, words: Words, most_rows: int = MOST_ROWS) -> tuple[Grid, ...]:
    """The sheets, what the workbook is about first; a long one goes on in another."""
    rows = () if asked.is_public else (observations(asked), partners(asked))
    whole = (
        *rows, funnels(asked), outcomes(asked), comparisons(asked), quotes(asked, words),
        decisions(asked),
    )  # fmt: skip
    sheets = [part for each in whole for part in parted(each, most_rows)]
    told = check(asked, words, numbers=True, rows=True)
    return (about(asked, words, told, sheets), *sheets)


def _xlsx(asked: Asked, words: Words) -> Iterator[bytes]:
    sheets = workbook(asked, words)
    yield xlsx_bytes(sheets, asked.watch, asked.reader.info.name)


def _csv(asked: Asked, _words: Words) -> Iterator[bytes]:
    yield from csv_pieces(funnels(asked) if asked.is_public else observations(asked), asked.watch)


def _json(asked: Asked, _words: Words) -> Iterator[bytes]:
    for piece in plain_lines(asked.reader):
        yield piece
        asked.watch.done()


def _qdpx(asked: Asked, _words: Words) -> Iterator[bytes]:
    made = project(asked)
    yield qdpx_bytes(made, asked.watch)


def _check_xlsx(asked: Asked, words: Words) -> Check:
    return check(asked, words, numbers=True, rows=True)


def _check_csv(asked: Asked, words: Words) -> Check:
    return check(asked, words, numbers=asked.is_public, rows=True)


def _check_qdpx(asked: Asked, words: Words) -> Check:
    return check(asked, words, numbers=False, rows=True)


def _for_anybody(_choice: Choice) -> str:
    return ""


def _no_public(choice: Choice) -> str:
    if choice.audience is not Audience.PUBLIC:
        return ""
    return "A REFI-QDA project holds a case for each partner, so there is none for the public."


def _team_only(choice: Choice) -> str:
    if choice.audience is not Audience.TEAM:
        return (
            "A plain TinyDB file is the study itself, with all that anybody said: it is for the team "
            "only."
        )
    if choice.iteration is not None:
        return "A plain TinyDB file is the whole study, never one iteration of it."
    return ""


_FILES: Mapping[str, _File] = {
    ".xlsx": _File(_check_xlsx, _xlsx, _for_anybody, 2),
    ".csv": _File(_check_csv, _csv, _for_anybody, 2),
    ".json": _File(check_whole, _json, _team_only, 2),
    ".qdpx": _File(_check_qdpx, _qdpx, _no_public, 4),
}
ENDINGS = tuple(_FILES)
"""The endings of these files, with their dots."""
