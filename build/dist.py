#!/usr/bin/env python3
"""Make the installers of this system, and measure what they hold and how soon they start.

    python3 build/dist.py             bundle, trim, package, compare, measure
    python3 build/dist.py NAME ...    only some of the steps below, in the order given

Standard library only; PyInstaller and what ships are set up in .venv-dist.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.dont_write_bytecode = True
os.environ.setdefault("FOOTPATH_VENV", ".venv-dist")

import environment

sys.path.append(str(environment.ROOT))

from installers.bundle import Failed


def bundle() -> None:
    """Have PyInstaller make the bundle, and trim a copy of it."""
    from installers import bundle as making

    making.build()
    trimming()


def trimming() -> None:
    """Trim a copy of the bundle once more; add licences and contents."""
    from installers import bundle as making

    saved = making.finish()
    for step, bytes_ in saved.steps:
        print(f"  {step:<40} −{bytes_ / 1e6:5.1f} MB")
    print(f"Trimmed from {saved.before / 1e6:.1f} to {saved.after / 1e6:.1f} MB", flush=True)


def packages() -> None:
    """Write the installers, their contents and their sums."""
    from installers import packages as packing
    from installers import sizes

    sizes.tell(packing.for_this_system())


def pictures() -> None:
    """Compare what the trimmed bundle writes, and every page pixel by pixel, with the whole one's."""
    from installers import pictures as comparing
    from installers import written

    written.verbs()
    written.files()
    comparing.compare()


def times() -> None:
    """Measure how soon the trimmed bundle paints and hears keys, beside a bare PySide6 bundle."""
    from installers import times as measuring

    measuring.measure()


def bare() -> None:
    """Install, use, upgrade and remove the .deb on a bare Debian 12 and 13 (root, debootstrap, Xvfb)."""
    from installers import bare_machine

    bare_machine.prove()


def appimage() -> None:
    """Wrap the trimmed bundle as an AppImage, with the runtime that FOOTPATH_APPIMAGE_RUNTIME names."""
    from installers import appimage as wrapping
    from installers import sizes

    sizes.tell([wrapping.make()])


def recipes() -> None:
    """Check the recipes with the tools of their makers, and try the Windows installer under wine."""
    from installers import recipes as checking

    checking.check()


def icons() -> None:
    """Draw the icon in every size from its SVG."""
    from installers import icons as drawing

    for path in drawing.draw():
        print(path.relative_to(environment.ROOT).as_posix())


STEPS: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (bundle, trimming, packages, pictures, times, recipes, bare, appimage, icons)
}
WHOLE = ("bundle", "packages", "pictures", "times")


def main(words: list[str]) -> int:
    """Do the steps named, or all that make installers; returns the exit status."""
    unknown = [word for word in words if word not in STEPS]
    if unknown:
        print(__doc__)
        for name, step in STEPS.items():
            print(f"    {name:10} {(step.__doc__ or '').splitlines()[0]}")
        return 2
    try:
        if Path(sys.prefix) != environment.VENV:
            return _in_environment(words)
        for word in words or WHOLE:
            STEPS[word]()
    except (environment.SetupFailed, Failed) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _in_environment(words: list[str]) -> int:
    environment.make_ready("dist")
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(environment.PYTHON), __file__, *words]
    if os.name != "nt":
        os.chdir(environment.ROOT)
        # It becomes that program: who ends the one by its number ends the other.
        os.execve(command[0], command, env)
    return subprocess.call(command, cwd=environment.ROOT, env=env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
