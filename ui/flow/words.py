"""The words of the canvas: what kinds are called, and a step in one spoken sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.model.flow import StepKind
from ui.flow.faces import Face
from ui.look.describe import interval, percent


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


def spoken(face: Face) -> str:
    """A node in one sentence, for screen readers and tool tips."""
    parts = [f"{kind_name(face.kind)}: {face.title}"]
    if face.optional:
        parts.append(_tr("optional"))
    parts += [line.replace(" · ", ", ") for line in face.lines]
    if face.rate is not None and face.rate.answered:
        said = _tr("{percent} aligned, plausible {interval}")
        parts.append(
            said.format(percent=percent(face.rate.share), interval=interval(face.rate.interval))
        )
    for count, word in ((face.deviated, _tr("{n} deviated")), (face.unknown, _tr("{n} unknown"))):
        if count:
            parts.append(word.format(n=count))
    return ", ".join(parts)
