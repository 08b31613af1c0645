"""The check before writing: what leaves with a report, what stays, and as what it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.layouts import emptied, scrolling
from ui.look.ring import ring
from ui.look.texts import breakable
from ui.look.widgets import Chooser, Label
from ui.share.formats import FORMATS, Format, format_of

if TYPE_CHECKING:
    from core.share.content import Check


class CheckSide(QWidget):
    """``format`` is what is chosen to write; ``picked`` carries it. ``refused`` says why it may not be."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.format: Format = FORMATS[0]
        self.refused = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("Before you write"), "card"))
        self.formats = Chooser(self.tr("As"))
        self.formats.offer([(self._words(each), each.ending) for each in FORMATS])
        self.formats.picked.connect(self._on_picked)
        column.addWidget(self.formats)
        self._about = Label("", "secondary", "ink2", wrap=True)
        column.addWidget(self._about)
        column.addSpacing(8)
        inside = QWidget()
        self._lists = QVBoxLayout(inside)
        self._lists.setContentsMargins(0, 0, 8, 0)
        self._lists.setSpacing(6)
        scroller = scrolling(inside)
        # Read by the keys where it is longer than its room.
        scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring(scroller)
        scroller.setAccessibleName(self.tr("What leaves and what stays"))
        column.addWidget(scroller, 1)
        self._said: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        # What is told within a moment needs no remark that it is looked for.
        self._slow = QTimer(self, interval=300, singleShot=True)
        self._slow.timeout.connect(self._on_slow)
        self._on_picked(self.format.ending)

    def show_check(self, check: Check | None, refused: str = "") -> None:
        """Say what leaves and what stays, or why nothing may be written."""
        self._slow.stop()
        emptied(self._lists)
        self._said = (check.leaves, check.stays) if check else ((), ())
        self.refused = refused
        if check is None:
            self._list(self.tr("Not with this choice"), [refused], "caution")
        else:
            self._list(self.tr("What leaves"), check.leaves, "accent")
            self._list(self.tr("What stays"), check.stays, "aligned")
        self._lists.addStretch(1)

    def wait(self) -> None:
        """Something else was chosen: what is said holds no more, and soon is gone."""
        if not self._slow.isActive():
            self._slow.start()

    @Slot()
    def _on_slow(self) -> None:
        emptied(self._lists)
        self._said = ((), ())
        self._lists.addWidget(Label(self.tr("Looking at what leaves …"), "secondary", "ink2"))
        self._lists.addStretch(1)

    @property
    def said(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sentences shown: what leaves, what stays."""
        return self._said

    def _list(self, title: str, sentences: Sequence[str], ink: str) -> None:
        self._lists.addWidget(Label(title, "strong", ink))
        for each in sentences:
            label = Label(f"{breakable(each)}", "body", "ink", wrap=True)
            label.setContentsMargins(10, 0, 0, 2)
            self._lists.addWidget(label)

    def _words(self, format_: Format) -> str:
        return self.tr("{name} (.{ending})").format(name=format_.name, ending=format_.ending)

    @Slot(object)
    def _on_picked(self, ending: object) -> None:
        self.format = format_of(str(ending)) or FORMATS[0]
        self.formats.offer(
            [(self._words(each), each.ending) for each in FORMATS], [self.format.ending]
        )
        self.formats.say(self._words(self.format))
        self._about.setText(self.format.remark)
        self.picked.emit(self.format)
