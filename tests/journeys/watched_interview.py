"""The program itself during an interview: what is on disk, how soon a key is painted, who has the focus.

Run with a study file. Each line written to standard output is the number of transactions that are on
disk by now, until Ctrl+Q; then one line of JSON: ``painted`` are milliseconds from a key on the
server until it was painted, ``strangers`` whatever took the focus or stood in front of the window.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from core.store import StoreState
from core.study import Study
from ui.shell import application
from ui.shell.window import Window


class Watcher(QObject):
    """Sees every key that comes from the server, and every paint of the window."""

    def __init__(self, doorway: QObject) -> None:
        super().__init__()
        self.painted: list[float] = []
        self.strangers: set[str] = set()
        self._doorway = doorway
        self._pressed: list[float] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        app.focusWindowChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(watched, QWindow):
            assert isinstance(event, QKeyEvent)
            # The server's clock is the monotonic one, in milliseconds.
            self._pressed.append(float(event.timestamp()))
            self._look()
        elif kind is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            if watched is not self._doorway:
                self.strangers.add(f"shown: {watched.metaObject().className()}")
        elif kind is QEvent.Type.UpdateRequest and watched is self._doorway and self._pressed:
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        present = time.monotonic() * 1000
        self.painted += [present - at for at in self._pressed]
        self._pressed.clear()

    def _on_focus(self, window: QWindow | None) -> None:
        if window is not None and window is not self._own():
            self.strangers.add(f"focus: {window.metaObject().className()}")

    def _look(self) -> None:
        for each in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if each is not None:
                self.strangers.add(f"in front: {each.metaObject().className()}")
        self.strangers |= {
            f"window: {each.metaObject().className()}"
            for each in QGuiApplication.topLevelWindows()
            if each.isVisible() and each is not self._own()
        }

    def _own(self) -> Any:
        return self._doorway.windowHandle()  # type: ignore[attr-defined]  # it is a window


def tell(state: StoreState) -> None:
    """Say how many are on disk; by the writer's thread, in one call that a kill cannot tear."""
    os.write(1, f"{state.acknowledged}\n".encode())


def main() -> int:
    """Run the program as the command line would."""
    watchers: list[Watcher] = []
    move_in, show_study = application.move_in, Window.show_study

    def moved_in(app: Any, doorway: Any, *words: Any, **named: Any) -> Any:
        watchers.append(Watcher(doorway))
        return move_in(app, doorway, *words, **named)

    def shown(window: Window, study: Study, *words: Any, **named: Any) -> None:
        study.store.watch(tell)
        show_study(window, study, *words, **named)

    application.move_in = moved_in
    Window.show_study = shown  # type: ignore[method-assign,assignment]  # to listen before it is shown
    import main as program

    status = program.main(sys.argv[1:])
    told = watchers[0]
    print(json.dumps({"painted": told.painted, "strangers": sorted(told.strangers)}), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
