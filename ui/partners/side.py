"""The right column: who has been met, who has not, and the selected partner's walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.measure.coverage import Cell, Coverage
from core.measure.gaps import DataWarning
from core.measure.plan import PlanRow
from ui.look.curtain import curtain
from ui.look.layouts import emptied
from ui.look.paint import box, draw_text, text_width
from ui.look.texts import short
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Button, Card, Label, SegmentedControl
from ui.partners.coverage_view import CoverageView, group_words
from ui.partners.facts import tr
from ui.partners.plan_view import PlanView
from ui.partners.story import Story
from ui.partners.warnings_card import WarningsCard

_MOST_GAPS = 6


@dataclass(frozen=True)
class Gap:
    """A group nobody has talked to yet, and the pseudonyms of the first of them."""

    matrix: Coverage
    cell: Cell
    some: tuple[str, ...]


class Side(QScrollArea):
    """``wanted`` carries a matrix and a cell of it whose partners are to be shown.

    ``planned`` carries the ids of partners whose interviews are to come next; ``opened`` asks for
    the selected partner's page; ``turned`` says that another tab is shown.
    """

    wanted = Signal(object, object)
    planned = Signal(object)
    opened = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Who has been met"))
        self._title, self._met = Label("", "strong", elided=True), Label("", "secondary", "ink2")
        self._matrices: list[tuple[Card, CoverageView]] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._legend = _Legend()
        self._gaps = Card()
        self._gap_lines = QVBoxLayout()
        self._gap_lines.setSpacing(0)
        self._buttons: list[QWidget] = []
        self._silent: tuple[str, ...] = ()
        self._gaps_shown: object = None
        self.plan, self.warnings = PlanView(), WarningsCard()
        self._plan_card = Card(padding=12)
        self.plan_these = Button(tr("Plan these interviews"), "plain")
        self.plan_these.clicked.connect(self._on_plan_these)
        self._groups, self._plan, self._odd = QWidget(), QWidget(), QWidget()
        self._no_plan = Label(
            tr("An iteration with partners has groups to plan for."), "body", "ink2", wrap=True
        )
        self._no_warnings = Label(
            tr("No data warnings: everything seen counts."), "body", "ink2", wrap=True
        )
        self.tabs = SegmentedControl(
            [(tr("Groups"), "groups"), (tr("Planned numbers"), "plan"), ("", "odd")]
        )
        self.tabs.picked.connect(self._on_tab)
        self.story = Story()
        self.story.opened.connect(self.opened)
        self._lay_out()
        self.show_warnings((), 0, {})
        self._on_tab()

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
        under = QHBoxLayout()
        under.addWidget(self.plan_these)
        under.addWidget(
            Label(tr("puts them first in Capture"), "secondary", "ink2", elided=True), 1
        )
        self._gaps.column.addLayout(under)
        self._plan_card.column.addWidget(Label(tr("Groups against planned numbers"), "card"))
        self._plan_card.column.addWidget(self.plan)
        hint = tr("Type a planned number in its cell. Enter on a group shows who is still to meet.")
        self._plan_card.column.addWidget(Label(hint, "secondary", "ink2", wrap=True))
        groups, plan, odd = (
            QVBoxLayout(self._groups),
            QVBoxLayout(self._plan),
            QVBoxLayout(self._odd),
        )
        for each in (groups, plan, odd):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(12)
        groups.addLayout(self._cards)
        groups.addWidget(self._legend)
        groups.addWidget(self._gaps)
        plan.addWidget(self._plan_card)
        plan.addWidget(self._no_plan)
        odd.addWidget(self.warnings)
        odd.addWidget(self._no_warnings)
        column.addLayout(head)
        column.addWidget(self.tabs)
        for part in (self._groups, self._plan, self._odd, self.story):
            column.addWidget(part)
        column.addStretch()
        self.setWidget(page)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        views: list[QWidget] = [view for card, view in self._matrices if not card.isHidden()]
        parts: dict[object, list[QWidget]] = {
            "groups": [*views, *self._buttons, self.plan_these],
            "plan": [self.plan],
            "odd": [*self.warnings.buttons],
        }
        chosen = [each for each in self.tabs.findChildren(QAbstractButton) if each.isChecked()]
        return [*chosen, *parts[self.tabs.value], self.story.whole]

    @Slot()
    def _on_tab(self) -> None:
        for part, name in ((self._groups, "groups"), (self._plan, "plan"), (self._odd, "odd")):
            part.setVisible(self.tabs.value == name)
        self.turned.emit()

    def show_warnings(
        self, warnings: Sequence[DataWarning], n: int, names: Mapping[str, str]
    ) -> None:
        """Show the first of ``n`` data warnings, and on the tab how many there are."""
        self.warnings.show_warnings(warnings, n, names)
        self._no_warnings.setVisible(not n)
        self.tabs.say([tr("Groups"), tr("Planned"), tr("Warnings {n}").format(n=f"{n:,}")])

    def show_counts(self, iteration: str, met: int, registered: int) -> None:
        """Say how many have been met in the iteration."""
        self._title.setText(tr("Who has been met · {iteration}").format(iteration=iteration))
        self._met.setText(tr("{met} of {n}").format(met=f"{met:,}", n=f"{registered:,}"))

    def show_plan(self, rows: Sequence[PlanRow]) -> None:
        """Show groups against planned numbers; without an iteration there are none."""
        self._plan_card.setVisible(bool(rows))
        self._no_plan.setVisible(not rows)
        self.plan.show_rows(rows)

    def show_matrices(
        self, matrices: Sequence[Coverage], gaps: Sequence[Gap], silent: Sequence[str] = ()
    ) -> None:
        """Show matrices, the groups of them nobody has talked to, and the partners in those."""
        self._silent = tuple(silent)
        while len(self._matrices) < len(matrices):
            card, view = Card(padding=10), CoverageView()
            view.picked.connect(self.wanted)
            card.column.addWidget(view)
            self._cards.addWidget(card)
            self._matrices.append((card, view))
        words = tr("Met of registered, {rows} by {columns}")
        for at, (card, view) in enumerate(self._matrices):
            card.setVisible(at < len(matrices))
            if at < len(matrices):
                shown = matrices[at]
                name = words.format(rows=shown.down.name, columns=shown.across.name)
                view.show_coverage(shown, name)
        self._legend.setVisible(bool(matrices))
        self._show_gaps(gaps)

    @Slot()
    def _on_plan_these(self) -> None:
        self.planned.emit(self._silent)

    def _show_gaps(self, gaps: Sequence[Gap]) -> None:
        self._gaps.setVisible(bool(gaps))
        now = (tuple(gaps), curtain.is_drawn)
        if now == self._gaps_shown:
            return  # The same ones: who stands on one of them with the keys stays there.
        self._gaps_shown = now
        emptied(self._gap_lines)
        self._buttons = []
        for gap in gaps[:_MOST_GAPS]:
            line = _GapLine(gap)
            line.wanted.connect(self.wanted)
            self._gap_lines.addWidget(line)
            line.show()  # not only with the next layout: who tabs on at once finds it
            self._buttons.append(line.who)
        if len(gaps) > _MOST_GAPS:
            more = tr("and {n} more groups").format(n=f"{len(gaps) - _MOST_GAPS:,}")
            self._gap_lines.addWidget(Label(more, "secondary", "ink2"))


class _GapLine(QFrame):
    """A group nobody has talked to, and who is in it."""

    wanted = Signal(object, object)

    def __init__(self, gap: Gap) -> None:
        super().__init__()
        self._gap = gap
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        group = group_words(gap.matrix, gap.cell)
        row.addWidget(Label(group, "body", elided=True), 1)
        more = gap.cell.registered - len(gap.some)
        text = ", ".join(curtain.over(short(each, 14)) for each in gap.some) + (
            f" +{more}" if more else ""
        )
        self.who = Button(text, "link")
        self.who.setAccessibleName(tr("{group}: show {names}").format(group=group, names=text))
        self.who.clicked.connect(self._on_clicked)
        row.addWidget(self.who)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._gap.matrix, self._gap.cell)


class _Legend(QWidget):
    """What the cells of the matrices mean."""

    def __init__(self) -> None:
        super().__init__()
        self._words = (
            tr("met of registered"),
            tr("nobody met yet"),
            tr("· no partner"),
        )
        self.setAccessibleName(", ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, int(18 * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        factor, at, middle = scale(), 2.0, self.height() / 2
        needed = sum(text_width(words, "label") + 4 for words in self._words) + 40 * factor
        gap = max(4.0, min(14 * factor, (self.width() - needed) / 2))
        for n, words in enumerate(self._words):
            swatch = QRectF(at, middle - 5 * factor, 12 * factor, 10 * factor)
            if n == 0:
                box(painter, swatch, 2, colour("accent_soft"), colour("accent"))
            elif n == 1:
                box(painter, swatch, 2, colour("caution_soft"), colour("caution"), dashed=True)
            else:
                swatch.setWidth(-6 * factor)
            left = swatch.right() + 6 * factor
            width = text_width(words, "label") + 4
            rect = QRectF(left, 0, width, self.height())
            draw_text(painter, rect, words, "label", colour("ink2"))
            at = rect.right() + gap
        painter.end()
