"""A folder for what a measurement writes, on the disk of the project."""

from __future__ import annotations

import tempfile
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "out"


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder in out/, gone at the end; one that a kill leaves there is no part of the project.

    The system's own folder for such things may be in memory, where a flush costs nothing.
    """
    OUT.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="bench-", dir=OUT)
