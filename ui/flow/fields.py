"""The fields of one step: what it is called, what it is, and what counts as aligned there."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QIcon,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from core.model.flow import Step, StepKind
from core.model.structure import structure
from ui.flow.editor import Editor
from ui.flow.popups import KINDS
from ui.flow.words import kind_name
from ui.look.glyphs import draw_glyph
from ui.look.parts import Label
from ui.look.text_field import TextField
from ui.look.theme import colour
from ui.look.tokens import HEIGHT_COMPACT, KIND_COLOURS
from ui.look.type import scale

_LABEL_WIDTH, _LOW_LABEL_WIDTH = 76, 96
_TEXT_HEIGHT, _LOW_TEXT_HEIGHT = 44, 28
"""Two lines of text; one in a low window, where the field scrolls."""


class KindBox(QComboBox):
    """The kinds, each with its glyph on its colour."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for kind in KINDS:
            self.addItem(kind_icon(kind), kind_name(kind), kind)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling past must not change a step.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = 12 * scale()
        mark = QRectF(self.width() - side - 10, (self.height() - side) / 2, side, side)
        draw_glyph(painter, "chevron_down", mark, colour("ink2"), 1.8)
        painter.end()


@lru_cache(maxsize=8)
def kind_icon(kind: StepKind) -> QIcon:
    """The glyph of a kind on its colour."""
    tile = QPixmap(32, 32)
    tile.fill(QColor(KIND_COLOURS[kind].fill))
    painter = QPainter(tile)
    draw_glyph(painter, kind, QRectF(4, 4, 24, 24), KIND_COLOURS[kind].glyph, 2.0)
    painter.end()
    return QIcon(tile)


class StepFields(QWidget):
    """Edits the current step; a change is one transaction, made when a field is left."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._step: Step | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.kind = KindBox(self.tr("Kind"))
        self.aligned = TextField(
            self.tr("What aligned means at this step"),
            self.tr("What would anyone see them do?"),
        )
        self.required = QCheckBox(self.tr("Required"))
        self.required.setAccessibleName(self.tr("Required on the path"))
        self.deviated = TextField(
            self.tr("What counts as deviation at this step"), self.tr("What else might they do?")
        )
        self.about = TextField(self.tr("Description"), self.tr("Anything the team should know"))
        kind = QHBoxLayout()
        kind.setSpacing(12)
        kind.addWidget(self.kind, 1)
        kind.addWidget(self.required)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(20, 7, 18, 5)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self.name),
            (self.tr("Kind"), self.kind),
            (self.tr("Aligned means"), self.aligned),
            (self.tr("Deviation"), self.deviated),
            (self.tr("Description"), self.about),
        )
        for row, (word, field) in enumerate(rows):
            label = Label(word, "body", "ink2", wrap=True)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            if field is self.kind:
                grid.addLayout(kind, row, 1)
            else:
                grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows), 1)
        self.set_low(low=False)
        for single in (self.name, self.kind):
            single.setFixedHeight(int(HEIGHT_COMPACT * scale()))
        self.name.editingFinished.connect(self._on_name)
        self.kind.activated.connect(self._on_kind)
        self.required.clicked.connect(self._on_required)
        for field in (self.aligned, self.deviated, self.about):
            field.finished.connect(self._on_text)

    def set_low(self, *, low: bool) -> None:
        """Take less height: every field is seen in a low window too."""
        self._grid.setColumnMinimumWidth(
            0, int((_LOW_LABEL_WIDTH if low else _LABEL_WIDTH) * scale())
        )
        height = int((_LOW_TEXT_HEIGHT if low else _TEXT_HEIGHT) * scale())
        policy = Qt.ScrollBarPolicy
        for text in (self.aligned, self.deviated, self.about):
            text.setFixedHeight(height)
            # On one line a bar would be a dot.
            text.setVerticalScrollBarPolicy(
                policy.ScrollBarAlwaysOff if low else policy.ScrollBarAsNeeded
            )

    def show_step(self, step: Step | None) -> None:
        """Show a step; what is being typed stays as it is."""
        other = step is None or self._step is None or step.id != self._step.id
        if other:
            self.commit()
        self._step = step
        self.setEnabled(step is not None)
        if step is None:
            step = Step("", "")
        if other or not self.name.hasFocus():
            self.name.setText(step.name)
            self.name.setCursorPosition(0)
        texts = (
            (self.aligned, step.aligned_means),
            (self.deviated, step.deviated_means),
            (self.about, step.description),
        )
        for field, text in texts:
            if (other or not field.hasFocus()) and field.toPlainText() != text:
                field.setPlainText(text)
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(step.kind))
        self._show_required(step)

    def _show_required(self, step: Step) -> None:
        shape = structure(self._editor.flow)
        column = shape.index.get(step.id)
        led_past = column is not None and shape.optional[column] and not step.optional
        self.required.setVisible(step.kind is StepKind.STEP)
        self.required.setChecked(not step.optional and not led_past)
        self.required.setEnabled(not led_past)
        led = self.tr("Optional: a link leads past it.")
        self.required.setToolTip(led if led_past else self.tr("Required on the path"))

    def commit(self) -> None:
        """Write what was typed."""
        self._on_name()
        self._on_text()

    @Slot()
    def _on_name(self) -> None:
        step = self._now()
        if step is not None and self.name.text().strip() not in ("", step.name):
            self._editor.rename(step.id, self.name.text())

    @Slot()
    def _on_text(self) -> None:
        step = self._now()
        if step is not None:
            written = msgspec.structs.replace(
                step,
                aligned_means=self.aligned.toPlainText().strip(),
                deviated_means=self.deviated.toPlainText().strip(),
                description=self.about.toPlainText().strip(),
            )
            self._change(self.tr("Describe step"), step, written)

    @Slot()
    def _on_kind(self) -> None:
        step = self._now()
        if step is not None:
            kind = StepKind(str(self.kind.currentData()))
            self._change(self.tr("Change kind"), step, msgspec.structs.replace(step, kind=kind))

    @Slot()
    def _on_required(self) -> None:
        step = self._now()
        if step is not None:
            optional = not self.required.isChecked()
            label = self.tr("Make optional") if optional else self.tr("Make required")
            self._change(label, step, msgspec.structs.replace(step, optional=optional))

    def _now(self) -> Step | None:
        """The step as the flow has it now; what is shown may be a frame behind."""
        flow = self._editor.flow
        shown = self._step
        return flow.step(shown.id) if shown is not None and flow.has(shown.id) else None

    def _change(self, label: str, old: Step, new: Step) -> None:
        if new != old:
            self._editor.change(new, label)
