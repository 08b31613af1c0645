"""Whether a trimmed bundle says and writes what the whole one does: every verb, every format of a file."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from installers.bundle import TRIMMED, WHOLE, Failed, program
from installers.pictures import run

_OF_ITS_MOMENT = re.compile(
    rb"D:\d{14}[^)]*|/ID ?\[[^]]*\]|\d{4}-\d\d-\d\dT[\d:.]+([+-]\d\d:\d\d|Z)?|uuid:[0-9a-f-]{36}"
)
"""What two files written one after the other never share: times, and names made from them."""


def verbs() -> None:
    """Have the trimmed bundle tell of every verb: each is a module found only as it is named."""
    names = re.findall(r"^  footpath ([a-z]+) ", run(program(TRIMMED), "--help"), re.MULTILINE)
    for name in sorted(set(names)):
        run(program(TRIMMED), name, "--help")
    print(f"{len(set(names))} verbs answer: {', '.join(sorted(set(names)))}")


def files() -> None:
    """Write the sample in every format, by both bundles. Raises Failed where a file says other things."""
    differ = []
    with tempfile.TemporaryDirectory() as place:
        study = Path(place) / "sample.footpath"
        run(program(TRIMMED), "sample", "-o", study)
        formats = [(verb, ending) for verb in ("report", "export") for ending in endings(verb)]
        for verb, ending in formats:
            written = []
            for bundle in (WHOLE, TRIMMED):
                target = Path(place) / f"{verb}-{bundle.parent.name}{ending}"
                run(program(bundle), verb, study, "-o", target)
                written.append(said(target.read_bytes()))
            if written[0] != written[1]:
                differ.append(f"{verb} {ending}")
    if differ:
        raise Failed(f"The trimmed bundle writes differently: {', '.join(differ)}.")
    listed = ", ".join(f"{verb} {ending}" for verb, ending in formats)
    print(f"Written alike by both: {listed}", flush=True)


def endings(verb: str) -> list[str]:
    """Return the endings of the files a verb writes, as it tells them itself."""
    told = " ".join(run(program(TRIMMED), verb, "--help").split())
    found = re.findall(r"\.[a-z]+", told.partition("ends in ")[2].partition(" --")[0])
    if not found:
        raise Failed(f"{verb} tells of no endings.")
    return list(dict.fromkeys(found))


def said(data: bytes) -> bytes | Mapping[str, object]:
    """Return what a file says, without when it was written; of an archive, what each of its members says."""
    if data[:2] != b"PK":
        return _OF_ITS_MOMENT.sub(b"", data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: said(archive.read(name)) for name in archive.namelist()}
