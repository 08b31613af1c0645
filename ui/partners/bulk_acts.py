"""What the bar over several selected partners leads to: each act one transaction."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Slot

from core.model.consent import Consent, Permission
from core.model.moment import now
from core.model.partner import CustomerPartner
from ui.partners.deeds import SCOPE, Deeds
from ui.partners.facts import tr
from ui.partners.middle import Middle
from ui.session import Session


class BulkActs(QObject):
    """Listens to the selection of the register and to the bar over it."""

    def __init__(self, session: Session, middle: Middle, parent: QObject) -> None:
        super().__init__(parent)
        self._study, self._middle = session.study, middle
        self._deeds = Deeds(session.study)
        middle.bulk.edited.connect(self._on_edited)
        middle.bulk.agreed.connect(self._on_agreed)
        middle.bulk.left.connect(middle.register.setFocus)
        middle.register.selected.connect(self._on_selected)

    @Slot(int)
    def _on_selected(self, n: int) -> None:
        self._middle.bulk.show_count(n, self._middle.model.attributes)

    def _chosen(self) -> list[CustomerPartner]:
        """The selected partners as they are now: the register may show them a frame old."""
        study = self._study
        ids = [each.partner.id for each in self._middle.register.chosen()]
        return [study.partner(each) for each in ids if study.register.place(each) is not None]

    @Slot(str, str)
    def _on_edited(self, attribute: str, value: str) -> None:
        partners = self._chosen()
        if partners:
            self._middle.tell(self._deeds.edit(partners, attribute, value))
            self._middle.register.setFocus()

    @Slot(object)
    def _on_agreed(self, agreed: tuple[Permission, ...] | None) -> None:
        """Record what all of them agreed to today, or that those who agreed have withdrawn."""
        study, at = self._study, now()
        latest = study.consent_texts()[-1].id if study.consent_texts() else ""
        consents = []
        for partner in self._chosen():
            held = study.consent(partner.id)
            if agreed is not None:
                consents.append(Consent(partner.id, agreed, at, latest))
            elif held is not None and held.stands:
                consents.append(msgspec.structs.replace(held, withdrawn=at))
        if not consents:
            self._middle.tell(tr("None of them has agreed to anything yet."))
            return
        label = tr("Record consent of {n} partners")
        if agreed is None:
            label = tr("Withdraw consent of {n} partners")
        study.do(label.format(n=len(consents)), SCOPE, consents)
        self._middle.tell("")
        self._middle.register.setFocus()
