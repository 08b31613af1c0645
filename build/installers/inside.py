"""What is inside a bundle: each part with its version, its licence and where its words were found.

Python packages tell of themselves where anything of them is in the bundle; a library of the system is
asked for with dpkg; Qt, ICU and the fonts are named here, and what lies in other wheels in wheels.py.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from installers import wheels
from installers.identity import RECIPES, ROOT, project
from installers.recipe import libraries_here

_LICENCES = RECIPES / "licences"
_COMMON = Path("/usr/share/common-licenses")
_MADE_WITH = "pyinstaller"
"""Of the environment of the build, what puts something of its own into the bundle: the program file."""

_QT = "LGPL-3.0-only"


class Part(NamedTuple):
    """One thing that ships. ``licence`` is SPDX where it could be told, ``texts`` are its own words."""

    name: str
    version: str
    licence: str
    kind: str
    address: str
    texts: tuple[Path, ...] = ()


def parts(inside: Path, program: Path) -> list[Part]:
    """Return everything in a bundle, by name: in its folder of libraries and in its program."""
    held = _packages(inside, modules_within(program))
    found = [*_ours(), *_python(), *held, *_within_wheels(inside)]
    if sys.platform.startswith("linux"):
        found += _system(inside)
    return sorted(found, key=lambda part: (part.kind, part.name.lower()))


def modules_within(program: Path) -> frozenset[str]:
    """Return the packages and modules of Python that a program file of PyInstaller holds, by their first name."""
    from PyInstaller.archive.readers import CArchiveReader

    held = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    return frozenset(name.partition(".")[0] for name in held.toc)


def write_licences(found: Iterable[Part], folder: Path) -> None:
    """Put the licence texts of all parts into a folder, a folder for each part that has some."""
    if folder.exists():
        shutil.rmtree(folder)
    common: set[bytes] = set()
    written: dict[bytes, Path] = {}
    for part in found:
        for at, text in enumerate(part.texts):
            place = folder / part.name
            place.mkdir(parents=True, exist_ok=True)
            target = place / (
                text.name if not (place / text.name).exists() else f"{at}-{text.name}"
            )
            words = text.read_bytes()
            _write_once(target, words, written)
            common |= set(
                re.findall(rb"/usr/share/common-licenses/([A-Za-z0-9.-]*[A-Za-z0-9])", words)
            )
    for name in sorted(each.decode() for each in common):
        if (_COMMON / name).is_file():
            (folder / "common-licenses").mkdir(exist_ok=True)
            shutil.copyfile(_COMMON / name, folder / "common-licenses" / name)


def _write_once(target: Path, words: bytes, written: dict[bytes, Path]) -> None:
    """Write a text, or where it was written before, a link there; Windows may forbid links."""
    before = written.setdefault(words, target)
    if before is target or os.name == "nt":
        target.write_bytes(words)
    else:
        target.symlink_to(os.path.relpath(before, target.parent))


def without_texts(found: Iterable[Part]) -> list[str]:
    """Return the names of parts whose licence is not in the bundle: there must be none."""
    return [part.name for part in found if not part.texts]


def _ours() -> list[Part]:
    fonts = ROOT / "resources" / "fonts" / "OFL.txt"
    return [
        Part("footpath", project().version, "MIT", "application", "", (ROOT / "LICENSE",)),
        Part("Inter", "4", "OFL-1.1", "font", "pkg:generic/inter-font", (fonts,)),
    ]


def _python() -> list[Part]:
    library = Path(sysconfig.get_path("stdlib"))
    texts = [
        each
        for each in (library / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
        if each.is_file()
    ]
    if not texts:
        texts = sorted(Path("/usr/share/doc").glob(f"python3.{sys.version_info.minor}/copyright"))
    version = platform.python_version()
    return [
        Part(
            "CPython",
            version,
            "PSF-2.0",
            "framework",
            f"pkg:generic/cpython@{version}",
            tuple(texts[:1]),
        )
    ]


def shipped_packages() -> frozenset[str]:
    """Return the names of the packages that the application needs to run, as its lock file pins them."""
    lock = (RECIPES / "requirements" / "run.txt").read_text(encoding="utf-8")
    return frozenset(
        _plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)
    )


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _packages(inside: Path, modules: frozenset[str]) -> list[Part]:
    shipped = shipped_packages() | {_MADE_WITH}
    found = []
    for each in metadata.distributions():
        name = each.metadata["Name"]
        if _plain(name) not in shipped or not (
            name == _MADE_WITH or _is_within(each, inside, modules)
        ):
            continue
        texts = tuple(
            Path(str(each.locate_file(file)))
            for file in each.files or ()
            if re.search(r"(licen[cs]e|copying|notice)[^/]*$", str(file), re.IGNORECASE)
            and ".dist-info" in str(file)
        )
        licence = _licence(each.metadata)
        if name.lower().startswith(("pyside6", "shiboken6")):
            licence, texts = _QT, _lgpl()
        version = each.version
        found.append(
            Part(name, version, licence, "library", f"pkg:pypi/{name.lower()}@{version}", texts)
        )
    return found


def _is_within(package: metadata.Distribution, inside: Path, modules: frozenset[str]) -> bool:
    """Whether anything of a package is in the bundle: a module in its program, or a file beside it."""
    tops = {Path(str(each)).parts[0] for each in package.files or ()}
    named = {Path(each).stem for each in tops if each.endswith(".py")} | tops
    return any(
        top in modules or any((inside / top).rglob("*.*"))
        for top in named
        if not top.endswith(".dist-info") and top != ".."
    )


def _licence(about: metadata.PackageMetadata) -> str:
    fields = ("License-Expression", "License")
    said = next((about[field] for field in fields if about[field]), "")
    if said and "\n" not in said and len(said) < 80:
        return said
    classes = about.get_all("Classifier") or []
    names = [each.rsplit(" :: ", 1)[1] for each in classes if each.startswith("License ::")]
    return names[0] if names else "NOASSERTION"


def _lgpl() -> tuple[Path, ...]:
    return (_LICENCES / "LGPL-3.0.txt", _LICENCES / "GPL-3.0.txt", _LICENCES / "QT.txt")


def _within_wheels(inside: Path) -> list[Part]:
    """What lies inside the wheels of PySide6 and of others."""
    version = metadata.version("PySide6-Essentials")
    found = [Part("Qt", version, _QT, "framework", f"pkg:generic/qt@{version}", _lgpl())]
    icu = next(iter(sorted((inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*"))), None)
    if icu is not None:
        number, texts = icu.suffix.lstrip("."), (_LICENCES / "ICU.txt",)
        found.append(
            Part("ICU", number, "Unicode-3.0", "library", f"pkg:generic/icu@{number}", texts)
        )
    for each in wheels.found_within(inside):
        address = f"pkg:generic/{each.name.split()[0].lower()}@{each.version}"
        found.append(Part(each.name, each.version, each.licence, "library", address, each.texts))
    return found


def _system(inside: Path) -> list[Part]:
    """The libraries taken from this machine, by the Debian package that brought each."""
    known = libraries_here()
    names = [
        each.name
        for each in sorted(inside.glob("*.so*"))
        if each.is_file() and not each.is_symlink()
    ]
    packages: dict[str, Part] = {}
    for name in names:
        if name not in known or name.startswith("libpython"):
            continue
        package = _package_of(Path(known[name]))
        if package and package not in packages:
            packages[package] = _debian(package)
    return list(packages.values())


def _package_of(library: Path) -> str:
    real = library.resolve()
    for path in (library, real, Path("/usr" + str(library)), Path(str(real).removeprefix("/usr"))):
        said = subprocess.run(
            ["dpkg", "-S", str(path)], check=False, capture_output=True, text=True
        )
        if not said.returncode:
            return said.stdout.split(":")[0]
    return ""


def _debian(package: str) -> Part:
    words = ["dpkg-query", "-W", "-f", "${source:Package} ${Version} ${Architecture}\n", package]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()[0]
    source, version, machine = said.split()
    own = Path("/usr/share/doc") / package / "copyright"
    text = own if own.is_file() else None
    licences = ""
    if text:
        lines = re.findall(
            r"^License: *(\S.*)$", text.read_text(encoding="utf-8", errors="replace"), re.MULTILINE
        )
        licences = " AND ".join(dict.fromkeys(each.strip() for each in lines))
    return Part(
        package, version, licences or "see its copyright file", "library",
        f"pkg:deb/debian/{package}@{version}?arch={machine}&upstream={source}", (text,) if text else (),
    )  # fmt: skip
