"""The strip under the canvas: the first finding with its fix. It never blocks drawing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from core.model.rules import Finding
from ui.flow import fixes
from ui.look.glyphs import draw_glyph
from ui.look.parts import Label
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Button, ToolButton


class FindingStrip(QWidget):
    """One finding at a time. ``fixed`` and ``later`` carry the finding that was answered."""

    fixed = Signal(object)
    later = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Finding, ...] = ()
        self._place = 0
        self.setFixedHeight(int(36 * scale()))
        row = QHBoxLayout(self)
        row.setContentsMargins(int(46 * scale()), 0, 14, 0)
        row.setSpacing(10)
        self.sentence = Label("", elided=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.fix = Button("", "plain")
        self._later = Button(self.tr("Not now"), "quiet")
        self._place_label = Label("", "secondary", "ink2")
        self._next = ToolButton(self.tr("Next finding"), "chevron_right")
        row.addWidget(self.sentence, 1)
        row.addWidget(self.fix)
        row.addWidget(self._later)
        row.addStretch()
        row.addWidget(self._place_label)
        row.addWidget(self._next)
        self.fix.clicked.connect(self._on_fix)
        self._later.clicked.connect(self._on_later)
        self._next.clicked.connect(self._on_next)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def finding(self) -> Finding | None:
        """The finding that is shown."""
        return self._found[self._place] if self._found else None

    def show_findings(self, found: tuple[Finding, ...]) -> None:
        """Show these, one at a time; nothing for none."""
        shown = self.finding
        self._found = found
        self._place = found.index(shown) if shown in found else 0
        self._show()

    def show_finding(self, finding: Finding) -> None:
        """Show one of them."""
        if finding in self._found:
            self._place = self._found.index(finding)
            self._show()

    def _show(self) -> None:
        finding = self.finding
        self.setVisible(finding is not None)
        if finding is None:
            return
        self.sentence.setText(finding.sentence)
        self.setAccessibleName(finding.sentence)
        found = fixes.fix(finding)
        self.fix.setVisible(found is not None)
        if found is not None:
            self.fix.dress(fixes.text(found))
        many = self.tr("Finding {n} of {count}")
        self._place_label.setText(many.format(n=self._place + 1, count=len(self._found)))
        self._next.setVisible(len(self._found) > 1)

    @Slot()
    def _on_fix(self) -> None:
        self.fixed.emit(self.finding)

    @Slot()
    def _on_later(self) -> None:
        self.later.emit(self.finding)

    @Slot()
    def _on_next(self) -> None:
        self._place = (self._place + 1) % len(self._found)
        self._show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, colour("caution_soft"))
        painter.fillRect(QRectF(0, 0, rect.width(), 1), colour("line"))
        side = 19 * scale()
        mark = QRectF(20, rect.center().y() - side / 2, side, side)
        draw_glyph(painter, "caution", mark, colour("caution"), 1.3)
        painter.end()
