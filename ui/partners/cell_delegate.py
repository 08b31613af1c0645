"""How a cell of the register is painted and typed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.model.partner import Attribute, AttributeKind
from ui.look.glyphs import draw_glyph
from ui.look.paint import box, draw_text
from ui.look.theme import colour
from ui.look.type import scale
from ui.partners.facts import Row, tr
from ui.partners.register_model import ROW, RegisterModel

INSET = 8.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex
Words = Callable[[Attribute], Sequence[str]]
"""The values partners have of an attribute."""


class CellDelegate(QStyledItemDelegate):
    """Every cell with the same inset: pseudonyms strong, the fate with its glyph."""

    def __init__(self, model: RegisterModel, view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self.hovered = -1
        self.words: Words = lambda _attribute: ()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line that completes what others have in this column, where it is a choice."""
        line = QLineEdit(parent)
        attribute = self._model.attribute_at(index.column())
        line.setAccessibleName(attribute.name if attribute else tr("Pseudonym"))
        if index.data(Qt.ItemDataRole.TextAlignmentRole):
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if attribute is not None and attribute.kind is AttributeKind.CHOICE:
            completer = QCompleter(sorted(self.words(attribute), key=str.casefold), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            line.setCompleter(completer)
        return line

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colour("accent_soft"))
        elif index.row() == self.hovered:
            painter.fillRect(rect, colour("window"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("grid"))
        inner = rect.adjusted(INSET, 0, -INSET, 0)
        row: Row = index.data(ROW)
        if index.column() == self._model.columnCount() - 1:
            self._fate(painter, inner, row)
        else:
            role = "strong" if index.column() == 0 else "body"
            known = row.encounters or index.column() <= len(self._model.attributes)
            align = index.data(Qt.ItemDataRole.TextAlignmentRole) or _LEFT
            text = " ".join(str(index.data()).split()) or "–"
            ink = colour("ink" if known and text != "–" else "ink3")
            draw_text(painter, inner, text, role, ink, align, elide=True)
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect.adjusted(1, 1, -1, -2), 3, None, colour("accent"), 2)

    @staticmethod
    def _fate(painter: QPainter, inner: QRectF, row: Row) -> None:
        side = 14 * scale()
        spot = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        draw_glyph(painter, row.look.glyph, spot, colour(row.look.tone))
        words = inner.adjusted(side + 6, 0, 0, 0)
        ink = colour("ink" if row.is_met else "ink2")
        draw_text(painter, words, row.look.words, "body", ink, elide=True)
