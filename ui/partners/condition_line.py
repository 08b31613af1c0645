"""One line of the rule editor: attribute, how it is compared, and with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.measure.cohorts import natural
from core.model.partner import Attribute, AttributeKind
from ui.look.widgets import Chooser, ToolButton
from ui.partners.conditions import Condition, range_text, read_range
from ui.partners.facts import tr

_OPERATORS: Mapping[tuple[bool, bool], str] = {
    (False, False): "is",
    (False, True): "is not",
    (True, False): "from – to",
    (True, True): "not from – to",
}
"""By whether it is a range and whether it is negated."""
Values = Callable[[str], Sequence[str]]
"""From the id of an attribute to the values partners have: asked when a list of them opens."""
_MOST = 200
"""A longer list would not fit a screen: a range says it better."""


class _ValueChooser(Chooser):
    """Offers the values partners have, looked up as the list opens."""

    def __init__(self, held: Condition, values: Values) -> None:
        super().__init__("", several=True)
        self._values = values
        self.follow(held)

    def follow(self, held: Condition) -> None:
        """Say what is chosen now; an open list stays open."""
        self._held = held
        self.say(tr(" or ").join(held.values) or tr("choose values"))

    @Slot()
    def open(self) -> None:
        """Show the options."""
        known = sorted({*self._values(self._held.attribute), *self._held.values}, key=natural)
        shown = known[:_MOST]
        shown += [each for each in self._held.values if each not in shown]
        self.offer([(each, each) for each in shown], self._held.values)
        super().open()


class ConditionLine(QWidget):
    """``changed`` carries the condition as it is edited; what is no range leaves the old one."""

    changed = Signal(object)
    removed = Signal()

    def __init__(
        self, condition: Condition, attributes: Sequence[Attribute], values: Values
    ) -> None:
        super().__init__()
        self._held, self._attributes, self._values = condition, attributes, values
        self._range = QLineEdit(self)
        self._range.setVisible(condition.ends is not None)
        self._range.setAccessibleName(tr("From – to, for example 18–34"))
        self._range.setPlaceholderText(tr("18–34, or 50– for 50 and over"))
        self._range.editingFinished.connect(self._on_range)
        named = next((each.name for each in attributes if each.id == condition.attribute), "?")
        self._attribute = Chooser("", named, [(each.name, each.id) for each in attributes])
        self._attribute.picked.connect(self._on_attribute)
        self._operator = Chooser("", tr(_OPERATORS[self._is_range, condition.negated]))
        self._operator.offer([(tr(words), key) for key, words in _OPERATORS.items()])
        self._operator.picked.connect(self._on_operator)
        self._remove = ToolButton(tr("Remove this condition"), "close")
        self._remove.clicked.connect(self.removed)
        self._said = self._value()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(4)
            column.addLayout(row)
        for wide in (self._attribute, self._said):
            # A long text is cut where the column ends, with the whole of it as a tooltip.
            wide.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            wide.setMinimumWidth(60)
        first.addWidget(self._attribute, 1)
        first.addWidget(self._operator)
        second.addWidget(self._said, 1)
        second.addWidget(self._remove)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return self._attribute, self._operator, self._said, self._remove

    def follow(self, condition: Condition) -> bool:
        """Show the condition as it was edited; False where that takes another line."""
        held = self._held
        same = (held.attribute, held.negated) == (condition.attribute, condition.negated)
        if not same or self._is_range != (condition.ends is not None):
            return False
        self._held = condition
        if isinstance(self._said, _ValueChooser):
            self._said.follow(condition)
        elif condition.ends is not None and not self._range.hasFocus():
            self._show_range(condition.ends)
        return True

    @property
    def _is_range(self) -> bool:
        return self._held.ends is not None

    def _value(self) -> QWidget:
        ends = self._held.ends
        if ends is not None:
            self._show_range(ends)
            return self._range
        chooser = _ValueChooser(self._held, self._values)
        chooser.picked.connect(self._on_values)
        return chooser

    @Slot(object)
    def _on_attribute(self, attribute: str) -> None:
        kind = next(each.kind for each in self._attributes if each.id == attribute)
        ends = (None, None) if kind is AttributeKind.NUMBER else None
        self.changed.emit(Condition(attribute, (), ends, self._held.negated))

    @Slot(object)
    def _on_operator(self, key: tuple[bool, bool]) -> None:
        is_range, negated = key
        held = self._held
        ends = (held.ends or (None, None)) if is_range else None
        values = held.values if not is_range else ()
        self.changed.emit(Condition(held.attribute, values, ends, negated))

    @Slot(object)
    def _on_values(self, values: Sequence[str]) -> None:
        self.changed.emit(Condition(self._held.attribute, tuple(values), None, self._held.negated))

    @Slot()
    def _on_range(self) -> None:
        held = self._held.ends
        if held is None:
            return
        typed = self._range.text().strip()
        ends = read_range(typed) if typed else (None, None)
        self._show_range(ends or held)
        if ends is not None and ends != held:
            self.changed.emit(Condition(self._held.attribute, (), ends, self._held.negated))

    def _show_range(self, ends: tuple[float | None, float | None]) -> None:
        self._range.setText("" if ends == (None, None) else range_text(ends))
