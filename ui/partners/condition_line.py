"""One line of the rule editor: attribute, how it is compared, and with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.model.partner import Attribute, AttributeKind
from ui.look.widgets import Chooser, ToolButton
from ui.partners.conditions import Condition, days_text, range_text, read_days, read_range
from ui.partners.facts import tr

_OPERATORS: Mapping[tuple[bool, bool], str] = {
    (False, False): "is",
    (False, True): "is not",
    (True, False): "from – to",
    (True, True): "not from – to",
}
"""By whether it is a range and whether it is negated."""
Values = Callable[[str], Sequence[str]]
"""From the id of an attribute to its values in their order: asked when a list of them opens."""
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
        known = self._values(self._held.attribute)
        shown = list(known[:_MOST])
        shown += [each for each in self._held.values if each not in shown]
        self.offer([(each, each) for each in shown], self._held.values)
        super().open()


class ConditionLine(QWidget):
    """``changed`` carries the condition as it is edited; what is no range leaves the old one.

    ``tried`` carries what it would be while a range is being typed.
    """

    changed = Signal(object)
    tried = Signal(object)
    removed = Signal()

    def __init__(
        self, condition: Condition, attributes: Sequence[Attribute], values: Values
    ) -> None:
        super().__init__()
        self._held, self._attributes, self._values = condition, attributes, values
        self._range = QLineEdit(self)
        self._range.setVisible(condition.is_range)
        example = tr("18–34, or 50– for 50 and over")
        if condition.days is not None:
            example = tr("2026-03-01 – 2026-03-31")
        self._range.setAccessibleName(tr("From – to: {example}").format(example=example))
        self._range.setPlaceholderText(example)
        self._range.editingFinished.connect(self._on_range)
        self._range.textEdited.connect(self._on_typed)
        named = next((each.name for each in attributes if each.id == condition.attribute), "?")
        self._attribute = Chooser("", named, [(each.name, each.id) for each in attributes])
        self._attribute.picked.connect(self._on_attribute)
        self._operator = Chooser("", tr(_OPERATORS[self._is_range, condition.negated]))
        self._operator.offer(
            [(tr(words), key) for key, words in _OPERATORS.items() if key[0] in self._ways]
        )
        self._operator.picked.connect(self._on_operator)
        self._remove = ToolButton(tr("Remove this condition"), "close")
        self._remove.clicked.connect(self.removed)
        self._said = self._value()
        self._rows = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        for row in self._rows:
            row.setSpacing(4)
            column.addLayout(row)
        for wide in (self._attribute, self._said):
            # A long text is cut where the column ends, with the whole of it as a tooltip.
            wide.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            wide.setMinimumWidth(60)
        self._rows[0].addWidget(self._attribute, 1)
        self._rows[0].addWidget(self._operator)
        self._in_one: bool | None = None
        self._lay_out(in_one=False)

    def _lay_out(self, *, in_one: bool) -> None:
        """Value and cross behind the attribute, or in a row of their own where that is too long."""
        if in_one == self._in_one:
            return
        self._in_one = in_one
        first, second = self._rows
        for row in (first, second):
            row.removeWidget(self._said)
            row.removeWidget(self._remove)
        row = first if in_one else second
        row.addWidget(self._said, 0 if in_one else 1)
        row.addWidget(self._remove)
        second.setContentsMargins(0, 0 if in_one else 4, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(each.sizeHint().width() + 4 for each in self.stops)
        self._lay_out(in_one=not self._is_range and needed <= self.width())

    @property
    def condition(self) -> Condition:
        """What it says now."""
        return self._held

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return self._attribute, self._operator, self._said, self._remove

    def follow(self, condition: Condition) -> bool:
        """Show the condition as it was edited; False where that takes another line."""
        held = self._held
        same = (held.attribute, held.negated) == (condition.attribute, condition.negated)
        if not same or self._is_range != condition.is_range:
            return False
        self._held = condition
        if isinstance(self._said, _ValueChooser):
            self._said.follow(condition)
        elif not self._range.hasFocus():
            self._show_range()
        return True

    @property
    def _is_range(self) -> bool:
        return self._held.is_range

    @property
    def _ways(self) -> Sequence[bool]:
        """Whether values of its attribute are compared as ranges, one by one, or both."""
        kinds = {each.id: each.kind for each in self._attributes}
        return _WAYS.get(kinds.get(self._held.attribute, AttributeKind.TEXT), (False, True))

    def _value(self) -> QWidget:
        if self._held.is_range:
            self._show_range()
            return self._range
        chooser = _ValueChooser(self._held, self._values)
        chooser.picked.connect(self._on_values)
        return chooser

    @Slot(object)
    def _on_attribute(self, attribute: str) -> None:
        asked = next(each for each in self._attributes if each.id == attribute)
        self.changed.emit(replace(fresh(asked), negated=self._held.negated))

    @Slot(object)
    def _on_operator(self, key: tuple[bool, bool]) -> None:
        is_range, negated = key
        if is_range == self._is_range:
            self.changed.emit(replace(self._held, negated=negated))
            return
        ends = (None, None) if is_range else None
        self.changed.emit(Condition(self._held.attribute, (), ends, negated))

    @Slot(object)
    def _on_values(self, values: Sequence[str]) -> None:
        self.changed.emit(replace(self._held, values=tuple(values)))

    def _read(self, typed: str) -> Condition | None:
        """The condition as it is typed; None where that is no range. Nothing is any."""
        if self._held.days is not None:
            days = read_days(typed) if typed else (None, None)
            return None if days is None else replace(self._held, days=days)
        ends = read_range(typed) if typed else (None, None)
        return None if ends is None else replace(self._held, ends=ends)

    @Slot()
    def _on_range(self) -> None:
        if not self._is_range:
            return
        wanted = self._read(self._range.text().strip())
        before, self._held = self._held, wanted or self._held
        self._show_range()
        self._held = before
        if wanted is not None and wanted != before:
            self.changed.emit(wanted)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        wanted = self._read(typed.strip())
        if wanted is not None:
            self.tried.emit(wanted)

    def _show_range(self) -> None:
        held = self._held
        if held.days is not None:
            self._range.setText(days_text(held.days))
        elif held.ends is not None:
            self._range.setText("" if held.ends == (None, None) else range_text(held.ends))


_WAYS: Mapping[AttributeKind, Sequence[bool]] = {
    AttributeKind.CHOICE: (False,),
    AttributeKind.BAND: (False,),
    AttributeKind.DATE: (True,),
}


def fresh(attribute: Attribute) -> Condition:
    """A condition that compares with nothing yet: a range where there are numbers or days."""
    if attribute.kind is AttributeKind.DATE:
        return Condition(attribute.id, days=(None, None))
    ends = (None, None) if attribute.kind is AttributeKind.NUMBER else None
    return Condition(attribute.id, ends=ends)
