"""The files people fetch: a .deb and a plain archive, each with its contents listed, and their sums."""

from __future__ import annotations

import hashlib
import platform
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from installers import deb, identity, sbom, tree
from installers.bundle import LICENCES, TRIMMED, moment
from installers.tree import Entry

_MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}

_READ_ME = """\
Footpath {version}

Start the program "footpath" in this folder. Nothing has to be installed, and the folder may lie anywhere,
on a USB stick too. Footpath uses no network.

To keep its settings beside it, make a folder named "portable" here. Without one they are kept where your
system keeps settings. Studies lie where you put them; they are files that end in .footpath.

The folder "licences" holds the licences of all that is in here, and contents.cdx.json lists it.
"""


class Made(NamedTuple):
    """A file that was made, and what it takes when it is unpacked, in KiB."""

    path: Path
    installed: int


def linux() -> list[Made]:
    """Write the .deb and the .tar.xz of the trimmed bundle; returns them."""
    version = identity.project().version
    identity.OUT.mkdir(parents=True, exist_ok=True)
    for old in identity.OUT.glob(f"{identity.NAME}*"):
        old.unlink()
    machine = _MACHINES.get(platform.machine(), platform.machine())
    package = identity.OUT / deb.name(version, machine)
    archive = identity.OUT / f"{identity.NAME}-{version}-linux-{platform.machine()}.tar.xz"
    with ThreadPoolExecutor() as both:  # lzma lets go of the interpreter
        packing = both.submit(deb.write, TRIMMED, package, moment(), machine)
        made = [Made(archive, plain(archive)), Made(package, packing.result())]
    accompany([each.path for each in made])
    return made


def plain(target: Path) -> int:
    """Write the archive that runs from any folder; returns what it takes, in KiB."""
    version = identity.project().version
    top = f"{identity.NAME}-{version}"
    entries = tree.from_folder(TRIMMED, top)
    entries.append(Entry(f"{top}/README.txt", _READ_ME.format(version=version).encode()))
    target.write_bytes(tree.xz(tree.tar(entries, moment())))
    return tree.kibibytes(entries)


def accompany(files: list[Path]) -> None:
    """Put the list of contents beside each installer, and the sums of all into SHA256SUMS."""
    listed = (LICENCES / sbom.FILE).read_bytes()
    beside = [each.with_name(each.name + ".cdx.json") for each in files]
    for path in beside:
        path.write_bytes(listed)
    sums = [
        f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n"
        for each in sorted([*files, *beside])
    ]
    (identity.OUT / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def for_this_system() -> list[Made]:
    """Write what this system's people install; returns the files."""
    if sys.platform == "win32":
        from installers import windows

        return windows.make()
    if sys.platform == "darwin":
        from installers import macos

        return macos.make()
    return linux()
