"""What is said of input that cannot be read."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path


class UnreadableInput(Exception):
    """Input from outside that cannot be read. Its text is a sentence for a person."""


class Cancelled(Exception):
    """Somebody asked a long piece of work to stop. Nothing is left behind."""


def refused(path: Path, error: OSError) -> UnreadableInput:
    """The sentence for a file that the system does not let us read."""
    name = path.name or str(path)
    if isinstance(error, FileNotFoundError):
        return UnreadableInput(f"There is no file “{name}”.")
    if isinstance(error, IsADirectoryError):
        return UnreadableInput(f"“{name}” is a folder, not a file.")
    if isinstance(error, PermissionError):
        return UnreadableInput(f"“{name}” may not be read with this account.")
    return UnreadableInput(f"“{name}” cannot be read: {str(error.strerror or error).rstrip('.')}.")


def no_column(name: str, columns: Collection[str]) -> UnreadableInput:
    """The sentence for a column that a table does not have, naming those it has."""
    return UnreadableInput(f"There is no column “{name}”. The columns are: {', '.join(columns)}.")
