"""The left column: the cohorts, and at its foot the editor of the one selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.model.partner import EVERYONE, Attribute
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Chooser, Label
from ui.partners.cohort_list import CohortList, CohortModel, Entry
from ui.partners.condition_line import Values
from ui.partners.facts import tr
from ui.partners.rule_editor import RuleEditor


class Legend(QWidget):
    """What the two parts of the bars mean; nothing where everyone is selected."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.setFixedHeight(int(30 * scale()))
        theme.changed.connect(self.update)

    def show_name(self, name: str) -> None:
        """The selected cohort, or "" for everyone."""
        self._name = name
        self.setAccessibleName(tr("The first part of a bar is also in {name}").format(name=name))
        self.setVisible(bool(name))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        at, middle, factor = 20.0, self.height() / 2, scale()
        rest = tr("the others")
        most = self.width() - at - text_width(rest, "label") - 80 * factor
        also = tr("also in {name}").format(name=self._name)
        for words, ink in ((also, "accent"), (rest, "control")):
            painter.fillRect(QRectF(at, middle - 3, 12 * factor, 6), colour(ink))
            width = min(text_width(words, "label") + 4, most)
            rect = QRectF(at + 18 * factor, 0, width, self.height())
            draw_text(painter, rect, words, "label", colour("ink2"), elide=True)
            at = rect.right() + 14 * factor
        painter.end()


class _Foot(QScrollArea):
    """As high as what it holds, as far as there is room."""

    def sizeHint(self) -> QSize:
        held, edges = self.widget(), 2 * self.frameWidth()
        if held is None:
            return super().sizeHint()
        return held.sizeHint() + QSize(edges, edges)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class CohortSide(QWidget):
    """``wanted`` asks for a new cohort (None) or for one a value of an attribute."""

    wanted = Signal(object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CohortModel()
        self.list = CohortList(self.model)
        self.editor = RuleEditor()
        self.new = Chooser("", tr("New"))
        self.new.setAccessibleName(tr("New cohort"))
        self.new.picked.connect(self.wanted)
        self._legend = Legend()
        self._edited = EVERYONE
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._scroll_to_chosen)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 14, 6)
        head.addWidget(Label(tr("Cohorts"), "status", "ink2"), 1)
        head.addWidget(self.new)
        scroll = _Foot()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.editor)
        scroll.setMinimumHeight(int(190 * scale()))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Rule of the selected cohort"))
        self._foot = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._legend)
        column.addWidget(scroll)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.renamed.connect(self.rename)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._foot.setMaximumHeight(max(self._foot.minimumHeight(), self.height() // 2))

    def show_entries(
        self, entries: Sequence[Entry], selected: str, attributes: Sequence[Attribute]
    ) -> None:
        """Show the cohorts with one of them selected."""
        self.model.show_entries(entries)
        at = next((n for n, each in enumerate(entries) if each.cohort.id == selected), 0)
        if self.list.currentIndex().row() != at:
            self.list.setCurrentIndex(self.model.index(at))
        self._legend.show_name(entries[at].cohort.name if at else "")
        options: list[tuple[str, object]] = [(tr("Empty list, or a rule"), None)]
        each_value = tr("One for each {column}")
        options += [(each_value.format(column=one.name), one) for one in attributes]
        self.new.offer(options)

    def show_editor(self, attributes: Sequence[Attribute], values: Values) -> None:
        """Show the editor of the selected cohort."""
        entry = self.list.chosen()
        chosen = entry.cohort.id if entry is not None else EVERYONE
        self.editor.show_entry(entry, attributes, values)
        self._foot.setVisible(chosen != EVERYONE)
        if chosen != self._edited:
            self._edited = chosen
            # The editor takes room from the list: once that is laid out, the chosen one shows again.
            self._settled.start()

    @Slot()
    def _on_current(self) -> None:
        entry = self.list.chosen()
        if entry is not None:
            self.chosen.emit(entry.cohort.id)

    @Slot()
    def _scroll_to_chosen(self) -> None:
        self.list.scrollTo(self.list.currentIndex())

    @Slot()
    def rename(self) -> None:
        """Put the name of the selected cohort under the keys."""
        if self.editor.isVisible():
            self.editor.name.setFocus()
            self.editor.name.selectAll()
