"""The head of a column: the number of an iteration on the line of time, and its dates."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.model.iteration import Iteration
from ui.iterations.words import dates, tr
from ui.look.paint import draw_text, text_width
from ui.look.ring import ring
from ui.look.theme import colour, theme
from ui.look.type import scale

_HEIGHT, _DISC = 34, 11.0


class Head(QAbstractButton):
    """A disc on the line: filled where closed, a ring where open. A press opens its evidence."""

    def __init__(self, iteration: Iteration, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iteration = iteration
        name = tr("Iteration {n}").format(n=iteration.number)
        self.setText(name)
        self.setAccessibleName(f"{name}, {dates(iteration)}")
        self.setToolTip(tr("Open its evidence"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        ring(self)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, int(_HEIGHT * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, middle = _DISC * scale(), self.height() / 2
        centre = QPointF(radius + 2, middle)
        closed = not self._iteration.is_open
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(colour("accent" if closed else "window"))
        painter.drawEllipse(centre, radius, radius)
        disc = QRectF(centre.x() - radius, middle - radius, 2 * radius, 2 * radius)
        ink = colour("on_accent" if closed else "accent")
        number = str(self._iteration.number)
        draw_text(painter, disc, number, "status", ink, Qt.AlignmentFlag.AlignCenter)
        left = disc.right() + 8 * scale()
        name = QRectF(left, 0, text_width(self.text(), "strong") + 2, self.height())
        draw_text(painter, name, self.text(), "strong", colour("ink"))
        room = self.width() - name.right() - 16 * scale()
        when = QRectF(name.right() + 8 * scale(), 0, room, self.height())
        said = dates(self._iteration)
        if text_width(said, "secondary") > room:
            said = dates(self._iteration, short=True)
        draw_text(painter, when, said, "secondary", colour("ink2"), elide=True)
        end = min(when.left() + text_width(said, "secondary"), when.right()) + 10 * scale()
        if end < self.width():
            pen = QPen(colour("accent" if closed else "control"), 2 if closed else 1)
            pen.setStyle(Qt.PenStyle.SolidLine if closed else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(end, middle), QPointF(self.width(), middle))
        painter.end()


class NextHead(QWidget):
    """The column that is not there yet."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(140, int(_HEIGHT * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, middle = _DISC * scale(), self.height() / 2
        pen = QPen(colour("control"), 1.4)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawEllipse(QPointF(radius + 2, middle), radius, radius)
        disc = QRectF(2, middle - radius, 2 * radius, 2 * radius)
        centred = Qt.AlignmentFlag.AlignCenter
        draw_text(painter, disc, str(self._number), "status", colour("ink3"), centred)
        name = QRectF(disc.right() + 8 * scale(), 0, self.width(), self.height())
        said = tr("Iteration {n}").format(n=self._number)
        draw_text(painter, name, said, "body", colour("ink3"))
        painter.end()
