"""The chart that has the focus, for others: copied, or saved as PNG, SVG or PDF."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout

from ui.funnel.export import picture_of_funnels, picture_of_rows
from ui.funnel.head import tr
from ui.funnel.pages import Pages
from ui.funnel.shown import Shown
from ui.look.drawn import Sheet
from ui.look.sharing import PictureSharing, Words
from ui.screen import Screen


class Sharing(PictureSharing):
    """The funnels as they are drawn, or the chart below that has the focus."""

    def __init__(self, screen: Screen, shown: Shown, pages: Pages, column: QBoxLayout) -> None:
        super().__init__(screen)
        self._shown, self._pages, self._column = shown, pages, column

    def column(self) -> QBoxLayout:
        """The strip stands between the line of the legend and the charts."""
        return self._column

    def sheet(self) -> Sheet | None:
        """The picture of the chart that has the focus."""
        shown, chart = self._shown, self._pages.chart
        if shown.asked is None or self._pages.is_empty:
            return None
        scene = self._pages.scene()
        if chart is None or scene is None:
            return picture_of_funnels(shown.study, shown.asked, shown.answer)
        n = scene.funnel.entrants
        return picture_of_rows(shown.study, shown.asked, chart.sheet(scene), n)

    def name(self) -> str:
        """``Bill saver, funnels, iteration 3``."""
        chart, asked = self._pages.chart, self._shown.asked
        what = tr("funnels")
        if chart is not None:
            what = QCoreApplication.translate("FunnelScreen", chart.label)
        n = asked.iteration.number if asked else 0
        name = self._shown.study.info.name
        return tr("{study}, {chart}, iteration {n}").format(study=name, chart=what, n=n)

    def words(self) -> Words:
        """What is said of a picture of a chart."""
        return Words(
            ask=tr("Export the chart"),
            copied=tr("The chart is on the clipboard as a picture."),
            saved=tr("The chart was saved as “{name}”."),
            nothing=tr("Nothing was recorded yet, so there is no chart to make a picture of."),
        )
