"""The .deb on a bare Debian: installed, used by a person at a real window, upgraded, removed.

    python3 build/dist.py bare

The window runs in a network namespace with nothing in it, and strace notes each socket it asks for.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from installers import bare_system, deb, desk, frozen, identity, sitting
from installers.bare_system import USER, System
from installers.bundle import TRIMMED, Failed, moment, program
from installers.desk import Desk, eventually

PICTURES = identity.OUT / "bare"
_KEPT = "kept.footpath"


def prove() -> None:
    """Do all of it on each release. Raises Failed."""
    reason = bare_system.why_not()
    if reason:
        raise Failed(f"A bare machine cannot be had here: {reason}.")
    package = next(iter(identity.OUT.glob("*.deb")), None)
    archive = next(iter(identity.OUT.glob("*.tar.xz")), None)
    if package is None or archive is None:
        raise Failed("There is no package yet: make dist makes it.")
    bundle = _bundle(archive)
    with bare_system.interruptible():
        for number, release in bare_system.RELEASES.items():
            print(f"Debian {number} ({release}), minbase", flush=True)
            _prove(release, package, archive, bundle)


def _prove(release: str, package: Path, archive: Path, bundle: Path) -> None:
    """All of it on one release. Raises Failed."""
    with desk.display() as display, bare_system.system(release, display) as there:
        _unpacked(there, archive, bundle)
        _installed(there, package)
        study = _used(there, Desk(display), display, PICTURES / release)
        frozen.prove(there, Desk(display), display, PICTURES / release, study)
        before = hashlib.sha256(study.read_bytes()).hexdigest()
        _upgraded(there, bundle)
        _removed(there)
        if hashlib.sha256(study.read_bytes()).hexdigest() != before:
            raise Failed("The study is not what it was before the removal.")
        print("  removed; the study is there, byte for byte", flush=True)


def _bundle(archive: Path) -> Path:
    """Return the bundle that was packed; out of the archive, where only that was handed on."""
    if TRIMMED.is_dir():
        return TRIMMED
    folder = bare_system.FOLDER / "bundle"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(["tar", "xf", str(archive), "-C", str(folder)], check=True)
    return next(folder.iterdir())


def _unpacked(there: System, archive: Path, bundle: Path) -> None:
    """The plain archive runs before anything is installed, from any folder, and keeps to its own."""
    if there.run("sh", "-c", "ls /usr/bin/python3* /etc/fonts 2>/dev/null || true"):
        raise Failed("That system is not bare.")
    stick = there.root / "stick with spaces"
    stick.mkdir()
    subprocess.run(["tar", "xf", str(archive), "-C", str(stick)], check=True)
    (folder,) = stick.iterdir()
    portable = folder / "portable"
    portable.mkdir()
    there.run("chown", "-R", f"{USER}:{USER}", f"/{stick.name}")
    carried = f"/{stick.name}/{folder.name}/footpath"
    there.as_user(carried, "sample", "-o", "s.footpath")
    there.as_user(carried, "picture", "funnels", "s.footpath", "-o", "stick.png")
    if (there.home / "stick.png").read_bytes() != _own_picture(bundle, there.home / "s.footpath"):
        raise Failed("The archive draws something else than the bundle does here.")
    env = there.env_of_user() | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        there.words_as_user(carried), env=env, stderr=subprocess.DEVNULL
    ) as running:
        eventually(lambda: any(portable.iterdir()), "something in the folder portable")
        running.kill()
    if (there.home / ".config" / "footpath").exists() or (there.home / ".local").exists():
        raise Failed("The archive keeps its settings elsewhere than beside it.")
    shutil.rmtree(stick)
    for left in there.home.glob("*.footpath"):
        left.unlink()
    print("  archive: runs from a folder with nothing installed, settings beside it", flush=True)


def _own_picture(bundle: Path, study: Path) -> bytes:
    """What the bundle draws on this machine where it finds no font but its own."""
    from installers import pictures

    target = study.with_name("here.png")
    fontless = study.with_name("fonts.conf")
    fontless.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    words = ("picture", "funnels", study, "-o", target)
    pictures.run(program(bundle), *words, FONTCONFIG_FILE=str(fontless))
    return target.read_bytes()


def _installed(there: System, package: Path) -> None:
    shutil.copyfile(package, there.root / "tmp" / package.name)
    _apt(there, package.name)
    version = there.as_user("footpath", "--version").split()[-1]
    if version != identity.project().version:
        raise Failed(f"It calls itself {version}.")
    lines = there.run("dpkg-query", "-W", "-f", "${Installed-Size} ${Depends}", "footpath")
    print(f"  installed: {lines}", flush=True)


def _apt(there: System, package: str) -> None:
    there.run("apt-get", "update", "-qq")
    there.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/tmp/{package}")  # noqa: S108 - of that system


def _used(there: System, person: Desk, display: str, pictures: Path) -> Path:
    """Welcome, sample, record, keep, close, reopen; returns the study kept."""
    trace = Path(f"{pictures}-sockets.txt")
    trace.parent.mkdir(parents=True, exist_ok=True)
    with sitting.window(there, display, trace=trace) as running:
        person.wait_for_title("Footpath")
        time.sleep(2.0)  # so that the picture shows it all
        person.shoot(pictures / "1-welcome.png")
        person.press("Return")
        person.wait_for_study()
        person.shoot(pictures / "2-sample.png")
        sitting.go(person, "Capture")
        _record(person)
        time.sleep(1.0)  # so that the picture shows it all
        person.shoot(pictures / "3-recorded.png")
        study = there.home / _KEPT
        person.press("ctrl+shift+s")
        person.wait_for_box("Save a copy")
        person.type(f"/home/{USER}/{_KEPT}")
        person.press("Return")
        eventually(study.is_file, "the copy of the sample")
        sitting.close(running, person)
    with sitting.window(there, display, _KEPT) as running:
        person.wait_for_study()
        time.sleep(1.0)
        person.shoot(pictures / "4-reopened.png")
        sitting.close(running, person)
    said = json.loads(there.as_user("footpath", "funnel", _KEPT, "--cohort", "Everyone", "--json"))
    there.as_user("footpath", "sample", "-o", "plain.footpath")
    plain = json.loads(
        there.as_user("footpath", "funnel", "plain.footpath", "--cohort", "Everyone", "--json")
    )
    entrants = [each["cohorts"][0]["entrants"] for each in (plain, said)]
    if entrants[1] != entrants[0] + 1:
        raise Failed(f"{entrants[1]} entrants after recording one beside {entrants[0]}.")
    print(
        f"  used: welcome, sample, recorded, closed, reopened: {entrants[0]} entrants, then {entrants[1]}"
    )
    sitting.only_own_sockets(trace)
    return study


def _record(person: Desk) -> None:
    """Begin with who is proposed, and mark two steps, then why a third was left."""
    person.press("Return")
    person.press("a", "Down", "a", "Down", "d")
    person.type("Photo was blurred")
    person.press("Return")


def _upgraded(there: System, bundle: Path) -> None:
    """Install a package of the next version over it."""
    version = f"{identity.project().version}+1"
    name = deb.name(version, "amd64")
    deb.write(bundle, there.root / "tmp" / name, moment(), version=version, quick=True)
    _apt(there, name)
    held = there.run("dpkg-query", "-W", "-f", "${Version}", "footpath")
    damaged = there.run("dpkg", "--verify", "footpath")
    if held != version or damaged:
        raise Failed(f"After the upgrade: {held} {damaged}")
    there.as_user("footpath", "check", _KEPT)
    print(f"  upgraded to {held}", flush=True)


def _removed(there: System) -> None:
    there.run("apt-get", "purge", "-y", "-qq", "footpath")
    left = [
        each
        for folder in ("usr", "etc", "var/lib/dpkg/info", "opt")
        for each in (there.root / folder).rglob("*footpath*")
        if os.path.lexists(each)
    ]
    if left:
        raise Failed(f"Left behind: {', '.join(map(str, left))}")
