"""The rows of a table that is about to be imported: what becomes of each, and why where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.exchange.partner_table import Fate, Preview, Row
from core.model.partner import Attribute
from ui.look.theme import colour
from ui.look.tokens import HEIGHT_ROW
from ui.look.type import scale
from ui.partners.facts import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
FATES: Mapping[Fate, str] = {
    Fate.NEW: "new",
    Fate.CHANGED: "changed",
    Fate.UNCHANGED: "as it is",
    Fate.REFUSED: "refused",
    Fate.EMPTY: "empty",
}
_TONES: Mapping[Fate, str] = {
    Fate.NEW: "aligned",
    Fate.CHANGED: "accent",
    Fate.UNCHANGED: "ink3",
    Fate.REFUSED: "error",
    Fate.EMPTY: "ink3",
}
_FIXED = 3
"""Number, what happens and why come before the pseudonym and the attributes."""
PROBLEMS = frozenset({Fate.REFUSED, Fate.EMPTY})
"""What needs saying why; of such rows there is nothing else to show."""


class RowsModel(QAbstractTableModel):
    """Rows of a preview, all or those of some fates."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._attributes: Sequence[Attribute] = ()
        self._word = ""
        self._only_why = False

    def show_rows(self, shown: Preview, fates: frozenset[Fate]) -> None:
        """Show the rows of these fates."""
        self.beginResetModel()
        self._word = tr(shown.columns.sheet.word)
        self._only_why = fates <= PROBLEMS
        self._rows = [each for each in shown.rows if each.fate in fates]
        used = {key for each in self._rows if each.partner for key in each.partner.attributes}
        found = {each.attribute.id: each.attribute for each in shown.columns.columns}
        self._attributes = [each for key, each in found.items() if key in used]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return _FIXED if self._only_why else _FIXED + 1 + len(self._attributes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(row, index.column())
        return None

    def _text(self, row: Row, column: int) -> str:
        if column == 0:
            return str(row.number)
        if column == 1:
            return tr(FATES[row.fate])
        if column == 2:
            return row.problem
        if row.partner is None:
            return ""
        if column == _FIXED:
            return row.partner.pseudonym
        return row.partner.value(self._attributes[column - _FIXED - 1].id)

    @staticmethod
    def _ink(row: Row, column: int) -> QColor | None:
        if column == 1:
            return colour(_TONES[row.fate])
        return colour("ink3") if column == 0 else None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = [self._word, tr("What happens"), tr("Why"), tr("Partner")]
        return [*heads, *(each.name for each in self._attributes)][section]


class ImportRows(QTableView):
    """The table of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = RowsModel()
        self.setModel(self.shown)
        self.setAccessibleName(tr("What happens to each row"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setStyleSheet("QTableView::item { padding-left: 5px; }")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(int(HEIGHT_ROW * scale()))
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)

    def show_rows(self, shown: Preview, fates: frozenset[Fate]) -> None:
        """Show the rows of these fates, with room for why where a row is refused."""
        self.shown.show_rows(shown, fates)
        factor = scale()
        for at, width in enumerate((64, 120, 300, 100)[: self.shown.columnCount()]):
            self.setColumnWidth(at, int(width * factor))
        self.setColumnHidden(2, not fates & PROBLEMS)
