"""What REFI-QDA's Project.xsd (18 March 2019) asks of the elements we write, as a table.

An element's children stand in this order, each as often as its sign allows ("1" once, "?" at most
once, "*" any number, "+" at least once); attributes with "!" are required.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from core.exchange.qdpx_file import NAMESPACE

REF = ("", {"targetGUID!": "guid"})
WHO = {"creatingUser": "guid", "creationDateTime": "moment"}
SCHEMA: dict[str, tuple[str, dict[str, str]]] = {
    "Project": (
        "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
        {
            "name!": "text",
            "origin": "text",
            "creatingUserGUID": "guid",
            "creationDateTime": "moment",
        },
    ),
    "Users": ("User+", {}),
    "User": ("", {"guid!": "guid", "name": "text", "id": "text"}),
    "CodeBook": ("Codes1", {}),
    "Codes": ("Code+", {}),
    "Code": (
        "Description? NoteRef* Code*",
        {"guid!": "guid", "name!": "text", "isCodable!": "boolean", "color": "text"},
    ),
    "Variables": ("Variable+", {}),
    "Variable": ("Description?", {"guid!": "guid", "name!": "text", "typeOfVariable!": "kind"}),
    "Cases": ("Case+", {}),
    "Case": (
        "Description? CodeRef* VariableValue* SourceRef* SelectionRef*",
        {"guid!": "guid", "name": "text"},
    ),
    "VariableValue": ("VariableRef1 TextValue?", {}),
    "TextValue": ("", {}),
    "VariableRef": REF,
    "SourceRef": REF,
    "CodeRef": REF,
    "Sources": ("TextSource+", {}),
    "TextSource": (
        "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
        {"guid!": "guid", "name": "text", "plainTextPath": "text", **WHO},
    ),
    "PlainTextSelection": (
        "Description? Coding* NoteRef*",
        {
            "guid!": "guid",
            "name": "text",
            "startPosition!": "number",
            "endPosition!": "number",
            **WHO,
        },
    ),
    "Coding": ("CodeRef1 NoteRef*", {"guid!": "guid", **WHO}),
}
KINDS = {
    "guid": r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "moment": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    "number": r"-?\d+",
    "boolean": "true|false|0|1",
    "kind": "Text|Boolean|Integer|Float|Date|DateTime",
    "text": "(?s).*",
}


def faults(root: Element) -> list[str]:
    """What an element and all within it have that the schema does not allow, or lack."""
    found = [] if root.tag == f"{{{NAMESPACE}}}Project" else [f"{root.tag} is no Project"]
    return [*found, *_faults(root)]


def _faults(element: Element) -> Iterator[str]:
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name not in SCHEMA:
        yield f"{element.tag} is not known"
        return
    children, attributes = SCHEMA[name]
    kinds = {each.rstrip("!"): kind for each, kind in attributes.items()}
    for attribute, value in element.attrib.items():
        if attribute not in kinds:
            yield f"{name} has no {attribute}"
        elif not re.fullmatch(KINDS[kinds[attribute]], value):
            yield f"{name}: {attribute} cannot be {value!r}"
    required = {each[:-1] for each in attributes if each.endswith("!")}
    yield from (f"{name} lacks {each}" for each in sorted(required - set(element.attrib)))
    order = "".join(
        f"(?:{each[:-1]} )" + {"1": "", "?": "?", "*": "*", "+": "+"}[each[-1]]
        for each in children.split()
    )
    stand = "".join(f"{child.tag.removeprefix(f'{{{NAMESPACE}}}')} " for child in element)
    if not re.fullmatch(order, stand):
        yield f"{name} cannot hold {stand}"
    for child in element:
        yield from _faults(child)
