"""Comparing versions: which one with which, for as long as the canvas shows both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from core.model.flow import Flow
from core.model.partner import EVERYONE
from ui.flow.compared import Compared, Side, compared
from ui.flow.comparing_bar import ComparingBar
from ui.flow.editor import Editor
from ui.flow.version import Shown


class Comparing(QObject):
    """``changed`` comes when a comparison begins, ends or is of another version."""

    changed = Signal()

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._action: QAction | None = None
        self._with: str | None = None
        self._base: str | None = None
        self._found: Compared | None = None
        self.bar = ComparingBar(parent)
        self.bar.left.connect(self.leave)
        self.bar.picked.connect(self.compare_with)
        editor.refused.connect(self.bar.insist)

    def follow(self, action: QAction) -> None:
        """Word the action by what can be compared."""
        self._action = action

    @property
    def found(self) -> Compared | None:
        """What is compared; None while the flow is drawn as it is."""
        return self._found

    def read(self, now: Shown | None) -> Compared | None:
        """Compare anew with the version on the canvas; ends where either version is gone."""
        study, session = self._editor.session.study, self._editor.session
        others = self._others(now)
        base = now.flow if now else None
        other = next((each for each in others if each.id == self._with), None)
        if base is None or other is None or base.id != self._base:
            self._with = self._base = None
            self._found = self._editor.compared = None
        else:
            cohort = next(iter(session.choice.cohorts), EVERYONE)
            self._found = compared(study, base, other, session.iteration, cohort)
            self._editor.compared = self._found.flow
        self._offer(now, others)
        self.bar.show_compared(self._found, [(self._words(each), each.id) for each in others])
        return self._found

    def _others(self, now: Shown | None) -> list[Flow]:
        """All other versions, the latest first."""
        if now is None:
            return []
        flows = self._editor.session.study.flows()
        return [each for each in reversed(flows) if each.id != now.flow.id]

    def _offer(self, now: Shown | None, others: Sequence[Flow]) -> None:
        if self._action is None:
            return
        self._action.setEnabled(bool(others))
        self._action.setVisible(bool(others))
        if self._found is not None:
            self._action.setText(self.tr("Leave the comparison"))
        elif others:
            words = self.tr("Compare with version {n}")
            self._action.setText(words.format(n=self._nearest(now, others).version))

    @staticmethod
    def _nearest(now: Shown | None, others: Sequence[Flow]) -> Flow:
        """The version before the one on the canvas; where that is the first, the next."""
        shown = now.flow.version if now else 0
        before = [each for each in others if each.version < shown]
        return before[0] if before else others[-1]

    def _words(self, flow: Flow) -> str:
        iterations = reversed(self._editor.session.study.iterations())
        walked = next((each for each in iterations if each.flow == flow.id), None)
        return Side(flow, walked).words()

    # --- acts

    @Slot()
    def turn(self) -> None:
        """Compare with the version before, or leave; the bar offers the others."""
        now = self._editor.shown
        others = self._others(now)
        if self._found is not None:
            self.leave()
        elif others:
            self.compare_with(self._nearest(now, others).id)

    @Slot(object)
    def compare_with(self, flow_id: object) -> None:
        """Show the version on the canvas beside another one."""
        now = self._editor.shown
        if now is not None:
            self._with, self._base = str(flow_id), now.flow.id
            self.changed.emit()

    @Slot()
    def leave(self) -> None:
        """Draw the flow as it is again."""
        if self._with is not None:
            self._with = self._base = None
            self.changed.emit()

    def handle(self, event: QKeyEvent) -> bool:
        """Whether a key ended the comparison."""
        if self._found is None or event.key() != Qt.Key.Key_Escape:
            return False
        self.leave()
        return True
