"""The keys of an interview, as actions with a name and a shortcut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from core.model.observation import Status

RECORDING = frozenset(
    (
        "aligned",
        "deviated",
        "unmark",
        "again",
        "note",
        "quote",
        "keep aligned",
        "keep deviated",
        "pause",
        "time",
        "end",
    )
)
"""What is done only while an interview is conducted."""

FIXED = frozenset(("keep aligned", "keep deviated", *(f"step {n}" for n in range(1, 10))))
"""Keys nobody changes: the line of words knows them too, or they are numbers."""


@dataclass(frozen=True)
class Doer:
    """What the keys call. ``keep`` keeps the draft with a status, ``jump`` takes a step's number on the rail, ``move`` -1 or 1."""

    aligned: Callable[[], None]
    deviated: Callable[[], None]
    unmark: Callable[[], None]
    again: Callable[[], None]
    note: Callable[[], None]
    quote: Callable[[], None]
    keep: Callable[[Status], None]
    pause: Callable[[], None]
    onward: Callable[[], None]
    move: Callable[[int], None]
    jump: Callable[[int], None]
    edit: Callable[[], None]
    weigh: Callable[[], None]
    time: Callable[[], None]
    following: Callable[[], None]
    end: Callable[[], None]


def actions(owner: QWidget, do: Doer) -> dict[str, QAction]:
    """The actions by a short name, added to the widget they work in while that is visible."""
    table: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
        ("aligned", _tr("Aligned"), "A", do.aligned),
        ("deviated", _tr("Deviated"), "D", do.deviated),
        ("unmark", _tr("Not observed"), "X", do.unmark),
        ("again", _tr("Trigger again"), "T", do.again),
        ("note", _tr("Note"), "N", do.note),
        ("quote", _tr("Quote"), "Q", do.quote),
        (
            "keep aligned",
            _tr("Keep, aligned, next"),
            "Ctrl+Return",
            partial(do.keep, Status.ALIGNED),
        ),
        (
            "keep deviated",
            _tr("Keep, deviated"),
            "Ctrl+Shift+Return",
            partial(do.keep, Status.DEVIATED),
        ),
        ("onward", _tr("Next step"), "Space", do.onward),
        ("previous", _tr("Step above"), "Up", partial(do.move, -1)),
        ("next", _tr("Step below"), "Down", partial(do.move, 1)),
        ("pause", _tr("Pause"), "P", do.pause),
        ("edit", _tr("Edit log entry"), "F2", do.edit),
        ("weigh", _tr("Mark as important"), "I", do.weigh),
        ("time", _tr("Set the time, after the fact"), "W", do.time),
        ("following", _tr("Next partner"), "Ctrl+N", do.following),
        ("end", _tr("End interview"), "", do.end),
        *(
            (f"step {n}", _tr("Go to step {n}").format(n=n), str(n), partial(do.jump, n))
            for n in range(1, 10)
        ),
    )
    made = {}
    for name, text, keys, call in table:
        action = QAction(text, owner)
        action.setObjectName("" if name in FIXED else f"capture/{name}")
        action.setShortcut(QKeySequence(keys))
        # A held key must not mark twice or open encounters by the dozen; walking may repeat.
        action.setAutoRepeat(name in ("previous", "next"))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(_Plain(call))
        owner.addAction(action)
        made[name] = action
    return made


class _Plain:
    """Calls without the "checked" that a triggered action passes."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call

    def __call__(self, _checked: bool = False) -> None:  # as Qt passes it
        self._call()


def _tr(text: str) -> str:
    return QCoreApplication.translate("capture", text)
