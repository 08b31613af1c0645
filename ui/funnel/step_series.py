"""The chosen step over the iterations, under the words: how it stood before, and what may be said."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.groups import groups
from core.measure.compare import Side, StepComparison, compare
from core.measure.over_iterations import Pass, over_iterations
from core.measure.version_rates import StepRate
from core.study import Study
from ui.funnel.asking import Question
from ui.funnel.cell_paint import paint_cell
from ui.funnel.cells import Cell, Span
from ui.funnel.charts.against import answered, sentence, signed
from ui.funnel.head import tr
from ui.funnel.spot import Spot
from ui.look.describe import percent
from ui.look.paint import draw_text
from ui.look.theme import colour, theme
from ui.look.type import scale

_TITLE, _ROW, _FOOT, _MOST = 24, 24, 24, 4


class StepSeries(QWidget):
    """The latest four iterations that have the step; hidden where there is only one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[int, StepRate], ...] = ()
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_step(self, study: Study, asked: Question, spot: Spot) -> None:
        """Show the step and the cohort of a spot, up to the iteration that is looked at."""
        self._rows, self._said = _series(study, asked, spot)
        self.setVisible(len(self._rows) > 1)
        lines = [
            tr("Iteration {n}: {rate}, {of}").format(
                n=n, rate=percent(each.share), of=answered(each)
            )
            for n, each in self._rows
        ]
        self.setAccessibleName("; ".join([tr("This step over iterations"), *lines, self._said]))
        self.setToolTip(self._said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        high = _TITLE + len(self._rows) * _ROW + (_FOOT if self._said else 4)
        return QSize(200, int(high * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, factor = self.width(), scale()
        title = QRectF(6, 0, width, _TITLE * factor)
        draw_text(painter, title, tr("This step over iterations"), "status", colour("ink2"))
        top = title.bottom()
        name, rate, of = 74 * factor, 60 * factor, 72 * factor
        line = max(width - name - rate - of, 20)
        for n, each in self._rows:
            row = QRectF(0, top, width, _ROW * factor)
            cells = (
                (Cell(tr("Iteration {n}").format(n=n), role="secondary"), 0, name, False),
                (Cell("", mark=Span(each.share, each.interval)), name, line, False),
                (Cell(percent(each.share), role="strong"), name + line, rate, True),
                (Cell(answered(each) if each.answered else "", role="secondary", ink="ink2"),
                 name + line + rate, of, True),
            )  # fmt: skip
            for cell, left, wide, right in cells:
                paint_cell(painter, QRectF(left, row.top(), wide, row.height()), cell, right=right)
            painter.fillRect(QRectF(6, row.bottom() - 1, width - 12, 1), colour("grid"))
            top = row.bottom()
        foot = QRectF(6, top, width - 12, _FOOT * factor)
        draw_text(painter, foot, self._said, "secondary", colour("ink2"), elide=True)
        painter.end()


def _series(
    study: Study, asked: Question, spot: Spot
) -> tuple[tuple[tuple[int, StepRate], ...], str]:
    """Numbers of iterations with the step's rate, and the difference of the last two in words."""
    passes = []
    for each in study.iterations():
        found = groups(study, each, [spot.group])
        if found and each.number <= asked.iteration.number:
            passes.append(Pass(each, study.flow(each.flow), found[0]))
    passes = passes[-_MOST:]
    found_ = over_iterations(study.columns, passes, **asked.read)
    series = next((each for each in found_.steps if each.step.id == spot.step), None)
    if series is None:
        return (), ""
    rated = zip(passes, series.rates, strict=True)
    rows = tuple((own.iteration.number, rate) for own, rate in rated if rate is not None)
    if len(passes) < 2 or len(rows) < 2 or series.rates[-2] is None:
        return rows, ""
    before, after = (Side(own.flow, own.iteration.id, own.group) for own in passes[-2:])
    compared = compare(study.columns, [(before, after)], **asked.read)[0].steps
    own = next((each for each in compared if each.step.id == spot.step), None)
    return rows, _words(own)


def _words(own: StepComparison | None) -> str:
    if own is None or own.difference is None:
        return ""
    change = tr("{n} points.").format(n=signed(-own.difference))
    return f"{change} {sentence(own)}"
