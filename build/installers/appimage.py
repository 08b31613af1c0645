"""The AppImage: the trimmed bundle in a squashed file system, behind a small program that mounts it.

That program, the runtime, comes from the AppImage project and from no package reachable while this was
written; FOOTPATH_APPIMAGE_RUNTIME names it. Needs mksquashfs (Debian's squashfs-tools).
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

from installers import deb, identity
from installers.bundle import TRIMMED, Failed, moment
from installers.packages import Made, accompany


def make() -> Made:
    """Write the AppImage; returns it. Raises Failed."""
    runtime = Path(os.environ.get("FOOTPATH_APPIMAGE_RUNTIME", ""))
    if not runtime.is_file():
        raise Failed("FOOTPATH_APPIMAGE_RUNTIME must name the runtime of AppImages.")
    version = identity.project().version
    target = identity.OUT / f"Footpath-{version}-{platform.machine()}.AppImage"
    squashed = squash(identity.WORK / "appimage")
    target.write_bytes(runtime.read_bytes() + squashed.read_bytes())
    target.chmod(0o755)
    made = [
        target,
        *sorted(identity.OUT.glob("footpath*.deb")),
        *sorted(identity.OUT.glob("*.tar.xz")),
    ]
    accompany(made)
    return Made(target, squashed.stat().st_size // 1024)


def squash(work: Path) -> Path:
    """Lay the folder of the AppImage out and squash it; returns the image. Raises Failed."""
    program = shutil.which("mksquashfs")
    if program is None:
        raise Failed("mksquashfs is not installed.")
    shutil.rmtree(work, ignore_errors=True)
    folder = work / "AppDir"
    lay_out(folder)
    image = work / "image.squashfs"
    words = [
        "-root-owned",
        "-noappend",
        "-comp",
        "gzip",
        "-quiet",
        "-no-progress",
        "-all-time",
        str(moment()),
    ]
    fixed = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    if subprocess.call(
        [program, str(folder), str(image), *words, "-mkfs-time", str(moment())], env=fixed
    ):
        raise Failed("The folder could not be squashed.")
    return image


def lay_out(folder: Path) -> None:
    """Copy the bundle and what a desktop reads of it into a folder, as AppImages have it."""
    shutil.copytree(TRIMMED, folder / "usr" / "lib" / identity.NAME, symlinks=True)
    for entry in deb.desktop(moment()):
        target = folder / entry.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if entry.link:
            target.symlink_to(entry.link)
        else:
            target.write_bytes(entry.content())
    share = folder / "usr" / "share"
    shutil.copyfile(share / "applications" / "footpath.desktop", folder / "footpath.desktop")
    icon = folder / "footpath.png"
    shutil.copyfile(share / "icons" / "hicolor" / "256x256" / "apps" / "footpath.png", icon)
    (folder / ".DirIcon").symlink_to("footpath.png")
    (folder / "AppRun").symlink_to("usr/lib/footpath/footpath")
