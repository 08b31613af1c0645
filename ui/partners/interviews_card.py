"""The interviews a partner gave: when, how, where and with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.model.interview import Channel, Interview
from ui.look.describe import clock, day
from ui.look.layouts import emptied
from ui.look.texts import breakable
from ui.look.widgets import Card, Chip, Label
from ui.partners.facts import tr

CHANNELS: Mapping[Channel, str] = {
    Channel.IN_PERSON: "in person",
    Channel.VIDEO: "video call",
    Channel.PHONE: "phone",
    Channel.WRITTEN: "chat or e-mail",
}


class InterviewsCard(Card):
    """One line an interview, the latest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addWidget(Label(tr("Interviews"), "card"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.column.addLayout(self._lines)
        self._shown: object = None

    def show_interviews(self, held: Sequence[Interview], numbers: Mapping[str, int]) -> None:
        """Show interviews; ``numbers`` are those of iterations by id."""
        if (held, numbers) == self._shown:
            return
        self._shown = (held, numbers)
        emptied(self._lines)
        for each in sorted(held, key=lambda one: one.began, reverse=True):
            self._lines.addWidget(_line(each, numbers.get(each.iteration, 0)))
        if not held:
            self._lines.addWidget(Label(tr("None yet."), "secondary", "ink2"))


def _line(held: Interview, iteration: int) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    until = f"–{clock(held.ended)[:5]}" if held.ended else ""
    when = f"{day(held.began)}, {clock(held.began)[:5]}{until}"
    first = QHBoxLayout()
    first.addWidget(Label(when, "body"), 1)
    if held.is_running:
        first.addWidget(Chip(tr("running"), "error", "record"))
    first.addWidget(Label(tr("iteration {n}").format(n=iteration), "secondary", "ink2"))
    column.addLayout(first)
    how = tr(CHANNELS[held.channel]) if held.channel is not None else ""
    said = " · ".join(each for each in (how, held.place, held.researcher) if each)
    if said:
        column.addWidget(Label(breakable(said), "secondary", "ink2", wrap=True))
    whole.setAccessibleName(f"{when} {said}")
    return whole
