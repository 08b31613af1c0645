"""Cohort against cohort, or against the rest: the word first, then the points with their interval."""

from __future__ import annotations

from core.groups import groups
from core.measure.compare import (
    Comparison,
    Side,
    StepComparison,
    against_each_other,
    compare,
    shares_partners,
)
from core.measure.version_rates import StepRate
from core.model.flow import Step, StepKind
from core.model.partner import EVERYONE
from ui.funnel.cells import Badge, Cell, Column, Plain, Sheet, Twin
from ui.funnel.charts.scene import Scene
from ui.funnel.head import tr
from ui.funnel.who import Who
from ui.look.describe import NO_BREAK, interval, of, percent


def pairs(scene: Scene) -> list[tuple[Side, Side]]:
    """What is compared: each chosen cohort with the rest, or with one cohort.

    Cohorts that share partners are not compared with each other: each is, with the rest.
    """
    asked = scene.asked
    sides = [Side(asked.flow, asked.iteration.id, each) for each in asked.groups]
    base = asked.view.against
    other = groups(scene.study, asked.iteration, [base]) if base else ()
    found: list[tuple[Side, Side]] = []
    for side in sides:
        if side.group.id == EVERYONE or (other and side.group.id == other[0].id):
            continue
        if other and not shares_partners(side.group, other[0]):
            found += against_each_other(side, Side(asked.flow, asked.iteration.id, other[0]))
        else:
            found.append((side, Side(asked.flow, asked.iteration.id, side.group, rest=True)))
    return found


def against(scene: Scene) -> Sheet:
    """The comparison at the step pointed at; the table twin has it at every step."""
    step = compared_step(scene)
    if step is None:
        return Sheet(tr("Cohort against the rest"), empty=tr("The flow has no step to compare at."))
    found = compare(scene.study.columns, pairs(scene), **scene.asked.read)
    asked_for = sum(len(each.steps) for each in found)
    here = [(each, own) for each in found for own in each.steps if own.step.id == step.id]
    return Sheet(
        title=tr("{step}, cohort against the rest").format(step=step.name)
        if not scene.asked.view.against
        else tr("{step}, cohort against cohort").format(step=step.name),
        remark=tr("Fisher, Holm over {n}").format(n=asked_for) if here else "",
        columns=(
            Column("", 1.4, 110), Column(tr("cohort"), 0.3, 64), Column(tr("others"), 0.3, 64),
            Column(tr("difference"), 0.5, 92, right=True), Column("", 0.2, 94, right=True),
        ),
        rows=tuple(_row(scene, each, own) for each, own in here),
        note=tr("Points carry their own 95 % interval; the word follows the corrected test."),
        empty=tr("Choose a cohort beside Everyone: it is compared with the rest."),
        high=36,
        heads=True,
        said=tuple(_named(each, own) for each, own in here),
        twin=_twin(scene, found),
    )  # fmt: skip


def _named(each: Comparison, own: StepComparison) -> str:
    return tr("{a} against {b}: {sentence}").format(
        a=side_name(each.a), b=side_name(each.b), sentence=sentence(own)
    )


def compared_step(scene: Scene) -> Step | None:
    """The step pointed at; the need met where nothing is compared at that."""
    flow = scene.asked.flow
    trigger = flow.one(StepKind.TRIGGER)
    step = scene.step
    if not step.kind.is_endpoint and step != trigger:
        return step
    path = [each.step for each in scene.funnel.steps if not each.step.kind.is_endpoint]
    return flow.one(StepKind.NEED_MET) or (path[-1] if len(path) > 1 else None)


def side_name(side: Side) -> str:
    """What a side is called for a person."""
    if side.rest:
        return tr("the rest")
    return tr("Everyone") if side.group.id == EVERYONE else side.group.name


def _row(scene: Scene, each: Comparison, own: StepComparison) -> tuple[Cell, ...]:
    a, b = (_who(scene, each, own, side) for side in "ab")
    return (
        Cell(
            side_name(each.a),
            below=tr("against {other}").format(other=side_name(each.b)),
            role="strong",
            target=a,
            tip=sentence(own),
        ),
        Cell(answered(own.a), target=a),
        Cell(answered(own.b), target=b),
        Cell(points(own.difference), below=points_interval(own), role="strong", tip=sentence(own)),
        Cell(word(own), mark=badge(own), tip=sentence(own)),
    )


