"""A group of conditions in the rule editor: how they are joined, each of them, and groups within."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.model.partner import Attribute
from ui.look.theme import colour, theme
from ui.look.widgets import Button, Chooser, ToolButton
from ui.partners.condition_line import ConditionLine, Values, fresh
from ui.partners.conditions import Condition, Group, Part
from ui.partners.facts import tr

_JOINS: Mapping[tuple[bool, bool], str] = {
    (False, False): "All of them hold",
    (True, False): "One of them holds",
    (True, True): "None of them holds",
    (False, True): "Not all of them hold",
}
"""By whether one is enough and whether the whole is negated."""
_DEEPEST = 3
_INDENT = 12


class RuleGroup(QWidget):
    """``changed`` carries the group as it is edited; ``tried`` what it would be as somebody types.

    A group that lost its last part is carried too: whoever holds it takes it away.
    """

    changed = Signal(object)
    tried = Signal(object)

    def __init__(
        self, group: Group, attributes: Sequence[Attribute], values: Values, depth: int = 0
    ) -> None:
        super().__init__()
        self._held, self._attributes, self._depth = group, attributes, depth
        self.join = Chooser("", "", [(tr(words), key) for key, words in _JOINS.items()])
        self.join.picked.connect(self._on_join)
        self.join.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.join.setMinimumWidth(60)
        self._remove = ToolButton(tr("Remove this group"), "close")
        self._remove.clicked.connect(self._on_remove)
        self._and = Button(tr("And"), glyph="plus")
        self._or = Button(tr("Or"), glyph="plus")
        self._group = Button(tr("Group"), glyph="plus")
        self._group.setToolTip(tr("Conditions that belong together, as in brackets"))
        self._and.clicked.connect(partial(self._add, any_of=False))
        self._or.clicked.connect(partial(self._add, any_of=True))
        self._group.clicked.connect(self._add_group)
        self._parts: list[ConditionLine | RuleGroup] = []
        self._lay_out(values)
        self._dress()
        theme.changed.connect(self.update)

    def _lay_out(self, values: Values) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_INDENT if self._depth else 0, 0, 0, 4 if self._depth else 0)
        column.setSpacing(2)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.join, 1)
        head.addWidget(self._remove)
        head.setContentsMargins(0, 0, 0, 4)
        column.addLayout(head)
        for at, part in enumerate(self._held.parts):
            made: ConditionLine | RuleGroup
            if isinstance(part, Group):
                made = RuleGroup(part, self._attributes, values, self._depth + 1)
            else:
                made = ConditionLine(part, self._attributes, values)
                made.removed.connect(partial(self._replace, at, None))
            made.changed.connect(partial(self._replace, at))
            made.tried.connect(partial(self._try, at))
            column.addWidget(made)
            self._parts.append(made)
        foot.setSpacing(6)
        for button in (self._and, self._or, self._group):
            foot.addWidget(button)
        foot.addStretch()
        column.addLayout(foot)

    def _dress(self) -> None:
        held, many = self._held, len(self._held.parts) > 1
        words = tr(_JOINS[held.any_of, held.negated])
        self.join.say(words)
        self.join.setAccessibleName(tr("Joined: {how}").format(how=words))
        self.join.setVisible(many or held.negated or self._depth > 0)
        self._remove.setVisible(self._depth > 0)
        first = not held.parts
        self._and.setText(tr("Condition") if first else tr("And"))
        # Beside two conditions that all hold, "or" would change what those two say; the first
        # condition joins nothing.
        self._and.setVisible(first or not many or not held.any_of)
        self._or.setVisible(not first and (not many or held.any_of))
        self._group.setVisible(not first and self._depth < _DEEPEST)

    def follow(self, group: Group) -> bool:
        """Show the group as it was edited; False where that takes other widgets."""
        if len(group.parts) != len(self._parts):
            return False
        for shown, part in zip(self._parts, group.parts, strict=True):
            if isinstance(shown, RuleGroup):
                if not isinstance(part, Group) or not shown.follow(part):
                    return False
            elif isinstance(part, Group) or not shown.follow(part):
                return False
        self._held = group
        self._dress()
        return True

    @property
    def lines(self) -> list[ConditionLine]:
        """Its conditions and those of the groups within, from top to bottom."""
        found: list[ConditionLine] = []
        for each in self._parts:
            found += each.lines if isinstance(each, RuleGroup) else [each]
        return found

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        inner = [stop for each in self._parts for stop in each.stops]
        return [self.join, self._remove, *inner, self._and, self._or, self._group]

    @Slot(object)
    def _on_join(self, key: tuple[bool, bool]) -> None:
        any_of, negated = key
        self.changed.emit(replace(self._held, any_of=any_of, negated=negated))

    def _add(self, *, any_of: bool) -> None:
        held = self._held if len(self._held.parts) > 1 else replace(self._held, any_of=any_of)
        self.changed.emit(held.with_part(self._fresh()))

    @Slot()
    def _add_group(self) -> None:
        inner = Group((self._fresh(),), not self._held.any_of)
        self.changed.emit(self._held.with_part(inner))

    def _fresh(self) -> Condition:
        """A condition on the first attribute that no other one asks for."""
        used = {each.attribute for each in self._held.parts if isinstance(each, Condition)}
        first = next((one for one in self._attributes if one.id not in used), self._attributes[0])
        return fresh(first)

    def _replace(self, at: int, part: Part | None = None) -> None:
        gone = isinstance(part, Group) and not part.parts
        self.changed.emit(self._held.with_part_at(at, None if gone else part))

    def _try(self, at: int, part: Part) -> None:
        self.tried.emit(self._held.with_part_at(at, part))

    @Slot()
    def _on_remove(self) -> None:
        self.changed.emit(replace(self._held, parts=()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bracket at the left of a group within a group."""
        if not self._depth:
            return
        painter = QPainter(self)
        painter.fillRect(QRectF(2, 2, 2, self.height() - 8), colour("accent"))
        painter.end()
