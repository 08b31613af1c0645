"""The foot of the cohorts: name, kind and rule of the selected one, with its size as it is edited."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.model.partner import EVERYONE, Attribute, Cohort, CohortKind
from ui.look.cohort_signs import COLOURS, PATTERNS, sign
from ui.look.texts import breakable
from ui.look.type import scale
from ui.look.widgets import Button, Chooser, Label
from ui.partners.cohort_list import KIND_WORDS, Entry
from ui.partners.condition_line import Values
from ui.partners.conditions import Group, grouped
from ui.partners.facts import tr
from ui.partners.rule_group import RuleGroup
from ui.partners.rule_words import rule_words

_NARROW = 270


class RuleEditor(QWidget):
    """``changed`` carries the cohort as it is edited and the label of the change.

    ``tried`` carries what it would be while somebody is typing.
    """

    changed = Signal(object, str)
    tried = Signal(object)
    frozen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._attributes: Sequence[Attribute] = ()
        self._values: Values = lambda _attribute: ()
        self._shown: object = None
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name of the cohort"))
        self.name.editingFinished.connect(self._on_name)
        self._kind = Chooser("", "", [(tr(words), kind) for kind, words in KIND_WORDS.items()])
        self._kind.picked.connect(self._on_kind)
        self.colour = Chooser("", "", [(tr(each[0]), n) for n, each in enumerate(COLOURS)])
        self.pattern = Chooser("", "", [(tr(each), n) for n, each in enumerate(PATTERNS)])
        self.colour.picked.connect(self._on_colour)
        self.pattern.picked.connect(self._on_pattern)
        self._freeze = Button(tr("Freeze as list"), "link")
        self._freeze.setToolTip(tr("Turn the rule into a list of the partners it holds of now"))
        self._freeze.clicked.connect(self.frozen)
        self.group = RuleGroup(Group(()), (), self._values)
        self._made_for: object = None
        self._words = Label("", "secondary", "ink2", wrap=True)
        self._size = Label("", "strong")
        self._met = Label("", "secondary", "ink2")
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self._freeze)
        foot = QHBoxLayout()
        foot.addWidget(self._size)
        foot.addStretch()
        foot.addWidget(self._met)
        self.name.setMinimumWidth(60)
        signs = QHBoxLayout()
        signs.setSpacing(6)
        for each in (self._kind, self.colour, self.pattern):
            each.setMinimumWidth(60)
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            signs.addWidget(each)
        self._rule = QVBoxLayout()
        self._rule.addWidget(self.group)
        column.addLayout(head)
        column.addLayout(signs)
        column.addLayout(foot)
        column.addWidget(self._words)
        column.addLayout(self._rule)

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
        self.show_size(entry.size, entry.met, entry.everyone)
        now = (cohort, tuple(attributes))
        if now == self._shown:
            return
        self._shown = now
        if not self.name.hasFocus():
            self._show_name(cohort)
        self._kind.say(tr(KIND_WORDS[cohort.kind]))
        self._kind.setAccessibleName(tr("Kind: {kind}").format(kind=tr(KIND_WORDS[cohort.kind])))
        colour, pattern = sign(cohort)
        self.colour.say(tr(COLOURS[colour][0]))
        self.pattern.say(tr(PATTERNS[pattern]))
        self.colour.setAccessibleName(tr("Colour: {word}").format(word=tr(COLOURS[colour][0])))
        self.pattern.setAccessibleName(tr("Pattern: {word}").format(word=tr(PATTERNS[pattern])))
        self._freeze.setVisible(cohort.rule is not None)
        self._show_rule(cohort)

    def show_size(self, size: int, met: int, everyone: int) -> None:
        """Say how many partners it holds of, now or as somebody types."""
        self._size.setText(tr("{n} of {all} now").format(n=f"{size:,}", all=f"{everyone:,}"))
        self._met.setText(
            tr("{met} met · {rest} not yet").format(met=f"{met:,}", rest=f"{size - met:,}")
        )

    def show_again(self) -> None:
        """Show the name that was kept, after another was refused."""
        if self._entry is not None:
            self._show_name(self._entry.cohort)

    def _show_name(self, cohort: Cohort) -> None:
        self.name.setText(cohort.name)
        self.name.setCursorPosition(0)
        self.name.setToolTip(cohort.name)

    def _show_rule(self, cohort: Cohort) -> None:
        words = tr(
            "A fixed list: Ctrl+Space in the register adds or removes partners. "
            "A condition makes it a rule."
        )
        self._words.setText(breakable(words))
        self._words.setVisible(cohort.rule is None)
        names = {each.id: each.name for each in self._attributes}
        said = rule_words(cohort.rule, names) if cohort.rule is not None else ""
        self._size.setToolTip(breakable(said))
        made_for, group = (cohort.id, tuple(self._attributes)), grouped(cohort.rule)
        if made_for == self._made_for and self.group.follow(group):
            return
        focused = self._focused() if made_for == self._made_for else -1
        known = {each.condition for each in self.group.lines}
        self._made_for = made_for
        self._make(group)
        if focused >= 0:
            fresh = [
                e for e in self.group.lines if e.condition.is_open and e.condition not in known
            ]
            stops = self.group.stops
            (fresh[0].stops[0] if fresh else stops[min(focused, len(stops) - 1)]).setFocus()

    def _focused(self) -> int:
        """Which stop of the rule has the focus, -1 where none has."""
        return next((at for at, each in enumerate(self.group.stops) if each.hasFocus()), -1)

    def _make(self, group: Group) -> None:
        self._rule.removeWidget(self.group)
        self.group.hide()
        self.group.deleteLater()
        self.group = RuleGroup(group, self._attributes, self._values)
        self._rule.addWidget(self.group)
        self.group.setVisible(bool(self._attributes))
        self.group.changed.connect(self._on_rule)
        self.group.tried.connect(self._on_tried)
        for one, following in pairwise(self.stops):
            QWidget.setTabOrder(one, following)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * scale()
        self._freeze.dress(tr("Freeze") if narrow else tr("Freeze as list"))
        self._freeze.setAccessibleName(tr("Freeze as list"))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops: the head, then the conditions from top to bottom."""
        head: list[QWidget] = [self.name, self._freeze, self._kind, self.colour, self.pattern]
        return [*head, *self.group.stops]

    @Slot()
    def _on_name(self) -> None:
        name = self.name.text().strip()
        if self._entry is None or name == self._entry.cohort.name:
            self.show_again()
            return
        cohort = msgspec.structs.replace(self._entry.cohort, name=name)
        self.changed.emit(cohort, tr("Rename cohort"))

    @Slot(object)
    def _on_kind(self, kind: CohortKind) -> None:
        if self._entry is not None:
            cohort = msgspec.structs.replace(self._entry.cohort, kind=kind)
            self.changed.emit(cohort, tr("Change kind of {name}").format(name=cohort.name))

    @Slot(object)
    def _on_colour(self, colour: int) -> None:
        if self._entry is not None:
            cohort = msgspec.structs.replace(self._entry.cohort, colour=colour)
            self.changed.emit(cohort, tr("Change colour of {name}").format(name=cohort.name))

    @Slot(object)
    def _on_pattern(self, pattern: int) -> None:
        if self._entry is not None:
            cohort = msgspec.structs.replace(self._entry.cohort, pattern=pattern)
            self.changed.emit(cohort, tr("Change pattern of {name}").format(name=cohort.name))

    @Slot(object)
    def _on_rule(self, group: Group) -> None:
        if self._entry is not None:
            cohort = msgspec.structs.replace(self._entry.cohort, rule=group.whole)
            self.changed.emit(cohort, tr("Change rule of {name}").format(name=cohort.name))

    @Slot(object)
    def _on_tried(self, group: Group) -> None:
        if self._entry is not None:
            self.tried.emit(msgspec.structs.replace(self._entry.cohort, rule=group.whole))
