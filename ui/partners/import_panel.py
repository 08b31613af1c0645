"""What an import or a paste would do, in the place of the register, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from core.exchange.partner_table import Fate, Preview
from core.exchange.table_columns import Use
from core.model.partner import Attribute
from ui.look.texts import breakable
from ui.look.type import scale
from ui.look.widgets import Button, Label, SegmentedControl
from ui.partners.facts import tr
from ui.partners.import_columns import ImportColumns
from ui.partners.import_rows import PROBLEMS, ImportRows

_SHOWN = (
    PROBLEMS,
    frozenset({Fate.NEW}),
    frozenset({Fate.CHANGED}),
    frozenset(Fate),
)


class ImportPanel(QWidget):
    """``applied`` says to do it, ``dismissed`` comes with Cancel or Esc, ``headed`` with the first row."""

    applied = Signal()
    dismissed = Signal()
    headed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Preview | None = None
        self._title = Label("", "card", elided=True)
        self.what = Label("", "body", wrap=True)
        self.questions = Label("", "body", "caution", wrap=True)
        self.apply = Button("", "primary", keys="Enter")
        self.apply.clicked.connect(self._on_apply)
        self.cancel = Button(tr("Cancel"), keys="Esc")
        self.cancel.clicked.connect(self.dismissed)
        self.head = QCheckBox(tr("The first row names the columns"))
        self.head.clicked.connect(self.headed)
        self.columns = ImportColumns()
        self.people = QCheckBox(tr("Keep real names and contacts in the names file"))
        self.people.setToolTip(
            tr("A file of its own beside the study. Without this they are left out altogether.")
        )
        self.which = SegmentedControl([("", fates) for fates in _SHOWN])
        self.which.picked.connect(self._on_which)
        self.rows = ImportRows()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self.cancel)
        head.addWidget(self.apply)
        between = QHBoxLayout()
        between.addWidget(Label(tr("Columns"), "status", "ink2"))
        between.addStretch()
        between.addWidget(self.head)
        under = QHBoxLayout()
        under.addWidget(self.which)
        under.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for each in (self.what, self.questions):
            column.addWidget(each)
        column.addLayout(between)
        column.addWidget(self.columns, 4)
        column.addWidget(self.people)
        column.addLayout(under)
        column.addWidget(self.rows, 5)
        self.columns.setMinimumHeight(int(110 * scale()))

    def show_preview(
        self, shown: Preview, attributes: Sequence[Attribute], title: str, *, headed: bool
    ) -> None:
        """Say what would happen."""
        first = self._shown is None
        self._shown = shown
        self._title.setText(title)
        said = plan_words(shown)
        self.what.setText(breakable(said))
        self.questions.setText(breakable("\n".join(shown.questions)))
        self.questions.setVisible(bool(shown.questions))
        self.head.setChecked(headed)
        asks = _asking(shown)
        self.columns.show_columns(shown.columns, attributes, asks)
        self.people.setVisible(shown.has_names)
        n = shown.count(Fate.NEW) + shown.count(Fate.CHANGED)
        self.apply.dress(
            tr("Take {n} partners").format(n=f"{n:,}") if n != 1 else tr("Take 1 partner"),
            keys="Enter",
        )
        self.apply.setEnabled(shown.ready)
        counts = [sum(shown.count(fate) for fate in fates) for fates in _SHOWN]
        words = (tr("Problems {n}"), tr("New {n}"), tr("Changed {n}"), tr("All {n}"))
        self.which.say([text.format(n=f"{c:,}") for text, c in zip(words, counts, strict=True)])
        if first:
            self.which.choose(PROBLEMS if counts[0] else frozenset(Fate))
        self._on_which()
        self.setAccessibleName(" ".join([title, said, *shown.questions, *shown.problems[:6]]))
        if first:
            (self.apply if shown.ready else self.cancel).setFocus()

    def clear(self) -> None:
        """Forget what was shown."""
        self._shown = None
        self.people.setChecked(False)

    @property
    def shown(self) -> Preview | None:
        """What is shown, None where nothing is."""
        return self._shown

    @Slot()
    def _on_which(self) -> None:
        fates = self.which.value
        if self._shown is not None and isinstance(fates, frozenset):
            self.rows.show_rows(self._shown, fates)

    @Slot()
    def _on_apply(self) -> None:
        if self._shown is not None and self._shown.ready:
            self.applied.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


def _asking(shown: Preview) -> set[int]:
    """The places of the columns a question is about: their heads stand in it."""
    return {
        at
        for at, column in enumerate(shown.columns.columns)
        if column.use is Use.ATTRIBUTE
        and any(f"“{column.head}”" in question for question in shown.questions)
    }


def plan_words(shown: Preview) -> str:
    """What would happen: 12 new, 3 changed, 1 refused; new columns; what stays out."""
    counts = (
        (tr("{n} new"), Fate.NEW),
        (tr("{n} changed"), Fate.CHANGED),
        (tr("{n} as they are"), Fate.UNCHANGED),
        (tr("{n} refused"), Fate.REFUSED),
        (tr("{n} empty"), Fate.EMPTY),
    )
    said = ", ".join(
        words.format(n=f"{shown.count(fate):,}") for words, fate in counts if shown.count(fate)
    )
    sentences = [tr("Partners: {counts}.").format(counts=said)]
    if columns := ", ".join(each.name for each in shown.new_attributes):
        sentences.append(tr("New columns: {names}.").format(names=columns))
    held = [
        f"“{each.head}”" for each in shown.columns.columns if each.use in (Use.NAME, Use.CONTACT)
    ]
    if held:
        said = tr("{heads} looks like real people and stays out of the study.")
        many = tr("{heads} look like real people and stay out of the study.")
        sentences.append((said if len(held) == 1 else many).format(heads=", ".join(held)))
    if not shown.ready and not shown.questions:
        sentences.append(tr("There is nothing to take."))
    return " ".join(sentences)
