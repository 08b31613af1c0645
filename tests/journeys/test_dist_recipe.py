"""The recipe of the installers: what it takes along, what it leaves, and what it says of the program.

Making and trying the installers themselves is `make dist` and `make dist-test`.
"""

from __future__ import annotations

import configparser
import ctypes
import io
import os
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from installers import deb, elf, icons, icu, identity, inside, recipe, sbom, tree, trim
from installers.inside import Part
from installers.tree import Entry
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QImage, QImageReader

from core.command.picture import PAGES as PICTURED
from ui.shell.screens import PAGES

ROOT = Path(__file__).resolve().parents[2]

MOMENT = 1_795_000_000


def test_every_screen_and_verb_is_taken_along_without_being_named() -> None:
    taken = set(recipe.modules(ROOT))
    assert {page.found.partition(":")[0] for page in PAGES} <= taken
    assert {"ui.shell.window", "core.study", "core"} <= taken
    assert not any(
        re.search(r"flow|partners|capture|funnel", name)
        for name in recipe.LEFT_OUT
        if "." not in name
    )


def test_every_resource_is_taken_along() -> None:
    taken = {Path(source) for source, _ in recipe.data(ROOT)}
    assert {each for each in (ROOT / "resources").rglob("*") if each.is_file()} <= taken


def test_nothing_of_ours_names_what_is_taken_out() -> None:
    named = re.compile(
        r"(np|numpy)\.(random|fft|linalg|polynomial|polyfit|roots|poly1d)\b|\b(lstsq|svd|pinv)\b"
        r"|QtNetwork|QtTest|QtDBus|QtOpenGL|\bssl\b|\b(asyncio|unittest|tarfile|bz2|lzma)\b"
    )
    for room in recipe.ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            assert not named.search(path.read_text(encoding="utf-8")), path


def test_no_page_that_can_be_drawn_escapes_the_comparison() -> None:
    assert {page.name for page in PAGES} <= set(PICTURED)


def test_the_program_has_one_version() -> None:
    assert f'VERSION = "{identity.project().version}"' in (ROOT / "main.py").read_text(
        encoding="utf-8"
    )


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "footpath"
    for name in ("_internal/PySide6/Qt/plugins/tls/libq.so", "_internal/PySide6/Qt/plugins/platforms/libqxcb.so",
                 "_internal/PySide6/QtOpenGL.abi3.so", "_internal/numpy/random/mtrand.so", "footpath"):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    (folder / "_internal" / "dangling").symlink_to("PySide6/QtOpenGL.abi3.so")
    (folder / "footpath").chmod(0o755)
    return folder


def test_trimming_takes_the_network_and_leaves_the_window(bundle: Path) -> None:
    trim.take(trim.contents(bundle))
    left = {each.relative_to(bundle).as_posix() for each in bundle.rglob("*") if not each.is_dir()}
    stand_ins = {f"_internal/{name}" for name in trim.STAND_INS}
    assert left == {"footpath", "_internal/PySide6/Qt/plugins/platforms/libqxcb.so", *stand_ins}


def test_a_tree_makes_the_same_archive_each_time(bundle: Path) -> None:
    entries = [
        *tree.from_folder(bundle, "usr/lib/footpath"),
        Entry("usr/bin/footpath", link="../x"),
    ]
    first = tree.tar(entries, MOMENT, "./")
    os.utime(bundle / "footpath", (1, 1))
    assert tree.tar(reversed_of(entries), MOMENT, "./") == first
    with tarfile.open(fileobj=io.BytesIO(first)) as archive:
        program = archive.getmember("./usr/lib/footpath/footpath")
        assert (program.mode, program.mtime, program.uname) == (0o755, MOMENT, "root")
        assert archive.getmember("./usr/lib").isdir()
        assert archive.getmember("./usr/bin/footpath").linkname == "../x"


