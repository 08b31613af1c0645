"""The heads of the register's columns, painted at the inset of their cells with the arrow behind."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.look.glyphs import draw_glyph
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour
from ui.look.type import scale
from ui.partners.cell_delegate import INSET

ARROW = 14
"""What the arrow of the column it is sorted by takes."""
_ARROWS = {Qt.SortOrder.AscendingOrder: "chevron_up", Qt.SortOrder.DescendingOrder: "chevron_down"}


class Head(QHeaderView):
    """A style's own head keeps room for an arrow in every column; here only the sorted one does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortIndicatorClearable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(int(40 * scale()))
        self.setMouseTracking(True)

    def needed(self, text: str, section: int) -> float:
        """How wide a column must be for its head to be read whole."""
        arrow = ARROW * scale() if section == self.sortIndicatorSection() else 0.0
        return text_width(text, "label") + 2 * INSET + 3 + arrow

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        align = model.headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        whole = QRectF(rect)
        painter.fillRect(whole, colour("window"))
        painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), colour("line"))
        inner = whole.adjusted(INSET, 0, -INSET, 0)
        if section == self.sortIndicatorSection():
            side = 10 * scale()
            mark = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
            draw_glyph(painter, _ARROWS[self.sortIndicatorOrder()], mark, colour("accent"), 1.8)
            inner.setRight(mark.left() - 3)
        role = Qt.AlignmentFlag(align) if align else Qt.AlignmentFlag.AlignLeft
        ink = colour("accent" if section == self.sortIndicatorSection() else "ink2")
        draw_text(painter, inner, text, "label", ink, role, elide=True)
