"""Saving the flow as a template: a field over the canvas for its name, and a strip that says it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from core.own_templates import LONGEST, remove_template, save_template
from core.store import StoreError
from ui.flow.editor import Editor
from ui.look.parts import Label, Notice
from ui.screen import Screen

_SHOWN_MS = 8000


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
        self.notice: Notice | None = None
        self.field = TemplateField(canvas)
        self.field.named.connect(self.save)

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
            self._tell("caution", self.tr("Not a template yet. {why}").format(why=error))
        except (OSError, StoreError) as error:
            self._tell("error", self.tr("The template was not saved. {why}").format(why=error))
        else:
            self._kept = kept.path
            said = self.tr("“{name}” is a template now. The welcome page begins studies with it.")
            self._tell("accent", said.format(name=kept.name), self._undo)

    @Slot()
    def _undo(self) -> None:
        self._clear()
        if self._kept is not None:
            try:
                remove_template(self._kept)
            except OSError as error:
                self._tell("error", self.tr("It was not removed. {why}").format(why=error))
            self._kept = None

    def _tell(self, tone: str, sentence: str, undo: Callable[[], None] | None = None) -> None:
        self._clear()
        actions = ((self.tr("Undo"), undo),) if undo is not None else ()
        glyph = "check" if tone == "accent" else "caution"
        self.notice = Notice(tone, sentence, actions=actions, glyph=glyph, closable=True)
        self.notice.dismissed.connect(self._clear)
        column = self._screen.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(1, self.notice)
        if tone == "accent":
            timer = QTimer(self.notice)
            timer.setSingleShot(True)
            timer.timeout.connect(self._clear)
            timer.start(_SHOWN_MS)

    @Slot()
    def _clear(self) -> None:
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None
