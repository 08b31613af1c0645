"""Which version of the flow stands on the canvas, and whether an iteration walked it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.model.flow import Flow
from core.model.iteration import Iteration
from core.study import Study
from ui.session import Choice


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


@dataclass(frozen=True)
class Shown:
    """A version of the flow; ``iteration`` is the one whose numbers stand on it, or None.

    ``later`` is a version drawn after it for the next iteration, ``kept`` the iteration that goes on
    with an earlier version than this.
    """

    flow: Flow
    iteration: Iteration | None = None
    kept: Iteration | None = None
    kept_version: int = 0
    later: Flow | None = None

    def words(self) -> str:
        """One line for the top bar."""
        version = _tr("version {n}").format(n=self.flow.version)
        if self.iteration is not None:
            pinned = _tr("pinned to iteration {n}").format(n=self.iteration.number)
            return f"{version} · {pinned}"
        if self.kept is not None:
            kept = _tr("for the next iteration; iteration {n} keeps version {v}")
            return f"{version} · {kept.format(n=self.kept.number, v=self.kept_version)}"
        return version


def shown(study: Study, choice: Choice, iteration: Iteration | None) -> Shown | None:
    """The version to draw: that of the chosen iteration, or the latest where none was chosen.

    None where no flow was drawn yet.
    """
    drawn = study.drawn
    if drawn is None:
        return None
    if iteration is None:
        return Shown(drawn)
    pinned = study.flow(iteration.flow)
    if pinned.id == drawn.id:
        return Shown(drawn, iteration)
    if choice.iteration is not None:
        return Shown(pinned, iteration, later=drawn)
    return Shown(drawn, None, iteration, pinned.version)
