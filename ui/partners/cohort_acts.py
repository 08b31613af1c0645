"""What keys and buttons of the cohorts lead to: each act one deed, or a word in the strip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from core.model.partner import EVERYONE, Attribute, Cohort
from ui.partners.cohort_deeds import CohortDeeds
from ui.partners.cohort_side import CohortSide
from ui.partners.facts import tr
from ui.partners.middle import Middle
from ui.session import Session


class CohortActs(QObject):
    """Listens to the cohorts and their editor. ``chosen`` comes when another cohort is."""

    chosen = Signal()

    def __init__(self, session: Session, side: CohortSide, middle: Middle, parent: QObject) -> None:
        super().__init__(parent)
        self._study, self._side, self._middle = session.study, side, middle
        self._deeds = CohortDeeds(session.study)
        self.cohort = EVERYONE
        side.chosen.connect(self._on_chosen)
        side.wanted.connect(self.add)
        side.list.removed.connect(self._on_remove)
        side.list.moved.connect(self._on_move)
        side.editor.changed.connect(self._on_changed)
        side.editor.frozen.connect(self._on_freeze)
        middle.register.listed.connect(self.toggle)

    @Slot(str)
    def _on_chosen(self, cohort: str) -> None:
        if cohort != self.cohort:
            self.cohort = cohort
            self.chosen.emit()

    @Slot(object)
    def add(self, attribute: Attribute | None) -> None:
        """A new cohort to be named, or one for each value of an attribute."""
        if attribute is not None:
            self._middle.tell(self._deeds.by_value(attribute))
            return
        self.cohort = self._deeds.add(tr("New cohort")).id
        self.chosen.emit()
        self._side.rename()

    @Slot()
    def add_list(self) -> None:
        """A new cohort to be named."""
        self.add(None)

    def _now(self) -> Cohort | None:
        """The selected cohort as it is now: the list may show it as it was a frame ago."""
        entry = self._side.list.chosen()
        chosen = entry.cohort.id if entry is not None else EVERYONE
        return next((each for each in self._study.cohorts() if each.id == chosen), None)

    @Slot()
    def _on_remove(self) -> None:
        cohort = self._now()
        if cohort is not None and cohort.id != EVERYONE:
            self._deeds.remove(cohort)
        elif cohort is not None:
            self._middle.tell(tr("Everyone always stays."))

    @Slot(int)
    def _on_move(self, by: int) -> None:
        cohort = self._now()
        if cohort is not None:
            self._deeds.move(cohort, by)

    @Slot(object, str)
    def _on_changed(self, cohort: Cohort, label: str) -> None:
        refused = self._deeds.change(cohort, label)
        self._middle.tell(refused)
        if refused:
            self._side.editor.show_again()

    @Slot()
    def _on_freeze(self) -> None:
        cohort = self._now()
        if cohort is not None and cohort.rule is not None:
            self._deeds.freeze(cohort)

    @Slot()
    def toggle(self) -> None:
        """Put the selected partners on the selected cohort's list, or take them off."""
        cohort = self._now()
        partners = [each.partner for each in self._middle.register.chosen()]
        if cohort is not None and partners:
            self._middle.tell(self._deeds.toggle(cohort, partners))
