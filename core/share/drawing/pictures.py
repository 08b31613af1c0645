"""Which drawing a picture becomes: a row a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.share.content import (
    FlowPicture,
    FunnelPicture,
    LinePicture,
    Picture,
    StripPicture,
)
from core.share.drawing.flow import flow
from core.share.drawing.funnel import funnel
from core.share.drawing.line import line
from core.share.drawing.shapes import Drawing
from core.share.drawing.strips import strips

_DRAWN: Mapping[type, Callable[[Any], Drawing]] = {
    FlowPicture: flow,
    FunnelPicture: funnel,
    LinePicture: line,
    StripPicture: strips,
}


def drawn(picture: Picture) -> Drawing:
    """The shapes of a picture."""
    return _DRAWN[type(picture)](picture)
