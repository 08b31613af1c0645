"""The cells of the timeline: small stacks of words, a funnel in miniature, the decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.learn.parts import PARTS
from core.model.hypothesis import Hypothesis
from core.timeline import Round
from ui.iterations.words import conclusion, redrawn, same_partners, tr
from ui.look.describe import day
from ui.look.funnel_shape import shape_of
from ui.look.funnel_ticks import paint_funnel
from ui.look.theme import theme
from ui.look.type import scale
from ui.look.widgets import Button, Card, Chip, Label

_FUNNEL = 196


class Cell(QWidget):
    """A stack of words at the top of its cell."""

    def __init__(self, lines: Sequence[tuple[str, str, str]] = ()) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 16, 10)
        self.column.setSpacing(3)
        for text, role, ink in lines:
            self.say(text, role, ink)

    def say(self, text: str, role: str = "body", ink: str = "ink") -> None:
        """One more line; an empty one is left out."""
        if text:
            self.column.addWidget(Label(text, role, ink, wrap=True))

    def beside(self, chip: str, text: str) -> None:
        """A chip and a line beside it."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Chip(chip), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text, "body", wrap=True), 1)
        self.column.addLayout(row)


def hypothesis_cell(told: Round) -> Cell:
    """The version tested and what was new in it."""
    cell = Cell()
    written = told.hypothesis
    if written is None:
        cell.say(tr("No hypothesis yet"), "body", "ink2")
        return cell
    cell.beside(f"v{written.version}", _what_is_new(told, written))
    cell.setToolTip("\n".join(told.reworded))
    cell.say(
        tr("to beat {share}, {n} planned").format(
            share=f"{round(100 * written.target)} %", n=f"{written.planned:,}"
        ),
        "secondary",
        "ink2",
    )
    if told.iteration.set_after:
        said = tr("set after {n} observations").format(n=f"{told.iteration.set_after:,}")
        cell.say(said, "secondary", "caution")
    return cell


def _what_is_new(told: Round, written: Hypothesis) -> str:
    """The first part that was reworded, as it reads now; of the first version what it offers."""
    before = told.hypothesis_before
    if before == written:
        return tr("as before")
    for part in PARTS if before else ():
        text = getattr(written, part.field).strip()
        if text and text != getattr(before, part.field).strip():
            return tr("{part}: {words}").format(part=part.title, words=text)
    if told.reworded:
        return told.reworded[0]
    return written.solution.strip() or written.value.strip() or tr("no words yet")


def change_cell(told: Round) -> Cell:
    """What changed in the solution, its release and the goals."""
    cell = Cell()
    iteration = told.iteration
    cell.say(iteration.change or tr("Nothing said of the solution"))
    if iteration.release:
        release = tr("release {name}").format(name=iteration.release)
        cell.say(release, "secondary", "ink2")
    for goal in iteration.goals:
        cell.say(f"· {goal}", "secondary", "ink2")
    return cell


def flow_cell(told: Round) -> Cell:
    """The version walked and how it was redrawn."""
    cell = Cell()
    first, *rest = redrawn(told.redrawn)
    cell.beside(f"v{told.flow.version}", first)
    for line in rest:
        cell.say(line, "secondary", "ink2")
    return cell


def partners_cell(told: Round) -> Cell:
    """The same partners in this iteration and the one before."""
    head, what = same_partners(told)
    cell = Cell()
    cell.say(head, "body", "ink" if told.same_partners else "ink3")
    cell.say(what, "secondary", "ink2")
    return cell


def focus_cell(told: Round) -> Cell:
    """The step most partners left at."""
    cell = Cell()
    if told.focus is None or told.decision is None:
        cell.say(tr("—"), "body", "ink3")
        return cell
    cell.say(told.focus.name, "body")
    left = sum(
        len(each.deviated)
        for each in told.decision.evidence.ends
        if each.step == told.decision.evidence.focus
    )
    whole = told.decision.evidence.deviated
    cell.say(
        tr("{n} of {whole} who left, left here").format(n=f"{left:,}", whole=f"{whole:,}"),
        "secondary",
        "ink2",
    )
    return cell


class DecisionCell(QWidget):
    """The verdict and its note, or that nothing was decided; ``opened`` asks for its evidence."""

    opened = Signal()

    def __init__(self, told: Round) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 16, 10)
        card = Card(padding=14)
        outer.addWidget(card)
        head = QHBoxLayout()
        card.column.addLayout(head)
        decision, words = told.decision, ""
        verdict = decision.verdict if decision else None
        if verdict is not None and decision is not None:
            head.addWidget(Label(conclusion(verdict.conclusion), "card"))
            agrees = verdict.conclusion is decision.proposal
            proposed = tr("app proposed {word}").format(word=conclusion(decision.proposal))
            said = tr("as proposed") if agrees else proposed
            head.addStretch()
            head.addWidget(Label(said, "label", "ink3" if agrees else "caution"))
            words = verdict.note
            signed = ", ".join(each for each in (verdict.by, day(verdict.at)) if each)
        elif decision is not None:
            head.addWidget(Label(tr("No verdict yet"), "card"))
            signed = tr("app proposed {word}").format(word=conclusion(decision.proposal))
        else:
            head.addWidget(Label(tr("Not decided yet"), "card"))
            signed = tr("{n} partners met").format(n=f"{told.funnel.entrants:,}")
        if words:
            card.column.addWidget(Label(words, "body", wrap=True))
        card.column.addWidget(Label(signed, "secondary", "ink2"))
        if told.late:
            late = tr("{n} late observations since, not in it").format(n=told.late)
            card.column.addWidget(Label(late, "secondary", "caution", wrap=True))
        if told.is_corrected:
            said = tr("What was observed has been corrected since the close.")
            card.column.addWidget(Label(said, "secondary", "caution", wrap=True))
        self.button = Button(tr("Evidence") if decision else tr("Decide and close"), "link")
        self.button.clicked.connect(self.opened)
        card.column.addWidget(self.button)
        outer.addStretch()


class MiniFunnel(QWidget):
    """The funnel of one iteration in miniature, drawn by the code of the Funnels screen."""

    def __init__(self, told: Round) -> None:
        super().__init__()
        self._funnel, self._shape = told.funnel, shape_of(told.flow)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = tr("Funnel of iteration {n}: {met} of {entrants} entrants reached the need met")
        self.setAccessibleName(
            said.format(
                n=told.iteration.number, met=told.funnel.need_met, entrants=told.funnel.entrants
            )
        )
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(300, int(_FUNNEL * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, 0, -20, -6)
        paint_funnel(painter, rect, self._funnel, self._shape)
        painter.end()
