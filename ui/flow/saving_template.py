"""Saving the flow as a template: a field over the canvas for its name, and a strip that says it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from core.own_templates import LONGEST, remove_template, save_template
from core.store import StoreError
from ui.flow.editor import Editor
from ui.look.parts import Label, Notice
from ui.look.strip import Strip
from ui.screen import Screen


class TemplateField(QFrame):
    """Asks for the name of a template. ``named`` carries it; Esc or a click outside leaves."""

    named = Signal(str)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("Save as a template"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self.name.setMinimumWidth(320)
        self.name.setPlaceholderText(self.tr("Name of the template"))
        self.name.setAccessibleName(self.tr("Name of the template"))
        self.hint = Label(
            self.tr(
                "Enter saves the names, kinds and links of the steps, nothing else. Esc leaves."
            ),
            "label",
            "ink3",
            wrap=True,
        )
        column.addWidget(self.name)
        column.addWidget(self.hint)
        self.name.returnPressed.connect(self._on_entered)
        self.hide()

    def open(self) -> None:
        """Ask at the top of the canvas."""
        self.name.clear()
        self.adjustSize()
        self.move(max((self._canvas.width() - self.width()) // 2, 8), 12)
        self.show()
        self.raise_()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close without saving anything."""
        self.hide()
        self._canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_entered(self) -> None:
        if self.name.text().strip():
            self.leave()
            self.named.emit(self.name.text())


class SavingTemplate(QObject):
    """Keeps the version on the canvas as a template of the person's."""

    def __init__(self, screen: Screen, editor: Editor, canvas: QWidget) -> None:
        super().__init__(screen)
        self._screen, self._editor = screen, editor
        self._kept: Path | None = None
        self._strip = Strip(self, self._column, 1)
        self.field = TemplateField(canvas)
        self.field.named.connect(self.save)

    @property
    def notice(self) -> Notice | None:
        """What is said of it, while it is."""
        return self._strip.notice

    @Slot()
    def ask(self) -> None:
        """Ask for its name."""
        self.field.open()

    @Slot(str)
    def save(self, name: str) -> None:
        """Save it under a name, and say so; or say why it cannot be one yet."""
        shown = self._editor.shown
        try:
            kept = save_template(name, shown.flow if shown else self._editor.flow)
        except ValueError as error:
            said = self.tr("Not a template yet. {why}")
            self._strip.say("caution", said.format(why=error))
        except (OSError, StoreError) as error:
            said = self.tr("The template was not saved. {why}")
            self._strip.say("error", said.format(why=error))
        else:
            self._kept = kept.path
            said = self.tr("“{name}” is a template now. The welcome page begins studies with it.")
            undo = (self.tr("Undo"), self._undo)
            self._strip.say("accent", said.format(name=kept.name), [undo])

    @Slot()
    def _undo(self) -> None:
        self._strip.clear()
        if self._kept is not None:
            try:
                remove_template(self._kept)
            except OSError as error:
                said = self.tr("It was not removed. {why}")
                self._strip.say("error", said.format(why=error))
            self._kept = None

    def _column(self) -> QBoxLayout | None:
        column = self._screen.layout()
        return column if isinstance(column, QBoxLayout) else None
