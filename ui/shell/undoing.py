"""Undo and redo: said on two actions, done in the scope of the screen that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from core.history import Offer
    from ui.shell.frame import StudyFrame


class Undoing(QObject):
    """Keeps the two actions saying what they would take back, or what stands in the way."""

    def __init__(self, undo: QAction, redo: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._undo, self._redo = undo, redo
        self._frame: StudyFrame | None = None
        undo.triggered.connect(self._on_undo)
        redo.triggered.connect(self._on_redo)

    def follow(self, frame: StudyFrame | None) -> None:
        """Act on the study of a frame from now on; None: on none."""
        self._frame = frame
        if frame is not None:
            frame.arrived.connect(self.read)
            frame.changed.connect(self.read)
            # At once: the next key may be redo, and a disabled action would swallow it.
            frame.session.heard.connect(self._on_heard)

    def read(self) -> None:
        """Read anew what can be undone where the person looks."""
        if self._frame is not None:
            study, scope = self._frame.session.study, self._scope()
            _say(self._undo, self.tr("Undo"), study.undoable(scope), self.tr("Not now: {what}"))
            _say(self._redo, self.tr("Redo"), study.redoable(scope), self.tr("Not now: {what}"))

    def _on_heard(self, _change: object) -> None:
        self.read()

    def _on_undo(self) -> None:
        if self._frame is not None:
            study, scope = self._frame.session.study, self._scope()
            offer = study.undoable(scope)
            if study.undo(scope) is not None and offer is not None:
                self._frame.keys.say(self.tr("Undone: {what}").format(what=offer.label))
            elif offer is not None:
                said = self.tr("{what} cannot be undone now: {why}")
                self._frame.keys.say(said.format(what=offer.label, why=offer.blocked))

    def _on_redo(self) -> None:
        if self._frame is not None:
            study, scope = self._frame.session.study, self._scope()
            offer = study.redoable(scope)
            if study.redo(scope) is not None and offer is not None:
                self._frame.keys.say(self.tr("Done again: {what}").format(what=offer.label))
            elif offer is not None:
                said = self.tr("{what} cannot be done again now: {why}")
                self._frame.keys.say(said.format(what=offer.label, why=offer.blocked))

    def _scope(self) -> str | None:
        shown = self._frame.shown if self._frame else None
        return shown.scope() if shown else None


def _say(action: QAction, verb: str, offer: Offer | None, blocked: str) -> None:
    words = f"{verb} {offer.label}" if offer else verb
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    in_the_way = offer.blocked if offer else ""
    action.setText(words.replace("&", "&&"))
    # One that something stands in the way of can be pressed: it says then what that is.
    action.setEnabled(offer is not None)
    action.setToolTip(f"{words} ({blocked.format(what=in_the_way) if in_the_way else keys})")
