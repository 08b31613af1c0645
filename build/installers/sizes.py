"""How large the installers are, beside what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from installers import deb
from installers.bundle import Failed
from installers.packages import Made

MOST_PACKED, MOST_INSTALLED, MOST_DEPENDS = 40e6, 130 * 1024, 3
"""Bytes of a .deb, KiB when installed, and packages it may ask for."""


def tell(made: Sequence[Made]) -> None:
    """Print the sizes. Raises Failed where the .deb is larger than promised."""
    for each in made:
        packed = each.path.stat().st_size
        print(f"{each.path.name}: {packed / 1e6:.1f} MB, installed {each.installed / 1024:.1f} MiB")
        if each.path.suffix == ".deb":
            print(f"  depends on {', '.join(deb.DEPENDS)}")
            kept = packed <= MOST_PACKED and each.installed <= MOST_INSTALLED
            if not kept or len(deb.DEPENDS) > MOST_DEPENDS:
                raise Failed(f"{each.path.name} is larger than promised.")
