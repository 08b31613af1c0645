"""The left side: the charts, the table twin of one of them, or one sentence where nothing is."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.funnel.cells import Target
from ui.funnel.charts.scene import Scene
from ui.funnel.charts.table import Chart
from ui.funnel.funnel_twin import funnel_twin
from ui.funnel.grid import Grid
from ui.funnel.head import tr
from ui.funnel.lower import Lower
from ui.funnel.panels import Panels
from ui.funnel.shown import Shown
from ui.funnel.spot import Spot
from ui.funnel.table import TableTwin
from ui.look.widgets import EmptyState


class Pages(QStackedWidget):
    """``picked`` carries a spot, ``told`` whom a number of a chart below counts.

    ``pressed`` came by the mouse, ``opened`` with Enter; ``turned`` says that another chart is shown,
    ``wanted`` carries the screen where a person goes on.
    """

    picked = Signal(object)
    told = Signal(object)
    pressed = Signal()
    opened = Signal()
    turned = Signal()
    wanted = Signal(str)
    compared = Signal(str)

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.below = Lower()
        self.grid = Grid(self.below)
        self.panels = Panels(self.grid)
        self.table, self.empty = TableTwin(), EmptyState("", tr("Record the first partner"))
        self._twin_of: Chart | None = None
        self._as_table = False
        for page in (self.grid, self.table, self.empty):
            self.addWidget(page)
        self.panels.picked.connect(self.picked)
        self.panels.pressed.connect(self.pressed)
        self.panels.opened.connect(self.opened)
        self.below.told.connect(self._on_told)
        self.below.turned.connect(self.turned)
        self.below.compared.connect(self.compared)
        self.table.told.connect(self._on_told)
        self.empty.acted.connect(self._on_record)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to chart."""
        return self.currentWidget() is self.empty

    @property
    def chart(self) -> Chart | None:
        """The chart below that has the focus, or whose table is shown; None for the funnels."""
        if self._as_table:
            return self._twin_of
        return self.below.card.chart if self.below.has_focus() else None

    def scene(self) -> Scene | None:
        """What the charts below are made from; None where nothing is pointed at."""
        shown = self._shown
        funnel = shown.funnel_of(shown.spot)
        if shown.asked is None or shown.spot is None or funnel is None:
            return None
        return Scene(shown.study, shown.asked, shown.answer, shown.spot, funnel)

    # --- live

    def show_bars(self) -> None:
        """The bars at once."""
        shown = self._shown
        if shown.asked is not None:
            self.panels.show_answer(shown.asked, shown.answer, shown.spot)
        self._show_page()

    def show_rest(self) -> None:
        """The charts below and the table, where they are seen."""
        if self.is_empty:
            return
        scene = self.scene()
        if self.currentWidget() is self.grid:
            self.below.show_scene(scene)
        elif self._twin_of is None:
            iteration = self._shown.asked.iteration.id if self._shown.asked else ""
            twin = funnel_twin(self._shown.answer, iteration)
            self.table.show_twin(twin, tr("Funnels as a table"))
        elif scene is not None:
            sheet = self._twin_of.sheet(scene)
            name = tr("{chart} as a table").format(chart=sheet.title)
            self.table.show_twin(sheet.twin, name)

    def _show_page(self) -> None:
        asked = self._shown.asked
        if asked is None or not asked.shape.steps:
            self.empty.sentence.setText(tr("The flow has no steps yet. Draw it, then record."))
            self.empty.button.dress(tr("Open the flow"))
        elif self._shown.nobody():
            self.empty.button.dress(tr("Record the first partner"))
            self.empty.sentence.setText(
                tr("Nobody has been recorded in iteration {n} yet. Funnels fill as you record.")
                .format(n=asked.iteration.number)
            )  # fmt: skip
        else:
            self.setCurrentWidget(self.table if self._as_table else self.grid)
            return
        self.setCurrentWidget(self.empty)

    # --- what a person does

    def show_table(self, shown: bool) -> None:
        """The table twin of the chart that has the focus, or the charts again."""
        if shown and not self._as_table:
            self._twin_of = self.below.card.chart if self.below.has_focus() else None
        self._as_table = shown
        self._show_page()

    def take_focus(self) -> None:
        """The focus to where the number stands."""
        page, panel = self.currentWidget(), self.panels.panel_of(self._shown.spot)
        if page is self.table:
            if self._twin_of is None and self._shown.spot is not None:
                self.table.point_at(self._shown.spot)
            elif not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.table.numbers.index(0, 0))
            self.table.setFocus()
        elif page is self.grid and self._twin_of is not None:
            self._twin_of = None
            self.below.card.view.enter()
        elif page is self.grid and panel is not None:
            panel.setFocus()
        elif page is not None:
            page.setFocus()

    def copy_rows(self) -> bool:
        """Copy the table as text where it is shown; whether it is."""
        if self.currentWidget() is self.table:
            self.table.copy()
            return True
        return False

    @Slot(object)
    def _on_told(self, target: Target) -> None:
        if isinstance(target, Spot):
            self.picked.emit(target)
            self.opened.emit()
        else:
            self.told.emit(target)

    @Slot()
    def _on_record(self) -> None:
        asked = self._shown.asked
        bare = asked is None or not asked.shape.steps
        self.wanted.emit("flow" if bare else "capture")
