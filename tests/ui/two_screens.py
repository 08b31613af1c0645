"""A presentation on two screens, for a process of its own: prints what stands where, as JSON.

Asked with the path of a study and a folder for pictures.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.study import Study
from ui.flow.presenting.walk import flow_walk
from ui.look.curtain import curtain
from ui.look.font import ensure_font
from ui.look.theme import theme
from ui.session import Session
from ui.share.presenting import Walk, present
from ui.share.slides import NEXT


def main(study: Path, pictures: Path) -> None:
    """Present what comes next, with notes, curtain and theme by keys."""
    application = QApplication([])
    application.setStyle("fusion")
    ensure_font(application)
    theme.apply(application, False)
    session = Session(Study.open(study))
    owner = QWidget()
    owner.show()

    def walk(widget: QWidget) -> tuple[QWidget, Walk] | None:
        made = flow_walk(session, widget)
        return None if made is None else (made, made)

    shown = present(session, walk, owner, NEXT)
    application.processEvents()
    notes = shown.notes
    assert notes is not None
    said = {
        "slides": _place(shown),
        "notes": _place(notes),
        "keys": QApplication.activeWindow() is shown and QApplication.focusWidget() is shown,
        "text": notes.pane.text.text(),
    }
    notes.grab().save(str(pictures / "light.png"))
    shown.grab().save(str(pictures / "slide.png"))
    QTest.keyClick(shown, Qt.Key.Key_N)
    said["under the slide"] = shown.pane.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_H)
    said["behind the curtain"] = notes.pane.text.text()
    QTest.keyClick(shown, Qt.Key.Key_D)
    notes.grab().save(str(pictures / "dark.png"))
    QTest.keyClick(shown, Qt.Key.Key_B)
    said["while black"] = notes.pane.text.text()
    QTest.keyClick(shown, Qt.Key.Key_B)
    QTest.keyClick(shown, Qt.Key.Key_Home)
    said["first"] = notes.pane.following.text()
    gone: list[bool] = []
    notes.destroyed.connect(lambda: gone.append(True))
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    application.processEvents()
    application.sendPostedEvents(None, 52)  # deferred deletes
    said["gone with it"] = bool(gone)
    curtain.draw(False)
    session.close()
    print(json.dumps(said))


def _place(window: QWidget) -> list[object]:
    rect = window.frameGeometry()
    return [window.screen().name(), rect.x(), rect.y(), rect.width(), rect.height()]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
