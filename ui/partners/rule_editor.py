"""The foot of the cohorts: name, kind and rule of the selected one, with its size as it is edited."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.model.partner import EVERYONE, Attribute, AttributeKind, Cohort, CohortKind
from ui.look.type import scale
from ui.look.widgets import Button, Chooser, Label
from ui.partners.cohort_list import KIND_WORDS, Entry
from ui.partners.condition_line import ConditionLine, Values
from ui.partners.conditions import Condition, Flat, flat
from ui.partners.facts import tr
from ui.partners.rule_words import rule_words
from ui.partners.texts import breakable

_NARROW = 270
_JOINS = {False: "All of them hold", True: "One of them holds"}


class RuleEditor(QWidget):
    """``changed`` carries the cohort as it is edited and the label of the change."""

    changed = Signal(object, str)
    frozen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._flat: Flat | None = None
        self._attributes: Sequence[Attribute] = ()
        self._values: Values = lambda _attribute: ()
        self._shown: object = None
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name of the cohort"))
        self.name.editingFinished.connect(self._on_name)
        self._kind = Chooser("", "", [(tr(words), kind) for kind, words in KIND_WORDS.items()])
        self._kind.picked.connect(self._on_kind)
        self._freeze = Button(tr("Freeze as list"), "link")
        self._freeze.setToolTip(tr("Turn the rule into a list of the partners it holds of now"))
        self._freeze.clicked.connect(self.frozen)
        self._lines = QVBoxLayout()
        self._line_widgets: list[ConditionLine] = []
        self._line_attributes: tuple[Attribute, ...] = ()
        self._lines.setSpacing(2)
        self._and, self._or = Button(tr("And"), glyph="plus"), Button(tr("Or"), glyph="plus")
        self._and.clicked.connect(partial(self._add, any_of=False))
        self._or.clicked.connect(partial(self._add, any_of=True))
        self._join = Chooser("", "", [(tr(words), any_of) for any_of, words in _JOINS.items()])
        self._join.picked.connect(self._on_join)
        self._words = Label("", "secondary", "ink2", wrap=True)
        self._size = Label("", "strong")
        self._met = Label("", "secondary", "ink2")
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._kind)
        head.addStretch()
        head.addWidget(self._freeze)
        more = QHBoxLayout()
        more.setSpacing(6)
        more.addWidget(self._and)
        more.addWidget(self._or)
        more.addStretch()
        foot = QHBoxLayout()
        foot.addWidget(self._size)
        foot.addStretch()
        foot.addWidget(self._met)
        self.name.setMinimumWidth(60)
        self._kind.setMinimumWidth(60)
        self._kind.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addWidget(self.name)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self._join)
        column.addWidget(self._words)
        column.addLayout(more)
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
        now = (cohort, tuple(attributes))
        if now == self._shown:
            return
        self._shown = now
        if not self.name.hasFocus():
            self._show_name(cohort)
        self._kind.say(tr(KIND_WORDS[cohort.kind]))
        self._kind.setAccessibleName(tr("Kind: {kind}").format(kind=tr(KIND_WORDS[cohort.kind])))
        self._freeze.setVisible(cohort.rule is not None)
        self._flat = flat(cohort.rule) if cohort.rule is not None else None
        self._show_lines()
        self._show_words(cohort)

    def show_again(self) -> None:
        """Show the name that was kept, after another was refused."""
        if self._entry is not None:
            self._show_name(self._entry.cohort)

    def _show_name(self, cohort: Cohort) -> None:
        self.name.setText(cohort.name)
        self.name.setCursorPosition(0)
        self.name.setToolTip(cohort.name)

    def _show_lines(self) -> None:
        conditions = self._flat.conditions if self._flat else ()
        same = self._line_attributes == tuple(self._attributes)
        self._line_attributes = tuple(self._attributes)
        if (
            same
            and len(conditions) == len(self._line_widgets)
            and all(
                line.follow(each) for line, each in zip(self._line_widgets, conditions, strict=True)
            )
        ):
            return
        had_focus = any(stop.hasFocus() for line in self._line_widgets for stop in line.stops)
        for line in self._line_widgets:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._line_widgets = []
        for at, condition in enumerate(conditions):
            line = ConditionLine(condition, self._attributes, self._values)
            line.changed.connect(partial(self._replace, at))
            line.removed.connect(partial(self._remove, at))
            self._lines.addWidget(line)
            self._line_widgets.append(line)
        self._order_stops()
        if had_focus and self._line_widgets:
            self._line_widgets[-1].stops[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * scale()
        self._freeze.dress(tr("Freeze") if narrow else tr("Freeze as list"))
        self._freeze.setAccessibleName(tr("Freeze as list"))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops: through the conditions from top to bottom, then what stands under them."""
        lines = [stop for line in self._line_widgets for stop in line.stops]
        head: list[QWidget] = [self.name, self._kind, self._freeze]
        return [*head, *lines, self._join, self._and, self._or]

    def _order_stops(self) -> None:
        for one, following in pairwise(self.stops):
            QWidget.setTabOrder(one, following)

    def _show_words(self, cohort: Cohort) -> None:
        any_of = self._flat is not None and self._flat.any_of
        many = self._flat is not None and len(self._flat.conditions) > 1
        self._join.say(tr(_JOINS[any_of]))
        self._join.setVisible(many)
        first = self._flat is None or not self._flat.conditions
        self._and.setText(tr("Condition") if first else tr("And"))
        for button, joins_any in ((self._and, False), (self._or, True)):
            # Beside two conditions that all hold, "or" would change what those two say; the first
            # condition joins nothing.
            fits = self._flat is not None or cohort.rule is None
            here = not (first and joins_any) if not many else any_of == joins_any
            button.setVisible(fits and bool(self._attributes) and here)
        words = ""
        if cohort.rule is None:
            words = tr(
                "A fixed list: Ctrl+Space in the register adds or removes partners. "
                "A condition makes it a rule."
            )
        elif self._flat is None:
            names = {each.id: each.name for each in self._attributes}
            words = tr("Groups within groups, kept as they are: {rule}").format(
                rule=rule_words(cohort.rule, names)
            )
        self._words.setText(breakable(words))
        self._words.setVisible(bool(words))

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
    def _on_join(self, any_of: bool) -> None:
        if self._flat is not None:
            self._emit(Flat(self._flat.conditions, any_of))

    def _add(self, *, any_of: bool) -> None:
        used = {each.attribute for each in self._flat.conditions} if self._flat else set()
        first = next((one for one in self._attributes if one.id not in used), self._attributes[0])
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
