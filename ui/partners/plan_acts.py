"""What the right column leads to: planned numbers, planned interviews, and warnings settled."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QObject, Slot

from core.filling import FILLED, fill
from core.measure.gaps import DataWarning, Matter
from core.model.ids import new_id
from core.model.partner import Cohort, CohortKind
from core.model.planned import planned
from core.recording import interview_scope
from ui.partners.deeds import SCOPE
from ui.partners.facts import tr
from ui.partners.middle import Middle
from ui.partners.side import Side
from ui.session import Session


class PlanActs(QObject):
    """Listens to the right column. Each act is one transaction, or a way to another screen."""

    def __init__(self, session: Session, side: Side, middle: Middle, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._side, self._middle = session, side, middle
        side.plan.plan.planned.connect(self._on_planned)
        side.plan.picked.connect(self._on_picked)
        side.planned.connect(self._on_plan_these)
        side.warnings.settled.connect(self._on_settle)

    @Slot(str, object)
    def _on_planned(self, cohort: str, number: int | None) -> None:
        """Another planned number for a group in the iteration looked at."""
        study, iteration = self._session.study, self._session.iteration
        if iteration is None:
            return
        name = next((each.name for each in study.cohorts() if each.id == cohort), "?")
        if number is not None:
            label = tr("Plan {n} of {name}").format(n=number, name=name)
            study.do(label, SCOPE, [planned(iteration.id, cohort, number)])
        elif cohort in study.planned(iteration.id):
            label = tr("Plan no number of {name}").format(name=name)
            study.do(label, SCOPE, removes=[planned(iteration.id, cohort, 0)])
        else:
            self._middle.tell(
                tr("This number is the hypothesis' own. Change it there, or type another here.")
            )

    @Slot(str)
    def _on_picked(self, cohort: str) -> None:
        """Select the partners of a group who were not met yet."""
        study, model = self._session.study, self._middle.model
        found = next((each for each in study.cohorts() if each.id == cohort), None)
        if found is None or model.facts.arrangement != study.register.arrangement:
            return
        unmet = study.register.members(found) & ~model.facts.ends.met
        ids = set(study.register.ids_at(unmet))
        if not ids:
            self._middle.tell(tr("Everybody registered in {name} was met.").format(name=found.name))
            return
        self._middle.tell("")
        if not any(model.row_of(each) >= 0 for each in ids):
            self._middle.show_all()
        self._middle.register.choose_all(ids)
        self._middle.register.setFocus()

    @Slot(object)
    def _on_plan_these(self, partners: Sequence[str]) -> None:
        """Put partners nobody met on a list of its own with a number to meet: Capture has them first."""
        study, iteration = self._session.study, self._session.iteration
        if iteration is None or not partners:
            return
        cohorts, name = study.cohorts(), tr("To meet next")
        held = next((each for each in cohorts if each.name == name and each.rule is None), None)
        if held is None:
            position = max(each.position for each in cohorts) + 1
            held = Cohort(new_id(), name, CohortKind.SEGMENT, position=position)
        members = tuple(dict.fromkeys((*held.members, *partners)))
        if members == held.members and held.id in study.planned(iteration.id):
            self._middle.tell(
                tr("They are planned already: see the group {name}.").format(name=name)
            )
            return
        listed = msgspec.structs.replace(held, members=members)
        n = len(partners)
        label = tr("Plan {n} interviews").format(n=n) if n > 1 else tr("Plan an interview")
        study.do(label, SCOPE, [listed, planned(iteration.id, held.id, len(members))])
        self._middle.tell("")

    @Slot(object)
    def _on_settle(self, warning: DataWarning) -> None:
        """The one action that settles a warning."""
        session, iteration = self._session, self._session.iteration
        if iteration is None:
            return
        if warning.matter is Matter.CUT_OFF:
            session.go("flow", step=warning.steps[0] if warning.steps else None)
        elif warning.matter not in FILLED:
            session.go("capture", partner=warning.partner, step=warning.gap)
        elif fill(session.study, iteration.id, warning) is not None:
            scope = interview_scope(warning.partner, iteration.id)
            self._middle.tell(
                tr("Recorded in the interview. It can be taken back here or there."),
                ((tr("Take back"), lambda: self._take_back(scope)),),
            )
        else:
            self._middle.tell(tr("One observation does not settle this. See it in Capture."))

    def _take_back(self, scope: str) -> None:
        self._session.study.undo(scope)
        self._middle.tell("")
