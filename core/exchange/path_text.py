"""Step names as people give them: a path in one line (``A > B > C``), and what makes them good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.model.edits import path_flow
from core.model.flow import Flow

SEPARATOR = " > "


def path_names(text: str) -> tuple[str, ...]:
    """The step names in a line of text, without the spaces around them."""
    return tuple(name.strip() for name in text.split(SEPARATOR))


def flow_of_path(names: Sequence[str]) -> Flow:
    """The flow of one path, the two endpoints behind it.

    Raises ValueError with a sentence where the names make no path.
    """
    if len(names) < 2:
        raise ValueError(
            "A path has two names or more, from the trigger to the need met, split at “ > ”."
        )
    flow = path_flow(names)
    check_names(step.name for step in flow.steps)
    return flow


def check_names(names: Iterable[str]) -> None:
    """Raise ValueError with a sentence where names are empty, double or no proper text."""
    seen = set()
    for name in names:
        if not name:
            raise ValueError("A step has no name.")
        if any("\ud800" <= letter <= "\udfff" for letter in name):
            raise ValueError("The name of a step is no proper text.")
        if name in seen:
            raise ValueError(f"Two steps are called “{name}”. Each needs a name of its own.")
        seen.add(name)
