"""The .deb: the bundle under /usr/lib, and all that a desktop needs to show and open it.

There is no maintainer script: the desktop's own packages watch the folders and keep their caches. So
removal touches what dpkg put there, and never a study.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from installers import identity, tree
from installers.tree import Entry

DEPENDS = ("libc6 (>= 2.36)", "fontconfig-config", "xkb-data")
"""fontconfig-config says where fonts lie, xkb-data what keys mean; all else is in the bundle."""

_LINUX = identity.RECIPES / "linux"
_ICONS = identity.ROOT / "resources" / "icons"

_CONTROL = """\
Package: footpath
Version: {version}
Section: misc
Priority: optional
Architecture: {machine}
Maintainer: {contact}
Installed-Size: {size}
Depends: {depends}
Description: {summary}
 Draw the flow you hope customers take, record at each step whether they
 followed it or left it, and read the funnel of every cohort with what the
 customers did and said behind it.
 .
 Everything stays in one file of yours. There is no account and no network.
"""


def name(version: str, machine: str) -> str:
    """Return the file name of the package."""
    return f"{identity.NAME}_{version}_{machine}.deb"


def write(
    bundle: Path,
    target: Path,
    moment: int,
    machine: str = "amd64",
    *,
    version: str = "",
    quick: bool = False,
) -> int:
    """Write the package of a bundle; returns what it takes when installed, in KiB.

    ``version`` and ``quick``, which packs loosely, are for trying an upgrade.
    """
    packed = tree.xz_quickly if quick else tree.xz
    entries = [*tree.from_folder(bundle, "usr/lib/footpath"), *desktop(moment)]
    size = tree.kibibytes(entries)
    control = _CONTROL.format(
        version=version or identity.project().version,
        machine=machine,
        contact=identity.CONTACT,
        size=size,
        depends=", ".join(DEPENDS),
        summary="See where customers leave the path",
    )
    about = [Entry("control", control.encode()), Entry("md5sums", tree.sums(entries).encode())]
    parts = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": packed(tree.tar(about, moment, "./")),
        "data.tar.xz": packed(tree.tar(entries, moment, "./")),
    }
    target.write_bytes(b"!<arch>\n" + b"".join(_ar(*part, moment) for part in parts.items()))
    return size


def desktop(moment: int) -> list[Entry]:
    """Return what stands outside the bundle: menu entry, icons, MIME type, manual, papers."""
    share = "usr/share"
    icons = [
        Entry(f"{share}/icons/hicolor/{size}/apps/footpath.png", path)
        for path in sorted(_ICONS.glob("footpath-*.png"))
        for size in [f"{path.stem.split('-')[1]}x{path.stem.split('-')[1]}"]
    ]
    scalable = f"{share}/icons/hicolor/scalable"
    change_log = (identity.ROOT / "CHANGELOG.md").read_bytes()
    return [
        Entry("usr/bin/footpath", link="../lib/footpath/footpath"),
        Entry(f"{share}/applications/footpath.desktop", _LINUX / "footpath.desktop"),
        Entry(f"{share}/mime/packages/footpath.xml", _LINUX / "footpath-mime.xml"),
        Entry(
            f"{share}/metainfo/{identity.COMPONENT}.metainfo.xml",
            filled("footpath.metainfo.xml", moment),
        ),
        Entry(f"{share}/man/man1/footpath.1.gz", tree.gz(filled("footpath.1", moment))),
        Entry(f"{share}/doc/footpath/changelog.gz", tree.gz(change_log)),
        Entry(f"{share}/doc/footpath/copyright", _copyright()),
        *icons,
        Entry(f"{scalable}/apps/footpath.svg", _ICONS / "footpath.svg"),
        Entry(f"{scalable}/mimetypes/application-x-footpath.svg", _ICONS / "footpath-study.svg"),
    ]


def filled(recipe: str, moment: int) -> bytes:
    """Return a file of build/linux with version and date in their places."""
    text = (_LINUX / recipe).read_text(encoding="utf-8")
    day = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d")
    version = identity.project().version
    return text.replace("@VERSION@", version).replace("@DATE@", day).encode()


def _copyright() -> bytes:
    own = (identity.ROOT / "LICENSE").read_text(encoding="utf-8")
    return (
        f"{own}\nWhat is bundled with Footpath has licences of its own. They lie in\n"
        "/usr/lib/footpath/licences, listed in contents.cdx.json beside them.\n"
    ).encode()


def _ar(part: str, data: bytes, moment: int) -> bytes:
    head = f"{part:<16}{moment:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode()
    return head + data + b"\n" * (len(data) % 2)
