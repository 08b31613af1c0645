"""A REFI-QDA project (``.qdpx``) as NVivo, ATLAS.ti, MAXQDA and QualCoder read it.

Source: REFI-QDA 1.5, the schema ``Project.xsd`` of 18 March 2019. Positions count characters of the
plain text, from 0, the end excluded; line ends are single.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from core.exchange.xml_text import xml_text
from core.model.moment import Moment

NAMESPACE = "urn:QDA-XML:project:1.0"
_OURS = UUID("6c1f3f0a-6a2e-5d2b-9f5b-3a1f0c7d8e21")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Code:
    """Something texts are coded with; ``within`` are the finer ones."""

    id: str
    name: str
    within: tuple[Code, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of a source, and the ids of the codes it carries."""

    text: str
    codes: tuple[str, ...]
    at: Moment


@dataclass(frozen=True)
class Source:
    """A text: what was seen and said of one partner in one iteration."""

    id: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Case:
    """A partner: values by the name of their variable, and the ids of the sources."""

    id: str
    name: str
    values: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """A project; ``variables`` are names, all of them text."""

    name: str
    made: Moment
    codes: tuple[Code, ...]
    variables: tuple[str, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]


def guid(kind: str, name: str) -> str:
    """An id of ours as other programs want one: the same thing has the same in every export."""
    return str(uuid5(_OURS, f"{kind}/{name}"))


def qdpx_bytes(project: Project) -> bytes:
    """The file: a zip of ``project.qde`` and the plain texts of its sources.

    Characters that XML does not know are replaced, in the texts too, so that positions hold.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        register_namespace("", NAMESPACE)
        xml = tostring(_project(project), encoding="utf-8", xml_declaration=True)
        archive.writestr(zipfile.ZipInfo("project.qde", _EPOCH), xml)
        for source in project.sources:
            path = zipfile.ZipInfo(f"Sources/{guid('source', source.id)}.txt", _EPOCH)
            text = "".join(f"{_flat(line.text)}\n" for line in source.lines)
            archive.writestr(path, text.encode())
    return held.getvalue()


def _project(project: Project) -> Element:
    user = guid("user", "Footpath")
    root = Element(
        _tag("Project"),
        name=xml_text(project.name),
        origin="Footpath",
        creatingUserGUID=user,
        creationDateTime=project.made,
    )
    SubElement(_within(root, "Users"), _tag("User"), guid=user, name="Footpath")
    if project.codes:
        _codes(_within(_within(root, "CodeBook"), "Codes"), project.codes)
    if project.variables:
        variables = _within(root, "Variables")
        for name in project.variables:
            SubElement(
                variables,
                _tag("Variable"),
                guid=guid("variable", name),
                name=xml_text(name),
                typeOfVariable="Text",
            )
    if project.cases:
        _cases(_within(root, "Cases"), project.cases)
    if project.sources:
        _sources(_within(root, "Sources"), project.sources, user)
    return root


def _codes(parent: Element, codes: Iterable[Code]) -> None:
    for code in codes:
        made = SubElement(
            parent,
            _tag("Code"),
            guid=guid("code", code.id),
            name=xml_text(code.name),
            isCodable="true",
        )
        _codes(made, code.within)


def _cases(parent: Element, cases: Sequence[Case]) -> None:
    for case in cases:
        made = SubElement(
            parent, _tag("Case"), guid=guid("case", case.id), name=xml_text(case.name)
        )
        for name, value in case.values.items():
            held = _within(made, "VariableValue")
            SubElement(held, _tag("VariableRef"), targetGUID=guid("variable", name))
            _within(held, "TextValue").text = xml_text(value)
        for source in case.sources:
            SubElement(made, _tag("SourceRef"), targetGUID=guid("source", source))


def _sources(parent: Element, sources: Sequence[Source], user: str) -> None:
    for source in sources:
        name = guid("source", source.id)
        made = SubElement(
            parent,
            _tag("TextSource"),
            guid=name,
            name=xml_text(source.name),
            plainTextPath=f"internal://{name}.txt",
            creatingUser=user,
        )
        start = 0
        for place, line in enumerate(source.lines):
            end = start + len(_flat(line.text))
            if line.codes:
                _selection(made, f"{source.id}/{place}", line, (start, end), user)
            start = end + 1


def _selection(parent: Element, key: str, line: Line, ends: tuple[int, int], user: str) -> None:
    made = SubElement(
        parent,
        _tag("PlainTextSelection"),
        guid=guid("selection", key),
        name=_flat(line.text)[:_NAMED],
        startPosition=str(ends[0]),
        endPosition=str(ends[1]),
        creatingUser=user,
        creationDateTime=line.at,
    )
    for code in line.codes:
        coding = SubElement(made, _tag("Coding"), guid=guid("coding", f"{key}/{code}"))
        SubElement(coding, _tag("CodeRef"), targetGUID=guid("code", code))


def _flat(text: str) -> str:
    """A text on one line, as it stands in its source."""
    return xml_text(" ".join(text.splitlines()))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _within(parent: Element, name: str) -> Element:
    return SubElement(parent, _tag(name))


_NAMED = 60
"""Characters of a selection that name it."""
