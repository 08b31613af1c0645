"""The navigation: the loop of build, measure, learn and share, and the study at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.look.glyphs import draw_glyph
from ui.look.paint import box, draw_text
from ui.look.parts import Label
from ui.look.theme import colour, theme
from ui.look.tokens import HEIGHT_NAV_ROW, NAV_WIDTH, RADIUS_CONTROL, TOP_BAR_HEIGHT
from ui.look.type import scale
from ui.shell.screens import Page

_LOOP_X, _LOOP_LEFT, _LOOP_RADIUS, _DOT = 20.0, 8.0, 6.0, 4.5


class Nav(QWidget):
    """``wanted`` carries the name of the page picked; ``menu_wanted`` comes from the brand."""

    wanted = Signal(object)
    menu_wanted = Signal()

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(int(NAV_WIDTH * max(1.0, scale())))
        self._phases: list[_Phase] = []
        self._rows: dict[str, _Row] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.brand = _Brand(self)
        self.brand.clicked.connect(self.menu_wanted)
        column.addWidget(self.brand)
        column.addSpacing(8)
        for phase, found in groupby(pages, key=lambda each: each.phase):
            label = _Phase(QCoreApplication.translate("Nav", phase), self)
            self._phases.append(label)
            column.addWidget(label)
            for page in found:
                row = _Row(page, label, self)
                row.clicked.connect(self._on_clicked)
                group.addButton(row)
                self._rows[page.name] = row
                column.addWidget(row)
            column.addSpacing(8)
        column.addStretch()
        self._name = Label("", "strong", elided=True)
        self._remark = Label("", "secondary", "ink2", elided=True)
        for foot in (self._name, self._remark):
            foot.setContentsMargins(14, 0, 8, 2)
            column.addWidget(foot)
        column.addSpacing(10)
        theme.changed.connect(self.update)

    def mark(self, name: str) -> None:
        """Mark the page that is shown."""
        row = self._rows.get(name)
        if row is not None:
            row.setChecked(True)
            for phase in self._phases:
                phase.current = phase is row.phase
                phase.update()
        self.update()

    def tell(self, study: str, remark: str) -> None:
        """Name the study at the foot."""
        self._name.setText(study)
        self._name.setAccessibleName(study)
        self._remark.setText(remark)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self.wanted.emit(row.page.name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), colour("line"))
        if self._phases:
            self._paint_loop(painter)
        painter.end()

    def _paint_loop(self, painter: QPainter) -> None:
        dots = [QPointF(_LOOP_X, each.geometry().center().y() + 1) for each in self._phases]
        bottom = max(row.geometry().bottom() for row in self._rows.values()) + 6.0
        top, radius = dots[0].y(), _LOOP_RADIUS
        line = QPainterPath(QPointF(_LOOP_X, top))
        line.lineTo(_LOOP_X, bottom - radius)
        line.quadTo(_LOOP_X, bottom, _LOOP_X - radius, bottom)
        line.quadTo(_LOOP_LEFT, bottom, _LOOP_LEFT, bottom - radius)
        line.lineTo(_LOOP_LEFT, top + radius)
        line.quadTo(_LOOP_LEFT, top, _LOOP_LEFT + 5, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("control"), 1))
        painter.drawPath(line)
        head = QPainterPath(QPointF(_LOOP_LEFT + 8, top))
        head.lineTo(_LOOP_LEFT + 4, top - 2.6)
        head.lineTo(_LOOP_LEFT + 4, top + 2.6)
        painter.fillPath(head, colour("control"))
        for phase, dot in zip(self._phases, dots, strict=True):
            painter.setPen(QPen(colour("accent" if phase.current else "control"), 1.2))
            painter.setBrush(colour("accent" if phase.current else "sunken"))
            painter.drawEllipse(dot, _DOT, _DOT)


class _Brand(QAbstractButton):
    """The name of the app, which opens the menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Footpath menu"))
        self.setToolTip(self.tr("Menu (F10)"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(NAV_WIDTH, int(TOP_BAR_HEIGHT * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        if self.underMouse() or self.hasFocus():
            rect = QRectF(6, middle - 16, self.width() - 12, 32)
            edge = colour("accent") if self.hasFocus() else None
            box(painter, rect, RADIUS_CONTROL, colour("window"), edge, 2)
        draw_glyph(painter, "footpath", QRectF(14, middle - 9, 18, 18), colour("accent"), 1.8)
        draw_text(
            painter, QRectF(40, 0, 80 * scale(), self.height()), "Footpath", "card", colour("ink")
        )
        side = 9.0
        mark = QRectF(self.width() - 24, middle - side / 2, side, side)
        draw_glyph(painter, "chevron_down", mark, colour("ink3"), 1.8)
        painter.end()


class _Phase(QWidget):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.current = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(NAV_WIDTH, int(HEIGHT_NAV_ROW * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = colour("accent" if self.current else "ink2")
        rect = QRectF(33, 0, self.width() - 33, self.height())
        draw_text(painter, rect, self._text, "label", ink)
        painter.end()


class _Row(QAbstractButton):
    def __init__(self, page: Page, phase: _Phase, parent: QWidget) -> None:
        super().__init__(parent)
        self.page, self.phase = page, phase
        self.setText(QCoreApplication.translate("Nav", page.label))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(NAV_WIDTH, int(HEIGHT_NAV_ROW * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(24, 0, -8, 0)
        if self.isChecked():
            box(painter, rect, RADIUS_CONTROL, colour("accent_soft"))
        elif self.underMouse():
            box(painter, rect, RADIUS_CONTROL, colour("window"))
        if self.hasFocus():
            box(painter, rect, RADIUS_CONTROL, None, colour("accent"), 2)
        ink = colour("accent" if self.isChecked() else "ink2")
        side = 15 * scale()
        mark = QRectF(33, (self.height() - side) / 2, side, side)
        draw_glyph(painter, self.page.glyph, mark, ink)
        text = QRectF(57, 0, self.width() - 65, self.height())
        role = "strong" if self.isChecked() else "body"
        draw_text(painter, text, self.text(), role, ink, elide=True)
        painter.end()
