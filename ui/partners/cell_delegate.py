"""How a cell of the register is painted and typed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from core.model.partner import Attribute
from ui.look.curtain import curtain
from ui.look.glyphs import draw_glyph
from ui.look.paint import box, text_width
from ui.look.theme import colour
from ui.look.type import font, scale
from ui.partners.facts import tr
from ui.partners.open_field import settle
from ui.partners.register_model import RegisterModel
from ui.partners.value_line import value_line

INSET = 7.0
MARK = 18.0
"""How far the glyph of a fate, and the gap behind it, push its words to the right."""
_SHORT, _LONGEST = 60, 400
"""Letters: up to so many are measured first; of more than so many no screen shows the end."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex
Words = Callable[[Attribute], Sequence[str]]
"""The values partners have of an attribute."""


class CellDelegate(QStyledItemDelegate):
    """Every cell with the same inset: pseudonyms strong, the fate with its glyph."""

    def __init__(self, model: RegisterModel, view: QTableView) -> None:
        super().__init__(view)
        self._model = model
        self._fonts: dict[tuple[str, float], tuple[QFont, QFontMetricsF]] = {}
        self._view = view
        self.hovered = -1
        self.words: Words = lambda _attribute: ()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field as the kind of the column asks for; Alt+Down in it shows what it offers."""
        attribute = self._model.attribute_at(index.column())
        if attribute is None:
            line = QLineEdit(parent)
            line.setAccessibleName(tr("Pseudonym"))
        else:
            line = value_line(attribute, self.words(attribute), parent)
            line.returnPressed.connect(partial(self._on_entered, line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing over what is being typed: the cell may change under it."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def _on_entered(self, line: QLineEdit) -> None:
        # The list of completions hands Enter to the field past us, and has no more of it to give.
        # It puts the value chosen in it there a moment later.
        completer = cast("QCompleter | None", line.completer())
        offered = completer.popup() if completer is not None else None
        if offered is not None and offered.isVisible():
            QTimer.singleShot(0, self, partial(settle, self._view))

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
        model, row, column = self._model, index.row(), index.column()
        place = model.place_at(row)
        if column == model.columnCount() - 1:
            self._fate(painter, inner, place)
        else:
            known = column <= len(model.attributes) or model.facts.ends.encounters[place]
            text = " ".join(model.text(row, column).split()) or "–"
            text = curtain.over(text) if column == 0 else text
            ink = colour("ink" if known and text != "–" else "ink3")
            align = _RIGHT if model.is_number(column) else _LEFT
            role = "strong" if model.is_strong(place, column) else "body"
            self._write(painter, inner, text, role, ink, align)
            if column == 0 and (name := model.name_at(row)):
                behind = inner.adjusted(text_width(text, role) + 8, 0, 0, 0)
                self._write(painter, behind, name, "body", colour("ink2"), _LEFT)
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect.adjusted(1, 1, -1, -2), 3, None, colour("accent"), 2)

    def _fate(self, painter: QPainter, inner: QRectF, place: int) -> None:
        look = self._model.facts.look(place)
        side = 13 * scale()
        spot = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        draw_glyph(painter, look.glyph, spot, colour(look.tone))
        ink = colour("ink" if self._model.facts.ends.fate[place] >= 0 else "ink2")
        self._write(
            painter, inner.adjusted(MARK * scale(), 0, 0, 0), look.words, "body", ink, _LEFT
        )

    def _write(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        role: str,
        ink: QColor,
        align: Qt.AlignmentFlag,
    ) -> None:
        """One line, cut where it does not fit. Fonts are made once: hundreds of cells use them."""
        key = (role, scale())
        if key not in self._fonts:
            made = font(role)
            self._fonts[key] = (made, QFontMetricsF(made))
        chosen, metrics = self._fonts[key]
        fits = len(text) * metrics.maxWidth() <= rect.width()
        if not fits and (len(text) > _SHORT or metrics.horizontalAdvance(text) > rect.width()):
            text = metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(chosen)
        painter.setPen(ink)
        painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), text)
