"""The register as a table: pseudonym, attributes, encounters, and how far each partner came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from core.model.partner import Attribute, AttributeKind, number
from ui.partners.facts import Row, tr

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RegisterModel(QAbstractTableModel):
    """Rows as they were read last; what is typed goes to the screen.

    ``edited`` carries a row, an attribute id ("" is the pseudonym) and the value typed.
    """

    edited = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.attributes: Sequence[Attribute] = ()
        self._iteration = ""

    def show_rows(
        self, rows: Sequence[Row], attributes: Sequence[Attribute], iteration: str
    ) -> None:
        """Show other rows; where the partners are the same, only their cells change."""
        same = [each.partner.id for each in rows] == [each.partner.id for each in self.rows]
        if same and list(attributes) == list(self.attributes) and iteration == self._iteration:
            self.rows = rows
            if rows:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1)
                )
            return
        self.beginResetModel()
        self.rows, self.attributes, self._iteration = rows, attributes, iteration
        self.endResetModel()

    def attribute_at(self, column: int) -> Attribute | None:
        """The attribute of a column, or None for the others."""
        return self.attributes[column - 1] if 0 < column <= len(self.attributes) else None

    def row_of(self, partner: str) -> int:
        """The row of a partner, -1 where there is none."""
        return next((at for at, each in enumerate(self.rows) if each.partner.id == partner), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.attributes) + 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        editable = index.column() <= len(self.attributes)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ROW:
            return self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and self._is_number(index.column()):
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self._text(index)
            return text if len(text) > 16 else None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self._text(index):
            return False
        attribute = self.attribute_at(index.column())
        self.edited.emit(self.rows[index.row()], attribute.id if attribute else "", text)
        return True

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return _RIGHT if self._is_number(section) else left
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = [each.name for each in self.attributes]
        return [tr("Partner"), *names, tr("Encounters"), self._iteration][section]

    def _is_number(self, column: int) -> bool:
        attribute = self.attribute_at(column)
        if attribute is None:
            return column == len(self.attributes) + 1
        return attribute.kind is AttributeKind.NUMBER

    def _text(self, index: Index) -> str:
        row, column = self.rows[index.row()], index.column()
        attribute = self.attribute_at(column)
        if attribute is not None:
            return row.partner.value(attribute.id)
        if column == 0:
            return row.partner.pseudonym
        return str(row.encounters) if column == len(self.attributes) + 1 else row.fate


class RegisterFilter(QSortFilterProxyModel):
    """The rows a person wants to see: by typed words, and met, not met or with unknowns."""

    def __init__(self, model: RegisterModel) -> None:
        super().__init__()
        self.model = model
        self._words: Sequence[str] = ()
        self._only = ""
        self.setSourceModel(model)

    def look_for(self, typed: str) -> None:
        """Only rows in which every typed word stands somewhere."""
        self.beginFilterChange()
        self._words = typed.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def only(self, which: str) -> None:
        """Only rows "unmet" or with "unknown"; "" for all."""
        self.beginFilterChange()
        self._only = which
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, _parent: Index) -> bool:
        row = self.model.rows[source_row]
        if (self._only == "unmet" and row.is_met) or (
            self._only == "unknown" and not row.is_unknown
        ):
            return False
        values = (row.partner.pseudonym, *row.partner.attributes.values(), row.fate)
        text = " ".join(values).casefold()
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        return _sort_key(left.data()) < _sort_key(right.data())


def _sort_key(value: object) -> tuple[bool, float, str]:
    """Numbers by size before text by letters, empty cells last."""
    text = str(value or "")
    figure = number(text)
    return (not text, figure if figure is not None else float("inf"), text.casefold())
