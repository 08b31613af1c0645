"""A thin bar with Cancel, shown where something takes over a second."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.look.buttons import Button
from ui.look.parts import Label

PATIENCE_MS = 1000


class Followed(Protocol):
    """A Job, or what is heard like one."""

    words: str

    @property
    def moved(self) -> SignalInstance: ...
    @property
    def done(self) -> SignalInstance: ...
    @property
    def failed(self) -> SignalInstance: ...
    def cancel(self) -> None:
        """Have it stopped."""


class Waiting(QWidget):
    """Follows one job at a time; hidden for what is done within a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Followed | None = None
        self._words = Label("", "body", "ink2", elided=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.cancel = Button(self.tr("Cancel"), "quiet")
        self.cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout()
        row.setContentsMargins(20, 4, 14, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, job: Followed) -> None:
        """Show how a job gets on until it ends."""
        self._job = job
        self._words.setText(job.words)
        self.bar.setAccessibleName(job.words)
        self.bar.setValue(0)
        self.cancel.setEnabled(True)
        job.moved.connect(self._on_moved)
        job.done.connect(self._end)
        job.failed.connect(self._end)
        self._timer.start()

    def _on_moved(self, share: float) -> None:
        self.bar.setValue(int(share * 1000))

    def _on_cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def _end(self) -> None:
        self._timer.stop()
        self._job = None
        self.hide()
