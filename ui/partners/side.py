"""The right column: who has been met, who has not, and the selected partner's walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.measure.coverage import Cell, Coverage
from ui.look.widgets import Button, Card, Label
from ui.partners.coverage_view import CoverageView, group_words
from ui.partners.facts import tr
from ui.partners.story import Story

_MOST_GAPS = 6


class Side(QScrollArea):
    """``wanted`` carries partner ids to look at, ``opened`` asks for the selected one's interview."""

    wanted = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Who has been met"))
        self._title, self._met = Label("", "strong", elided=True), Label("", "secondary", "ink2")
        self._matrices: list[tuple[Card, CoverageView]] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._legend = Label("", "label", "ink2", wrap=True)
        self._gaps = Card()
        self._gap_lines = QVBoxLayout()
        self.story = Story()
        self.story.opened.connect(self.opened)
        self._lay_out()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._met)
        self._gaps.column.addWidget(Label(tr("Nobody met here yet"), "card"))
        self._gaps.column.addLayout(self._gap_lines)
        column.addLayout(head)
        column.addLayout(self._cards)
        column.addWidget(self._legend)
        column.addWidget(self._gaps)
        column.addWidget(self.story)
        column.addStretch()
        self.setWidget(page)

    def show_counts(self, iteration: str, met: int, registered: int) -> None:
        """Say how many have been met in the iteration."""
        self._title.setText(tr("Who has been met · {iteration}").format(iteration=iteration))
        self._met.setText(tr("{met} of {n}").format(met=met, n=registered))

    def show_matrices(
        self, matrices: Sequence[tuple[str, Coverage]], names: Mapping[str, str]
    ) -> None:
        """Show matrices by their names; ``names`` are pseudonyms by partner id."""
        while len(self._matrices) < len(matrices):
            card, view = Card(padding=10), CoverageView()
            view.picked.connect(self.wanted)
            card.column.addWidget(view)
            self._cards.addWidget(card)
            self._matrices.append((card, view))
        for at, (card, view) in enumerate(self._matrices):
            card.setVisible(at < len(matrices))
            if at < len(matrices):
                view.show_coverage(matrices[at][1], matrices[at][0])
        words = tr("met of registered, dashed where nobody has been met yet, · no partner")
        self._legend.setText(words if matrices else "")
        self._show_gaps([gap for _, each in matrices for gap in each.gaps], names)

    def _show_gaps(self, gaps: Sequence[Cell], names: Mapping[str, str]) -> None:
        self._gaps.setVisible(bool(gaps))
        while (item := self._gap_lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for gap in gaps[:_MOST_GAPS]:
            self._gap_lines.addWidget(_GapLine(gap, names, self))
        if len(gaps) > _MOST_GAPS:
            more = tr("and {n} more groups").format(n=len(gaps) - _MOST_GAPS)
            self._gap_lines.addWidget(Label(more, "secondary", "ink2"))


class _GapLine(QWidget):
    """A group nobody has talked to, and who is in it."""

    def __init__(self, gap: Cell, names: Mapping[str, str], side: Side) -> None:
        super().__init__()
        self._gap, self._side = gap, side
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(group_words(gap), "body", elided=True), 1)
        some = [names[each] for each in gap.registered[:2]]
        more = len(gap.registered) - len(some)
        text = ", ".join(some) + (f" +{more}" if more else "")
        who = Button(text, "link")
        who.setAccessibleName(
            tr("{group}: show {names}").format(group=group_words(gap), names=text)
        )
        who.clicked.connect(self._on_clicked)
        row.addWidget(who)

    @Slot()
    def _on_clicked(self) -> None:
        self._side.wanted.emit(self._gap.registered)
