"""Two versions of the flow on one canvas: what differs, and the change of each step's alignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from core.groups import groups
from core.measure.version_rates import RateChange, StepRate, rate_changes, step_rates
from core.model.flow import Flow
from core.model.iteration import Iteration
from core.model.versions import (
    Change,
    Part,
    StepChange,
    VersionChanges,
    compare_versions,
    together,
)
from core.study import Study
from ui.flow.drawing import drawing
from ui.flow.faces import Drawing, Face, Mark
from ui.look.describe import is_few, of, percent

NO_BREAK = "\u00a0"
_QUIET = (Change.SAME, Change.MOVED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


@dataclass(frozen=True)
class Side:
    """One of the two versions, with the latest iteration that used it, or None."""

    flow: Flow
    iteration: Iteration | None

    def words(self) -> str:
        """Version and iteration in a few words."""
        version = _tr("version {n}").format(n=self.flow.version)
        if self.iteration is None:
            return _tr("{version} · no iteration yet").format(version=version)
        return f"{version} · {_tr('iteration {n}').format(n=self.iteration.number)}"


@dataclass(frozen=True)
class Compared:
    """The older version and the newer one, what differs, and both rates of each step by its id."""

    old: Side
    new: Side
    changes: VersionChanges
    rates: Mapping[str, RateChange]

    @cached_property
    def flow(self) -> Flow:
        """Both versions as one flow."""
        return together(self.changes)

    @cached_property
    def drawing(self) -> Drawing:
        """What the canvas shows of it."""
        plain = drawing(self.new.flow, None, ())
        faces = {**drawing(self.old.flow, None, ()).faces, **plain.faces}
        steps = self.changes.steps
        return replace(
            plain,
            flow=self.flow,
            faces={step.id: self._face(faces[step.id], steps[step.id]) for step in self.flow.steps},
            changes={a: b for a, b in self.changes.links.items() if b is not Change.SAME},
        )

    def _face(self, face: Face, change: StepChange) -> Face:
        rate = self.rates.get(change.step.id, RateChange())
        strong, lines, few = _said(change, rate)
        word = face.word
        if change.before is not None and Part.NAME in change.parts:
            word = _tr("was “{name}”").format(name=change.before.name)
        return replace(
            face, word=word, mark=mark(change), strong=strong, lines=lines, few=few, about=""
        )


def compared(study: Study, a: Flow, b: Flow, looked_at: Iteration | None, cohort: str) -> Compared:
    """Two versions side by side, the one with the lower number first.

    The numbers are those of the iteration looked at where it used a version, else of the latest one
    that did, for a cohort; a cohort that an iteration does not know has no data there.
    """
    old, new = sorted((a, b), key=lambda flow: flow.version)
    before = Side(old, _walked(study, old, looked_at))
    after = Side(new, _walked(study, new, looked_at))
    rates = rate_changes(_rates(study, before, cohort), _rates(study, after, cohort))
    return Compared(before, after, compare_versions(old, new), rates)


def _walked(study: Study, flow: Flow, looked_at: Iteration | None) -> Iteration | None:
    if looked_at is not None and looked_at.flow == flow.id:
        return looked_at
    return next((each for each in reversed(study.iterations()) if each.flow == flow.id), None)


def _rates(study: Study, side: Side, cohort: str) -> Mapping[str, StepRate]:
    found = groups(study, side.iteration, [cohort]) if side.iteration else ()
    if not found or side.iteration is None:
        return {}
    return step_rates(study.columns, side.flow, side.iteration.id, found[0])


# --- words


def mark(change: StepChange) -> Mark | None:
    """The chip of a step; None where only its place is another, or nothing."""
    if change.change in _QUIET:
        return None
    if change.change is Change.CHANGED:
        return Mark(change.change, change_words(change))
    return Mark(change.change, {Change.ADDED: _tr("added")}.get(change.change, _tr("removed")))


def change_words(change: StepChange) -> str:
    """What of a step is another now, in a word or two."""
    if len(change.parts) > 1:
        return _tr("changed")
    return {
        Part.NAME: _tr("renamed"),
        Part.KIND: _tr("other kind"),
        Part.OPTIONAL: _tr("optional") if change.step.optional else _tr("required"),
        Part.DESCRIPTION: _tr("described anew"),
    }.get(change.parts[0], _tr("other meaning"))


def points(difference: float) -> str:
    """A difference of two shares in percentage points with its sign: ``−22 points``."""
    whole = round(abs(difference) * 100)
    if not whole:
        return _tr("0 points") if not difference else _tr("under 1 point")
    sign = "+" if difference > 0 else "−"
    words = _tr("{points} point") if whole == 1 else _tr("{points} points")
    return words.format(points=f"{sign}{whole}").replace(" ", NO_BREAK)


def share(rate: StepRate | None) -> str:
    """A rate in percent, or "no data"."""
    return percent(rate.share if rate else None)


def counted(rate: StepRate | None) -> str:
    """A rate as ``x of n``, or a dash."""
    return of(rate.aligned, rate.answered) if rate and rate.answered else "–"


def _answers(sides: Sequence[StepRate | None]) -> str:
    """The n of each side: ``n 17 → 7``."""
    figures = " → ".join(str(side.answered) if side else "0" for side in sides)
    return _tr("n {figures}").format(figures=figures)


def _said(change: StepChange, rate: RateChange) -> tuple[str, tuple[str, ...], bool]:
    """The strong line, those under it, and whether there are few answers on either side."""
    sides = list(_sides(change, rate))
    few = any(is_few(side.answered) for side in sides if side and side.answered)
    if not any(side and side.answered for side in sides):
        return _tr("no data"), (), False
    rates, lines = " → ".join(share(side) for side in sides), (_answers(sides),)
    if rate.difference is None and len(sides) == 1:
        return rates, lines, few
    if rate.difference is None:
        newer = sides[-1]
        words = _tr("no data before") if newer and newer.answered else _tr("no data yet")
        return words, (rates, *lines), few
    return points(rate.difference), (rates, *lines), few


def _sides(change: StepChange, rate: RateChange) -> Iterator[StepRate | None]:
    if change.before is not None:
        yield rate.before
    if change.after is not None:
        yield rate.after
