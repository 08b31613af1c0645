"""A REFI-QDA project (``.qdpx``) as NVivo, ATLAS.ti, MAXQDA and QualCoder read it.

Source: REFI-QDA 1.5, the schema ``Project.xsd`` of 18 March 2019. Positions count characters of the
plain text, from 0, the end excluded; line ends are single. Written as text, as a tree of elements takes
five times as long.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from core.exchange.watch import Watch
from core.exchange.xml_text import xml_text
from core.model.moment import Moment

NAMESPACE = "urn:QDA-XML:project:1.0"
_OURS = UUID("6c1f3f0a-6a2e-5d2b-9f5b-3a1f0c7d8e21")
_BEGUN = sha1(_OURS.bytes, usedforsecurity=False)
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
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
    """An id of ours as other programs want one: the same thing has the same in every export.

    It is the UUID of version 5 (RFC 9562, 5.5), which ``uuid.uuid5`` takes four times as long for.
    """
    found = _BEGUN.copy()
    found.update(f"{kind}/{name}".encode())
    digits = found.hexdigest()
    variant = _VARIANT[digits[16]]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def qdpx_bytes(project: Project, watch: Watch | None = None) -> bytes:
    """The file: a zip of ``project.qde`` and the plain texts of its sources.

    Characters that XML does not know are replaced, in the texts too, so that positions hold. Raises
    Cancelled.
    """
    watch = watch or Watch()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry("project.qde"), "w", force_zip64=True) as qde:
            for piece in _project(project, watch):
                qde.write(piece.encode())
        for source in project.sources:
            text = "".join(f"{_flat(line.text)}\n" for line in source.lines)
            path = f"Sources/{guid('source', source.id)}.txt"
            archive.writestr(_entry(path), text.encode(), zipfile.ZIP_DEFLATED)
            watch.done(0)
    return held.getvalue()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _project(project: Project, watch: Watch) -> Iterator[str]:
    user = guid("user", "Footpath")
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield (
        f'<Project xmlns="{NAMESPACE}" name={_named(project.name)} origin="Footpath" '
        f'creatingUserGUID="{user}" creationDateTime="{project.made}">'
    )
    yield f'<Users><User guid="{user}" name="Footpath"/></Users>'
    if project.codes:
        yield f"<CodeBook><Codes>{_codes(project.codes)}</Codes></CodeBook>"
    if project.variables:
        yield f"<Variables>{''.join(map(_variable, project.variables))}</Variables>"
    if project.cases:
        yield "<Cases>"
        for case in project.cases:
            yield _case(case)
            watch.done(0)
        yield "</Cases>"
    if project.sources:
        codes = {code.id: guid("code", code.id) for code in _every(project.codes)}
        yield "<Sources>"
        for source in project.sources:
            yield _source(source, user, codes)
            watch.done(len(source.lines))
        yield "</Sources>"
    yield "</Project>"


def _every(codes: Iterable[Code]) -> Iterator[Code]:
    for code in codes:
        yield code
        yield from _every(code.within)


def _codes(codes: Iterable[Code]) -> str:
    return "".join(
        f'<Code guid="{guid("code", each.id)}" name={_named(each.name)} isCodable="true">'
        f"{_codes(each.within)}</Code>"
        for each in codes
    )


def _variable(name: str) -> str:
    return f'<Variable guid="{guid("variable", name)}" name={_named(name)} typeOfVariable="Text"/>'


def _case(case: Case) -> str:
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{guid("variable", name)}"/>'
        f"<TextValue>{escape(xml_text(value))}</TextValue></VariableValue>"
        for name, value in case.values.items()
    )
    sources = "".join(f'<SourceRef targetGUID="{guid("source", each)}"/>' for each in case.sources)
    return f'<Case guid="{guid("case", case.id)}" name={_named(case.name)}>{values}{sources}</Case>'


def _source(source: Source, user: str, codes: Mapping[str, str]) -> str:
    name = guid("source", source.id)
    return (
        f'<TextSource guid="{name}" name={_named(source.name)} plainTextPath="internal://{name}.txt" '
        f'creatingUser="{user}">{"".join(_selections(source, user, codes))}</TextSource>'
    )


def _selections(source: Source, user: str, codes: Mapping[str, str]) -> Iterator[str]:
    start = 0
    for place, line in enumerate(source.lines):
        text = _flat(line.text)
        end = start + len(text)
        if line.codes and text:
            key = f"{source.id}/{place}"
            yield (
                f'<PlainTextSelection guid="{guid("selection", key)}" '
                f'name={quoteattr(text[:_NAMED])} startPosition="{start}" endPosition="{end}" '
                f'creatingUser="{user}" creationDateTime="{line.at}">'
                f"{_codings(key, line.codes, codes)}</PlainTextSelection>"
            )
        start = end + 1


def _codings(key: str, carried: Sequence[str], codes: Mapping[str, str]) -> str:
    return "".join(
        f'<Coding guid="{guid("coding", f"{key}/{each}")}"><CodeRef targetGUID="'
        f'{codes.get(each) or guid("code", each)}"/></Coding>'
        for each in carried
    )


def _flat(text: str) -> str:
    """A text on one line, as it stands in its source."""
    return xml_text(" ".join(text.splitlines()))


def _named(text: str) -> str:
    """A text as an attribute, in its quotes."""
    return quoteattr(xml_text(text))


_NAMED = 60
"""Characters of a selection that name it."""