def _who(scene: Scene, each: Comparison, own: StepComparison, side: str) -> Who:
    mine = each.a if side == "a" else each.b
    rate = own.a if side == "a" else own.b
    name = side_name(mine)
    if mine.rest:
        name = tr("The rest, without {cohort}").format(cohort=mine.group.name)
    return Who(
        own.step.name,
        " · ".join((name, tr("iteration {n}").format(n=scene.asked.iteration.number))),
        scene.asked.iteration.id,
        own.step.id,
        (("deviated", rate.answered - rate.aligned), ("aligned", rate.aligned)),
        "aligned",
        "compared",
        (each.a, each.b, side),
    )


def answered(rate: StepRate) -> str:
    """``9 of 11``, or a dash."""
    return of(rate.aligned, rate.answered) if rate.answered else percent(None)


def points(difference: float | None) -> str:
    """``+72 points``."""
    return "–" if difference is None else tr("{n} points").format(n=signed(difference))


def signed(share: float) -> str:
    """A share as percentage points with its sign, the minus a real one."""
    n = round(abs(share) * 100)
    return str(n) if not n else f"{'+' if share > 0 else '−'}{n}"


def points_interval(own: StepComparison) -> str:
    """``29 to 87``."""
    if own.interval is None:
        return ""
    low, high = own.interval
    return tr("{low} to {high}").format(low=_plain_sign(low), high=_plain_sign(high))


def _plain_sign(share: float) -> str:
    return signed(share).removeprefix("+")


def word(own: StepComparison) -> str:
    """What may be said."""
    return tr("Differs") if own.differs else tr("Can’t tell")


def badge(own: StepComparison) -> Badge:
    """The same as a chip."""
    return Badge(
        word(own), "aligned" if own.differs else "neutral", "check" if own.differs else None
    )


def sentence(own: StepComparison) -> str:
    """One sentence in plain words, never who is better."""
    if not own.a.answered and not own.b.answered:
        return tr("Can’t tell yet: no data.")
    a, b = answered(own.a), answered(own.b)
    said = (
        tr("Differs: {a} against {b}.") if own.differs else tr("Can’t tell yet: {a} against {b}.")
    )
    words = said.format(a=a, b=b)
    if own.changed is not None and own.changed.both:
        words += " " + tr(
            "Of {both} in both, {gained} went from deviated to aligned and {lost} the other way."
        ).format(both=own.changed.both, gained=own.changed.gained, lost=own.changed.lost)
    return words


def _twin(scene: Scene, found: tuple[Comparison, ...]) -> Twin:
    rows = []
    for each in found:
        for own in each.steps:
            a, b = (_who(scene, each, own, side) for side in "ab")
            low, high = own.interval or (None, None)
            rows.append(
                (
                    Plain(side_name(each.a), target=a),
                    Plain(side_name(each.b), target=b),
                    Plain(own.step.name, target=a),
                    Plain(answered(own.a), is_number=True, target=a),
                    Plain(interval(own.a.interval), is_number=True, target=a),
                    Plain(answered(own.b), is_number=True, target=b),
                    Plain(interval(own.b.interval), is_number=True, target=b),
                    Plain("" if own.difference is None else signed(own.difference), is_number=True),
                    Plain("" if low is None else _plain_sign(low), is_number=True),
                    Plain("" if high is None else _plain_sign(high), is_number=True),
                    Plain(f"{own.p:.3f}", is_number=True),
                    Plain(f"{own.p_holm:.3f}", is_number=True),
                    Plain(sentence(own)),
                )
            )
    heads = (
        tr("Cohort"), tr("Against"), tr("Step"), tr("Cohort: aligned"), f"95{NO_BREAK}%",
        tr("Other: aligned"), f"95{NO_BREAK}%", tr("Points"), tr("From"), tr("To"), tr("p (Fisher)"),
        tr("p (Holm)"), tr("In words"),
    )  # fmt: skip
    return Twin(heads, tuple(rows))
