"""Why they left: the reasons of those who deviated for good, ranked; those who recovered apart."""

from __future__ import annotations

from core.measure.why_left import Ranked, WhyLeft, why_left
from ui.funnel.cells import Cell, Column, Length, Plain, Sheet, Twin
from ui.funnel.charts.scene import Scene
from ui.funnel.head import tr
from ui.funnel.who import Who
from ui.look.describe import of, percent


def left(scene: Scene) -> tuple[WhyLeft, ...]:
    """The steps that lose partners: who deviated at an optional one and went on has not left."""
    asked = scene.asked
    losing = {each.step.id for each in scene.funnel.steps if each.fates.deviated}
    found = why_left(scene.study.columns, asked.flow, asked.iteration.id, scene.group, **asked.read)
    return tuple(each for each in found if each.step.id in losing or each.recovered)


def reasons(scene: Scene) -> Sheet:
    """The reasons, the most frequent first, with a running total; they add up to those who left."""
    found = left(scene)
    losing = {each.step.id for each in scene.funnel.steps if each.fates.deviated}
    pairs = [(each, own) for each in found if each.step.id in losing for own in each.reasons]
    pairs.sort(key=lambda pair: -pair[1].count)
    total = sum(own.count for _, own in pairs)
    most = max((own.count for _, own in pairs), default=1)
    rows, plain, running = [], [], 0
    for each, own in pairs:
        running += own.count
        who = _who(scene, each, own, own.text or tr("No reason given"))
        rows.append(_row(scene, each, own, who, most, of(running, total)))
        plain.append(_plain(scene, each, own, who, running, total))
    slips = [(each, own) for each in found for own in each.recovered_reasons]
    for each, own in slips:
        who = _who(scene, each, own, own.text or tr("No reason given"), recovered=True)
        rows.append(_row(scene, each, own, who, most, tr("recovered"), what="aligned"))
        plain.append(_plain(scene, each, own, who, None, None))
    entrants = scene.funnel.entrants
    return Sheet(
        title=f"{tr('Why {n} left').format(n=of(total, entrants))} · {scene.cohort}",
        remark=tr("running total") if rows else "",
        columns=_COLUMNS,
        rows=tuple(rows),
        note=_recovered(sum(own.count for _, own in slips)),
        empty=tr("Nobody has left the path yet.")
        if entrants
        else tr("Nobody has entered yet. Reasons come with the first deviation."),
        twin=Twin(
            (
                tr("Cohort"), tr("Step"), tr("Reason"), tr("Deviated"), tr("Recovered"),
                tr("Running total"), tr("Of all who left"),
            ),
            tuple(plain),
        ),
    )  # fmt: skip


_COLUMNS = (
    Column("", 1.2, 120),
    Column("", 0.9, 90),
    Column("", 1.3, 90),
    Column("", 0.1, 74, right=True),
)


def _row(
    scene: Scene, each: WhyLeft, own: Ranked, who: Who, most: int, last: str, what: str = "deviated"
) -> tuple[Cell, ...]:
    chosen = each.step.id == scene.spot.step
    words = own.text or tr("No reason given")
    return (
        Cell(words, role="strong" if chosen else "body", target=who),
        Cell(each.step.name, role="secondary", ink="ink2", target=who),
        Cell(
            str(own.count),
            mark=Length(own.count / max(most, own.count), str(own.count), what),
            target=who,
        ),
        Cell(last, role="secondary", ink="ink3", target=who),
    )


def _plain(
    scene: Scene, each: WhyLeft, own: Ranked, who: Who, running: int | None, total: int | None
) -> tuple[Plain, ...]:
    n = str(own.count)
    ran = running is not None and total is not None
    words = (
        scene.cohort,
        each.step.name,
        own.text or tr("No reason given"),
        n if ran else "",
        "" if ran else n,
        str(running) if ran else "",
        percent(running / total) if running is not None and total else "",
    )
    return tuple(Plain(text, at > 2, who) for at, text in enumerate(words))


def _who(scene: Scene, each: WhyLeft, own: Ranked, title: str, *, recovered: bool = False) -> Who:
    words = [scene.cohort, each.step.name]
    what = "recovered" if recovered else "deviated"
    return Who(
        title,
        " · ".join(words),
        scene.asked.iteration.id,
        each.step.id,
        ((what, own.count),),
        what,
        "listed",
        own.partners,
    )


def _recovered(n: int) -> str:
    if not n:
        return ""
    if n == 1:
        return tr("1 recovered: deviated, then aligned. It counts as aligned.")
    return tr("{n} recovered: deviated, then aligned. They count as aligned.").format(n=n)


def instead(scene: Scene) -> Sheet:
    """Where those who left were seen next."""
    losing = {each.step.id for each in scene.funnel.steps if each.fates.deviated}
    found = [each for each in left(scene) if each.step.id in losing]
    total = sum(each.deviated for each in found)
    most = max((own.count for each in found for own in each.instead), default=1)
    rows, plain = [], []
    for each in found:
        for own in each.instead:
            seen = bool(own.text)
            words = own.text or tr("seen nowhere after")
            who = _who(scene, each, own, tr("{a}, then {b}").format(a=each.step.name, b=words))
            rows.append(
                (
                    Cell(each.step.name, target=who,
                         role="strong" if each.step.id == scene.spot.step else "body"),
                    Cell(tr("went to {step}").format(step=words) if seen else words,
                         role="secondary", ink="ink2", target=who),
                    Cell(str(own.count), target=who,
                         mark=Length(own.count / most, str(own.count))),
                    Cell(of(own.count, each.deviated), role="secondary", ink="ink3", target=who),
                )
            )  # fmt: skip
            texts = (scene.cohort, each.step.name, words, str(own.count), percent(own.share))
            plain.append(tuple(Plain(text, at > 2, who) for at, text in enumerate(texts)))
    title = tr("Where {n} went instead").format(n=of(total, scene.funnel.entrants))
    return Sheet(
        title=f"{title} · {scene.cohort}",
        remark=tr("of those who deviated there") if rows else "",
        columns=_COLUMNS,
        rows=tuple(rows),
        note=tr(
            "Their next observation in the same encounter. In an event log, the reason says it."
        )
        if rows
        else "",
        empty=tr("Nobody has left the path yet."),
        twin=Twin(
            (
                tr("Cohort"),
                tr("Left at"),
                tr("Went to"),
                tr("Partners"),
                tr("Of those who deviated"),
            ),
            tuple(plain),
        ),
    )
