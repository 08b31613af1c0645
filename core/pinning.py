"""When a version of the flow may still change: words and places always, its structure until it is used."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from core.documents import LinkDocument, StepDocument
from core.history import Key
from core.model.flow import Flow, Step

_decode_step = msgspec.json.Decoder(StepDocument).decode
_decode_link = msgspec.json.Decoder(LinkDocument).decode


def structure_differs(old: Flow, new: Flow) -> bool:
    """Whether two values of a flow lead partners differently: other steps, kinds or links."""
    return _bones(old) != _bones(new)


def restructured(key: Key, now: bytes | None, then: bytes | None) -> str:
    """The id of the flow whose structure a change of one encoded document alters; else empty."""
    if key[0] == "links" and (now is None) is not (then is None):
        return _decode_link(now or then or b"").flow
    if key[0] == "steps":
        rows = [_decode_step(each) for each in (now, then) if each is not None]
        if len({_bone(row.step) for row in rows}) > 1 or len(rows) == 1:
            return rows[0].flow
    return ""


def _bones(flow: Flow) -> tuple[Collection[object], Collection[object]]:
    return {_bone(each) for each in flow.steps}, set(flow.links)


def _bone(step: Step) -> object:
    return step.id, step.kind, step.optional
