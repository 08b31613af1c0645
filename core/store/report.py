"""What a look at a study file found."""

from __future__ import annotations

from dataclasses import dataclass

from core.store.errors import lines_lost


@dataclass(frozen=True)
class Report:
    """Whether a study file is whole, and what was recovered or lost.

    ``lines_lost`` numbers the lines that cannot be used, the header being line 1. ``torn_bytes`` is
    the length of an unfinished end, which was never acknowledged and so is no damage.
    ``set_aside`` is the name of the file that a writer moved such an end to.
    """

    study_id: str
    version: int
    transactions: int
    documents: int
    lines_lost: tuple[int, ...] = ()
    torn_bytes: int = 0
    set_aside: str = ""

    @property
    def whole(self) -> bool:
        """True where every acknowledged transaction can be read."""
        return not self.lines_lost

    @property
    def sentences(self) -> tuple[str, ...]:
        """The findings in plain words, the verdict first."""
        counts = f"{_count(self.transactions, 'change')}, {_count(self.documents, 'document')}"
        if self.whole:
            found = [f"The study is whole: {counts}."]
        else:
            found = [
                f"The study is damaged: {lines_lost(self.lines_lost)}.",
                f"What is whole: {counts}. It can be saved into a new file.",
            ]
        if self.torn_bytes:
            found.append(
                f"An unfinished change at the end ({_count(self.torn_bytes, 'byte')}) was never "
                "acknowledged as saved; "
                + (
                    f'it was moved to "{self.set_aside}".'
                    if self.set_aside
                    else "the next time the study is written to, it is set aside."
                )
            )
        return tuple(found)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
