"""The register as a table: pseudonym, attributes, encounters, and how far each partner came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import compress, count
from operator import is_not

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.measure.partner_columns import Mask, PartnerColumns
from core.model.partner import Attribute, AttributeKind
from ui.look.curtain import curtain
from ui.partners.arranging import Key, Places, Wanted, arranged, keys
from ui.partners.facts import Facts, Row, tr

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LONG = 16
_FEW = 100
"""So many changed rows are told one by one; more are told as all."""


class RegisterModel(QAbstractTableModel):
    """Partners as they were read last, in the order wanted; what is typed goes to the screen.

    ``edited`` carries a row, an attribute id ("" is the pseudonym) and the value typed. Rows stay
    where they are while cells change, so that none runs away under the hand that edits it.
    """

    edited = Signal(object, str, str)
    arranged = Signal()
    repainted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.attributes: Sequence[Attribute] = ()
        self.facts = Facts()
        self._register = PartnerColumns()
        self._order: Places = np.zeros(0, np.intp)
        self._at: Places = np.zeros(0, np.intp)
        self._wanted = Wanted()
        self._emphasis: tuple[frozenset[str], Mask] = (frozenset(), np.zeros(0, np.bool_))
        self._iteration = ""
        self._name_of: Callable[[str], str] | None = None
        self._within: Mask | None = None

    def show_facts(
        self,
        register: PartnerColumns,
        facts: Facts,
        attributes: Sequence[Attribute],
        iteration: str,
        within: Mask | None = None,
    ) -> None:
        """Show other facts; where partners, columns and fates are the same, only cells change.

        ``within`` are those the view is narrowed to, by place.
        """
        old, before, self._within = self.facts, self._within, within
        same = (
            facts.arrangement == old.arrangement
            and register is self._register
            and (facts.ends is old.ends or not self._wanted.only)
            and _same(within, before)
            and list(attributes) == list(self.attributes)
            and iteration == self._iteration
        )
        if same:
            self.facts = facts
            self._tell_changed(old)
            return
        self.beginResetModel()
        self._register, self.facts, self._iteration = register, facts, iteration
        self.attributes = attributes
        if self._wanted.by not in (None, *keys(attributes)):
            self._wanted = replace(self._wanted, by=None)
        self._put_in_order()
        self.endResetModel()

    def _tell_changed(self, old: Facts) -> None:
        """Have the rows that are others now painted anew, one by one where they are few."""
        last = self.columnCount() - 1
        places: list[int] = []
        if self.facts.ends is old.ends:
            others = map(is_not, self.facts.partners, old.partners)
            places = list(compress(count(), others))
        rows = [row for each in places if (row := int(self._at[each])) >= 0]
        if self.facts.ends is old.ends and len(places) <= _FEW:
            for row in rows:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        elif len(self._order):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, last))

    def emphasise(self, attributes: frozenset[str], members: Mask) -> None:
        """Show strongly what makes partners members of a cohort: these attributes of theirs."""
        before = self._emphasis
        self._emphasis = attributes, members
        if attributes != before[0] or (attributes and not np.array_equal(members, before[1])):
            self.repainted.emit()

    def may_be_strong(self, column: int) -> bool:
        """Whether any cell of a column is shown strongly now."""
        attribute = self.attribute_at(column)
        return column == 0 or (attribute is not None and attribute.id in self._emphasis[0])

    def is_strong(self, place: int, column: int) -> bool:
        """Whether a cell is a pseudonym, or makes its partner a member."""
        attribute = self.attribute_at(column)
        if attribute is None:
            return column == 0
        attributes, members = self._emphasis
        return attribute.id in attributes and place < len(members) and bool(members[place])

    def know_names(self, name_of: Callable[[str], str], *, opened: bool) -> None:
        """Show real names beside pseudonyms; ``name_of`` asks the curtain each time."""
        self._name_of = name_of if opened else None
        self.beginResetModel()
        self._put_in_order()
        self.endResetModel()
        self.arranged.emit()

    def name_at(self, row: int) -> str:
        """The real name to show in a row now, "" where none may be seen."""
        if self._name_of is None:
            return ""
        return self._name_of(self.facts.partners[int(self._order[row])].id)

    # --- which rows, in which order

    def look_for(self, typed: str) -> None:
        """Only rows in which every typed word stands somewhere."""
        self._arrange(replace(self._wanted, words=tuple(typed.casefold().split())))

    def only(self, which: str) -> None:
        """Only rows "unmet" or with "unknown"; "" for all."""
        self._arrange(replace(self._wanted, only=which))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        shown = keys(self.attributes)
        by: Key | None = shown[column] if 0 <= column < len(shown) else None
        descending = order is Qt.SortOrder.DescendingOrder
        self._arrange(replace(self._wanted, by=by, descending=descending))

    def _arrange(self, wanted: Wanted) -> None:
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self.facts.arrangement != self._register.arrangement:
            return  # Partners came or went a moment ago: the facts of that are on their way.
        self.beginResetModel()
        self._put_in_order()
        self.endResetModel()
        self.arranged.emit()

    def _put_in_order(self) -> None:
        names: Sequence[str] = ()
        if self._name_of is not None and self._wanted.words:
            names = [self._name_of(each.id).casefold() for each in self.facts.partners]
        self._order = arranged(
            self._register, self.facts, self.attributes, self._wanted, names, self._within
        )
        self._at = np.full(len(self.facts.partners), -1, np.intp)
        self._at[self._order] = np.arange(len(self._order))

    # --- who stands where

    def row_at(self, row: int) -> Row:
        """What a row shows."""
        return self.facts.row(int(self._order[row]))

    def row_of(self, partner: str) -> int:
        """The row of a partner, -1 where none shows them."""
        place = self._register.place(partner)
        return int(self._at[place]) if place is not None and place < len(self._at) else -1

    def knows(self, partner: str) -> bool:
        """Whether a partner is in the register, shown or not."""
        return self._register.place(partner) is not None

    def place_at(self, row: int) -> int:
        """The place in the register of what a row shows."""
        return int(self._order[row])

    def attribute_at(self, column: int) -> Attribute | None:
        """The attribute of a column, or None for the others."""
        return self.attributes[column - 1] if 0 < column <= len(self.attributes) else None

    # --- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

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
            return self.row_at(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            text = self.text(index.row(), index.column())
            hidden = index.column() == 0 and role == Qt.ItemDataRole.DisplayRole
            return curtain.over(text) if hidden else text
        if role == Qt.ItemDataRole.TextAlignmentRole and self.is_number(index.column()):
            return _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self.text(index.row(), index.column())
            hidden = index.column() == 0 and curtain.is_drawn
            return text if len(text) > _LONG and not hidden else None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self.text(index.row(), index.column()):
            return False
        attribute = self.attribute_at(index.column())
        self.edited.emit(self.row_at(index.row()), attribute.id if attribute else "", text)
        return True

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return _RIGHT if self.is_number(section) else left
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            names = [each.name for each in self.attributes]
            head = [tr("Partner"), *names, tr("Encounters"), self._iteration][section]
            return head if role == Qt.ItemDataRole.DisplayRole or len(head) > _LONG else None
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        place = int(self._order[row])
        attribute = self.attribute_at(column)
        if attribute is not None:
            return self.facts.partners[place].value(attribute.id)
        if column == 0:
            return self.facts.partners[place].pseudonym
        if column == len(self.attributes) + 1:
            return str(int(self.facts.ends.encounters[place]))
        return self.facts.look(place).words

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers, which stand at the right."""
        attribute = self.attribute_at(column)
        if attribute is None:
            return column == len(self.attributes) + 1
        return attribute.kind is AttributeKind.NUMBER


def _same(one: Mask | None, other: Mask | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(np.array_equal(one, other))
