"""A capture screen on a small study, driven with real key events."""

from __future__ import annotations

from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core import conducting
from core.interview import interview
from core.interview.log_lines import Line
from core.study import Study
from tests.core.interviews import study_at
from ui.capture.log import Event
from ui.capture.screen import CaptureScreen
from ui.capture.terms import Terms
from ui.session import Session


@contextmanager
def opened(
    qtbot,
    path,
    *recorded,
    partner="p1",
    background=False,
    size=(1452, 918),
    begins=True,
    began=None,
    **study,
):
    """A shown screen, an interview begun where there is a partner; the study is closed with it.

    ``began`` is when, if that was not just now.
    """
    made = study.pop("study", None) or study_at(path, *recorded, **study)
    if background:
        made.close()
        made = Study.open(path, background=True)
    session = Session(made)
    screen = CaptureScreen(session)
    screen.resize(*size)
    qtbot.addWidget(screen)
    for chooser in screen.choosers():
        qtbot.addWidget(chooser)
    if partner:
        session.choose(partner=partner)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.arrive()
    if began and screen.page.isVisible():
        current = made.current_iteration
        assert current is not None
        conducting.start(made, partner, current.id, began)
        screen.page.go_on()
    elif begins and screen.page.isVisible():
        screen.page.begin(Terms())
    yield screen
    session.close()


def press(*keys):
    """Press keys on whatever has the focus: texts are typed, key codes pressed."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(key, str) and not key.isascii():
            typed = QInputMethodEvent()  # as an input method hands over what no key has
            typed.setCommitString(key)
            QApplication.sendEvent(focused, typed)
        elif isinstance(key, str):
            QTest.keyClicks(focused, key)
        elif isinstance(key, tuple):
            QTest.keyClick(focused, key[0], key[1])
        else:
            QTest.keyClick(focused, key)


def settle(screen):
    """Let everything said be shown: changes are gathered for a frame."""
    QApplication.processEvents()
    while screen.session._frame.isActive():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents()


def held(screen):
    """The interview as the study has it."""
    settle(screen)
    page = screen.page.held
    return interview(screen.session.study, page.partner.id, page.iteration.id)


def statuses(screen):
    """Statuses by step id, those observed only."""
    return {each.step.id: each.status for each in held(screen).places if each.status}


def step(screen):
    """The step that the rail marks as the current one."""
    settle(screen)
    return next(row.place.step.id for row in screen.page.rail_model.rows if row.is_current)


def log(screen):
    """The lines of the log that a person wrote: what, step and words."""
    return [row for row, line in _rows(screen) if isinstance(line, Line)]


def happened(screen):
    """The lines of the log that nobody wrote: what and its words, the newest first."""
    return [(row[0], row[2]) for row, line in _rows(screen) if isinstance(line, Event)]


def _rows(screen):
    settle(screen)
    model = screen.page.log_model
    return [
        (tuple(model.index(row, column).data() for column in (1, 2, 3)), model.lines[row])
        for row in range(model.rowCount())
    ]


CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
