"""What a partner's page leads to: each act one deed, or a word in the strip over the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from core.model.consent import Consent, ConsentText
from core.model.ids import new_id
from core.model.moment import now
from core.model.partner import EVERYONE
from ui.partners.deeds import SCOPE, Deeds
from ui.partners.facts import tr
from ui.partners.middle import Middle
from ui.partners.partner_page import PartnerPage
from ui.session import Session


class PageActs(QObject):
    """Opens the page of the register's current partner, and does what is asked on it.

    ``turned`` says that the page was opened or left.
    """

    turned = Signal()

    def __init__(
        self, session: Session, middle: Middle, page: PartnerPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._middle, self._page = session, middle, page
        self._deeds = Deeds(session.study)
        self.is_open = False
        page.left.connect(self.leave)
        page.stepped.connect(self.step)
        page.capture_wanted.connect(self.open_capture)
        page.traits.edited.connect(self._on_edited)
        page.consent.recorded.connect(self._on_consent)
        page.consent.written.connect(self._on_written)
        page.consent.refused.connect(page.tell)

    @Slot()
    def open(self) -> None:
        """Show the page of the current partner."""
        row = self._middle.register.current()
        if row is None:
            return
        self.is_open = True
        self._page.partner = row.partner.id
        self.show()
        self.turned.emit()
        self._page.back.setFocus()

    @Slot()
    def leave(self) -> None:
        """Back to the register, where the partner is the current row."""
        if not self.is_open:
            return
        self.is_open = False
        self.turned.emit()
        self._middle.register.choose(self._page.partner)
        self._middle.register.setFocus()

    def show(self) -> None:
        """Show the partner as the study holds them now; one who is gone leads back."""
        study, partner = self._session.study, self._page.partner
        if study.register.place(partner) is None:
            self.leave()
            return
        place = study.register.place(partner)
        names = [
            each.name
            for each in study.cohorts()
            if each.id != EVERYONE and study.register.members(each)[place]
        ]
        self._page.show_partner(study, study.partner(partner), names)

    @Slot(int)
    def step(self, by: int) -> None:
        """The page of the partner in the row above (-1) or below (1), as the register stands."""
        model = self._middle.model
        row = model.row_of(self._page.partner) + by
        if self.is_open and 0 <= row < model.rowCount():
            partner = model.row_at(row).partner.id
            self._page.partner = partner
            self._middle.register.choose(partner)
            self.show()

    @Slot()
    def step_before(self) -> None:
        """The page of the partner above."""
        self.step(-1)

    @Slot()
    def step_after(self) -> None:
        """The page of the partner below."""
        self.step(1)

    @Slot()
    def open_capture(self) -> None:
        """The partner's interview in Capture."""
        self._session.go("capture", partner=self._page.partner)

    @Slot(str, str)
    def _on_edited(self, attribute: str, typed: str) -> None:
        study = self._session.study
        if study.register.place(self._page.partner) is not None:
            partner = study.partner(self._page.partner)
            self._page.tell(self._deeds.edit([partner], attribute, typed))

    @Slot(object, str)
    def _on_consent(self, consent: Consent, label: str) -> None:
        self._page.tell("")
        self._session.study.do(label, SCOPE, [consent])

    @Slot(str)
    def _on_written(self, text: str) -> None:
        """The next version of the text, which this partner agreed to if they agreed to anything."""
        study = self._session.study
        texts = study.consent_texts()
        if texts and texts[-1].text == text:
            self._page.tell(tr("This is what version {n} says.").format(n=texts[-1].version))
            return
        version = texts[-1].version + 1 if texts else 1
        made = ConsentText(new_id(), version, text, now())
        study.do(tr("Write consent text {n}").format(n=version), SCOPE, [made])