def reversed_of(entries: list[Entry]) -> list[Entry]:
    return entries[::-1]


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_the_package_is_one_to_dpkg(bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "footpath.deb"
    deb.write(bundle, target, MOMENT, quick=True)
    said = subprocess.run(["dpkg-deb", "-f", target], check=True, capture_output=True, text=True)
    fields = dict(line.split(": ", 1) for line in said.stdout.splitlines() if ": " in line)
    assert fields["Version"] == identity.project().version
    assert len(fields["Depends"].split(", ")) <= 3
    listed = subprocess.run(["dpkg-deb", "-c", target], check=True, capture_output=True, text=True)
    assert "./usr/bin/footpath -> ../lib/footpath/footpath" in listed.stdout
    control = subprocess.run(["dpkg-deb", "-I", target], check=True, capture_output=True, text=True)
    assert not re.search(r"(pre|post)(inst|rm)", control.stdout)  # nothing runs at a removal


def test_the_desktop_is_told_what_opens_a_study() -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # names of fields have capitals
    entry.read(ROOT / "build" / "linux" / "footpath.desktop", encoding="utf-8")
    main = entry["Desktop Entry"]
    assert (main["Exec"], main["MimeType"], main["Icon"]) == (
        "footpath %f",
        f"{identity.MIME};",
        "footpath",
    )
    mime = ET.parse(ROOT / "build" / "linux" / "footpath-mime.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = mime.find("m:mime-type", space)
    assert kind is not None
    assert kind.get("type") == identity.MIME
    assert [each.get("pattern") for each in kind.findall("m:glob", space)] == ["*.footpath"]
    about = ET.fromstring(deb.filled("footpath.metainfo.xml", MOMENT))
    assert about.findtext("id") == identity.COMPONENT
    assert about.findtext("provides/mediatype") == identity.MIME
    release = about.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": identity.project().version, "date": "2026-11-18"}


def test_the_manual_names_every_verb() -> None:
    from core.command.table import VERBS

    manual = deb.filled("footpath.1", MOMENT).decode()
    assert "@" not in manual
    for verb in ("sample", "new", "import", "record", "funnel", "check"):
        assert verb in VERBS
        assert f".BR {verb} " in manual


def test_the_icon_is_there_in_every_size() -> None:
    for size in icons.SIZES:
        image = QImage(str(icons.FOLDER / f"footpath-{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, 1 + size // 12).name() == "#4549c8"
    kept = QImageReader(str(icons.FOLDER / "footpath.ico"))
    assert kept.imageCount() == 7
    wrapped = (icons.FOLDER / "footpath.icns").read_bytes()
    assert wrapped[:4] == b"icns"
    assert struct.unpack(">I", wrapped[4:8]) == (len(wrapped),)


def test_the_windows_script_asks_no_administrator_and_removes_only_its_own() -> None:
    script = (ROOT / "build" / "windows" / "footpath.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    removed = re.findall(r"RMDir /r \"(.*)\"", script)
    assert removed == [r"$INSTDIR\_internal", r"$INSTDIR\licences"]


def test_the_list_of_contents_names_each_part_and_stays_the_same() -> None:
    parts = [
        Part("footpath", "0.1.0", "MIT", "application", ""),
        Part("zlib1g", "1:1.2", "Zlib", "library", "pkg:deb/debian/zlib1g@1:1.2"),
        Part("tinydb", "4.9.0", "MIT", "library", "pkg:pypi/tinydb@4.9.0"),
    ]
    said = sbom.text(parts, MOMENT)
    assert said == sbom.text(parts, MOMENT)
    assert '"expression": "MIT"' in said
    assert '"name": "Zlib"' in said
    assert inside.without_texts(parts) == ["footpath", "zlib1g", "tinydb"]
    assert {"numpy", "pyside6-essentials", "tinydb"} <= inside.shipped_packages()
    assert not {"pyinstaller", "pip", "scipy", "check-jsonschema"} & inside.shipped_packages()


@pytest.fixture
def icu_data(tmp_path: Path) -> Path:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))
    found = next(iter(folder.glob("libicudata.so.*")), None)
    if found is None:
        pytest.skip("this Qt has no ICU of its own")
    return Path(shutil.copy(found, tmp_path / found.name))


def test_icu_data_is_small_and_still_a_library(icu_data: Path) -> None:
    before, after = icu.trim(icu_data)
    assert after < before / 5
    data = ctypes.CDLL(str(icu_data))
    symbol = f"icudt{icu_data.suffix.lstrip('.')}_dat"
    head = ctypes.string_at(ctypes.addressof(ctypes.c_char.in_dll(data, symbol)), 16)
    assert head[12:16] == b"CmnD"
    assert elf.needed(icu_data) == ()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("i/coll/de.res", True),
        ("i/coll/zh.res", False),
        ("i/zoneinfo64.res", True),
        ("i/de.res", False),
        ("i/unames.icu", False),
    ],
)
def test_of_icu_what_sorts_is_kept(name: str, kept: bool) -> None:
    assert icu.is_kept(name) is kept


def test_other_libraries_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "libother.so"
    other.write_bytes(b"\x7fELF\x02\x01" + bytes(9000))
    with pytest.raises(icu.Unknown):
        icu.trim(other)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ELF is Linux's")
def test_a_library_tells_what_it_needs() -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))
    known = {each.name: each for each in folder.glob("lib*.so*")}
    widgets = known["libQt6Widgets.so.6"]
    assert "libQt6Gui.so.6" in elf.needed(widgets)
    assert {"libQt6Core.so.6", "libicudata.so.73"} <= elf.closure([widgets], known) | {
        "libicudata.so.73"
    }
