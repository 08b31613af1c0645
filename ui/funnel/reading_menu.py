"""The chooser of how funnels are read: per cent or counts, which encounter, which observation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.measure.seen import EncounterChoice, Reading
from ui.funnel.head import tr
from ui.funnel.view import View
from ui.look.chooser import Chooser


def choices() -> Sequence[tuple[str, Sequence[tuple[str, dict[str, Any]]]]]:
    """Groups of choices: (what is chosen, (words, the fields of a view they set))."""
    return (
        (
            tr("Height"),
            (
                (tr("Per cent of entrants"), {"counts": False}),
                (tr("Count of partners"), {"counts": True}),
            ),
        ),
        (
            tr("Encounter"),
            (
                (tr("First encounter"), {"encounter": EncounterChoice.FIRST}),
                (tr("Latest encounter"), {"encounter": EncounterChoice.LATEST}),
            ),
        ),
        (
            tr("Which observation decides"),
            (
                (tr("The latest"), {"reading": Reading.LATEST}),
                (tr("The first (strict)"), {"reading": Reading.STRICT}),
            ),
        ),
    )


class ReadingMenu(Chooser):
    """``picked`` carries the view as it is to be from now on."""

    looked = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        self._view = View()
        super().__init__(tr("Read"))
        self.actions_ = self._made(owner)
        self.show_view(self._view)

    def _made(self, owner: QWidget) -> Sequence[QAction]:
        made = []
        for _, options in choices():
            group = QActionGroup(owner)
            for words, fields in options:
                action = QAction(words, owner)
                action.setCheckable(True)
                action.setData(fields)
                action.setActionGroup(group)
                action.triggered.connect(self._on_chosen)
                made.append(action)
        return made

    def show_view(self, view: View) -> None:
        """Say what is chosen."""
        self._view = view
        for action in self.actions_:
            fields = action.data()
            action.setChecked(replace(view, **fields) == view)
        first = view.encounter is EncounterChoice.FIRST
        words = [tr("counts") if view.counts else tr("per cent")]
        words += [] if first else [tr("latest encounter")]
        words += [] if view.reading is Reading.LATEST else [tr("strict")]
        self.say(" · ".join(words))

    @Slot()
    def open(self) -> None:
        """Show the choices."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = iter(self.actions_)
        for title, options in choices():
            head = menu.addAction(title)
            head.setEnabled(False)
            for _ in options:
                menu.addAction(next(actions))
            menu.addSeparator()
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 3)))

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.looked.emit(replace(self._view, **action.data()))
