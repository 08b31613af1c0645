"""The bordered drop-down of the top bar: a quiet label, what is chosen, and a list to choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.look.glyphs import draw_glyph
from ui.look.paint import box, draw_text, text_width
from ui.look.ring import ring
from ui.look.theme import colour, theme
from ui.look.tokens import HEIGHT_CONTROL, RADIUS_CONTROL
from ui.look.type import scale

_PADDING, _GAP, _CHEVRON = 12, 7, 12
_LONGEST = 260  # pixels of a value before it is cut


class Chooser(QPushButton):
    """``picked`` carries the value of the option chosen; with ``several`` a list of values.

    Options are (text, value). The text of the button is said by ``say``, apart from the options.
    """

    picked = Signal(object)

    def __init__(
        self,
        label: str,
        value: str = "",
        options: Sequence[tuple[str, object]] = (),
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._value = "", ""
        self._options: Sequence[tuple[str, object]] = options
        self._several = several
        self._chosen: list[object] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        ring(self)
        theme.changed.connect(self.update)
        self.say(value, label)

    def say(self, value: str, label: str | None = None) -> None:
        """Say what is chosen."""
        label = self._label if label is None else label
        if (label, value) == (self._label, self._value):
            return
        self._label, self._value = label, value
        self.setAccessibleName(f"{self._label}: {value}" if self._label else value)
        self.setToolTip(value if self._value_width() > _LONGEST * scale() else "")
        self.updateGeometry()
        self.update()

    def offer(self, options: Sequence[tuple[str, object]], chosen: Collection[object] = ()) -> None:
        """The options, and which of them are chosen."""
        self._options = options
        self._chosen = list(chosen)

    @Slot()
    def open(self) -> None:
        """Show the options."""
        menu = _StayingMenu(self) if self._several else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        alone = QActionGroup(menu)
        alone.setExclusionPolicy(
            QActionGroup.ExclusionPolicy.None_
            if self._several
            else QActionGroup.ExclusionPolicy.Exclusive
        )
        for text, value in self._options:
            action = menu.addAction(text.replace("&", "&&"))
            action.setData(value)
            action.setCheckable(True)
            action.setActionGroup(alone)
            action.setChecked(value in self._chosen)
        menu.triggered.connect(self._on_picked)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 3)))

    @Slot(QAction)
    def _on_picked(self, action: QAction) -> None:
        value = action.data()
        if not self._several:
            self.picked.emit(value)
            return
        if value in self._chosen:
            self._chosen.remove(value)
        else:
            self._chosen.append(value)
        self.picked.emit([value for _, value in self._options if value in self._chosen])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)

    def _value_width(self) -> float:
        return text_width(self._value, "strong")

    def sizeHint(self) -> QSize:
        factor = scale()
        width = (
            min(self._value_width(), _LONGEST * factor) + (2 * _PADDING + _GAP + _CHEVRON) * factor
        )
        if self._label:
            width += text_width(self._label, "body") + _GAP * factor
        return QSize(int(width) + 2, int(HEIGHT_CONTROL * factor))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        rect, factor = QRectF(self.rect()), scale()
        hovered = self.underMouse() and self.isEnabled()
        ground = colour("window" if hovered else "surface")
        box(painter, rect, RADIUS_CONTROL, ground, colour("ink2" if hovered else "control"))
        inner = rect.adjusted(_PADDING * factor, 0, -_PADDING * factor, 0)
        if self._label:
            draw_text(painter, inner, self._label, "body", colour("ink2"))
            inner.setLeft(inner.left() + text_width(self._label, "body") + _GAP * factor)
        side = _CHEVRON * factor
        mark = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
        draw_glyph(painter, "chevron_down", mark, colour("ink2"), 1.8)
        inner.setRight(mark.left() - 2)
        draw_text(painter, inner, self._value, "strong", colour("ink"), elide=True)
        painter.end()


class _StayingMenu(QMenu):
    """A menu of check marks that stays open while they are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isEnabled():
            action.trigger()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action: QAction | None = self.activeAction()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)
