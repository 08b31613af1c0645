"""The cohorts with their live sizes, and how each overlaps the one selected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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

from core.measure import Group
from core.model.partner import EVERYONE, Cohort, CohortKind
from ui.look.paint import box, draw_text
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


def entries(
    cohorts: Sequence[Cohort],
    groups: Sequence[Group],
    everyone: Collection[str],
    met: Collection[str],
    selected: str,
) -> list[Entry]:
    """The entries of cohorts with their groups; ids are partners'."""
    every = frozenset(everyone)
    members = {each.id: every if each.members is None else each.members for each in groups}
    chosen = members.get(selected, every)
    heard = frozenset(met)
    return [
        Entry(
            cohort,
            len(members[cohort.id]),
            len(members[cohort.id] & heard),
            len(members[cohort.id] & chosen),
            len(every),
        )
        for cohort in cohorts
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
            return entry.cohort.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counts = tr("{n} partners, {met} met").format(n=entry.size, met=entry.met)
            return f"{entry.cohort.name}, {entry.what}, {counts}"
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
        inner = rect.adjusted(10, 6, -10, -8)
        line = 19 * scale()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        first = QRectF(inner.left(), inner.top(), inner.width(), line)
        second = first.translated(0, line - 1)
        name = first.adjusted(0, 0, -44 * scale(), 0)
        draw_text(painter, name, entry.cohort.name, "strong", colour("ink"), elide=True)
        draw_text(painter, first, str(entry.size), "strong", colour("ink"), right)
        draw_text(painter, second, entry.what, "label", colour("ink2"))
        met = tr("{n} met").format(n=entry.met)
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
    """The list. ``removed`` comes with Del."""

    removed = Signal()
    renamed = Signal()

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
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.renamed.emit()
        else:
            super().keyPressEvent(event)
