"""A REFI-QDA project read as another program would: by the standard alone, with nothing of ours."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

_Q = {"q": "urn:QDA-XML:project:1.0"}


@dataclass(frozen=True)
class Coded:
    """A piece of text: of which case, from which source, and the names of its codes."""

    case: str
    source: str
    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class QdaProject:
    """What a project holds; codes by the names of those above them."""

    tree: Any
    name: str
    cases: dict[str, dict[str, str]]
    codes: dict[str, tuple[str, ...]]
    pieces: list[Coded]
    texts: dict[str, str]


def qda_project(path: Path) -> QdaProject:
    """Read a file; a reference to what is not there is a KeyError."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        tree = etree.fromstring(archive.read("project.qde"))
        names = {each.get("guid"): each.get("name") for each in tree.iterfind(".//q:Code", _Q)}
        variables = {v.get("guid"): v.get("name") for v in tree.iterfind(".//q:Variable", _Q)}
        owners = {
            ref.get("targetGUID"): case.get("name")
            for case in tree.iterfind(".//q:Case", _Q)
            for ref in case.iterfind("q:SourceRef", _Q)
        }
        texts, pieces = {}, []
        for source in tree.iterfind(".//q:TextSource", _Q):
            inside = source.get("plainTextPath").removeprefix("internal://")
            text = texts[source.get("name")] = archive.read(f"Sources/{inside}").decode("utf-8")
            for piece in source.iterfind("q:PlainTextSelection", _Q):
                start, end = (int(piece.get(each)) for each in ("startPosition", "endPosition"))
                codes = (ref.get("targetGUID") for ref in piece.iterfind("q:Coding/q:CodeRef", _Q))
                pieces.append(
                    Coded(
                        owners[source.get("guid")],
                        source.get("name"),
                        text[start:end],
                        tuple(names[each] for each in codes),
                    )
                )
    cases = {
        case.get("name"): {
            variables[value.find("q:VariableRef", _Q).get("targetGUID")]: value.findtext(
                "q:TextValue", namespaces=_Q
            )
            for value in case.iterfind("q:VariableValue", _Q)
        }
        for case in tree.iterfind(".//q:Case", _Q)
    }
    above = {
        code.get("name"): tuple(each.get("name") for each in code.iterancestors("{*}Code"))
        for code in tree.iterfind(".//q:Code", _Q)
    }
    return QdaProject(tree, tree.get("name"), cases, above, pieces, texts)
