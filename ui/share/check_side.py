"""The check before writing: what leaves with a report, what stays, and as what it is written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.share.content import Check
from ui.look.texts import breakable
from ui.look.widgets import Chooser, Label
from ui.share.formats import FORMATS, Format, format_of


class CheckSide(QWidget):
    """``format`` is what is chosen to write; ``picked`` carries it."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.format: Format = FORMATS[0]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("Before you write"), "card"))
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._lists = QVBoxLayout(inside)
        self._lists.setContentsMargins(0, 0, 8, 0)
        self._lists.setSpacing(6)
        scroller.setWidget(inside)
        column.addWidget(scroller, 1)
        self.formats = Chooser(self.tr("As"))
        self.formats.offer([(self._words(each), each.ending) for each in FORMATS])
        self.formats.picked.connect(self._on_picked)
        column.addWidget(self.formats)
        self._about = Label("", "secondary", "ink2", wrap=True)
        column.addWidget(self._about)
        self._said: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._on_picked(self.format.ending)

    def show_check(self, check: Check) -> None:
        """Say what leaves and what stays."""
        self._said = (check.leaves, check.stays)
        while (item := self._lists.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._list(self.tr("What leaves"), check.leaves, "accent")
        self._list(self.tr("What stays"), check.stays, "aligned")
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
