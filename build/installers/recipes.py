"""The recipes before the tools of those who read them: desktop, software centres, package checkers, GitHub."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from installers import deb, identity, wine
from installers.bundle import Failed, moment

_WORKFLOW = identity.ROOT / ".github" / "workflows" / "installers.yml"

LINTIAN_KNOWS = (
    "embedded-library", "hardening-no-", "shared-library-lacks-", "unstripped-binary-or-object",
    "library-not-linked-against-libc", "custom-library-search-path", "package-installs-python",
    "initial-upload-closes-no-bugs", "no-changelog", "syntax-error-in-debian-changelog",
    "extra-license-file", "copyright-", "exec-in-usr-lib", "maintainer-", "bogus-mail-host",
    "executable-in-usr-lib", "national-encoding", "spelling-error-in-binary", "font-outside-font-dir",
    "debian-changelog-", "changelog-", "missing-dependency-on", "sharedobject-in-library-directory",
)  # fmt: skip
"""What a bundle that is no part of Debian is: its own libraries, as their makers built them."""


def check() -> None:
    """Check what can be checked here, and say what cannot. Raises Failed."""
    faults = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        metainfo = folder / f"{identity.COMPONENT}.metainfo.xml"
        metainfo.write_bytes(deb.filled("footpath.metainfo.xml", moment()))
        desktop = identity.RECIPES / "linux" / "footpath.desktop"
        schema = str(Path(sys.executable).with_name("check-jsonschema"))
        for words in (
            ["desktop-file-validate", str(desktop)],
            ["appstreamcli", "validate", "--no-net", "--explain", str(metainfo)],
            ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", _manual(folder)],
            [schema, "--builtin-schema", "vendor.github-workflows", str(_WORKFLOW)],
        ):
            faults += _fault(words)
        faults += _lintian()
        reason = wine.why_not()
        if reason:
            print(f"left out, {reason}: the Windows installer under wine")
        else:
            wine.prove(folder / "windows")
            print("wine: installed, upgraded and removed; the study was left", flush=True)
    if faults:
        raise Failed("\n".join(faults))


def _manual(folder: Path) -> str:
    path = folder / "footpath.1"
    path.write_bytes(deb.filled("footpath.1", moment()))
    return str(path)


def _fault(words: Sequence[str]) -> list[str]:
    name = Path(words[0]).name
    if shutil.which(words[0]) is None:
        print(f"left out, not installed: {name}")
        return []
    done = subprocess.run(words, check=False, capture_output=True, text=True, errors="replace")
    complaint = done.stderr.strip() if name == "man" else ""
    if done.returncode or complaint:
        return [f"{name}: {(done.stdout + done.stderr).strip()}"]
    print(f"{name}: no fault")
    return []


def _lintian() -> list[str]:
    package = next(iter(sorted(identity.OUT.glob("*.deb"))), None)
    if package is None or shutil.which("lintian") is None:
        print("left out, no package or not installed: lintian")
        return []
    words = [
        "lintian",
        "--allow-root",
        "--fail-on",
        "none",
        "--tag-display-limit",
        "0",
        str(package),
    ]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("E:")]
    faults = [line for line in lines if not any(f" {each}" in line for each in LINTIAN_KNOWS)]
    if not faults:
        print(f"lintian: no error but {len(lines)} of a bundle's own libraries")
    return faults
