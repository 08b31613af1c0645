"""What a person sees of a crash: a strip, and behind it the note itself, to read and to copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSysInfo, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from ui.look.buttons import Button
from ui.look.parts import Label, Notice
from ui.shell.popup import Popup


def notice_of(error: Exception | None, log: Path | None, show: Callable[[Path], object]) -> Notice:
    """The strip about an error, or about a crash of the run before where there is no error.

    What the store refused is told in its own words. ``show`` gets the log, where there is one.
    """
    from core.store import StoreError

    if isinstance(error, StoreError):
        return Notice("error", str(error), closable=True)
    if error is None:
        sentence = _tr("Footpath ended unexpectedly the last time. Nothing recorded was lost.")
    else:
        sentence = _tr("Something went wrong in Footpath. Nothing recorded was lost.")
    if log is None:
        return Notice("error", sentence, closable=True)
    ways = ((_tr("Show the note"), partial(show, log)),)
    return Notice("error", sentence, actions=ways, closable=True)


def _tr(words: str) -> str:
    return QCoreApplication.translate("CrashNote", words)


class CrashNote(Popup):
    """Shows a crash log over the window, as plain text, with a button that copies it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.panel.setAccessibleName(self.tr("Note of a crash"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("What was noted"))
        self.copy = Button(self.tr("Copy"), "primary")
        self.copy.clicked.connect(self._on_copy)
        close = Button(self.tr("Close"), "plain")
        close.clicked.connect(self.shut)
        self._place_of = Label("", "secondary", "ink2", elided=True)
        row = QHBoxLayout()
        row.addWidget(self._place_of, 1)
        row.addWidget(close)
        row.addWidget(self.copy)
        words = self.tr("Where it went wrong. There is nothing in it of what you recorded.")
        self.column.addWidget(Label(self.tr("Note of a crash"), "title"))
        self.column.addWidget(Label(words, "body", "ink2", wrap=True))
        self.column.addWidget(self.text, 1)
        self.column.addLayout(row)

    def show_log(self, log: Path) -> None:
        """Show what a log holds, with the version and the system it happened on."""
        try:
            noted = log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            noted = self.tr("The note is no longer there.")
        app = QCoreApplication.instance()
        version = app.applicationVersion() if app is not None else ""
        on = f"Footpath {version}, {QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}"
        self.text.setPlainText(f"{on}\n{noted}")
        self._place_of.setText(str(log))
        self.open()
        self.copy.setFocus(Qt.FocusReason.PopupFocusReason)

    def wide(self) -> int:
        return 720

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(self.tr("Copied"))
