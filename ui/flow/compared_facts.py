"""What the dock says of one step while versions are compared: both rates, and what differs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout

from core.measure.version_rates import RateChange, StepRate
from core.model.flow import Step
from core.model.versions import Change, Part, StepChange
from ui.flow.compared import Compared, Side, counted, points, share
from ui.flow.facts import Column
from ui.flow.words import kind_name
from ui.look.describe import few_answers, interval, is_few
from ui.look.parts import Label

_LONGEST = 160


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


def show_rates(column: Column, found: Compared, step: Step) -> None:
    """Both rates of a step with their n and interval, and the difference without a claim."""
    column.clear()
    column.head(_tr("Alignment at this step in both versions"))
    rate = found.rates.get(step.id, RateChange())
    words = _tr("No data on one side") if rate.difference is None else points(rate.difference)
    column.column.addWidget(Label(words, "display" if rate.difference is not None else "strong"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    change = found.changes.steps[step.id]
    rows = (
        (found.old, rate.before, change.before),
        (found.new, rate.after, change.after),
    )
    for row, (side, one, there) in enumerate(rows):
        for place, text in enumerate(_cells(side, one, there)):
            tone = "caution" if place == 4 else "ink2" if place in (0, 3) else "ink"
            label = Label(text, "secondary" if place in (0, 3, 4) else "strong", tone)
            align = Qt.AlignmentFlag.AlignLeft if place == 0 else Qt.AlignmentFlag.AlignRight
            grid.addWidget(label, row, place, align)
    grid.setColumnStretch(0, 1)
    column.column.addLayout(grid)
    column.column.addStretch()


def _cells(side: Side, rate: StepRate | None, there: Step | None) -> tuple[str, ...]:
    name = _tr("Version {n}").format(n=side.flow.version)
    if side.iteration is not None:
        name = _tr("Iteration {n}").format(n=side.iteration.number)
    if there is None:
        return name, "", _tr("not in it"), "", ""
    few = rate is not None and rate.answered and is_few(rate.answered)
    between = interval(rate.interval) if rate and rate.answered else ""
    return name, counted(rate), share(rate), between, few_answers() if few else ""


def show_differences(column: Column, found: Compared, step: Step) -> None:
    """What is another at a step: each part as it was and as it is."""
    column.clear()
    column.head(_tr("What differs"))
    change = found.changes.steps[step.id]
    for text in _differences(found, change):
        column.column.addWidget(Label(text, "body", wrap=True))
    column.column.addStretch()


def _differences(found: Compared, change: StepChange) -> list[str]:
    version = found.new.flow.version
    if change.before is None or change.after is None:
        came = change.change is Change.ADDED
        text = _tr("Added in version {n}.") if came else _tr("Removed in version {n}.")
        return [text.format(n=version)]
    if change.change is Change.MOVED:
        return [_tr("Only its place.")]
    if change.change is Change.SAME:
        return [_tr("Nothing.")]
    return [_part(each, change.before, change.after) for each in change.parts]


def _part(part: Part, before: Step, after: Step) -> str:
    names = {
        Part.NAME: _tr("Name"),
        Part.KIND: _tr("Kind"),
        Part.OPTIONAL: _tr("Required"),
        Part.ALIGNED_MEANS: _tr("Aligned means"),
        Part.DEVIATED_MEANS: _tr("Deviation"),
        Part.DESCRIPTION: _tr("Description"),
    }
    return f"{names[part]}: {_value(part, before)} → {_value(part, after)}"


def _value(part: Part, step: Step) -> str:
    value = getattr(step, part)
    if part is Part.KIND:
        return kind_name(step.kind)
    if part is Part.OPTIONAL:
        return _tr("optional") if step.optional else _tr("required")
    cut = value if len(value) <= _LONGEST else value[:_LONGEST].rstrip() + "…"
    return f"“{cut}”" if value else _tr("nothing written")


def show_reading(column: Column) -> None:
    """How to read a comparison, in two sentences."""
    column.clear()
    column.head(_tr("How to read this"))
    first = _tr(
        "Points are percentage points: the share aligned of those with an answer, in the newer "
        "version minus in the older one."
    )
    second = _tr(
        "Other people walked in each iteration, and few of them. This shows what was seen; whether "
        "it differs for more than chance is not said here."
    )
    for text in (first, second):
        column.column.addWidget(Label(text, "secondary", "ink2", wrap=True))
    column.column.addStretch()
