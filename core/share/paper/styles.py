"""How a Word file looks: its page, its foot, its type and the styles of its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.share.content import Report

if TYPE_CHECKING:
    from docx.document import Document

INK, INK2, ACCENT, CAUTION, LINE = "171B24", "485062", "4549C8", "7A5200", "DADEE6"
TYPE = "Arial"
"""On every machine that opens it, or set by another of the same widths."""
MESSAGE, QUIET, NOTICE, SUBTITLE = "Report message", "Report quiet", "Report notice", "Report head"
CELL, SMALL, LABEL, QUOTED, AFTER, PICTURE = (
    "Report table", "Report table small", "Report label", "Report quote", "Report after",
    "Report picture",
)  # fmt: skip
MARGIN = 18
"""Of the page, in mm."""

_HEADINGS = (("Title", 24, 0, 2), ("Heading 1", 16, 22, 3), ("Heading 2", 11.5, 12, 4))
"""Style, size, room before and after, in points."""
_PARAGRAPHS = (
    (MESSAGE, 12, INK, True, 8), (QUIET, 9, INK2, False, 4), (NOTICE, 10, CAUTION, False, 6),
    (SUBTITLE, 10, INK2, False, 8), (CELL, 9, INK, False, 0), (SMALL, 7.5, INK, False, 0),
    (LABEL, 9, INK2, False, 0), (QUOTED, 10.5, INK, False, 5), (AFTER, 3, INK, False, 3),
    (PICTURE, 10, INK, False, 4),
)  # fmt: skip
"""Style, size, colour, bold, room after in points."""


def paged(document: Document, report: Report) -> None:
    """A4, with the study and the number of the page at the foot."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = page.footer_distance = Mm(9)
    foot = page.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(210 - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    made_up = f" · {report.notice}" if report.notice else ""
    foot.add_run(f"{report.study[:60]}{made_up[:80]}\t")
    _number(foot.add_run())


def _number(run: Any) -> None:
    """The number of the page, as a field."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        else:
            made.text = text
        run._r.append(made)  # noqa: SLF001 - python-docx has no fields


def styled(document: Document) -> None:
    """Set the styles of the template, and add those of a report."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    normal = document.styles["Normal"]
    _dress(normal, 10, INK, bold=False, after=4)
    for name, size, before, after in _HEADINGS:
        style = document.styles[name]
        _dress(style, size, INK, bold=True, after=after)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.keep_with_next = True
        _bare(style)
    for name, size, colour, bold, after in _PARAGRAPHS:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _dress(style, size, colour, bold=bold, after=after)
    _dress(document.styles["Caption"], 9, INK2, bold=False, after=3)
    _dress(document.styles["Footer"], 8, INK2, bold=False, after=0)
    for name in (MESSAGE, "Caption"):
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles[PICTURE].paragraph_format.line_spacing = 1.0
    document.styles[QUOTED].paragraph_format.left_indent = Pt(12)
    document.styles[QUOTED].paragraph_format.keep_together = True


def _dress(style: Any, size: float, colour: str, *, bold: bool, after: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.size, font.bold, font.italic, font.name = Pt(size), bold, False, TYPE
    font.color.rgb = RGBColor.from_string(colour)
    letters = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        letters.attrib.pop(qn(f"w:{theme}"), None)
    letters.set(qn("w:cs"), TYPE)
    if hasattr(style, "paragraph_format"):
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.15


def _bare(style: Any) -> None:
    """Without the line that the template puts under a title."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for each in properties.findall(qn("w:pBdr")):
        properties.remove(each)
