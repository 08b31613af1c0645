"""What goes into the bundle. The spec asks here; a new screen, chart or resource needs no line.

Screens, verbs and importers are found by name while the program runs, where no analysis sees them,
so every module of the rooms is named.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from installers.identity import AUTHORS, COMPONENT, MIME, NAME, SUFFIX, TITLE, project

ROOMS = ("core", "ui")

LEFT_OUT = (
    "_tkinter", "tkinter", "setuptools", "pip", "distutils", "lib2to3", "ensurepip", "test",
    "sqlite3", "curses", "dbm", "numpy.f2py", "numpy.distutils", "numpy.testing.tests",
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.flowchart", "pyqtgraph.canvas",
    "pyqtgraph.console", "pyqtgraph.jupyter", "IPython", "matplotlib", "scipy", "pandas",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.scripts",
    "asyncio", "unittest", "doctest", "pdb", "bdb", "pydoc_data", "ftplib", "xmlrpc", "cgi",
    "http.server", "http.cookiejar", "socketserver", "optparse", "webbrowser", "pstats", "_pydecimal",
    "bz2", "_bz2", "lzma", "_lzma", "tarfile", "attr", "attrs",
    "multiprocessing.managers", "multiprocessing.pool", "multiprocessing.dummy",
    "multiprocessing.shared_memory", "multiprocessing.sharedctypes", "multiprocessing.heap",
    "numpy.testing", "numpy.polynomial", "numpy.fft", "numpy.random", "numpy.ctypeslib",
    "numpy.matlib", "numpy.lib.recfunctions", "numpy.ma.mrecords",
    "lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.ElementInclude", "lxml.cssselect",
    "lxml.doctestcompare", "lxml.usedoctest", "lxml.pyclasslookup", "lxml.includes", "lxml.sax",
    "lxml.builder",
)  # fmt: skip
"""Modules nothing of ours runs. scipy is a test oracle; it never ships."""

PILLOW_KEPT = (
    "ExifTags", "GimpGradientFile", "GimpPaletteFile", "Image", "ImageChops", "ImageColor", "ImageDraw",
    "ImageFile", "ImageFont", "ImageMode", "ImagePalette", "ImageSequence", "ImageText", "PaletteFile",
    "PngImagePlugin", "TiffTags", "_binary", "_deprecate", "_imaging", "_imagingft", "_typing", "_util",
    "_version", "features",
)  # fmt: skip
"""What it takes to draw shapes and words, and to write and read PNG."""

NOT_BEFORE_THE_START = (
    "pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_multiprocessing",
    "pyi_rth_pyqtgraph_multiprocess", "pyi_rth_setuptools",
)  # fmt: skip
"""What PyInstaller would run before main.py for modules that only libraries name: it delays the paint."""

FROM_THE_SYSTEM = (
    "libGL.so.1", "libEGL.so.1", "libGLX.so.0", "libGLdispatch.so.0", "libxcb.so.1", "libXau.so.6",
    "libXdmcp.so.6", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0",
    "libxcb-keysyms.so.1", "libxcb-render-util.so.0", "libxcb-xinerama.so.0", "libxkbcommon.so.0",
    "libxkbcommon-x11.so.0", "libfontconfig.so.1", "libfreetype.so.6", "libdbus-1.so.3",
    "libglib-2.0.so.0", "libgthread-2.0.so.0", "libwayland-client.so.0", "libwayland-cursor.so.0",
    "libwayland-egl.so.1",
)  # fmt: skip
"""Libraries Qt loads that a bare desktop may lack; PyInstaller leaves some of them to the system.

