"""The strip over the canvas while versions are compared: which ones, what the marks mean, how to leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from core.model.versions import Change
from ui.flow.compared import Compared
from ui.flow.marks import STYLES
from ui.look.glyphs import draw_glyph
from ui.look.paint import box, draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Button, Chooser, Label


class ComparingBar(QWidget):
    """``left`` asks to end the comparison, ``picked`` carries the id of another version."""

    left = Signal()
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(int(40 * scale()))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 14, 0)
        row.setSpacing(10)
        self.chooser = Chooser(self.tr("Compare with"))
        self.chooser.picked.connect(self.picked)
        row.addWidget(self.chooser)
        self._keys = [_Key(change) for change in (Change.ADDED, Change.REMOVED, Change.CHANGED)]
        for key in self._keys:
            row.addWidget(key)
        self.words = Label("", "secondary", "ink2", elided=True)
        row.addWidget(self.words, 1)
        self.editing = Label(self.tr("Editing is off"), "strong", "ink2")
        row.addWidget(self.editing)
        self.leave = Button(self.tr("Leave"), "plain", keys="Esc")
        self.leave.clicked.connect(self.left)
        row.addWidget(self.leave)
        theme.changed.connect(self.update)
        self.hide()

    def show_compared(
        self, found: Compared | None, others: Sequence[tuple[str, object]] = ()
    ) -> None:
        """Say what is compared with what; hidden for None."""
        self.setVisible(found is not None)
        if found is None:
            self._calm()
            return
        texts = {str(value): text for text, value in others}
        shown = [each.flow.id for each in (found.old, found.new) if each.flow.id in texts]
        self.chooser.offer(others, shown)
        self.chooser.say(texts[shown[0]] if shown else "")
        self.words.setText(self._sentence(found))
        spoken = self.tr("Comparing {old} with {new}. Editing is off. Esc leaves.")
        self.setAccessibleName(spoken.format(old=found.old.words(), new=found.new.words()))

    def _sentence(self, found: Compared) -> str:
        if not found.changes.any:
            return self.tr("Nothing differs but places.")
        arrow = f"{found.old.flow.version} → {found.new.flow.version}"
        words = self.tr("Alignment {arrow} in percentage points, not tested.")
        return words.format(arrow=arrow)

    @Slot()
    def insist(self) -> None:
        """Say once more that nothing can be edited now."""
        self.editing.setText(self.tr("Editing is off while versions are compared"))
        self.editing.setProperty("ink", "error")
        self._restyle()

    def _calm(self) -> None:
        self.editing.setText(self.tr("Editing is off"))
        self.editing.setProperty("ink", "ink2")
        self._restyle()

    def _restyle(self) -> None:
        self.editing.style().unpolish(self.editing)
        self.editing.style().polish(self.editing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("accent_soft"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colour("line"))
        painter.end()


class _Key(QWidget):
    """One mark of the legend: its chip with its word."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._style = STYLES[change]
        self._text = {
            Change.ADDED: self.tr("added"),
            Change.REMOVED: self.tr("removed"),
            Change.CHANGED: self.tr("changed"),
        }[change]
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        wide = text_width(self._text, "label") + 36 * scale()
        return QSize(int(wide), int(22 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        style, rect = self._style, QRectF(self.rect())
        edge = style.ground if style.ground == "accent" else style.ink
        box(
            painter,
            rect,
            rect.height() / 2,
            colour(style.ground),
            colour(edge),
            dashed=style.dashed,
        )
        side = 11 * scale()
        mark = QRectF(9 * scale(), rect.center().y() - side / 2, side, side)
        draw_glyph(painter, style.glyph, mark, colour(style.ink), 2.2)
        words = rect.adjusted(mark.right() + 5 * scale(), 0, 0, 0)
        draw_text(painter, words, self._text, "label", colour(style.ink))
        painter.end()
