"""Charts of the slides' own, with their numbers in a sheet behind them: they can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.share.content import FunnelPicture, LinePicture
from core.share.drawing.shapes import ACCENT, DEVIATED, INK, INK2, UNKNOWN, Fill
from core.share.slides.shapes import paint
from core.share.slides.text import Place

if TYPE_CHECKING:
    from pptx.slide import Slide

_COUNT = "#,##0;;"
"""A number of partners; nothing for none."""


def add_funnel(slide: Slide, place: Place, picture: FunnelPicture, alt: str) -> None:
    """Partners at each step, stacked: aligned, deviated, unknown; the alignment under the name."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    many = len(picture.bars)
    longest = max(12, min(32, place.width // max(many, 1) // 12_700 // 3))
    data.categories = [f"{_short(bar.step, longest)}\n{bar.below}" for bar in picture.bars]
    for name, numbers in (
        ("Aligned", [bar.aligned for bar in picture.bars]),
        ("Deviated", [bar.deviated for bar in picture.bars]),
        ("Unknown", [bar.unknown for bar in picture.bars]),
    ):
        data.add_series(name, numbers)
    chart = _chart(slide, place, XL_CHART_TYPE.COLUMN_STACKED, data, alt)
    _legend(chart)
    small = place.width / max(many, 1) < _NARROW
    _size(chart, 9 if small else 12)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 55, 100, True
    _format(plot.data_labels)
    axis = chart.value_axis
    axis.minimum_scale = 0
    if picture.entrants:
        axis.maximum_scale = picture.entrants
        axis.major_unit = _unit(picture.entrants)
    axis.major_gridlines.format.line.color.rgb = _colour("#E4E7ED")
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.tick_labels.font.color.rgb = _colour(INK2)
    chart.category_axis.format.line.color.rgb = _colour("#7E8695")
    chart.category_axis.tick_labels.font.color.rgb = _colour(INK)
    for series, fill in zip(plot.series, (Fill.ALIGNED, Fill.DEVIATED, Fill.UNKNOWN), strict=True):
        paint(series.format.fill, fill)
        if fill is not Fill.ALIGNED:
            series.format.line.color.rgb = _colour(DEVIATED if fill is Fill.DEVIATED else UNKNOWN)
        series.data_labels.show_value = series.data_labels.font.bold = True
        white = fill is Fill.ALIGNED
        series.data_labels.font.color.rgb = _colour("#FFFFFF" if white else INK)
        _format(series.data_labels)
        if not white:
            _on_white(series.data_labels)


_NARROW = 95 * 12_700


def add_line(slide: Slide, place: Place, picture: LinePicture, alt: str) -> None:
    """Readings of a metric, with its baseline and its target."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    data = CategoryChartData()
    points = picture.points or (("no reading yet", None),)
    data.categories = [when.partition(",")[0] for when, _ in points]
    data.add_series("Reading", [value for _, value in points])
    data.add_series("Baseline", [picture.baseline for _ in points])
    data.add_series("Target", [picture.target for _ in points])
    chart = _chart(slide, place, XL_CHART_TYPE.LINE_MARKERS, data, alt)
    _legend(chart)
    _size(chart, 9)
    chart.value_axis.major_gridlines.format.line.color.rgb = _colour("#E4E7ED")
    chart.value_axis.format.line.fill.background()
    for series, colour in zip(chart.plots[0].series, (INK, INK2, ACCENT), strict=True):
        series.smooth = False
        series.format.line.color.rgb = _colour(colour)
        if series.name == "Reading":
            series.format.line.width = 12_700 * 2
            series.marker.style = XL_MARKER_STYLE.CIRCLE
            series.marker.size = 6
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = _colour(colour)
            continue
        series.format.line.width = 12_700
        series.format.line.dash_style = MSO_LINE.DASH
        series.marker.style = XL_MARKER_STYLE.NONE


def _chart(slide: Slide, place: Place, kind: Any, data: Any, alt: str) -> Any:
    shape = slide.shapes.add_chart(kind, place.left, place.top, place.width, place.height, data)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", alt)  # noqa: SLF001 - no other door to it
    shape.chart.has_title = False
    return shape.chart


def _legend(chart: Any) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False


def _size(chart: Any, points: int) -> None:
    from pptx.util import Pt

    chart.font.size = Pt(points)


def _format(labels: Any) -> None:
    labels.number_format, labels.number_format_is_linked = _COUNT, False


def _on_white(labels: Any) -> None:
    """A patterned bar is no ground for a number: it gets one of its own."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    fill = parse_xml(
        f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    )
    element = labels._element  # noqa: SLF001 - no other door to the ground of a label
    found = element.find("{http://schemas.openxmlformats.org/drawingml/2006/chart}numFmt")
    found.addnext(fill)


def _unit(entrants: int) -> int:
    """Steps of the axis in whole partners, about five of them."""
    least = max(1, entrants / 6)
    power = 10 ** (len(str(int(least))) - 1)
    return next(int(unit * power) for unit in (1, 2, 5, 10) if unit * power >= least)


def _colour(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#"))


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
