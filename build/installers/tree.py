"""A tree of files as it will lie on a machine, and archives of it: same tree, same bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import platform
import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 64 << 20}]
if platform.machine() in ("x86_64", "AMD64"):  # jumps of its programs, made alike
    _FILTERS.insert(0, {"id": lzma.FILTER_X86})


class Entry(NamedTuple):
    """A file, link or folder: its place from the root, where its bytes are, and its mode.

    ``source`` is a file on this machine or the bytes themselves; ``link`` is where a link leads.
    A folder has neither.
    """

    name: str
    source: Path | bytes | None = None
    mode: int = 0o644
    link: str = ""

    def content(self) -> bytes:
        """Return the bytes of a file. Raises OSError."""
        if isinstance(self.source, Path):
            return self.source.read_bytes()
        return self.source or b""


def from_folder(folder: Path, place: str) -> list[Entry]:
    """Return all that lies in a folder, to stand at ``place``; programs and libraries keep their modes."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = f"{place}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            found.append(Entry(name, link=str(path.readlink())))
        elif path.is_file():
            runs = os.access(path, os.X_OK) and ".so" not in path.name
            found.append(Entry(name, path, 0o755 if runs else 0o644))
    return found


def with_folders(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries with every folder they stand in, in an order that never changes."""
    files = {each.name.strip("/"): each for each in entries}
    folders = {
        parent.as_posix() for name in files for parent in Path(name).parents if parent != Path()
    }
    made = {name: Entry(name, mode=0o755) for name in folders}
    return [each for _, each in sorted((made | files).items())]


def tar(entries: Sequence[Entry], moment: int, prefix: str = "") -> bytes:
    """Return a tar archive of the entries, all of root's and of one moment (seconds since 1970)."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for entry in with_folders(entries):
            info = tarfile.TarInfo(prefix + entry.name.strip("/"))
            info.mtime, info.mode = moment, entry.mode
            info.uname = info.gname = "root"
            if entry.link:
                info.type, info.linkname, info.mode = tarfile.SYMTYPE, entry.link, 0o777
                archive.addfile(info)
            elif entry.source is None:
                info.type = tarfile.DIRTYPE
                archive.addfile(info)
            else:
                content = entry.content()
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def xz(data: bytes) -> bytes:
    """Compress, always to the same bytes."""
    return lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=_FILTERS)


def xz_quickly(data: bytes) -> bytes:
    """Compress loosely, for what is thrown away."""
    return lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, preset=0)


def gz(data: bytes) -> bytes:
    """Compress, always to the same bytes."""
    return gzip.compress(data, 9, mtime=0)


def kibibytes(entries: Iterable[Entry]) -> int:
    """Return what the entries take when installed, in KiB as dpkg counts it.

    Each file is rounded up to a whole KiB, and a folder or a link is one: deb-substvars(5), Installed-Size.
    """
    sizes = (
        each.source.stat().st_size if isinstance(each.source, Path) else len(each.source or b"")
        for each in with_folders(entries)
    )
    return sum(max(1, -(-size // 1024)) for size in sizes)


def sums(entries: Iterable[Entry]) -> str:
    """Return the lines of md5sums, as dpkg keeps them to tell whether a file was damaged."""
    lines = [
        f"{hashlib.md5(each.content(), usedforsecurity=False).hexdigest()}  {each.name}\n"
        for each in with_folders(entries)
        if each.source is not None
    ]
    return "".join(lines)
