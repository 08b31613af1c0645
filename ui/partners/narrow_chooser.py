"""Filters of the view by what was observed: they narrow the register and are never a cohort."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from core.groups import narrowed
from core.measure.cohorts import everyone
from core.measure.partner_columns import Mask
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.narrowing import HasWords, MetAgain, Narrowing, SeenAt
from core.model.observation import Status
from core.model.structure import structure
from core.reading import Reader
from ui.look.texts import short
from ui.look.widgets import Chooser
from ui.partners.facts import tr

_AT: Sequence[tuple[str, Status | None]] = (
    ("Deviated at {step}", Status.DEVIATED),
    ("Unknown at {step}", None),
)
_MOST_STEPS = 20
"""Of a longer path the first ones: the rest is found by typing in the filter."""


def offered(flow: Flow) -> list[tuple[str, Narrowing]]:
    """The filters there are on a flow, in words."""
    found: list[tuple[str, Narrowing]] = [
        (tr("Met the trigger again"), MetAgain()),
        (tr("Something was said"), HasWords()),
    ]
    found += [
        (tr(words).format(step=short(step.name, 32)), SeenAt(step.id, status))
        for words, status in _AT
        for step in structure(flow).steps[:_MOST_STEPS]
    ]
    return found


def kept(study: Reader, iteration: Iteration, filters: Sequence[Narrowing]) -> Mask:
    """Of whom every filter holds. Shape (partners,)."""
    (group,) = narrowed(study, iteration, [everyone("")], filters)
    return study.register.mask(group.members or ())


class NarrowChooser(Chooser):
    """``narrowed`` carries the filters chosen, none where the view is whole."""

    narrowed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tr("Narrow"), several=True, parent=parent)
        self._offered: list[tuple[str, Narrowing]] = []
        self.chosen: tuple[Narrowing, ...] = ()
        self.setToolTip(tr("Show only partners of whom something was observed. Never a cohort."))
        self.picked.connect(self._on_filters)
        self._say_chosen()

    def show_flow(self, flow: Flow | None) -> None:
        """Offer the filters of a flow; those chosen that it does not have go."""
        self._offered = offered(flow) if flow is not None else []
        known = [each for _, each in self._offered]
        self.chosen = tuple(each for each in self.chosen if each in known)
        self.offer(self._offered, self.chosen)
        self.setVisible(bool(self._offered))
        self._say_chosen()

    def widen(self) -> None:
        """Narrow no more."""
        if self.chosen:
            self._on_filters([])
            self.offer(self._offered, ())

    @Slot(object)
    def _on_filters(self, chosen: Sequence[Narrowing]) -> None:
        self.chosen = tuple(chosen)
        self._say_chosen()
        self.narrowed.emit(self.chosen)

    def _say_chosen(self) -> None:
        names = [words for words, each in self._offered if each in self.chosen]
        said = tr("Narrow")
        if names:
            said = names[0] if len(names) == 1 else tr("{n} filters").format(n=len(names))
        self.say(said)
        self.setAccessibleName(tr("Narrow the view: {filters}").format(filters="; ".join(names)))
