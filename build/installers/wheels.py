"""What lies inside the wheels of others: libraries that came with a package and tell nothing themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from pathlib import Path
from typing import NamedTuple


class Within(NamedTuple):
    """A library of a package. ``files`` is how its files start, in ``folder`` of the bundle's libraries.

    ``text`` is the file of the package that holds its licence.
    """

    folder: str
    files: str
    name: str
    licence: str
    package: str
    text: str
    version: Callable[[str], str]


def _in_name(file: str) -> str:
    found = re.search(r"\.so\.([\d.]+)$", file)
    return found[1] if found else ""


def _of_png(file: str) -> str:
    """Libpng counts 1.6.58 as 16.58.0."""
    return re.sub(r"^(\d)(\d+)\.(\d+)\.0$", r"\1.\2.\3", _in_name(file))


def _of_blas(_file: str) -> str:
    from numpy import __config__

    return str(__config__.CONFIG["Build Dependencies"]["blas"]["version"])


def _told_by_pillow(name: str) -> Callable[[str], str]:
    """Pillow's wheel has a list of its own contents."""

    def version(_file: str) -> str:
        files = metadata.distribution("pillow").files or ()
        listed = next(each for each in files if each.match("pillow-*.cdx.json"))
        for each in json.loads(listed.read_text(encoding="utf-8"))["components"]:
            if each["name"].lower() == name.lower():
                return str(each["version"])
        raise LookupError(f"pillow does not tell of {name}")

    return version


def _told_by_lxml(name: str) -> Callable[[str], str]:
    def version(_file: str) -> str:
        told = getattr(import_module("lxml.etree"), f"{name.upper()}_VERSION")
        return ".".join(map(str, told))

    return version


WITHIN = (
    Within("numpy.libs", "libscipy_openblas64_", "OpenBLAS", "BSD-3-Clause", "numpy", "LICENSE.txt", _of_blas),
    Within("numpy.libs", "libgfortran-", "libgfortran of GCC", "GPL-3.0-or-later WITH GCC-exception-3.1",
           "numpy", "LICENSE.txt", _in_name),
    Within("numpy.libs", "libquadmath-", "libquadmath of GCC", "LGPL-2.1-or-later",
           "numpy", "LICENSE.txt", _in_name),
    Within("pillow.libs", "libfreetype-", "FreeType", "FTL", "pillow", "LICENSE", _told_by_pillow("FreeType")),
    Within("pillow.libs", "libharfbuzz-", "HarfBuzz", "MIT", "pillow", "LICENSE", _told_by_pillow("HarfBuzz")),
    Within("pillow.libs", "libpng16-", "libpng", "libpng-2.0", "pillow", "LICENSE", _of_png),
    Within("pillow.libs", "libbrotli", "Brotli", "MIT", "pillow", "LICENSE", _in_name),
    Within("PIL", "_imagingft.", "Raqm", "MIT", "pillow", "LICENSE", _told_by_pillow("raqm")),
    Within("lxml", "etree.", "libxml2", "MIT", "lxml", "LICENSES.txt", _told_by_lxml("libxml")),
    Within("lxml", "etree.", "libxslt", "MIT", "lxml", "LICENSES.txt", _told_by_lxml("libxslt")),
)  # fmt: skip


class Found(NamedTuple):
    """A library of a wheel that is in the bundle."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def found_within(inside: Path) -> Iterator[Found]:
    """Yield the libraries of WITHIN that a bundle's folder of libraries holds, each once."""
    for row in WITHIN:
        held = next(iter(sorted((inside / row.folder).glob(f"{row.files}*"))), None)
        if held is not None:
            yield Found(row.name, row.version(held.name), row.licence, _texts(row))


def untold(inside: Path) -> list[str]:
    """Return the libraries that wheels brought along and WITHIN does not name: there must be none."""
    named = {(row.folder, row.files) for row in WITHIN}
    return [
        each.name
        for each in sorted(inside.glob("*.libs/*"))
        if not any(
            each.parent.name == folder and each.name.startswith(start) for folder, start in named
        )
    ]


def _texts(row: Within) -> tuple[Path, ...]:
    package = metadata.distribution(row.package)
    return tuple(
        Path(str(each.locate()))
        for each in package.files or ()
        if str(each).endswith(f".dist-info/licenses/{row.text}")
    )
