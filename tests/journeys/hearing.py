"""What a screen reader gets of the flow canvas, over AT-SPI; run by a Python that has ``gi``.

Prints JSON lines: first the items of the canvas, then the name of each that gets the focus. Every
line read asks for the items anew.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]  # comes with the system, not with this environment

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

CANVAS = "Flow canvas"
PATIENCE = 60.0


def below(thing: Any) -> Iterator[Any]:
    """Everything in a window, itself first."""
    yield thing
    for place in range(thing.get_child_count()):
        child = thing.get_child_at_index(place)
        if child is not None:
            yield from below(child)


def canvas() -> Any:
    """The flow canvas of the program, as soon as it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(place)
            for thing in below(program) if program is not None else ():
                showing = thing.get_state_set().contains(Atspi.StateType.SHOWING)
                if thing.get_name() == CANVAS and showing and thing.get_child_count():
                    return thing
        threading.Event().wait(0.2)
    raise SystemExit("no canvas to hear of")


def items(found: Any) -> list[dict[str, object]]:
    """Role, name and states of each item of the canvas."""
    told = []
    for place in range(found.get_child_count()):
        item = found.get_child_at_index(place)
        states = item.get_state_set()
        box = item.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        told.append(
            {
                "role": item.get_role_name(),
                "name": item.get_name(),
                "focused": states.contains(Atspi.StateType.FOCUSED),
                "focusable": states.contains(Atspi.StateType.FOCUSABLE),
                "box": [box.x, box.y, box.width, box.height],
            }
        )
    return told


def tell(what: object) -> None:
    print(json.dumps(what), flush=True)


def main() -> None:
    Atspi.init()
    loop = GLib.MainLoop()
    found = canvas()

    def heard(event: Any) -> None:
        if event.detail1 and event.source.get_role_name() == "list item":
            tell(event.source.get_name())

    listener = Atspi.EventListener.new(heard)
    listener.register("object:state-changed:focused")
    tell(items(found))

    def asked(*_about: object) -> bool:
        if not sys.stdin.readline():
            loop.quit()
            return False
        tell(items(found))
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, asked)
    loop.run()


if __name__ == "__main__":
    main()
