"""What a paste would do, shown in place before it is done; never a box in front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.exchange.pasted import Pasted
from ui.look.widgets import Button, Label
from ui.partners.facts import tr
from ui.partners.texts import breakable

_MOST_PROBLEMS = 4


class PastePanel(QWidget):
    """``applied`` carries what was planned, ``dismissed`` comes with Cancel or Esc."""

    applied = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planned = Pasted()
        self._what = Label("", "strong", wrap=True)
        self._problems = Label("", "secondary", "caution", wrap=True)
        self._apply = Button(tr("Paste"), "primary", keys="Enter")
        self._apply.clicked.connect(self._on_apply)
        cancel = Button(tr("Cancel"), keys="Esc")
        cancel.clicked.connect(self.dismissed)
        words = QVBoxLayout()
        words.addWidget(self._what)
        words.addWidget(self._problems)
        card = QFrame()
        card.setProperty("card", "accent")
        around = QVBoxLayout(self)
        around.setContentsMargins(10, 0, 10, 8)
        around.addWidget(card)
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self._apply)
        row.addWidget(cancel)
        self.hide()

    def show_plan(self, planned: Pasted) -> None:
        """Say what would happen, and take the focus for Enter or Esc."""
        self._planned = planned
        self._what.setText(breakable(plan_words(planned)))
        self._problems.setText(breakable(problem_words(planned.problems)))
        self._problems.setVisible(bool(planned.problems))
        self._apply.setEnabled(planned.does_something)
        said = plan_words(planned), problem_words(planned.problems)
        self.setAccessibleName(" ".join(said).strip())
        self.show()
        (self._apply if planned.does_something else self).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _on_apply(self) -> None:
        self.applied.emit(self._planned)


def plan_words(planned: Pasted) -> str:
    """What a paste would do: 12 new, 3 changed, 1 as they are; then the new columns."""
    if not planned.does_something:
        return tr("Nothing to paste.")
    counts = [(tr("{n} new"), len(planned.added)), (tr("{n} changed"), len(planned.changed))]
    counts.append((tr("{n} as they are"), planned.unchanged))
    said = ", ".join(words.format(n=n) for words, n in counts if n)
    columns = ", ".join(each.name for each in planned.columns)
    more = " " + tr("New columns: {names}.").format(names=columns) if columns else ""
    return tr("Paste partners: {counts}.").format(counts=said) + more


def problem_words(problems: Sequence[str]) -> str:
    """The first problems, one a line, and how many more there are."""
    lines = [*problems[:_MOST_PROBLEMS]]
    if len(problems) > _MOST_PROBLEMS:
        lines.append(tr("and {n} more").format(n=len(problems) - _MOST_PROBLEMS))
    return "\n".join(lines)
