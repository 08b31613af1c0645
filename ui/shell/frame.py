"""The study frame: navigation, top bar, strips, the screen, and the key strip around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.look.curtain import curtain
from ui.look.describe import clock
from ui.look.keystrip import KeyStrip
from ui.look.parts import Notice
from ui.shell.keymap import dress
from ui.shell.nav import Nav
from ui.shell.screens import PAGES, page
from ui.shell.topbar import TopBar, offers_primary_key

if TYPE_CHECKING:
    from core.store import StoreState
    from ui.screen import Screen
    from ui.session import Session, Target


class StudyFrame(QWidget):
    """One open study with its screens, each made at the first visit.

    ``arrived`` carries the screen shown, ``changed`` says that undo may offer something else, and
    ``save_elsewhere`` comes from the strip that says that the disk fails.
    """

    arrived = Signal(object)
    changed = Signal()
    save_elsewhere = Signal()

    def __init__(self, session: Session, undo: QAction, redo: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._screens: dict[str, Screen] = {}
        self._failing: Notice | None = None
        self.nav = Nav(PAGES)
        self.bar = TopBar(undo, redo)
        self.keys = KeyStrip()
        self.stack = QStackedWidget()
        self.strips = QVBoxLayout()
        self.strips.setSpacing(0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addLayout(self.strips)
        right.addWidget(self.stack, 1)
        right.addWidget(self.keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(right, 1)
        self.nav.wanted.connect(self.go)
        session.wanted.connect(self._on_wanted)
        session.refreshed.connect(self._on_refreshed)
        session.disk.connect(self.show_disk)
        curtain.changed.connect(self._on_curtain)
        self._tell_study()
        self.show_disk(session.study.disk)

    @property
    def shown(self) -> Screen | None:
        """The screen that is shown."""
        return self._screens.get(self._name) if self._screens else None

    _name = ""

    def go(self, name: str) -> None:
        """Show the screen of that name. Raises KeyError for none such."""
        if name not in self._screens:
            self._screens[name] = self._make(name)
        screen = self._screens[name]
        self._name = name
        screen.arrive()
        self.stack.setCurrentWidget(screen)
        self.bar.show_screen(screen)
        self.nav.mark(name)
        self._describe()
        screen.take_focus()
        self.arrived.emit(screen)

    def part(self) -> None:
        """Tell every screen that was made that the study is about to be closed."""
        for screen in self._screens.values():
            screen.part()

    def step(self, by: int) -> None:
        """Go to the next page of the navigation, or the one before."""
        names = [each.name for each in PAGES]
        self.go(names[(names.index(self._name) + by) % len(names)])

    def tell(self, notice: Notice) -> None:
        """Show a strip under the top bar until it is dismissed; one that said the same goes."""
        for at in range(self.strips.count()):
            item = self.strips.itemAt(at)
            before = None if item is None else item.widget()
            if isinstance(before, Notice) and before.sentence.text() == notice.sentence.text():
                before.hide()
                before.deleteLater()
        notice.dismissed.connect(notice.deleteLater)
        self.strips.addWidget(notice)

    def show_disk(self, state: StoreState) -> None:
        """Say what is on disk."""
        if not self.session.study.store.writable:
            self.keys.state(self.tr("Reading only: nothing is written"), "aligned")
        elif state.failure:
            words = self.tr("{n} not on disk yet").format(n=state.waiting)
            self.keys.state(words, "error")
        elif state.waiting:
            self.keys.state(self.tr("writing {n} …").format(n=state.waiting), "unknown")
        elif state.last_written:
            at = clock(state.last_written)
            self.keys.state(self.tr("All changes on disk · {time}").format(time=at))
        else:
            self.keys.state(self.tr("All changes on disk"))
        self._show_failure(state.failure or "")

    def _show_failure(self, sentence: str) -> None:
        if self._failing is not None and self._failing.sentence.text() != sentence:
            self._failing.deleteLater()
            self._failing = None
        if sentence and self._failing is None:
            actions = (
                (self.tr("Save elsewhere"), self.save_elsewhere.emit),
                (self.tr("Try again"), self.session.study.store.retry),
            )
            self._failing = Notice("error", sentence, actions=actions)
            self.strips.insertWidget(0, self._failing)

    def _make(self, name: str) -> Screen:
        screen = page(name).load()(self.session, self.stack)
        self.stack.addWidget(screen)
        self.bar.take(screen)
        own = screen.actions()
        primary = screen.primary()
        for action in (*screen.commands(), *([primary] if primary else [])):
            if action not in own:
                screen.addAction(action)
        dress(screen.commands())
        screen.described.connect(self._on_described)
        return screen

    def every(self) -> Sequence[Screen]:
        """All screens there are, made where they were not visited yet."""
        for each in PAGES:
            if each.name not in self._screens:
                self._screens[each.name] = self._make(each.name)
        return tuple(self._screens.values())

    def commands(self) -> Sequence[QAction]:
        """What the shown screen can do, its primary action first."""
        return commands_of(self.shown) if self.shown else ()

    def press_primary(self) -> None:
        """Ctrl+Enter, where the screen does not keep that key."""
        if self.shown is None or not offers_primary_key(self.shown):
            return
        action = self.shown.primary()
        if action is not None and action.isEnabled():
            action.trigger()

    def _on_described(self) -> None:
        if self.sender() is self.shown:
            self._describe()
            self.changed.emit()

    def _describe(self) -> None:
        if self.shown is not None:
            self.bar.read(self.shown)
            any_command = (("Ctrl K", self.tr("any command")),)
            self.keys.hint((*self.shown.hints(), *any_command))

    def _on_wanted(self, target: Target) -> None:
        self.go(target.screen)

    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if "study" in tables:
            self._tell_study()
        self.changed.emit()

    def _on_curtain(self) -> None:
        self.session.reread()
        for each in self.findChildren(QWidget):
            each.update()  # what reads the same as before may still be painted otherwise

    def _tell_study(self) -> None:
        info = self.session.study.info
        self.nav.tell(info.name, self.tr("sample study") if info.sample else "")


def commands_of(screen: Screen) -> Sequence[QAction]:
    """Every command of a screen, its primary action among them."""
    own, primary = screen.commands(), screen.primary()
    return own if primary is None or primary in own else (primary, *own)
