"""The dock under the flow: inspector, outline, findings, the partners behind a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.model.rules import Finding
from ui.flow import fixes
from ui.flow.editor import Editor
from ui.flow.inspector import Inspector
from ui.flow.outline import Outline
from ui.flow.partners import PartnersBehind
from ui.look.icons import icon
from ui.look.theme import colour
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale
from ui.look.widgets import Button, ToolButton

INSPECTOR, OUTLINE, FINDINGS, PARTNERS = range(4)
_HEIGHT, _LOW_HEIGHT, _LOW = 248, 200, 760


class FindingList(QWidget):
    """All findings, also those put off. ``chosen`` and ``fixed`` carry one."""

    chosen = Signal(object)
    fixed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Finding] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.setIconSize(QSize(18, 18))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fix = Button("", "plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addWidget(self._fix, 0, Qt.AlignmentFlag.AlignTop)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self._on_fix)
        self._fix.clicked.connect(self._on_fix)
        self._fix.hide()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show these."""
        if found == self._found and self.list.count():
            return
        row = max(self.list.currentRow(), 0)
        self._found = found
        self.list.blockSignals(True)
        self.list.clear()
        for finding in found:
            self._add("caution", "caution", finding.sentence)
        if not found:
            self._add("check", "aligned", self.tr("Nothing to mend."))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.blockSignals(False)
        self._show_fix()

    def _add(self, glyph: str, tone: str, sentence: str) -> None:
        row = QListWidgetItem(icon(glyph, tone), sentence)
        row.setToolTip(sentence)
        row.setSizeHint(QSize(0, int(HEIGHT_ROW * scale())))
        self.list.addItem(row)

    @property
    def finding(self) -> Finding | None:
        """The one the keys are at."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show_fix(self) -> None:
        finding = self.finding
        found = fixes.fix(finding) if finding else None
        self._fix.setVisible(found is not None)
        if found is not None:
            self._fix.dress(fixes.text(found))

    @Slot()
    def _on_row(self) -> None:
        self._show_fix()
        if self.finding is not None:
            self.chosen.emit(self.finding)

    @Slot()
    def _on_fix(self) -> None:
        if self.finding is not None:
            self.fixed.emit(self.finding)


class Dock(QTabWidget):
    """``closed`` asks to give the flow the dock's room."""

    closed = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspector, self.outline, self.findings = (
            Inspector(editor),
            Outline(editor),
            FindingList(),
        )
        self.partners = PartnersBehind()
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(12, 6, 12, 6)
        column.addWidget(self.outline)
        self.addTab(self.inspector, self.tr("Inspector"))
        self.addTab(room, self.tr("Outline"))
        self.addTab(self.findings, self.tr("Findings"))
        self.addTab(self.partners, self.tr("Partners"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fit_into(1000)
        self.tabBar().setExpanding(False)
        close = ToolButton(self.tr("Close the dock"), "close")
        close.clicked.connect(self.closed)
        self.setCornerWidget(close)

    def fit_into(self, height: int) -> None:
        """Take less of a low screen, so that the flow keeps its room."""
        low = height < _LOW * scale()
        self.setFixedHeight(int((_LOW_HEIGHT if low else _HEIGHT) * scale()))
        self.inspector.set_low(low=low)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()
        super().paintEvent(event)

    def count_findings(self, count: int) -> None:
        """Say in the tab how many there are."""
        words = self.tr("Findings")
        self.setTabText(FINDINGS, f"{words}  {count}" if count else words)
        self.setTabIcon(FINDINGS, icon("caution", "caution") if count else icon("check", "ink3"))
