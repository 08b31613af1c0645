"""The ground every slide stands on: one layout, Footpath's colours and a type that everybody has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pptx.presentation import Presentation

POINT = 12_700
"""English metric units in a point."""
WIDTH, HEIGHT = 960 * POINT, 540 * POINT
LEFT, RIGHT, TOP, BOTTOM = 44 * POINT, 916 * POINT, 122 * POINT, 496 * POINT
"""Where the body of a slide stands; the title is above it."""
TITLE_TOP, TITLE_HEIGHT = 46 * POINT, 66 * POINT
INK, INK2, INK3, ACCENT, LINE, SUNKEN, CAUTION = (
    "171B24", "485062", "5F6777", "4549C8", "DADEE6", "F4F5F7", "7A5200",
)  # fmt: skip
TYPE = "Arial"
"""On every machine that opens slides, or set by another of the same widths."""
LAYOUT = 5
"""The layout with a title alone; the others are taken out."""

_COLOURS = {
    "dk2": INK2, "lt2": "ECEEF2", "accent1": "087358", "accent2": "B04500", "accent3": "616A79",
    "accent4": ACCENT, "accent5": "0072B2", "accent6": "E69F00", "hlink": ACCENT, "folHlink": ACCENT,
}  # fmt: skip


def dressed() -> Presentation:
    """An empty presentation on 16 : 9."""
    from pptx import Presentation

    file = Presentation()
    file.slide_width, file.slide_height = WIDTH, HEIGHT
    kept = file.slide_layouts[LAYOUT]
    for layout in list(file.slide_layouts):
        if layout is not kept:
            file.slide_layouts.remove(layout)
    for master in (file.slide_master, kept):
        for shape in list(master.placeholders):
            if shape.placeholder_format.type == 1:  # the title
                shape.left, shape.top = LEFT, TITLE_TOP
                shape.width, shape.height = RIGHT - LEFT, TITLE_HEIGHT
            else:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001
    _colour(file.slide_master.part)
    return file


def plain(shape: Any) -> Any:
    """A shape without the shadow and the shine of its theme."""
    element = shape._element  # noqa: SLF001 - no other door to the style
    for each in element.findall(
        "{http://schemas.openxmlformats.org/presentationml/2006/main}style"
    ):
        element.remove(each)
    return shape


def _colour(master: Any) -> None:
    """Colours and type of the theme: what somebody adds later looks like the rest."""
    (theme,) = [r.target_part for r in master.rels.values() if r.reltype.endswith("/theme")]
    text = theme.blob.decode()
    for name, value in _COLOURS.items():
        text = re.sub(f'(<a:{name}><a:srgbClr val=")[0-9A-F]{{6}}', rf"\g<1>{value}", text)
    text = re.sub('(<a:latin typeface=")[^"]*', rf"\g<1>{TYPE}", text)
    theme._blob = text.encode()  # noqa: SLF001 - a part without a writer
