"""A share as a bar from 0 to 100 %, its interval on it and the share to beat above it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.describe import percent
from ui.look.interval_strip import Plausible, paint_target
from ui.look.paint import draw_text, text_width
from ui.look.theme import colour, theme
from ui.look.tokens import WHISKER
from ui.look.type import scale

_HEAD, _BAR, _AXIS, _CAP = 18.0, 14.0, 20.0, 12.0


class ShareBar(QWidget):
    """Shows one share with n in its words beside it; nothing is filled where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Plausible(None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, shown: Plausible) -> None:
        """Show another."""
        self._shown = shown
        self.setAccessibleName(shown.said())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(380 * scale()), int((_HEAD + _BAR + _AXIS) * scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(int(180 * scale()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, factor, shown = QPainter(self), scale(), self._shown
        bar = QRectF(0, round(_HEAD * factor), self.width(), round(_BAR * factor))
        painter.fillRect(bar, colour("control"))
        inner = bar.adjusted(1, 1, -1, -1)
        painter.fillRect(inner, colour("sunken"))
        if shown.rate is not None:
            filled = QRectF(inner.topLeft(), inner.size())
            filled.setWidth(round(inner.width() * shown.rate))
            painter.fillRect(filled, colour("aligned"))
        self._paint_interval(painter, inner)
        self._paint_target(painter, bar)
        for share, side in (
            (0.0, Qt.AlignmentFlag.AlignLeft),
            (0.5, Qt.AlignmentFlag.AlignHCenter),
            (1.0, Qt.AlignmentFlag.AlignRight),
        ):
            under = QRectF(0, bar.bottom() + 2 * factor, self.width(), 16 * factor)
            align = side | Qt.AlignmentFlag.AlignVCenter
            draw_text(painter, under, percent(share), "tick", colour("ink3"), align)
        painter.end()

    def _paint_interval(self, painter: QPainter, inner: QRectF) -> None:
        """The whisker, in a halo so that it stands out on the filled part and off it."""
        if self._shown.ends is None:
            return
        left, right = (inner.left() + each * inner.width() for each in self._shown.ends)
        middle, high = inner.center().y(), _CAP * scale()
        for grown, ink in ((1.0, colour("surface")), (0.0, colour("ink"))):
            wide = WHISKER + 2 * grown
            painter.fillRect(QRectF(left, middle - wide / 2, right - left, wide), ink)
            for end in (left, right):
                cap = QRectF(end - wide / 2, middle - high / 2, wide, high)
                painter.fillRect(cap, ink)

    def _paint_target(self, painter: QPainter, bar: QRectF) -> None:
        target = self._shown.target
        if target is None:
            return
        factor = scale()
        x = bar.left() + target * bar.width()
        paint_target(painter, x, bar.top() - 5 * factor, bar.bottom() + 5 * factor)
        said = QCoreApplication.translate("interval", "to beat {share}").format(
            share=percent(target)
        )
        wide = text_width(said, "status") + 2
        left = min(max(x - wide / 2, 0), self.width() - wide)
        box = QRectF(left, 0, wide, bar.top() - 4 * factor)
        draw_text(painter, box, said, "status", colour("accent"))
