"""The words of the canvas: what kinds are called, and a step in one spoken sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.model.flow import StepKind
from ui.flow.faces import Face
from ui.look.describe import interval, of, percent


def _tr(text: str) -> str:
    return QCoreApplication.translate("flow", text)


def kind_word(kind: str) -> str:
    """The word over a node's title."""
    return {
        StepKind.TRIGGER.value: _tr("TRIGGER"),
        StepKind.STEP.value: _tr("STEP"),
        StepKind.NEED_MET.value: _tr("NEED MET"),
        StepKind.ADOPTION.value: _tr("ADOPTION"),
        StepKind.OUTCOME.value: _tr("BUSINESS"),
    }.get(kind, _tr("TRUE INNOVATION"))


def kind_name(kind: str) -> str:
    """What a kind is called in a list."""
    return {
        StepKind.TRIGGER.value: _tr("Trigger"),
        StepKind.STEP.value: _tr("Step"),
        StepKind.NEED_MET.value: _tr("Customer need met"),
        StepKind.ADOPTION.value: _tr("Individual adoption"),
        StepKind.OUTCOME.value: _tr("Business outcome"),
    }.get(kind, _tr("True innovation"))


def spoken(face: Face, place: int = 0) -> str:
    """A node in one sentence, for screen readers and tool tips; ``place`` on the path, from 1."""
    kind = f"{kind_name(face.kind)} {place}" if place else kind_name(face.kind)
    parts = [f"{kind}: {face.title}"]
    if face.mark is not None:
        parts.append(face.mark.words)
    if face.optional:
        parts.append(_tr("optional"))
    if face.rate is None:
        parts += [face.strong] if face.strong else []
        parts += face.lines or ([face.about] if face.about else [])
    else:
        ends = is_endpoint(face.kind)
        reached = _tr("{n} met the need") if ends else _tr("{n} of {whole} reached")
        parts.append(reached.format(n=face.reached, whole=face.entrants))
        parts += _rate(face)
    for count, word in ((face.deviated, _tr("{n} deviated")), (face.unknown, _tr("{n} unknown"))):
        if count:
            parts.append(word.format(n=count))
    if face.finding:
        parts.append(_tr("has a finding"))
    return ", ".join(parts)


def is_endpoint(kind: str) -> bool:
    """Whether a kind of node stands behind the need met."""
    return kind in (StepKind.ADOPTION, StepKind.OUTCOME)


def _rate(face: Face) -> list[str]:
    rate = face.rate
    if rate is None or not rate.answered:
        return [_tr("no data")]
    said = _tr("{percent} aligned ({part}), plausible {interval}")
    part = of(rate.aligned, rate.answered)
    return [said.format(part=part, percent=percent(rate.share), interval=interval(rate.interval))]
