"""A link that names a partner and leads there."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from ui.look.buttons import Button
from ui.look.curtain import curtain
from ui.look.texts import short

_LONGEST = 24


class PartnerLink(Button):
    """Says a pseudonym, cut where it is long, under the curtain; ``wanted`` carries the id."""

    wanted = Signal(object)

    def __init__(self, partner: str, pseudonym: str) -> None:
        super().__init__(short(curtain.over(pseudonym), _LONGEST), "link")
        self.partner = partner
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self.partner)