To depend on the system's libGL would have apt fetch 51 packages for a program that never draws with it.
"""


def modules(root: Path) -> list[str]:
    """Return the name of every module of core and ui."""
    found = []
    for path in sorted(each for room in ROOMS for each in (root / room).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def left_out() -> list[str]:
    """Return the names of all modules that stay out of the bundle."""
    found = find_spec("PIL")
    places = found.submodule_search_locations if found is not None else None
    pillow = [each.name for each in iter_modules(places)] if places is not None else []
    return [*LEFT_OUT, *(f"PIL.{each}" for each in pillow if each not in PILLOW_KEPT)]


def data(root: Path) -> list[tuple[str, str]]:
    """Return the resources, as pairs of a file and the folder it goes to, and the project's licence."""
    resources = root / "resources"
    files = sorted(each for each in resources.rglob("*") if each.is_file())
    placed = [(str(each), each.parent.relative_to(root).as_posix()) for each in files]
    return [*placed, (str(root / "LICENSE"), "."), *_passed_through()]


def _passed_through() -> list[tuple[str, str]]:
    """What makes folders of Python packages that hold no file of their own, but are passed on the way to one.

    python-pptx reads "oxml/../templates": that needs a folder oxml, though its modules are in the program.
    """
    found = []
    for package, folder in (("pptx", "oxml"), ("pptx", "shapes"), ("docx", "parts")):
        known = find_spec(package)
        if known is not None and known.origin is not None:
            marker = Path(known.origin).with_name("py.typed")
            found.append((str(marker), f"{package}/{folder}"))
    return found


def system_libraries() -> list[tuple[str, str]]:
    """Return where the libraries of FROM_THE_SYSTEM lie here; elsewhere than Linux none is needed."""
    if not sys.platform.startswith("linux"):
        return []
    known = libraries_here()
    return [(known[name], ".") for name in FROM_THE_SYSTEM if name in known]


def libraries_here() -> dict[str, str]:
    """Return the paths of the shared libraries the loader of this machine knows, by their names."""
    said = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True)
    machine = re.findall(r"^\s+(\S+) \(libc6,x86-64.*?\) => (\S+)$", said.stdout, re.MULTILINE)
    plain = re.findall(r"^\s+(\S+) \(.*?\) => (\S+)$", said.stdout, re.MULTILINE)
    return dict(reversed(machine or plain))


def icon(root: Path) -> str | None:
    """Return the icon of the program file, where the system keeps one in it."""
    kind = {"win32": "ico", "darwin": "icns"}.get(sys.platform)
    return str(root / "resources" / "icons" / f"footpath.{kind}") if kind else None


def programs() -> list[tuple[str, bool]]:
    """Return the programs of the bundle: their names, and whether they have a console.

    On Windows a program of windows has nowhere to print to, so there is a second for the verbs.
    """
    return [(NAME, False), (f"{NAME}-cli", True)] if sys.platform == "win32" else [(NAME, False)]


def windows_version(program: str) -> Any:
    """Return what Windows shows of a program file; None elsewhere. A nameless one alarms virus scanners."""
    if sys.platform != "win32":
        return None
    from PyInstaller.utils.win32 import versioninfo as told

    version = project().version
    numbers = tuple(int(each) for each in (*version.split("."), "0"))[:4]
    words = {
        "CompanyName": AUTHORS,
        "FileDescription": TITLE,
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": f"{AUTHORS}, MIT licence",
        "OriginalFilename": f"{program}.exe",
        "ProductName": TITLE,
        "ProductVersion": version,
    }
    lines = [told.StringStruct(*each) for each in words.items()]
    return told.VSVersionInfo(
        ffi=told.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            told.StringFileInfo([told.StringTable("040904B0", lines)]),
            told.VarFileInfo([told.VarStruct("Translation", [1033, 1200])]),
        ],
    )


def property_list() -> dict[str, Any]:
    """Return what macOS is told of the app: its documents, and that it draws at any resolution."""
    kind = f"{COMPONENT}.study"
    return {
        "CFBundleDisplayName": TITLE,
        "NSHighResolutionCapable": True,
        "LSApplicationCategoryType": "public.app-category.business",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Footpath study",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [kind],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": kind,
                "UTTypeDescription": "Footpath study",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [SUFFIX.lstrip(".")],
                    "public.mime-type": [MIME],
                },
            }
        ],
    }
