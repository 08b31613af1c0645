"""What REFI-QDA's Project.xsd (18 March 2019) asks of the elements we write, as a table.

An element's children stand in this order, each as often as its sign allows ("1" once, "?" at most
once, "*" any number, "+" at least once); attributes with "!" are required.

The table was held, line by line, to the schema as openqda/refi-tools publishes it. The schema itself is
not kept here: ``schema`` makes one of our elements from the table, for a validator that is not ours.
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


_XSD = "http://www.w3.org/2001/XMLSchema"
_TYPES = {
    "guid": f'<s:pattern value="{KINDS["guid"].replace("^", "")}"/>',
    "kind": "".join(f'<s:enumeration value="{each}"/>' for each in KINDS["kind"].split("|")),
}
_PLAIN = {"moment": "dateTime", "number": "integer", "boolean": "boolean", "text": "string"}
_REQUIRED = {True: ' use="required"', False: ""}
_OFTEN = {"1": (1, "1"), "?": (0, "1"), "*": (0, "unbounded"), "+": (1, "unbounded")}


def schema() -> bytes:
    """A schema of the elements we write: what else the standard knows is not allowed in it."""
    types = "".join(
        f'<s:simpleType name="{name}"><s:restriction base="s:token">{rule}</s:restriction>'
        f"</s:simpleType>"
        for name, rule in _TYPES.items()
    )
    elements = "".join(_element(name, *rules) for name, rules in SCHEMA.items())
    return (
        f'<s:schema xmlns:s="{_XSD}" xmlns="{NAMESPACE}" targetNamespace="{NAMESPACE}" '
        f'elementFormDefault="qualified">{types}{elements}</s:schema>'
    ).encode()


def _element(name: str, children: str, attributes: dict[str, str]) -> str:
    if not children and not attributes:
        return f'<s:element name="{name}" type="s:string"/>'
    inside = ""
    for each in children.split():
        least, most = _OFTEN[each[-1]]
        if each[:-1] in SCHEMA:
            inside += f'<s:element ref="{each[:-1]}" minOccurs="{least}" maxOccurs="{most}"/>'
    known = "".join(
        f'<s:attribute name="{each.rstrip("!")}" type="{_type(kind)}"'
        f"{_REQUIRED[each.endswith('!')]}/>"
        for each, kind in attributes.items()
    )
    return (
        f'<s:element name="{name}"><s:complexType><s:sequence>{inside}</s:sequence>{known}'
        f"</s:complexType></s:element>"
    )


def _type(kind: str) -> str:
    return kind if kind in _TYPES else f"s:{_PLAIN[kind]}"


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
