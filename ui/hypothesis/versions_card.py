"""The versions of the hypothesis: what changed in each, and which iterations tested it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.learn.parts import differences
from core.model.hypothesis import Hypothesis
from core.study import Study
from ui.look.describe import day
from ui.look.layouts import emptied
from ui.look.widgets import Card, Chip, Label

_SHOWN = 4


class VersionsCard(Card):
    """The newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(Label(self.tr("Versions"), "card"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.column.addLayout(self._rows)

    def show_versions(self, study: Study) -> None:
        """Show what the study has."""
        emptied(self._rows)
        versions = study.hypotheses()
        before: list[Hypothesis | None] = [None, *versions]
        for old, new in reversed(list(zip(before, versions, strict=False))):
            self._rows.addWidget(_Version(study, old, new))


class _Version(QWidget):
    """One version: when, tested by which iterations, and what changed."""

    def __init__(self, study: Study, old: Hypothesis | None, new: Hypothesis) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Chip(f"v{new.version}"))
        head.addWidget(Label(day(new.written), "strong"))
        head.addWidget(Label(self._tested(study, new), "secondary", "ink2", elided=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        for sentence in self._changes(old, new):
            column.addWidget(Label(sentence, "secondary", "ink2", wrap=True))

    def _tested(self, study: Study, hypothesis: Hypothesis) -> str:
        tested = [each for each in study.iterations() if each.hypothesis == hypothesis.id]
        if not tested:
            return self.tr("not tested yet")
        numbers = ", ".join(str(each.number) for each in tested)
        said = self.tr("tested in iteration {numbers}").format(numbers=numbers)
        late = next((each.set_after for each in tested if each.set_after), 0)
        if late:
            said += self.tr(" · set after {n} observations").format(n=late)
        return said

    def _changes(self, old: Hypothesis | None, new: Hypothesis) -> list[str]:
        if old is None:
            return [self.tr("The first version.")]
        said = list(differences(old, new)) or [self.tr("Nothing changed in its words.")]
        more = len(said) - _SHOWN
        if more > 0:
            said = [*said[:_SHOWN], self.tr("And {n} more changes.").format(n=more)]
        return said
