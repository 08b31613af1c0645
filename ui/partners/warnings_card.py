"""Data warnings: what does not count and why, each with the one action that settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.measure.gaps import DataWarning, Matter
from ui.look.curtain import HIDDEN, curtain
from ui.look.layouts import emptied
from ui.look.texts import breakable
from ui.look.widgets import Button, Card, Label
from ui.partners.facts import tr

_ACTS: Mapping[Matter, str] = {
    Matter.UNKNOWN: "Fill the gap",
    Matter.DEVIATED: "They got there after all",
    Matter.UNDECIDED: "Say which branch",
    Matter.CUT_OFF: "Draw the link",
}
_MOST = 5


class WarningsCard(Card):
    """``settled`` carries a warning to be settled."""

    settled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "card")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.column.addWidget(self._title)
        self.column.addLayout(self._lines)
        self.buttons: list[Button] = []
        self._shown: object = None
        self.hide()

    def show_warnings(
        self, warnings: Sequence[DataWarning], n: int, names: Mapping[str, str]
    ) -> None:
        """Show the first of ``n`` warnings; none hides the card."""
        some = tuple(warnings[:_MOST])
        now = (some, n, curtain.is_drawn)
        self.setVisible(bool(some))
        if now == self._shown:
            return
        self._shown = now
        emptied(self._lines)
        self.buttons = []
        self._title.setText(tr("Data warnings · {n}").format(n=f"{n:,}"))
        for each in some:
            self._lines.addWidget(self._line(each, names.get(each.partner, "")))
        if n > _MOST:
            more = tr("and {n} more").format(n=f"{n - _MOST:,}")
            self._lines.addWidget(Label(more, "secondary", "ink2"))

    def _line(self, warning: DataWarning, name: str) -> QWidget:
        whole = QFrame()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        sentence = warning.sentence
        if curtain.is_drawn and name and sentence.startswith(name):
            sentence = HIDDEN + sentence[len(name) :]
        column.addWidget(Label(breakable(sentence), "secondary", "ink", wrap=True))
        button = Button(tr(_ACTS[warning.matter]), "link")
        button.setAccessibleName(f"{button.text()}: {sentence}")
        button.clicked.connect(partial(self.settled.emit, warning))
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self.buttons.append(button)
        return whole
