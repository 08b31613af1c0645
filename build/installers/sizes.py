"""How large the installers are, beside what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from installers import deb
from installers.bundle import Failed
from installers.packages import Made

MOST_PACKED, MOST_INSTALLED, MOST_DEPENDS = 40e6, 130e6, 3
"""Bytes of a .deb, bytes when installed, and packages it may ask for."""


def tell(made: Sequence[Made]) -> None:
    """Print the sizes, and by how much they pass what was promised. Raises Failed for more Depends."""
    for each in made:
        packed = each.path.stat().st_size
        installed = each.installed * 1024
        print(
            f"{each.path.name}: {packed / 1e6:.2f} MB, "
            f"installed {installed / 1e6:.1f} MB ({each.installed / 1024:.1f} MiB)"
        )
        if each.path.suffix == ".deb":
            print(f"  depends on {', '.join(deb.DEPENDS)}")
            if packed > MOST_PACKED:
                print(f"  MORE THAN PROMISED: {(packed - MOST_PACKED) / 1e6:.1f} MB to fetch")
            if installed > MOST_INSTALLED:
                print(
                    f"  MORE THAN PROMISED: {(installed - MOST_INSTALLED) / 1e6:.1f} MB installed"
                )
            if len(deb.DEPENDS) > MOST_DEPENDS:
                raise Failed(f"{each.path.name} asks for more packages than promised.")
