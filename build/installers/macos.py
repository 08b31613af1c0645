"""The disk image for macOS: Footpath.app, signed, and notarised where an account is named.

FOOTPATH_SIGN is the identity to sign with; "-", which needs no account, where there is none: an app that
is not signed at all is called damaged. FOOTPATH_NOTARY is the keychain profile of notarytool.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

from installers import identity
from installers.bundle import TRIMMED, Failed
from installers.packages import Made, accompany

_ENTITLEMENTS = identity.RECIPES / "macos" / "entitlements.plist"


def make() -> list[Made]:
    """Sign the app, put it into a disk image, have that notarised; returns it. Raises Failed."""
    identity.OUT.mkdir(parents=True, exist_ok=True)
    staged = identity.WORK / "image"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    app = staged / "Footpath.app"
    shutil.copytree(TRIMMED, app, symlinks=True)
    (staged / "Applications").symlink_to("/Applications")
    _sign(app)
    version = identity.project().version
    target = identity.OUT / f"{identity.NAME}-{version}-macos-{platform.machine()}.dmg"
    target.unlink(missing_ok=True)
    _do(
        "hdiutil",
        "create",
        "-volname",
        "Footpath",
        "-srcfolder",
        str(staged),
        "-format",
        "UDZO",
        str(target),
    )
    _notarise(target)
    accompany([target])
    size = sum(each.stat().st_size for each in app.rglob("*") if each.is_file())
    return [Made(target, size // 1024)]


def _sign(app: Path) -> None:
    """Sign what lies inside first, then the whole."""
    inner = sorted(
        each
        for each in app.rglob("*")
        if each.suffix in (".dylib", ".so") and not each.is_symlink()
    )
    frameworks = sorted(app.rglob("*.framework"))
    for path in (*inner, *frameworks, app):
        _codesign(path)
    _do("codesign", "--verify", "--deep", "--strict", str(app))


def _codesign(path: Path) -> None:
    identity_ = os.environ.get("FOOTPATH_SIGN", "-")
    words = ["codesign", "--force", "--sign", identity_, "--options", "runtime"]
    if identity_ != "-":
        words.append("--timestamp")
    _do(*words, "--entitlements", str(_ENTITLEMENTS), str(path))


def _notarise(image: Path) -> None:
    profile = os.environ.get("FOOTPATH_NOTARY")
    if profile:
        _do("xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait")
        _do("xcrun", "stapler", "staple", str(image))


def _do(*words: str) -> None:
    if subprocess.call(words):
        raise Failed(f"{' '.join(words[:2])} failed.")
