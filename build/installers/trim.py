"""Takes out of a bundle what the program never loads. Pictures of every page prove that nothing is missed.

What is taken, what is stripped and what must never be is in the tables below, with the reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from installers import elf, elf_cut, elf_gaps, icu

TAKEN = (
    # The program has no network code: neither has its bundle.
    "*/plugins/tls/*", "*/plugins/networkinformation/*", "*/PySide6/QtNet*",
    "*/_ssl.*", "*/_hashlib.*", "*/plugins/generic/*",
    # Screens that are none: embedded devices, VNC, Vulkan.
    "*/platforms/libqeglfs*", "*/platforms/libqlinuxfb*", "*/platforms/libqminimal*",
    "*/platforms/libqvnc*", "*/platforms/libqvkkhrdisplay*", "*/plugins/egldeviceintegrations/*",
    # OpenGL is never used to draw; pyqtgraph only asks for the module (see STAND_INS).
    "*/PySide6/QtOpenGL.abi3.so", "*/PySide6/QtOpenGLWidgets.abi3.so", "*/plugins/xcbglintegrations/*",
    "*/plugins/wayland-graphics-integration-client/*",
    # Windows of a desktop are of xdg-shell; the others are for televisions, cars and Qt's own compositor.
    "*/wayland-shell-integration/libfullscreen*", "*/wayland-shell-integration/libivi*",
    "*/wayland-shell-integration/libqt-shell*", "*/wayland-shell-integration/libwl-shell*",
    # gtk3 would bring 20 libraries for the look of a file chooser.
    "*/platformthemes/libqgtk3*",
    # Pictures are PNG, which Qt reads itself, and SVG.
    "*/imageformats/libqjpeg*", "*/imageformats/libqgif*", "*/imageformats/libqicns*", "*/imageformats/libqtga*",
    "*/imageformats/libqtiff*", "*/imageformats/libqwbmp*", "*/imageformats/libqwebp*",
    "*/PySide6/Qt/translations/*", "*/PySide6/translations/*",
    "*/pyqtgraph/icons/peegee/*", "*/pyqtgraph/colors/maps/*",
    "*/lib-dynload/readline.*", "*/lib-dynload/_codecs_*", "*/lib-dynload/_multibytecodec.*",
    "*/numpy/*/tests/*",
    # numpy loads these two when they are first named, and nothing of ours names them: a test says so.
    "*/numpy/random/*", "*/numpy/fft/*", "*/numpy-*.dist-info/*",
    "*/numpy/_core/_multiarray_tests.*",
    # Pillow draws the pictures of reports: shapes and words, as PNG (see CUT_OFF and PILLOW_KEPT).
    "*/PIL/_avif.*", "*/PIL/_webp.*", "*/PIL/_imagingcms.*", "*/PIL/_imagingtk.*", "*/PIL/_imagingm*",
    # Documents are written with lxml.etree alone, and from the templates they begin with.
    "*/lxml/objectify.*", "*/lxml/isoschematron/*", "*/lxml/html/*", "*/lxml/sax.*",
    "*/lxml/builder.*", "*/docx/templates/default-docx-template/*", "*/pptx/templates/*.emf",
    # pyqtgraph does without it, and only the bus of the desktop is spoken to, by Qt itself.
    "*/PySide6/QtTest.abi3.so", "*/PySide6/QtDBus.abi3.so",
    # Icons of program files are in these already; the window's own is drawn from the PNGs.
    "*/resources/icons/*.icns", "*/resources/icons/*.ico",
    "*/setuptools/*", "*/opengl32sw.dll", "*/Qt6Network.dll", "*/Qt6Quick*", "*/Qt6Qml*",
    "*/libQt6Quick*", "*/libQt6Qml*",
)  # fmt: skip

STRIPPED = (
    "libpython*",
    "*/lib-dynload/*.so",
    "*/PySide6/*.so*",
    "*/shiboken6/*.so*",
    "*/msgspec/*.so",
)
"""Never ``*.libs/``: a stripped OpenBLAS fails to load. What patchelf has packed is for GAPPED."""

NEVER_STRIPPED = ("*.libs/*",)

GAPPED = ("*/numpy.libs/*", "*/numpy/*.so", "*/pillow.libs/*", "*/PIL/*.so", "*/lxml/*.so")
"""Their symbols, and the tables patchelf left behind, go without a change of what is loaded."""

NOT_UNWOUND = ("*/numpy.libs/libscipy_openblas*", "*/lxml/*.so")
"""Written in C and Fortran: no exception of C++ comes through them."""


class Cut(NamedTuple):
    """A file that does without the libraries whose names start so. See elf_cut for ``instead``."""

    file: str
    libraries: tuple[str, ...]
    instead: tuple[tuple[str, str], ...] = ()


CUT_OFF = (
    # Pillow is asked for PNG alone. As it is loaded, it notes the versions of these two; nobody reads them.
    Cut(
        "*/PIL/_imaging.*",
        ("libtiff-", "libjpeg-", "libopenjp2-", "libxcb-"),
        (("TIFFGetVersion", "zlibVersion"), ("opj_version", "zlibVersion")),
    ),
    # Only a bus that systemd starts asks for systemd; the program listens to nobody.
    Cut("*/libdbus-1.so.*", ("libsystemd.so.",)),
    # Products of matrices are C. What LAPACK has in Fortran (svd, lstsq, polyfit), nothing asks for: a test
    # says so.
    Cut("*/libscipy_openblas*", ("libgfortran-",)),
)

CHANGED = "CHANGED.txt"

STAND_INS = {
    "PySide6/QtOpenGL.py": '"""Stands in for a module that pyqtgraph imports and Footpath never uses."""\n',
    "PySide6/QtOpenGLWidgets.py": (
        '"""Stands in for a module that pyqtgraph imports and Footpath never uses."""\n\n'
        "from PySide6.QtWidgets import QWidget\n\n\n"
        "class QOpenGLWidget(QWidget):\n"
        '    """Named as a base class; never made."""\n'
    ),
}


class Trimmed(NamedTuple):
    """Bytes of a bundle before and after, and what each step took."""

    before: int
    after: int
    steps: tuple[tuple[str, int], ...]


def trim(bundle: Path) -> Trimmed:
    """Trim a bundle in place; returns what it saved."""
    inside = contents(bundle)
    before = size_of(bundle)
    steps = []
    for name, step in (
        ("files nothing loads", take),
        ("libraries nothing asks for any more", take_unasked),
        ("symbols for debuggers", strip),
        ("gaps in libraries", close_gaps),
        ("ICU data", trim_icu),
    ):
        stood = size_of(bundle)
        step(inside)
        steps.append((name, stood - size_of(bundle)))
    return Trimmed(before, size_of(bundle), tuple(steps))


def changes() -> str:
    """Return what was changed in the libraries of others, as their licences want it told."""
    cut = "".join(
        f"  {each.file.lstrip('*/')}: does without {', '.join(each.libraries)}\n"
        for each in CUT_OFF
    )
    return (
        "What was changed in the libraries bundled with Footpath. build/installers in its sources does it,\n"
        "and a library of the same name from its makers may be put in the place of each.\n\n"
        "Symbols for debuggers were taken out of libraries, and from libicudata the words and formats of\n"
        "languages. On Linux these were also cut off libraries that Footpath never calls through them:\n"
        f"{cut}"
    )


def contents(bundle: Path) -> Path:
    """Return the folder of a bundle that holds its libraries and modules."""
    for within in ("_internal", "Contents/Frameworks"):
        if (bundle / within).is_dir():
            return bundle / within
    raise FileNotFoundError(f"no bundle in {bundle.name}")


def size_of(folder: Path) -> int:
    """Return the bytes of the files in a folder; links count nothing."""
    return sum(each.stat().st_size for each in _files(folder))


def take(inside: Path) -> None:
    """Take out what is named above, and put the stand-ins in."""
    for path in _files(inside):
        if _is_one(path, inside, TAKEN):
            path.unlink()
    for name, text in STAND_INS.items():
        if (inside / name).parent.is_dir():
            (inside / name).write_text(text, encoding="utf-8")
    _tidy(inside)


def take_unasked(inside: Path) -> None:
    """Take out the shared libraries that nothing left in the bundle links to any more."""
    if not sys.platform.startswith("linux"):
        return
    from installers.recipe import FROM_THE_SYSTEM

    files = [each for each in _files(inside) if ".so" in each.name]
    for cut in CUT_OFF:
        for each in files:
            if _is_one(each, inside, (cut.file,)):
                _cut(each, cut, files)
    libraries = {each.name for each in files if each.name.startswith("lib")}
    loaded = (*FROM_THE_SYSTEM, "libpython")  # by the program itself, or by a library as it runs
    roots = [each for each in files if not _is_library(each) or each.name.startswith(loaded)]
    wanted = elf.closure(roots, {each.name: each for each in files})
    for each in files:
        if each.name in libraries and each.name not in wanted:
            each.unlink()
    _tidy(inside)


def strip(inside: Path) -> None:
    """Take the symbols out of what is named above."""
    program = shutil.which("strip")
    if program is None or os.name == "nt":
        return
    for path in _files(inside):
        if _is_one(path, inside, STRIPPED) and not _is_one(path, inside, NEVER_STRIPPED):
            subprocess.run([program, "--strip-unneeded", str(path)], check=True)


def close_gaps(inside: Path) -> None:
    """Take out of what is named above that which is never loaded."""
    if not sys.platform.startswith("linux"):
        return
    for path in _files(inside):
        if ".so" in path.name and _is_one(path, inside, GAPPED):
            unwinding = not _is_one(path, inside, NOT_UNWOUND)
            path.write_bytes(elf_gaps.taken_out(path.read_bytes(), unwinding=unwinding))


def trim_icu(inside: Path) -> None:
    """Make the data of ICU small, where Qt brings its own."""
    for library in _files(inside):
        if library.name.startswith("libicudata.so"):
            icu.trim(library)


def _cut(path: Path, cut: Cut, files: Sequence[Path]) -> None:
    for library in files:
        if library.name.startswith(cut.libraries) and library.name in elf.needed(path):
            offered = [name for name, defined in elf.symbols(library.read_bytes()) if defined]
            data = elf_cut.cut_off(path.read_bytes(), library.name, offered, dict(cut.instead))
            path.write_bytes(data)


def _is_library(path: Path) -> bool:
    """Whether a file is linked to, and not loaded by its name: a plugin or a module of Python."""
    return path.name.startswith("lib") and "plugins" not in path.parts


def _is_one(path: Path, inside: Path, patterns: tuple[str, ...]) -> bool:
    name = "/" + path.relative_to(inside).as_posix()
    return any(fnmatch(name, each if each.startswith("*") else f"*/{each}") for each in patterns)


def _files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())


def _tidy(folder: Path) -> None:
    """Take out links that lead nowhere and folders that are empty now."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_symlink() and not path.exists():
            path.unlink()
        elif path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
