"""What is selected on the canvas and in the outline alike, by ids."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from core.model.flow import Flow, Link


class Selection(QObject):
    """Steps in the order they were selected, the last one *current*: the keys act on it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.steps: tuple[str, ...] = ()
        self.links: tuple[Link, ...] = ()

    @property
    def current(self) -> str | None:
        """The id of the step that the keys act on."""
        return self.steps[-1] if self.steps else None

    def choose(self, steps: Iterable[str] = (), links: Iterable[Link] = ()) -> None:
        """Select these and nothing else."""
        new = tuple(dict.fromkeys(steps)), tuple(dict.fromkeys(links))
        if new != (self.steps, self.links):
            self.steps, self.links = new
            self.changed.emit()

    def toggle(self, step: str) -> None:
        """Add a step to the selection, or take it out."""
        rest = [each for each in self.steps if each != step]
        self.choose(rest if step in self.steps else [*rest, step], self.links)

    def keep(self, flow: Flow) -> None:
        """Forget what is no longer in the flow. A step keeps its id across versions."""
        self.choose(
            (step for step in self.steps if flow.has(step)),
            (link for link in self.links if link in flow.links),
        )
