"""What verbs say of a study file that is not whole."""

from __future__ import annotations

from pathlib import Path

from core.command.answer import DONE, NO
from core.command.speech import remark
from core.store import Report


def damage_remarked(report: Report) -> int:
    """The exit status for a study that was read, with a remark where lines of it are lost."""
    if report.whole:
        return DONE
    remark(report.sentences[0])
    return NO


def set_aside(study: Path) -> list[str]:
    """The names of the files beside a study that hold unfinished changes of earlier days."""
    return sorted(
        each.name
        for each in study.absolute().parent.iterdir()
        if each.name.startswith(f"{study.name}.torn-")
    )
