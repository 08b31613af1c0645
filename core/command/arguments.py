"""Reading the words of a command. What is wrong with them is said in one line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from core.command.answer import WrongUse
from core.command.program import PROGRAM

Options = argparse.Namespace


class Parser(argparse.ArgumentParser):
    """A parser that raises WrongUse with a sentence and never prints a usage dump."""

    def __init__(self, verb: str, summary: str) -> None:
        super().__init__(
            prog=f"{PROGRAM} {verb}",
            description=f"{summary[:1].upper()}{summary[1:]}.",
            allow_abbrev=False,
        )
        self.verb = verb
        self.register("type", Path, _named_file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where to read more."""
        raise WrongUse(f"{self.prog}: {message} (see {self.prog} --help)")


def _named_file(text: str) -> Path:
    """A path. An empty name is refused: Path would take it for the folder one stands in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the file is empty")
    return Path(text)


def proper(text: str) -> str:
    """Words to keep in a study. Raises ArgumentTypeError where they are no proper text."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise argparse.ArgumentTypeError("is no proper text")
    return text


def share(text: str) -> float:
    """A share as ``0.7``, or in per cent as ``70%``. Raises ArgumentTypeError for anything else."""
    figures = text.strip().removesuffix("%")
    try:
        return float(figures) / 100 if figures != text.strip() else float(figures)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no share. Say 0.7 or 70%") from None
