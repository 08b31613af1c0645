"""The inspector: everything about the current step, in columns under the flow.

Four of them; in a low window three, with their words below why they left, so that none is squeezed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QWidget

from core.model.flow import Step
from core.study import Study
from ui.flow.compared import Compared
from ui.flow.compared_facts import show_differences, show_rates, show_reading
from ui.flow.editor import Editor
from ui.flow.faces import Drawing
from ui.flow.facts import NumbersColumn, ReasonsColumn, WordsColumn
from ui.flow.fields import StepFields
from ui.flow.numbers import Numbers, over_iterations
from ui.look.theme import colour, theme
from ui.look.type import scale

_FIELDS, _NUMBERS, _WHY, _WORDS = 340, 372, 308, 432
_LOW_FIELDS, _LOW_NUMBERS, _LOW_REST = 404, 340, 388


class Inspector(QWidget):
    """``more`` asks for the partners behind the current step and what they said."""

    more = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = StepFields(editor)
        self.numbers, self.reasons, self.words = NumbersColumn(), ReasonsColumn(), WordsColumn()
        self._between = _Rule()
        rest = QWidget()
        self._rest = QBoxLayout(QBoxLayout.Direction.LeftToRight, rest)
        self._rest.setContentsMargins(0, 0, 0, 0)
        self._rest.setSpacing(0)
        for widget, share in ((self.reasons, _WHY), (self._between, 0), (self.words, _WORDS)):
            self._rest.addWidget(widget, share)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._scrolls = (_Scroll(self.fields), _Scroll(self.numbers), _Scroll(rest))
        for scroll in self._scrolls[:-1]:
            self._row.addWidget(scroll)
            self._row.addWidget(_Rule())
        self._row.addWidget(self._scrolls[-1])
        self.set_low(low=False)
        self.words.wanted.connect(self.more)

    def set_low(self, *, low: bool) -> None:
        """Take less height and share the width out anew."""
        fields, numbers = self._scrolls[:2]
        fields.setMaximumWidth(int((_LOW_FIELDS if low else _FIELDS) * scale()))
        numbers.setMaximumWidth(int((_LOW_NUMBERS if low else _NUMBERS) * scale()))
        shares = (
            (_LOW_FIELDS, _LOW_NUMBERS, _LOW_REST) if low else (_FIELDS, _NUMBERS, _WHY + _WORDS)
        )
        for place, share in enumerate(shares):
            self._row.setStretch(2 * place, share)
        ways = QBoxLayout.Direction
        self._rest.setDirection(ways.TopToBottom if low else ways.LeftToRight)
        self._between.setVisible(not low)
        self.fields.set_low(low=low)
        for column in (self.numbers, self.reasons, self.words):
            column.column.setContentsMargins(20, 8 if low else 14, 20, 6 if low else 10)
            column.column.setSpacing(4 if low else 6)

    def show_step(
        self,
        study: Study,
        drawing: Drawing,
        numbers: Numbers | None,
        step: Step | None,
        *,
        plain: bool = False,
    ) -> None:
        """Show a step with its numbers; None says how to choose one. ``plain`` hides the numbers."""
        self.fields.show_step(step)
        self.fields.setVisible(step is not None)
        face = drawing.faces.get(step.id) if step is not None else None
        if step is not None and numbers is not None and face is not None and face.rate is not None:
            rows = over_iterations(study, numbers, step.id)
            self.numbers.show_numbers(numbers, face.rate, rows)
            self.reasons.show_reasons(numbers, step)
            self.words.show_words(study, numbers, step)
            return
        if drawing.flow.steps:
            self.numbers.show_nothing(self._why_nothing(step, numbers, plain=plain))
        else:
            self.numbers.clear()  # the canvas says what to do
        for column in (self.reasons, self.words):
            column.clear()

    def show_compared(self, found: Compared, step: Step | None) -> None:
        """Show a step in both of two versions; its fields can only be read."""
        self.fields.show_step(step)
        self.fields.setVisible(step is not None)
        self.fields.setEnabled(False)
        if step is None:
            self.numbers.show_nothing(self._why_nothing(None, None))
            for column in (self.reasons, self.words):
                column.clear()
            return
        show_rates(self.numbers, found, step)
        show_differences(self.reasons, found, step)
        show_reading(self.words)

    def _why_nothing(
        self, step: Step | None, numbers: Numbers | None, *, plain: bool = False
    ) -> str:
        if step is None:
            return self.tr("Choose a step: press Tab on the canvas, or click one.")
        if plain:
            return self.tr("Numbers are hidden. Ctrl Shift N shows them again.")
        if numbers is None:
            return self.tr("No iteration walks this version of the flow yet.")
        if not numbers.funnel.entrants:
            return self.tr("Nobody was observed yet. Ctrl Enter starts capturing.")
        return self.tr("This step is not on the path from the trigger.")


class _Scroll(QScrollArea):
    """A column that scrolls up and down where it is higher than the dock."""

    def __init__(self, column: QWidget) -> None:
        super().__init__()
        self._column = column
        self.setWidget(column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        column.setAutoFillBackground(False)
        column.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The column was filled anew: what it needs in width may be something else now.
        if watched is self._column and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._column.minimumSizeHint().width() + bar, 60)


class _Rule(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(self.backgroundRole(), colour("line"))
        self.setPalette(palette)
