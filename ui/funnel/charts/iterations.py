"""Over iterations: each step's alignment with its interval, and what changed in between."""

from __future__ import annotations

from core.groups import groups
from core.measure.compare import Side, StepComparison, compare
from core.measure.over_iterations import OverIterations, Pass, StepSeries, over_iterations
from core.measure.version_rates import StepRate
from core.model.iteration import Iteration
from core.model.versions import Change, VersionChanges
from core.study import Study
from ui.funnel.cells import Cell, Column, Plain, Rate, Sheet, Span, Twin
from ui.funnel.charts.against import answered, sentence, signed, word
from ui.funnel.charts.scene import Scene
from ui.funnel.head import tr
from ui.funnel.who import Who
from ui.look.describe import interval, percent
from ui.look.funnel_bars import brief


def series(scene: Scene) -> OverIterations:
    """The cohort pointed at in every iteration that has it."""
    study = scene.study
    passes = []
    for each in study.iterations():
        found = groups(study, each, [scene.group.id])
        if found:
            flow = study.flow(each.flow)
            passes.append(Pass(each, flow, found[0], _believed(study, each)))
    return over_iterations(study.columns, passes, **scene.asked.read)


def _believed(study: Study, iteration: Iteration) -> str:
    """The hypothesis of an iteration in one line."""
    held = study.hypothesis_of(iteration)
    if held is None:
        return ""
    parts = (held.customer, held.challenge, held.solution, held.value)
    return " · ".join(each for each in parts if each.strip())


def pairs(scene: Scene, found: OverIterations) -> dict[str, tuple[Side, Side, StepComparison]]:
    """The iteration looked at against the one before it, by step id; empty for the first."""
    ids = [each.iteration.id for each in found.passes]
    asked = scene.asked.iteration.id
    at = ids.index(asked) if asked in ids else 0
    if at < 1:
        return {}
    sides = [Side(p.flow, p.iteration.id, p.group) for p in found.passes[at - 1 : at + 1]]
    before, now = sides
    compared = compare(scene.study.columns, [(before, now)], **scene.asked.read)[0]
    return {each.step.id: (before, now, each) for each in compared.steps}


def iterations(scene: Scene) -> Sheet:
    """A row a step, a column an iteration: the rate in words over the line with its interval."""
    found = series(scene)
    compared = pairs(scene, found)
    columns = [Column("", 0.8, 82)]
    for n, each in enumerate(found.passes):
        title = tr("Iteration {n}").format(n=each.iteration.number)
        columns.append(Column(title, 1.0, 88, below=changed(found, n)))
    if compared:
        columns.append(Column(tr("since then"), 0.2, 74, right=True))
    rows = tuple(_row(scene, found, each, compared) for each in found.steps)
    tested = len(compared)
    return Sheet(
        title=tr("Alignment over iterations · {cohort}").format(cohort=scene.cohort),
        remark=tr("McNemar or Fisher, Holm over {n}").format(n=tested) if tested else "",
        columns=tuple(columns),
        rows=rows if any(each.entrants for each in found.funnels) else (),
        note=tr(
            "The same partners in two iterations are compared as pairs; the word follows the test."
        )
        if compared
        else "",
        empty=tr("Nobody was recorded in any iteration yet."),
        high=36,
        heads=True,
        said=(*_changes(found), *_since_then(compared)),
        twin=_twin(scene, found, compared),
    )


def _changes(found: OverIterations) -> tuple[str, ...]:
    """What each iteration changed, in full."""
    words = (
        (own.iteration.number, changed(found, n), own.hypothesis)
        for n, own in enumerate(found.passes)
    )
    sentence = tr("Iteration {n}: {words}")
    return tuple(
        sentence.format(n=n, words=" · ".join(filter(None, (change, believed))))
        for n, change, believed in words
        if change or believed
    )


def _since_then(compared: dict[str, tuple[Side, Side, StepComparison]]) -> tuple[str, ...]:
    """Each step against the iteration before, in a sentence."""
    return tuple(f"{own.step.name}: {sentence(own)}" for _, _, own in compared.values())


