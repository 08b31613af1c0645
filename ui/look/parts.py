"""Plain parts: labels in a role, cards, empty states, notices, search fields, segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look.buttons import Button, ToolButton
from ui.look.glyphs import draw_glyph
from ui.look.icons import icon
from ui.look.paint import TONES, box, cap_size, draw_cap, draw_text, text_width
from ui.look.ring import ring
from ui.look.theme import colour, theme
from ui.look.tokens import HEIGHT_CONTROL, RADIUS_CONTROL
from ui.look.type import font, scale


class Label(QLabel):
    """Plain text in a role and the colour of a token; ``elided`` cuts it where it does not fit."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        ink: str = "ink",
        *,
        wrap: bool = False,
        elided: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._elided = role, elided
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role))
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        if elided:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elided else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elided:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        rect = QRectF(self.contentsRect())
        draw_text(
            painter, rect, self.text(), self._role, colour(self.property("ink")),
            self.alignment(), elide=True,
        )  # fmt: skip
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elided:
            cut = text_width(self.text(), self._role) > self.width()
            self.setToolTip(self.text() if cut else "")


class Card(QFrame):
    """A surface with an edge. Its layout is a column with the padding of a card."""

    def __init__(self, parent: QWidget | None = None, padding: int = 16) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, padding - 2, padding, padding - 2)
        self.column.setSpacing(8)


class EmptyState(QWidget):
    """One sentence and its one action, in the place where the thing will be."""

    acted = Signal()

    def __init__(
        self, sentence: str, action: str = "", keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addStretch()
        self.sentence = Label(sentence, "body", "ink2", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.sentence)
        self.button = Button(action, "plain", keys=keys)
        self.button.clicked.connect(self.acted)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        column.addStretch()


class Notice(QFrame):
    """A strip in place: glyph, what it is about, one sentence, its actions; never a box in front.

    ``tone`` is caution, error, accent or deviated. Actions are (text, what to call).
    """

    dismissed = Signal()

    def __init__(
        self,
        tone: str,
        sentence: str,
        *,
        lead: str = "",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        glyph: str = "caution",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._glyph = tone, glyph
        row = QHBoxLayout(self)
        row.setContentsMargins(46, 3, 14, 3)
        row.setSpacing(10)
        if lead:
            row.addWidget(Label(lead, "strong"))
        self.sentence = Label(sentence, "body", wrap=True)
        row.addWidget(self.sentence, 1)
        self.buttons: list[Button] = []
        for text, act in actions:
            button = Button(text, "plain" if not self.buttons else "quiet")
            button.clicked.connect(act)
            self.buttons.append(button)
            row.addWidget(button)
        if closable:
            close = ToolButton(self.tr("Dismiss"), "close")
            close.clicked.connect(self.dismissed)
            row.addWidget(close)
        self.setMinimumHeight(int(36 * scale()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"{lead} {sentence}".strip())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        # As high as its words at the width it has: it may not grow beyond what is asked for here.
        hint = super().sizeHint()
        return QSize(hint.width(), max(self.heightForWidth(self.width()), self.minimumHeight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, edge, _ = TONES[self._tone]
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, colour(ground))
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), colour("line"))
        side = 18 * scale()
        mark = QRectF(20, rect.center().y() - side / 2, side, side)
        draw_glyph(painter, self._glyph, mark, colour(edge), 1.3)
        painter.end()


class SearchField(QLineEdit):
    """A field to search or filter in, with its key cap while it is empty."""

    def __init__(self, placeholder: str, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumHeight(int(HEIGHT_CONTROL * scale()))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._keys and not self.text() and not self.hasFocus():
            size = cap_size(self._keys)
            painter = QPainter(self)
            at = QPointF(self.width() - size.width() - 6, (self.height() - size.height()) / 2)
            draw_cap(painter, at, self._keys, colour("ink2"), colour("control"))
            painter.end()


class SegmentedControl(QWidget):
    """A few exclusive choices side by side. ``picked`` carries the value of the one chosen."""

    picked = Signal(object)

    def __init__(
        self, options: Sequence[tuple[str, object]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._values = [value for _, value in options]
        self._group = QButtonGroup(self)
        for at, (text, _) in enumerate(options):
            ends = (at == 0, at == len(options) - 1)
            segment = _Segment(text, ends)
            self._group.addButton(segment, at)
            row.addWidget(segment)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self._values[self._group.checkedId()]

    def say(self, texts: Sequence[str]) -> None:
        """Other words on the choices, in their order."""
        for at, text in enumerate(texts):
            self._group.button(at).setText(text)
            self._group.button(at).updateGeometry()

    def choose(self, value: object) -> None:
        """Choose, without telling."""
        self._group.button(self._values.index(value)).setChecked(True)

    @Slot(int)
    def _on_clicked(self, at: int) -> None:
        self.picked.emit(self._values[at])


class _Segment(QAbstractButton):
    def __init__(self, text: str, ends: tuple[bool, bool]) -> None:
        super().__init__()
        self.setText(text)
        self._ends = ends
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        ring(self)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = text_width(self.text(), "strong") + 24 * scale()
        return QSize(int(width), int((HEIGHT_CONTROL - 4) * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        # The edge of an inner end runs out of the widget and is clipped away; neighbours share one.
        out = rect.adjusted(0 if self._ends[0] else -8, 0, 0 if self._ends[1] else 9, 0)
        ground = "accent_soft" if self.isChecked() else "window" if self.underMouse() else "surface"
        box(painter, out, RADIUS_CONTROL, colour(ground), colour("control"))
        if not self._ends[0]:
            painter.fillRect(QRectF(0, 0, 1, rect.height()), colour("control"))
        role, ink = ("strong", "accent") if self.isChecked() else ("body", "ink")
        draw_text(painter, rect, self.text(), role, colour(ink), Qt.AlignmentFlag.AlignCenter)
        painter.end()
