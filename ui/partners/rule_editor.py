"""The foot of the cohorts: name, kind and rule of the selected one, with its size as it is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.model.partner import EVERYONE, Attribute, AttributeKind, Cohort, CohortKind
from ui.look.widgets import Button, Chooser, Label, ToolButton
from ui.partners.cohort_list import KIND_WORDS, Entry
from ui.partners.conditions import Condition, Flat, flat, range_text, read_range
from ui.partners.facts import tr

_OPERATORS: Mapping[tuple[bool, bool], str] = {
    (False, False): "is",
    (False, True): "is not",
    (True, False): "from – to",
    (True, True): "not from – to",
}
"""By whether it is a range and whether it is negated."""
Values = Mapping[str, Sequence[str]]
"""Attribute ids to the values partners have."""


class ConditionLine(QWidget):
    """One condition: attribute, how it is compared, and with what. ``changed`` carries the new one."""

    changed = Signal(object)
    removed = Signal()

    def __init__(
        self, condition: Condition, attributes: Sequence[Attribute], values: Values
    ) -> None:
        super().__init__()
        self._held, self._attributes, self._values = condition, attributes, values
        self._range = QLineEdit()
        self._range.setAccessibleName(tr("From – to, for example 18–34"))
        self._range.setPlaceholderText("18–34")
        self._range.editingFinished.connect(self._on_range)
        named = next((each.name for each in attributes if each.id == condition.attribute), "?")
        attribute = Chooser("", named, [(each.name, each.id) for each in attributes])
        attribute.picked.connect(self._on_attribute)
        operator = Chooser("", tr(_OPERATORS[self._is_range, condition.negated]))
        operator.offer([(tr(words), key) for key, words in _OPERATORS.items()])
        operator.picked.connect(self._on_operator)
        remove = ToolButton(tr("Remove this condition"), "close")
        remove.clicked.connect(self.removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(attribute)
        first.addWidget(operator)
        first.addStretch()
        first.addWidget(remove)
        column.addLayout(first)
        column.addWidget(self._value())

    @property
    def _is_range(self) -> bool:
        return self._held.ends is not None

    def _value(self) -> QWidget:
        held = self._held
        if held.ends is not None:
            self._range.setText("" if held.ends == (None, None) else range_text(held.ends))
            return self._range
        known = list(self._values.get(held.attribute, ()))
        known += [each for each in held.values if each not in known]
        said = tr(" or ").join(held.values) or tr("choose values")
        chooser = Chooser("", said, several=True)
        chooser.offer([(each, each) for each in known], held.values)
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
        self.changed.emit(Condition(held.attribute, held.values, ends, negated))

    @Slot(object)
    def _on_values(self, values: Sequence[str]) -> None:
        self.changed.emit(Condition(self._held.attribute, tuple(values), None, self._held.negated))

    @Slot()
    def _on_range(self) -> None:
        ends = read_range(self._range.text())
        if ends is not None and ends != self._held.ends:
            self.changed.emit(Condition(self._held.attribute, (), ends, self._held.negated))


class RuleEditor(QWidget):
    """``changed`` carries the cohort as it is edited and the label of the change."""

    changed = Signal(object, str)
    frozen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._flat: Flat | None = None
        self._attributes: Sequence[Attribute] = ()
        self._values: Values = {}
        self._shown: object = None
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name of the cohort"))
        self.name.editingFinished.connect(self._on_name)
        self._kind = Chooser(
            tr("Kind"), "", [(tr(words), kind) for kind, words in KIND_WORDS.items()]
        )
        self._kind.picked.connect(self._on_kind)
        self._freeze = Button(tr("Freeze as list"), "link")
        self._freeze.clicked.connect(self.frozen)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._and, self._or = Button(tr("And"), glyph="plus"), Button(tr("Or"), glyph="plus")
        self._and.clicked.connect(partial(self._add, any_of=False))
        self._or.clicked.connect(partial(self._add, any_of=True))
        self._words = Label("", "secondary", "ink2", wrap=True)
        self._size = Label("", "strong")
        self._met = Label("", "secondary", "ink2")
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 14, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._kind)
        head.addStretch()
        more = QHBoxLayout()
        more.setSpacing(6)
        more.addWidget(self._and)
        more.addWidget(self._or)
        more.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self._size)
        foot.addStretch()
        foot.addWidget(self._met)
        column.addWidget(self.name)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self._words)
        column.addLayout(more)
        column.addWidget(self._freeze)
        column.addLayout(foot)

    def show_entry(
        self, entry: Entry | None, attributes: Sequence[Attribute], values: Values
    ) -> None:
        """Show a cohort; Everyone has nothing to edit."""
        self._entry, self._attributes, self._values = entry, attributes, values
        self.setVisible(entry is not None and entry.cohort.id != EVERYONE)
        if entry is None or entry.cohort.id == EVERYONE:
            self._shown = None
            return
        cohort = entry.cohort
        self._size.setText(tr("{n} of {all} now").format(n=entry.size, all=entry.everyone))
        rest = entry.size - entry.met
        self._met.setText(tr("{met} met · {rest} not yet").format(met=entry.met, rest=rest))
        now = (cohort, tuple(attributes), {each: tuple(some) for each, some in values.items()})
        if now == self._shown:
            return
        self._shown = now
        if not self.name.hasFocus():
            self.name.setText(cohort.name)
        self._kind.say(tr(KIND_WORDS[cohort.kind]))
        self._freeze.setVisible(cohort.rule is not None)
        self._flat = flat(cohort.rule) if cohort.rule is not None else None
        self._show_lines(cohort)

    def _show_lines(self, cohort: Cohort) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, condition in enumerate(self._flat.conditions if self._flat else ()):
            line = ConditionLine(condition, self._attributes, self._values)
            line.changed.connect(partial(self._replace, at))
            line.removed.connect(partial(self._remove, at))
            self._lines.addWidget(line)
        many = self._flat is not None and len(self._flat.conditions) > 1
        any_of = self._flat is not None and self._flat.any_of
        self._and.setEnabled(self._flat is not None or cohort.rule is None)
        self._or.setEnabled(self._and.isEnabled())
        for button in (self._and, self._or):
            button.setVisible(bool(self._attributes))
        if cohort.rule is None:
            words = tr("A fixed list: Ctrl+Space in the register adds or removes partners.")
        elif self._flat is None:
            words = tr("This rule has groups within groups, which are kept as they are.")
        elif many:
            words = tr("One of them holds.") if any_of else tr("All of them hold.")
        else:
            words = ""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    @Slot()
    def _on_name(self) -> None:
        name = self.name.text().strip()
        if self._entry is not None and name and name != self._entry.cohort.name:
            cohort = msgspec.structs.replace(self._entry.cohort, name=name)
            self.changed.emit(cohort, tr("Rename cohort"))

    @Slot(object)
    def _on_kind(self, kind: CohortKind) -> None:
        if self._entry is not None:
            cohort = msgspec.structs.replace(self._entry.cohort, kind=kind)
            self.changed.emit(cohort, tr("Change kind of {name}").format(name=cohort.name))

    def _add(self, *, any_of: bool) -> None:
        first = self._attributes[0]
        ends = (None, None) if first.kind is AttributeKind.NUMBER else None
        kept = self._flat.conditions if self._flat else ()
        self._emit(Flat((*kept, Condition(first.id, (), ends)), any_of))

    def _replace(self, at: int, condition: Condition) -> None:
        if self._flat is not None:
            kept = self._flat.conditions
            self._emit(Flat((*kept[:at], condition, *kept[at + 1 :]), self._flat.any_of))

    def _remove(self, at: int) -> None:
        if self._flat is not None:
            kept = self._flat.conditions
            self._emit(Flat(kept[:at] + kept[at + 1 :], self._flat.any_of))

    def _emit(self, wanted: Flat) -> None:
        if self._entry is None:
            return
        rule = wanted.rule if wanted.conditions else None
        cohort = msgspec.structs.replace(self._entry.cohort, rule=rule)
        self.changed.emit(cohort, tr("Change rule of {name}").format(name=cohort.name))