def _row(
    scene: Scene,
    found: OverIterations,
    each: StepSeries,
    compared: dict[str, tuple[Side, Side, StepComparison]],
) -> tuple[Cell, ...]:
    chosen = each.step.id == scene.spot.step
    cells = [Cell(each.step.name, role="strong" if chosen else "body")]
    for own, rate in zip(found.passes, each.rates, strict=True):
        if rate is None:
            cells.append(Cell(tr("not in this flow"), role="secondary", ink="ink3"))
            continue
        quiet = answered(rate) if rate.answered else ""
        cells.append(
            Cell(
                " · ".join(filter(None, (percent(rate.share), quiet, interval(rate.interval)))),
                mark=Rate(
                    Span(rate.share, rate.interval),
                    percent(rate.share),
                    quiet,
                    brief(rate.aligned, rate.answered),
                ),
                target=_who(scene, own, each, rate),
            )
        )
    if compared:
        cells.append(_since(scene, compared.get(each.step.id)))
    return tuple(cells)


def _since(scene: Scene, pair: tuple[Side, Side, StepComparison] | None) -> Cell:
    """The change from the iteration before, and what may be said of it."""
    if pair is None:
        return Cell("–", ink="ink3")
    before, now, own = pair
    who = None
    if own.changed is not None and own.changed.both:
        moved = own.changed
        who = Who(
            own.step.name,
            tr("In both iterations"),
            scene.asked.iteration.id,
            own.step.id,
            (("both", moved.both), ("gained", moved.gained), ("lost", moved.lost)),
            "both",
            "compared",
            (before, now, "both"),
        )
    change = "–" if own.difference is None else signed(-own.difference)
    return Cell(change, below=word(own), role="strong", target=who, tip=sentence(own))


def _who(scene: Scene, own: Pass, each: StepSeries, rate: StepRate) -> Who:
    return Who(
        each.step.name,
        " · ".join((scene.cohort, tr("iteration {n}").format(n=own.iteration.number))),
        own.iteration.id,
        each.step.id,
        (("deviated", rate.answered - rate.aligned), ("aligned", rate.aligned)),
        "aligned",
        "step",
        (own.group.id,),
    )


def changed(found: OverIterations, n: int) -> str:
    """What an iteration changed against the one before, in a few words."""
    own = found.passes[n]
    words = [own.iteration.change or own.iteration.release]
    changes = found.changes[n]
    if changes is not None:
        words.append(flow_changes(changes))
    if n and own.hypothesis != found.passes[n - 1].hypothesis:
        words.append(tr("new hypothesis"))
    return " · ".join(each for each in words if each)


def flow_changes(changes: VersionChanges) -> str:
    """``+ Uploads bill photo, − Types amount, ~ Sees plan``; links alone are named as such."""
    marks = {Change.ADDED: "+", Change.REMOVED: "−", Change.CHANGED: "~"}
    named = [
        f"{marks[each.change]} {each.step.name}"
        for each in changes.steps.values()
        if each.change in marks
    ]
    if not named and changes.any:
        return tr("other links")
    return ", ".join(named)


def _twin(
    scene: Scene,
    found: OverIterations,
    compared: dict[str, tuple[Side, Side, StepComparison]],
) -> Twin:
    rows = []
    for each in found.steps:
        pair = compared.get(each.step.id)
        for n, (own, rate) in enumerate(zip(found.passes, each.rates, strict=True)):
            now = own.iteration.id == scene.asked.iteration.id
            said = sentence(pair[2]) if pair and now else ""
            if rate is None:
                texts = ["–", "", "", ""]
                who = None
            else:
                texts = [
                    percent(rate.share), str(rate.aligned), str(rate.answered),
                    interval(rate.interval),
                ]  # fmt: skip
                who = _who(scene, own, each, rate)
            plain = [
                Plain(scene.cohort),
                Plain(each.step.name),
                Plain(str(own.iteration.number), is_number=True),
                *(Plain(text, is_number=True, target=who) for text in texts),
                Plain(changed(found, n)),
                Plain(own.hypothesis),
                Plain(said),
            ]
            rows.append(tuple(plain))
    heads = (
        tr("Cohort"), tr("Step"), tr("Iteration"), tr("Alignment"), tr("Aligned"), tr("Answered"),
        tr("95 % interval"), tr("What changed"), tr("Hypothesis"), tr("Against the one before"),
    )  # fmt: skip
    return Twin(heads, tuple(rows))
