"""The cohorts with their live sizes, and how each overlaps the one selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.measure.partner_columns import Mask, PartnerColumns
from core.model.partner import EVERYONE, Cohort, CohortKind
from ui.look.cohort_signs import draw_sign, sign_words
from ui.look.paint import box, draw_text, text_width
from ui.look.theme import colour
from ui.look.tokens import RADIUS_CONTROL
from ui.look.type import scale
from ui.partners.facts import tr

_ENTRY = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex

KIND_WORDS: dict[CohortKind, str] = {
    CohortKind.EXPERIMENT: "experiment",
    CohortKind.SEGMENT: "segment",
    CohortKind.VERTICAL: "vertical",
    CohortKind.DEMOGRAPHIC: "demographic",
}


@dataclass(frozen=True)
class Entry:
    """A cohort as it stands: partner counts, and of them those in the selected cohort too."""

    cohort: Cohort
    size: int
    met: int
    shared: int
    everyone: int

    @property
    def what(self) -> str:
        """Its kind and how it is formed."""
        if self.cohort.id == EVERYONE:
            return tr("all partners")
        formed = tr("fixed list") if self.cohort.rule is None else tr("rule")
        return f"{tr(KIND_WORDS[self.cohort.kind])} · {formed}"

    @property
    def counts(self) -> str:
        """Its size and how many were met, in words."""
        return tr("{n} partners, {met} met").format(n=f"{self.size:,}", met=f"{self.met:,}")


def entries(
    register: PartnerColumns, cohorts: Sequence[Cohort], met: Mask, selected: str
) -> list[Entry]:
    """The entries of cohorts with the members they have now.

    The register edits who is in a cohort now, whatever a closed iteration froze.
    """
    members = {each.id: register.members(each) for each in cohorts}
    chosen = members[selected]
    return [
        Entry(
            each,
            int(members[each.id].sum()),
            int((members[each.id] & met).sum()),
            int((members[each.id] & chosen).sum()),
            len(register),
        )
        for each in cohorts
    ]


class CohortModel(QAbstractListModel):
    """The entries, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; where the cohorts are the same only their numbers change."""
        same = [each.cohort.id for each in entries] == [each.cohort.id for each in self.entries]
        if same and entries:
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.cohort.name
        if role == Qt.ItemDataRole.ToolTipRole:
            shared = tr("{n} of them in the selected cohort").format(n=f"{entry.shared:,}")
            return f"{entry.cohort.name}\n{entry.counts}\n{shared}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{entry.cohort.name}, {entry.what}, {entry.counts}"
            return said if entry.cohort.id == EVERYONE else f"{said}, {sign_words(entry.cohort)}"
        return None


class _CohortDelegate(QStyledItemDelegate):
    """Name and size, kind and met, and a bar as long as the cohort is large."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, int(64 * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_ENTRY)
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(10, 2, -10, -2)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            box(painter, rect, RADIUS_CONTROL, colour("accent_soft"), colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            box(painter, rect, RADIUS_CONTROL, colour("surface"), None)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            box(painter, rect, RADIUS_CONTROL, None, colour("accent"), 2)
        inner = rect.adjusted(10, 6, -10, -8)
        line = 19 * scale()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        first = QRectF(inner.left(), inner.top(), inner.width(), line)
        second = first.translated(0, line - 1)
        size = text_width(f"{entry.size:,}", "strong")
        sign = 12 * scale()
        spot = QRectF(first.left(), first.center().y() - sign / 2, sign, sign)
        name = first.adjusted(0, 0, -size - 10 * scale(), 0)
        if entry.cohort.id != EVERYONE:
            draw_sign(painter, spot, entry.cohort)
            name.setLeft(spot.right() + 7 * scale())
        words = " ".join(entry.cohort.name.split())
        draw_text(painter, name, words, "strong", colour("ink"), elide=True)
        draw_text(painter, first, f"{entry.size:,}", "strong", colour("ink"), right)
        draw_text(painter, second, entry.what, "label", colour("ink2"))
        met = tr("{n} met").format(n=f"{entry.met:,}")
        draw_text(painter, second, met, "label", colour("ink2"), right)
        self._bar(painter, QRectF(inner.left(), inner.bottom() - 6, inner.width(), 6), entry)

    @staticmethod
    def _bar(painter: QPainter, track: QRectF, entry: Entry) -> None:
        painter.fillRect(track, colour("line"))
        if not entry.everyone:
            return
        unit = track.width() / entry.everyone
        shared = QRectF(track.left(), track.top(), unit * entry.shared, track.height())
        others = QRectF(
            shared.right(), track.top(), unit * (entry.size - entry.shared), track.height()
        )
        painter.fillRect(others, colour("control"))
        painter.fillRect(shared, colour("accent"))


class CohortList(QListView):
    """The list. ``removed`` comes with Del, ``renamed`` with F2.

    ``moved`` carries -1 or 1, with Ctrl+Shift and an arrow.
    """

    removed = Signal()
    renamed = Signal()
    moved = Signal(int)

    def __init__(self, model: CohortModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_CohortDelegate(self))
        self.setAccessibleName(tr("Cohorts"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("background: transparent;")

    def chosen(self) -> Entry | None:
        """The selected entry."""
        entry: Entry | None = self.currentIndex().data(_ENTRY)
        return entry

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(event.key())
        if move and event.modifiers() & _BOTH == _BOTH:
            self.moved.emit(move)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.renamed.emit()
        else:
            super().keyPressEvent(event)


_MOVES: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
