"""Takes out of a bundle what the program never loads. Pictures of every page prove that nothing is missed.

What is taken, what is stripped and what must never be is in the tables below, with the reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from installers import icu
from installers.elf import closure

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
    # gtk3 would bring 20 libraries for the look of a file chooser.
    "*/platformthemes/libqgtk3*",
    # Pictures are PNG, SVG and JPEG.
    "*/imageformats/libqgif*", "*/imageformats/libqicns*", "*/imageformats/libqtga*",
    "*/imageformats/libqtiff*", "*/imageformats/libqwbmp*", "*/imageformats/libqwebp*",
    "*/PySide6/Qt/translations/*", "*/PySide6/translations/*",
    "*/pyqtgraph/icons/peegee/*", "*/pyqtgraph/colors/maps/*",
    "*/lib-dynload/readline.*", "*/lib-dynload/_codecs_*", "*/lib-dynload/_multibytecodec.*",
    "*/numpy/*/tests/*",
    # numpy loads these two when they are first named, and nothing of ours names them: a test says so.
    "*/numpy/random/*", "*/numpy/fft/*", "*/numpy-*.dist-info/*",
    # Reports hold PNG and JPEG; Pillow does without the rest. Documents are written with lxml.etree alone.
    "*/PIL/_avif.*",
    "*/PIL/_webp.*",
    "*/PIL/_imagingcms.*",
    "*/PIL/_imagingtk.*",
    "*/lxml/objectify.*",
    "*/lxml/isoschematron/*",
    "*/lxml/html/*",
    # pyqtgraph does without it, and only the bus of the desktop is spoken to, by Qt itself.
    "*/PySide6/QtTest.abi3.so", "*/PySide6/QtDBus.abi3.so",
    "*/setuptools/*", "*/opengl32sw.dll", "*/Qt6Network.dll", "*/Qt6Quick*", "*/Qt6Qml*",
    "*/libQt6Quick*", "*/libQt6Qml*",
)  # fmt: skip

STRIPPED = (
    "libpython*",
    "*/lib-dynload/*.so",
    "*/PySide6/*.so*",
    "*/shiboken6/*.so*",
    "*/msgspec/*.so",
    "*/PIL/*.so",
)
"""Never ``*.libs/``: a stripped OpenBLAS fails to load. numpy's own come stripped."""

NEVER_STRIPPED = ("*.libs/*",)

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
        ("ICU data", trim_icu),
    ):
        stood = size_of(bundle)
        step(inside)
        steps.append((name, stood - size_of(bundle)))
    return Trimmed(before, size_of(bundle), tuple(steps))


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
    libraries = {each.name for each in files if each.name.startswith("lib")}
    loaded = (*FROM_THE_SYSTEM, "libpython")  # by the program itself, or by a library as it runs
    roots = [each for each in files if not _is_library(each) or each.name.startswith(loaded)]
    wanted = closure(roots, {each.name: each for each in files})
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


def trim_icu(inside: Path) -> None:
    """Make the data of ICU small, where Qt brings its own."""
    for library in _files(inside):
        if library.name.startswith("libicudata.so"):
            icu.trim(library)


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
