"""What the dock says of one step: its numbers over the iterations, why they left, in their words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.interview.said import Said, said
from core.measure.behind import behind
from core.model.flow import Step
from core.model.partner import EVERYONE
from core.study import Study
from ui.flow.bars import ReasonBar
from ui.flow.faces import Rate
from ui.flow.numbers import Numbers, Row
from ui.look.curtain import curtain
from ui.look.describe import few_answers, interval, is_few, of, percent
from ui.look.layouts import emptied
from ui.look.parts import Label
from ui.look.widgets import Button

_MOST_QUOTES, _MOST_REASONS, _MOST_ROWS = 2, 4, 4


class Column(QWidget):
    """A column of the dock with a heading, filled anew whenever its step or its numbers change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 14, 20, 10)
        self.column.setSpacing(6)

    def clear(self) -> None:
        """Take everything out."""
        emptied(self.column)

    def head(self, text: str) -> None:
        """The heading, first of all."""
        label = Label(text, "status", "ink2", elided=True)
        self.column.addWidget(label)


class NumbersColumn(Column):
    """The rate at the step, and reached, aligned, deviated, unknown of each iteration."""

    def show_numbers(self, numbers: Numbers, rate: Rate, rows: Sequence[Row]) -> None:
        """Show the numbers of a step."""
        self.clear()
        name = self.tr("Everyone") if numbers.group.id == EVERYONE else numbers.group.name
        head = self.tr("At this step · {cohort} · iteration {n}")
        self.head(head.format(cohort=name, n=numbers.iteration.number))
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(Label(percent(rate.share) if rate.answered else "–", "display"))
        words = QVBoxLayout()
        words.setSpacing(0)
        if rate.answered:
            words.addWidget(
                Label(self.tr("{x} aligned").format(x=of(rate.aligned, rate.answered)), "strong")
            )
            plausible = QHBoxLayout()
            plausible.setSpacing(0)
            text = self.tr("plausible {interval}").format(interval=interval(rate.interval))
            plausible.addWidget(Label(text, "secondary", "ink2"))
            if is_few(rate.answered):
                plausible.addWidget(Label(" · ", "secondary", "ink2"))
                plausible.addWidget(Label(few_answers(), "strong", "caution"))
            plausible.addStretch()
            words.addLayout(plausible)
        else:
            words.addWidget(Label(self.tr("No data yet"), "strong"))
        line.addLayout(words, 1)
        self.column.addLayout(line)
        self.column.addLayout(self._table(rows))
        self.column.addStretch()

    def show_nothing(self, sentence: str) -> None:
        """Say why there are no numbers."""
        self.clear()
        self.head(self.tr("At this step"))
        self.column.addWidget(Label(sentence, "body", "ink2", wrap=True))
        self.column.addStretch()

    def _table(self, rows: Sequence[Row]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        titles = (
            "",
            self.tr("Reached"),
            self.tr("Aligned"),
            self.tr("Deviated"),
            self.tr("Unknown"),
        )
        right = Qt.AlignmentFlag.AlignRight
        for column, title in enumerate(titles):
            grid.addWidget(Label(title, "label", "ink2"), 0, column, right)
            grid.setColumnStretch(column, 1)
        for place, row in enumerate(rows[:_MOST_ROWS], start=1):
            name = self.tr("Iteration {n}").format(n=row.iteration)
            grid.addWidget(Label(name, "body" if place == 1 else "secondary"), place, 0)
            figures = (row.reached, row.aligned, row.deviated, row.unknown)
            for column, figure in enumerate(figures, start=1):
                strong = place == 1 and column == 2
                ink = "ink" if place == 1 else "ink2"
                label = Label(str(figure), "strong" if strong else "body", ink)
                grid.addWidget(label, place, column, right)
        return grid


class ReasonsColumn(Column):
    """Why partners left: reasons ranked, each with its count."""

    def show_reasons(self, numbers: Numbers, step: Step) -> None:
        """Show the reasons at a step."""
        self.clear()
        ranked = numbers.reasons.get(step.id, ())
        total = sum(each.count for each in ranked)
        if not total:
            self.head(self.tr("Why they left"))
            # Reasons are ranked along the path; an endpoint only has its number.
            end = numbers.end(step.kind)
            sentence = self.tr("Nobody deviated here.")
            if end is not None and end.deviated:
                sentence = self.tr("Deviated here: {n}.").format(n=end.deviated)
            self.column.addWidget(Label(sentence, "body", "ink2", wrap=True))
        else:
            self.head(self.tr("Why {n} left here").format(n=total))
        for reason in ranked[:_MOST_REASONS]:
            row = QHBoxLayout()
            text = reason.text or self.tr("No reason given")
            row.addWidget(Label(text, "body", elided=True), 1)
            row.addWidget(Label(str(reason.count), "strong"))
            row.addWidget(Label(self.tr("of {n}").format(n=total), "secondary", "ink2"))
            row.setSpacing(14)
            self.column.addLayout(row)
            bar = QHBoxLayout()
            bar.addWidget(ReasonBar(reason.count / ranked[0].count))
            bar.addSpacing(80)
            self.column.addLayout(bar)
        self.column.addStretch()


class WordsColumn(Column):
    """What they said at this step, those who deviated first. ``wanted`` asks for all of it."""

    wanted = Signal()

    def show_words(self, study: Study, numbers: Numbers, step: Step) -> None:
        """Show the words of a step."""
        self.clear()
        self.head(self.tr("In their words"))
        found, people = _said(study, numbers, step)
        quotes = [(each, quote) for each in found for quote in each.quotes]
        for speaker, quote in quotes[:_MOST_QUOTES]:
            text = Label(f"“{quote}”", "body", wrap=True)
            self.column.addWidget(text)
            values = [value for value in speaker.partner.attributes.values() if value]
            who = " · ".join([curtain.over(speaker.partner.pseudonym), *values[:3]])
            self.column.addWidget(Label(who, "label", "ink2", elided=True))
        if not quotes:
            self.column.addWidget(
                Label(self.tr("Nothing was quoted at this step yet."), "body", "ink2", wrap=True)
            )
        # An endpoint has no bar that leads on.
        if found and not step.kind.is_endpoint:
            words = self.tr("All {n} partners and what they said").format(n=people)
            if people == 1:
                words = self.tr("The partner and what was said")
            link = Button(words, "link")
            link.clicked.connect(self.wanted)
            self.column.addWidget(link)
        self.column.addStretch()


def _said(study: Study, numbers: Numbers, step: Step) -> tuple[Sequence[Said], int]:
    """Those who deviated, or where nobody was quoted all observed there: the first, and how many."""
    found: Sequence[Said] = ()
    who: Sequence[str] = ()
    for what in ("deviated", "aligned"):
        if step.kind.is_endpoint or step.id in numbers.counts:
            who = behind(
                study.columns, numbers.flow, numbers.iteration.id, numbers.group, step.id, what
            )
            found = said(study, numbers.iteration.id, step.id, who, at_most=_MOST_QUOTES)
        if any(each.quotes for each in found):
            break
    return found, len(who)
