"""A funnel as a chart of the slides' own: stacked columns that can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.share.content import FunnelPicture
from core.share.drawing.shapes import DEVIATED, DEVIATED_SOFT, UNKNOWN, Fill
from core.share.slides.frame import Place

if TYPE_CHECKING:
    from pptx.slide import Slide


def add_funnel(slide: Slide, place: Place, picture: FunnelPicture, alt: str) -> None:
    """Partners at each step, stacked: aligned, deviated, unknown; the alignment under the name."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    data = CategoryChartData()
    data.categories = [f"{_short(bar.step)}\n{bar.below}" for bar in picture.bars]
    for name, numbers in (
        ("Aligned", [bar.aligned for bar in picture.bars]),
        ("Deviated", [bar.deviated for bar in picture.bars]),
        ("Unknown", [bar.unknown for bar in picture.bars]),
    ):
        data.add_series(name, numbers)
    shape = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_STACKED, place.left, place.top, place.width, place.height, data
    )
    shape._element.nvGraphicFramePr.cNvPr.set("descr", alt)  # noqa: SLF001 - no other door to it
    chart = shape.chart
    chart.font.size = Pt(11)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0;;", False
    chart.value_axis.minimum_scale = 0
    if picture.entrants:
        chart.value_axis.maximum_scale = picture.entrants
    chart.value_axis.major_gridlines.format.line.color.rgb = _colour("#E4E7ED")
    chart.value_axis.tick_labels.number_format = "0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    aligned, deviated, unknown = plot.series
    aligned.format.fill.solid()
    aligned.format.fill.fore_color.rgb = _colour(Fill.ALIGNED.value)
    aligned.data_labels.font.color.rgb = _colour("#FFFFFF")
    aligned.data_labels.font.bold = aligned.data_labels.show_value = True
    aligned.data_labels.number_format = "#,##0;;"
    aligned.data_labels.number_format_is_linked = False
    _pattern(deviated, "WIDE_UPWARD_DIAGONAL", DEVIATED, DEVIATED_SOFT)
    _pattern(unknown, "PERCENT_20", UNKNOWN, "#FFFFFF")


def _pattern(series: Any, name: str, ink: str, ground: str) -> None:
    from pptx.enum.dml import MSO_PATTERN

    fill = series.format.fill
    fill.patterned()
    fill.pattern = getattr(MSO_PATTERN, name)
    fill.fore_color.rgb, fill.back_color.rgb = _colour(ink), _colour(ground)
    series.format.line.color.rgb = _colour(ink)


def _colour(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#"))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


_LONGEST = 32
