"""What an Office file tells of itself: the report's title, and nothing of whoever made its template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from core.share.content import Report

_APP = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Footpath</Application></Properties>"
)
_STRANGE = ("/thumbnail", "/printerSettings")
"""The ends of relations of a template to a picture of somebody's first page, and to their printer."""


def describe(file: Any, package: Any, report: Report) -> None:
    """Say in a python-docx or python-pptx file what it is, and take out what its template left there."""
    properties = file.core_properties
    for name in ("category", "content_status", "identifier", "keywords", "version", "comments"):
        setattr(properties, name, "")
    # A title of a file takes 255 letters.
    properties.title, properties.subject = report.title[:255], report.subtitle[:255]
    properties.author = properties.last_modified_by = "Footpath"
    properties.language, properties.revision = "en", 1
    day = datetime.fromisoformat(report.made).replace(tzinfo=UTC)
    properties.created = properties.modified = day
    for holder in (package, file.part):
        relations: Mapping[str, Any] = holder.rels if hasattr(holder, "rels") else holder._rels  # noqa: SLF001
        for key, each in list(relations.items()):
            if each.reltype.endswith(_STRANGE):
                relations.pop(key)  # type: ignore[attr-defined]  # both libraries keep a mutable one
            elif each.reltype.endswith("/extended-properties"):
                each.target_part._blob = _APP.encode()  # noqa: SLF001 - a part without a writer
