"""One encounter on a partner's page: the path walked, and every word in the order of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.interview.log_lines import Line, lines
from core.interview.walks import Walked
from core.model.interview import Interview
from core.model.observation import Note, NoteKind, Observation, Status
from ui.look.describe import clock, day
from ui.look.texts import breakable
from ui.look.type import scale
from ui.look.widgets import Card, Chip, Label
from ui.partners.facts import tr
from ui.partners.mark import MARKS, Mark
from ui.partners.path_strip import PathStrip, status_word


@dataclass(frozen=True)
class Shown:
    """What an encounter is shown with: whether quotes may leave, and its interviews by id."""

    quotes_may_leave: bool
    interviews: Mapping[str, Interview]


class WalkCard(Card):
    """An encounter: a head with its day, the path, and the log."""

    def __init__(self, walked: Walked, shown: Shown) -> None:
        super().__init__()
        head = QHBoxLayout()
        title = tr("Encounter {n}").format(n=walked.encounter)
        head.addWidget(Label(title, "card"))
        head.addWidget(Label(_when(walked), "secondary", "ink2"), 1)
        if any(each.late for each in walked.entries):
            head.addWidget(Chip(tr("late"), "neutral", "clock"))
        self.setAccessibleName(f"{title}, {_when(walked)}")
        self.column.addLayout(head)
        self.column.addWidget(PathStrip(walked.places))
        names = {step.id: step.name for step in walked.flow.steps}
        log = QVBoxLayout()
        log.setSpacing(3)
        for entry in walked.entries:
            log.addLayout(_entry_head(entry, names.get(entry.step, "?")))
            for line in lines(entry):
                if line.words.text:
                    log.addWidget(_said(line, shown))
        self.column.addLayout(log)


def _when(walked: Walked) -> str:
    times = [each.at for each in walked.entries if not each.voided]
    if not times:
        return tr("taken back")
    first, last = min(times), max(times)
    until = f"–{clock(last)[:5]}" if clock(last)[:5] != clock(first)[:5] else ""
    return f"{day(first)}, {clock(first)[:5]}{until}"


def _entry_head(entry: Observation | Note, step: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    if isinstance(entry, Observation):
        glyph, ink = MARKS[entry.status]
        said = tr(status_word(entry.status))
    else:
        is_quote = entry.kind is NoteKind.QUOTE
        glyph, ink = ("quote" if is_quote else "note"), "ink2"
        said = tr("quote") if is_quote else tr("note")
    deviated = isinstance(entry, Observation) and entry.status is Status.DEVIATED
    row.addWidget(Mark(glyph, "ink3" if entry.voided else ink, said))
    tone = "ink3" if entry.voided else "ink"
    name = Label(step, "strong" if deviated else "body", tone, elided=True)
    name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    row.addWidget(name)
    if entry.voided:
        row.addWidget(Chip(tr("taken back"), "unknown"))
    if entry.important:
        row.addWidget(Chip(tr("important"), "accent", "star"))
    for tag in entry.tags:
        row.addWidget(Chip(f"#{tag}"))
    row.addStretch()
    if entry.observer:
        row.addWidget(Label(entry.observer, "secondary", "ink3"))
    row.addWidget(Label(clock(entry.at), "secondary", "ink3"))
    return row


def _said(line: Line, shown: Shown) -> QWidget:
    """The words of a line; a quote that nobody gave leave to use says so."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(int(26 * scale()), 0, 0, 2)
    row.setSpacing(8)
    voided = line.entry.voided
    if line.words.is_quote:
        text, role, ink = f"“{line.words.text}”", "body", "ink3" if voided else "ink"
    else:
        text, role, ink = line.words.text, "secondary", "ink3" if voided else "ink2"
        if line.part == "reason":
            text = tr("Reason: {words}").format(words=text)
    label = Label(breakable(text), role, ink, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(label, 1)
    if line.words.is_quote and not voided and not shown.quotes_may_leave:
        row.addWidget(held_back(), 0, Qt.AlignmentFlag.AlignTop)
    return whole


def held_back() -> Chip:
    """The mark of a quote that stays with the researcher."""
    chip = Chip(tr("no permission"), "caution", "eye_off")
    chip.setToolTip(
        tr("This partner has not agreed to quotes. It is shown here and leaves in no export.")
    )
    return chip
