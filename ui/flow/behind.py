"""From a number that was clicked on the canvas to the partners behind it and their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, Slot

from core.interview.said import said
from core.measure.behind import behind, behind_link
from core.model.flow import Flow, Link, StepKind
from core.model.partner import EVERYONE
from ui.flow import dock as docks
from ui.flow.dock import Dock
from ui.flow.numbers import Numbers
from ui.flow.partners import MOST, STATUSES
from ui.flow.scene import Hit
from ui.flow.selection import Selection
from ui.session import Session


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


@dataclass(frozen=True)
class Asked:
    """Which number: what it counts at a step, those on a link, or those who gave a reason."""

    what: str
    step: str
    link: Link | None = None
    reason: str | None = None


_WHAT = {
    "reached": "reached",
    "answered": "answered",
    "number": "aligned",
    "deviated": "deviated",
    "unknown": "unknown",
    "exit": "fate deviated",
    "undecided": "undecided",
    "arc": "aligned",
    "pending": "unknown",
    "onward": "aligned",
    "innovation": "both",
}
"""What the number counts, by the part of the canvas that was hit."""


def asked_at(hit: Hit, flow: Flow) -> Asked | None:
    """The number that stands where the canvas was hit; None where none does."""
    if hit.part == "label" and hit.link is not None:
        return Asked("went", hit.link.target, hit.link)
    adoption = flow.one(StepKind.ADOPTION)
    step = adoption.id if hit.part == "innovation" and adoption else hit.step
    if not step or hit.part not in _WHAT:
        return None
    return Asked(_WHAT[hit.part], step, reason=hit.reason)


def who(session: Session, numbers: Numbers, asked: Asked) -> tuple[str, ...]:
    """Ids of the partners a number counts, in the order they were first observed."""
    flow, columns = numbers.flow, session.study.columns
    about = (columns, flow, numbers.iteration.id, numbers.group)
    if asked.reason is not None:
        given = numbers.reasons.get(asked.step, ())
        return next((each.partners for each in given if each.text == asked.reason), ())
    ends = flow.step(asked.step).kind.is_endpoint
    if ends and (asked.link is not None or asked.what == "reached"):
        return behind(*about, asked.step, "need_met")
    if asked.link is not None:
        return behind_link(*about, asked.link)
    return behind(*about, asked.step, asked.what)


class Behind(QObject):
    """Fills the dock's table of partners, for the number clicked last or the current step."""

    def __init__(self, session: Session, selection: Selection, dock: Dock) -> None:
        super().__init__(dock)
        self._session, self._selection, self._dock = session, selection, dock
        self._numbers: Numbers | None = None
        self._asked: Asked | None = None
        dock.currentChanged.connect(self._fill)
        selection.changed.connect(self._follow)
        dock.partners.turned.connect(self._turn)
        dock.partners.wanted.connect(self._go)

    def show_numbers(self, numbers: Numbers | None) -> None:
        """Count by these numbers from now on."""
        self._numbers = numbers
        self._fill()

    def press(self, hit: Hit) -> bool:
        """Whether a number was hit; then who stands behind it is shown."""
        numbers = self._numbers
        asked = asked_at(hit, numbers.flow) if numbers else None
        if asked is None:
            return False
        self._selection.choose(
            [] if asked.link else [asked.step], [asked.link] if asked.link else []
        )
        self._asked = asked
        self._dock.show()
        self._dock.setCurrentIndex(docks.PARTNERS)
        self._fill()
        return True

    @Slot()
    def _follow(self) -> None:
        """The number clicked stays as long as its step does; else the current step is asked about."""
        current, asked = self._selection.current, self._asked
        if current is not None and (asked is None or asked.link or asked.step != current):
            what = asked.what if asked and asked.what in STATUSES else "reached"
            self._asked = Asked(what, current)
            self._fill()

    @Slot(object)
    def _turn(self, what: object) -> None:
        if self._asked is not None:
            self._asked = replace(self._asked, what=str(what), reason=None)
            self._fill()

    @Slot(str)
    def _go(self, partner: str) -> None:
        self._session.go("partners", partner=partner)

    @Slot()
    def _fill(self) -> None:
        pane, numbers, asked = self._dock.partners, self._numbers, self._asked
        if not pane.isVisibleTo(self._dock):
            return
        flow = numbers.flow if numbers else Flow("")
        if numbers is None or asked is None or not flow.has(asked.step):
            why = _tr("Click a number to see who stands behind it.")
            if numbers is None:
                why = _tr("The drawing shows no numbers now, so nobody stands behind them.")
            pane.show_partners(why, "", (), 0)
            return
        endpoint = flow.step(asked.step).kind.is_endpoint
        counted = endpoint or asked.step in numbers.counts
        found = who(self._session, numbers, asked) if counted else ()
        study, encounter = self._session.study, None if endpoint else 1
        words = said(study, numbers.iteration.id, asked.step, found[:MOST], encounter)
        status = asked.what if asked.link is None else ""
        pane.show_partners(_head(numbers, asked, len(found)), status, words, len(found[MOST:]))


def _head(numbers: Numbers, asked: Asked, count: int) -> str:
    flow = numbers.flow
    said_of = _LINE.get(asked.what, _LINE["reached"])()
    source = flow.step(asked.link.source).name if asked.link else ""
    line = said_of.format(n=count, step=flow.step(asked.step).name, source=source)
    if asked.reason is not None:
        line = f"{line}: {asked.reason or _tr('No reason given')}"
    group = _tr("Everyone") if numbers.group.id == EVERYONE else numbers.group.name
    number = _tr("iteration {n}").format(n=numbers.iteration.number)
    return f"{line} · {group} · {number}"


_LINE: Mapping[str, Callable[[], str]] = {
    "reached": lambda: _tr("{n} reached {step}"),
    "aligned": lambda: _tr("{n} aligned at {step}"),
    "deviated": lambda: _tr("{n} deviated at {step}"),
    "unknown": lambda: _tr("{n} unknown at {step}"),
    "answered": lambda: _tr("{n} observed at {step}"),
    "fate deviated": lambda: _tr("{n} left at {step}"),
    "undecided": lambda: _tr("{n} undecided after {step}"),
    "both": lambda: _tr("{n} adopted it and brought the outcome"),
    "went": lambda: _tr("{n} went from {source} to {step}"),
}
