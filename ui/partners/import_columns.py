"""What each column of a table is for, one line a column: mapped by hand where it was guessed wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from core.exchange.dates import DAY_FIRST, MONTH_FIRST
from core.exchange.table_columns import Column, Columns, Use
from core.model.ids import new_id
from core.model.partner import Attribute, AttributeKind
from ui.look.layouts import emptied
from ui.look.texts import short
from ui.look.type import scale
from ui.look.widgets import Chip, Chooser, Label, SegmentedControl
from ui.partners.facts import tr
from ui.partners.value_line import KIND_WORDS

Chosen = tuple[Use, AttributeKind | str | None]
"""A use, and of an attribute the kind of a new one or the id of one there is."""

_USES: Mapping[Use, str] = {
    Use.PSEUDONYM: "Pseudonym",
    Use.NAME: "Real name: not in the study",
    Use.CONTACT: "Contact: not in the study",
    Use.LEFT_OUT: "Leave out",
}
_MOST = 60
"""More columns than this stay as they were found: nobody maps a thousand by hand."""
_SAMPLES = 3
_LINE = 36


def remapped(
    columns: Columns, found: Columns, at: int, chosen: Chosen, attributes: Sequence[Attribute]
) -> Columns:
    """Columns with another use of one of them. ``found`` are they as they were guessed.

    Whoever takes an attribute takes it from the column that had it.
    """
    use, what = chosen
    if use is not Use.ATTRIBUTE:
        return columns.used(at, use)
    changed = list(columns.columns)
    if isinstance(what, AttributeKind):
        guessed = found.columns[at]
        own = guessed.attribute if guessed.is_new else replace_kind(guessed, what)
        changed[at] = replace(changed[at], attribute=own, is_new=True)
        return replace(columns, columns=tuple(changed)).used(at, use, kind=what)
    attribute = next(each for each in attributes if each.id == what)
    for n, each in enumerate(changed):
        if n != at and each.use is Use.ATTRIBUTE and each.attribute.id == attribute.id:
            changed[n] = replace(each, use=Use.LEFT_OUT, remark="")
    changed[at] = replace(changed[at], attribute=attribute, is_new=False, remark="")
    return replace(columns, columns=tuple(changed)).used(at, use)


def replace_kind(column: Column, kind: AttributeKind) -> Attribute:
    """A new attribute under the head of a column that an attribute there is was guessed for."""
    return Attribute(new_id(), column.head, kind, column.attribute.position)


class ImportColumns(QScrollArea):
    """``mapped`` carries a column's place and what was chosen, ``ordered`` a place and day or month."""

    mapped = Signal(int, object)
    ordered = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Columns of the table"))
        self.choosers: list[Chooser] = []
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(3, 3)
        self.setWidget(self._page)
        self._page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_columns(
        self, columns: Columns, attributes: Sequence[Attribute], asks: set[int]
    ) -> None:
        """Show what columns are for; ``asks`` are those whose dates need an order."""
        focused = next((n for n, each in enumerate(self.choosers) if each.hasFocus()), -1)
        emptied(self._grid)
        self.choosers = []
        for at, column in enumerate(columns.columns[:_MOST]):
            self._line(at, column, _samples(columns, at), attributes, asks=at in asks)
        rest = len(columns.columns) - _MOST
        if rest > 0:
            words = tr("and {n} more columns, used as they were found").format(n=rest)
            self._grid.addWidget(Label(words, "secondary", "ink2"), _MOST, 0, 1, 4)
        self._grid.setRowStretch(len(columns.columns) + 1, 1)
        if 0 <= focused < len(self.choosers):
            self.choosers[focused].setFocus()
        lines = min(len(columns.columns), _MOST) + (rest > 0)
        self.setMaximumHeight(int((lines * _LINE + 10) * scale()))

    def _line(
        self,
        at: int,
        column: Column,
        samples: str,
        attributes: Sequence[Attribute],
        *,
        asks: bool,
    ) -> None:
        head = Label(short(column.head or tr("Column {n}").format(n=at + 1), 30), "strong")
        self._grid.addWidget(head, at, 0)
        self._grid.addWidget(Label(samples, "secondary", "ink2", elided=True), at, 1)
        chooser = Chooser("")
        offered = _offered(attributes)
        chooser.offer(offered, [_chosen(column)])
        words = next((words for words, key in offered if key == _chosen(column)), "?")
        chooser.say(words)
        chooser.setAccessibleName(tr("Use of {head}: {use}").format(head=column.head, use=words))
        chooser.setMinimumWidth(int(180 * scale()))
        chooser.setMaximumWidth(int(240 * scale()))
        chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        chooser.picked.connect(partial(self.mapped.emit, at))
        self._grid.addWidget(chooser, at, 2)
        self.choosers.append(chooser)
        if asks or column.date_order:
            order = SegmentedControl(
                [(tr("which?"), ""), (tr("day/month"), DAY_FIRST), (tr("month/day"), MONTH_FIRST)]
            )
            order.choose(column.date_order)
            order.setAccessibleName(tr("Dates of {head}").format(head=column.head))
            order.picked.connect(partial(self.ordered.emit, at))
            self._grid.addWidget(order, at, 3)
        elif column.use in (Use.NAME, Use.CONTACT):
            self._grid.addWidget(Chip(tr("stays out"), "caution", "eye_off"), at, 3)
        else:
            remark = Label(column.remark, "secondary", "ink2", elided=True)
            self._grid.addWidget(remark, at, 3)


def _chosen(column: Column) -> Chosen:
    if column.use is not Use.ATTRIBUTE:
        return column.use, None
    return column.use, column.attribute.kind if column.is_new else column.attribute.id


def _offered(attributes: Sequence[Attribute]) -> list[tuple[str, object]]:
    known: list[tuple[str, object]] = [(each.name, (Use.ATTRIBUTE, each.id)) for each in attributes]
    new = tr("New column: {kind}")
    fresh: list[tuple[str, object]] = [
        (new.format(kind=tr(words).lower()), (Use.ATTRIBUTE, kind))
        for kind, words in KIND_WORDS.items()
        if kind is not AttributeKind.BAND
    ]
    others: list[tuple[str, object]] = [(tr(words), (use, None)) for use, words in _USES.items()]
    return [others[0], *known, *fresh, *others[1:]]


def _samples(columns: Columns, at: int) -> str:
    """The first values of a column."""
    found: dict[str, None] = {}
    for _, cells in columns.rows[:200]:
        if at < len(cells) and cells[at]:
            found[short(cells[at], 24)] = None
        if len(found) == _SAMPLES:
            break
    return ", ".join(found)
