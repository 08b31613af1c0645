"""The Windows installer: one person's, made by NSIS of the trimmed bundle.

FOOTPATH_SIGN names a command that signs the files given after it; without one nothing is signed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installers import identity
from installers.bundle import TRIMMED, Failed
from installers.packages import Made, accompany

SCRIPT = identity.RECIPES / "windows" / "footpath.nsi"
_WIDE = "amd64-unicode"
_ICON = identity.ROOT / "resources" / "icons" / "footpath.ico"


def make() -> list[Made]:
    """Sign the programs, wrap them, sign the installer; returns it. Raises Failed."""
    identity.OUT.mkdir(parents=True, exist_ok=True)
    sign(sorted(TRIMMED.glob("*.exe")))
    version = identity.project().version
    target = identity.OUT / f"{identity.NAME}-{version}-windows-setup.exe"
    compile_installer(TRIMMED, target, version)
    sign([target])
    accompany([target])
    size = sum(each.stat().st_size for each in TRIMMED.rglob("*") if each.is_file())
    return [Made(target, size // 1024)]


def compile_installer(payload: Path, target: Path, version: str) -> None:
    """Have makensis wrap a folder that holds the programs and _internal. Raises Failed."""
    program = shutil.which("makensis") or shutil.which(r"C:\Program Files (x86)\NSIS\makensis.exe")
    if program is None:
        raise Failed("makensis (NSIS) is not installed.")
    stub = (
        Path(program).resolve().parent.parent / "share" / "nsis" / "Stubs" / f"lzma_solid-{_WIDE}"
    )
    defined = {"VERSION": version, "PAYLOAD": payload, "ICON": _ICON, "OUTPUT": target}
    words = [f"-D{name}={value}" for name, value in defined.items()]
    words += (
        [f"-DTARGET={_WIDE}"] if stub.exists() else []
    )  # NSIS for Windows may bring 32 bits alone
    done = subprocess.run(
        [program, "-V2", "-WX", *words, str(SCRIPT)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise Failed(f"makensis: {(done.stdout + done.stderr).strip()}")


def sign(files: Sequence[Path]) -> None:
    """Sign files with the command of FOOTPATH_SIGN, where there is one. Raises Failed."""
    command = shlex.split(os.environ.get("FOOTPATH_SIGN", ""), posix=os.name != "nt")
    if command and files and subprocess.call([*command, *map(str, files)]):
        raise Failed("The files could not be signed.")
