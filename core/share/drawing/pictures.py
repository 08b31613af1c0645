"""Which drawing a picture becomes: a row a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.share.content import (
    FlowPicture,
    FunnelPicture,
    LinePicture,
    Picture,
    RankPicture,
    StripPicture,
)
from core.share.drawing.flow import flow
from core.share.drawing.funnel import funnel
from core.share.drawing.line import line
from core.share.drawing.rank import rank
from core.share.drawing.shapes import Drawing
from core.share.drawing.strips import strips

_DRAWN: Mapping[type, Callable[[Any, float], Drawing]] = {
    FlowPicture: flow,
    FunnelPicture: funnel,
    LinePicture: line,
    RankPicture: rank,
    StripPicture: strips,
}


def drawn(picture: Picture, width: float = 760.0) -> Drawing:
    """The shapes of a picture that is as wide as this, or wider where it needs the room."""
    return _DRAWN[type(picture)](picture, width)
