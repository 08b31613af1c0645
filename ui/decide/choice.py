"""The person's own choice among the four, by key, arrows or click."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from core.model.decision import Conclusion
from ui.decide.words import ORDER, leads_to, title, tr
from ui.look.paint import box, cap_size, draw_cap, draw_text, text_width
from ui.look.ring import ring
from ui.look.theme import colour, theme
from ui.look.tokens import RADIUS_CONTROL
from ui.look.type import scale


class Choice(QWidget):
    """``picked`` comes with a choice of the person, not with one that is shown."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = {of: _Row(of, place) for place, of in enumerate(ORDER, 1)}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)  # for the focus ring
        column.setSpacing(6)
        for row in self.rows.values():
            self._group.addButton(row)
            column.addWidget(row)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> Conclusion | None:
        """What is chosen."""
        return next((of for of, row in self.rows.items() if row.isChecked()), None)

    def show_choice(self, chosen: Conclusion | None, proposed: Conclusion | None) -> None:
        """Show a choice, and which of them is proposed."""
        self._group.setExclusive(False)
        for of, row in self.rows.items():
            row.setChecked(of is chosen)
            row.say(is_proposed=of is proposed)
        self._group.setExclusive(True)

    def pick(self, of: Conclusion) -> None:
        """Choose as the person does; Tab leads on from there."""
        self.rows[of].setChecked(True)
        self.rows[of].setFocus()
        self.picked.emit()

    @Slot()
    def _on_clicked(self) -> None:
        self.picked.emit()


class _Row(QAbstractButton):
    def __init__(self, of: Conclusion, place: int) -> None:
        super().__init__()
        self._place, self._is_proposed = place, False
        self.setText(title(of))
        self._leads = leads_to(of)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        ring(self)
        theme.changed.connect(self.update)
        self.say(is_proposed=False)

    def say(self, *, is_proposed: bool) -> None:
        """Say whether this is what the app proposes."""
        self._is_proposed = is_proposed
        said = f"{self.text()}, {self._leads}"
        self.setAccessibleName(said + (", " + tr("proposed") if is_proposed else ""))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(300 * scale()), int(38 * scale()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, factor = QRectF(self.rect()), scale()
        chosen = self.isChecked()
        ground = "accent_soft" if chosen else "window" if self.underMouse() else "surface"
        box(
            painter, rect, RADIUS_CONTROL, colour(ground), colour("accent" if chosen else "control")
        )
        self._paint_mark(painter, QPointF(20 * factor, rect.center().y()), chosen)
        cap = cap_size(str(self._place))
        at = QPointF(rect.right() - 12 - cap.width(), rect.center().y() - cap.height() / 2)
        draw_cap(painter, at, str(self._place), colour("ink2"), colour("control"))
        right = at.x() - 10
        if self._is_proposed:
            wide = text_width(tr("proposed"), "status")
            words = QRectF(right - wide, 0, wide + 2, rect.height())
            draw_text(painter, words, tr("proposed"), "status", colour("accent"))
            right -= wide + 8
        name = QRectF(36 * factor, 0, 66 * factor, rect.height())
        draw_text(painter, name, self.text(), "strong", colour("ink"))
        leads = QRectF(name.right(), 0, max(right - name.right(), 0), rect.height())
        draw_text(painter, leads, self._leads, "secondary", colour("ink2"), elide=True)
        painter.end()

    def _paint_mark(self, painter: QPainter, at: QPointF, chosen: bool) -> None:
        factor = scale()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour("surface"))
        painter.setPen(colour("accent" if chosen else "control"))
        painter.drawEllipse(at, 7 * factor, 7 * factor)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(at, 4 * factor, 4 * factor)
        painter.restore()
