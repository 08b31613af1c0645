"""The window: the welcome page or one open study, and what holds on every screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.look.parts import Notice
from ui.look.theme import theme
from ui.look.waiting import Waiting
from ui.shell import settings
from ui.shell.actions import make_actions
from ui.shell.appearance import Appearance
from ui.shell.doorway import paint_ground
from ui.shell.files import Files, as_study
from ui.shell.importing import Importing
from ui.shell.menu import build_menu
from ui.shell.popups import Popups
from ui.shell.presenting import Presenting
from ui.shell.saving import Saving
from ui.shell.screens import PAGES, first_screen
from ui.shell.undoing import Undoing
from ui.welcome.screen import WelcomeScreen

if TYPE_CHECKING:
    from core.study import Study
    from ui.job import Job
    from ui.screen import Screen
    from ui.shell.frame import StudyFrame
    from ui.shell.keys_page import Groups, KeysPage
    from ui.shell.overlay import Keys
    from ui.shell.palette import Elsewhere


class Window(QWidget):
    """All that stands in the window. Shows the threshold until it is told what to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame: StudyFrame | None = None
        self.acts = make_actions(self)
        self.goes = self._make_goes()
        self.files = Files(self)
        self.saving = Saving(self.files, self)
        self.undoing = Undoing(self.acts["undo"], self.acts["redo"], self)
        Appearance(self.acts, self)
        self.waiting = Waiting()
        self.strips = QVBoxLayout()
        self.strips.setSpacing(0)
        self.pages = QStackedWidget()
        self.pages.addWidget(_Ground())
        self._welcome: WelcomeScreen | None = None
        self._keys_page: KeysPage | None = None
        self.presenting = Presenting(self)
        self.importing = Importing(self.files, self.pages, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.waiting)
        column.addLayout(self.strips)
        column.addWidget(self.pages, 1)
        self._popups = Popups(self, self.commands, self.elsewhere, self.keys)
        self._connect()
        self._offer_study(here=False)

    # --- what is shown

    def show_welcome(self, *, warm: bool = True) -> None:
        """The welcome page; its pictures come behind it, unless ``warm`` is left for later."""
        self.window().setWindowTitle("Footpath")
        self.pages.setCurrentWidget(self.welcome)
        self._offer_study(here=False)
        self.welcome.arrive(settings.recent())
        if warm:
            self.welcome.warm()

    @property
    def welcome(self) -> WelcomeScreen:
        """The welcome page, made when it is first needed."""
        if self._welcome is None:
            self._welcome = self._make_welcome()
        return self._welcome

    def _make_welcome(self) -> WelcomeScreen:
        welcome = WelcomeScreen()
        welcome.sample_wanted.connect(self.files.open_sample)
        welcome.open_wanted.connect(self.files.ask_open)
        welcome.import_wanted.connect(self.importing.ask)
        welcome.new_wanted.connect(self.files.ask_new)
        welcome.recent_wanted.connect(self.files.open)
        self.pages.addWidget(welcome)
        return welcome

    def show_study(self, study: Study, screen: str = "", *, remember: bool = True) -> None:
        """An open study on a screen; unless said on its funnels, or where nothing is recorded its flow.

        It comes into the list of recent ones if ``remember`` says so and it is not thrown away.
        """
        from ui.session import Session
        from ui.shell.frame import StudyFrame

        self.leave_study()
        session = Session(study, self)
        frame = self.frame = StudyFrame(session, self.acts["undo"], self.acts["redo"], self)
        session.presenter = self._on_present
        frame.nav.menu_wanted.connect(self.show_menu)
        self.saving.follow(frame)
        self.undoing.follow(frame)
        self.pages.addWidget(frame)
        self.pages.setCurrentWidget(frame)
        frame.arrived.connect(self._name_window)
        self._offer_study(here=True)
        if remember and not self.files.is_thrown_away(study):
            settings.remember(study.path)
        if study.store.report.torn_bytes:
            frame.tell(Notice("caution", study.store.report.sentences[-1], closable=True))
        frame.go(screen or first_screen(study))

    @Slot(object)
    def _name_window(self, screen: Screen) -> None:
        # The flow has this key for itself, and a name for it; both begin the same walk.
        self.acts["present"].setVisible(screen.name != "flow")
        name = screen.session.study.info.name
        self.window().setWindowTitle(f"{screen.title()} – {name} – Footpath")

    def leave_study(self) -> bool:
        """Close the open study, where there is one; False where that would lose something."""
        frame = self.frame
        if frame is None:
            return True
        self.presenting.end()
        # Hidden first: a page keeps what is typed when it is left.
        frame.hide()
        if not self._may_part(frame):
            frame.show()
            return False
        study = frame.session.study
        frame.session.close(discard=self.saving.gives_up)
        self.frame = None
        self.saving.follow(None)
        self.undoing.follow(None)
        self.pages.removeWidget(frame)
        frame.session.deleteLater()
        frame.deleteLater()
        self.files.throw_away(study)
        return True

    def _may_part(self, frame: StudyFrame) -> bool:
        """Whether everything is on disk, what the screens write as they are left included."""
        if not self.saving.may_leave():
            return False
        if self.saving.gives_up:
            return True
        frame.part()
        return self.saving.may_leave()

    def tell(self, notice: Notice) -> None:
        """Show a strip: in the study where one is open, else over the welcome page."""
        if self.frame is not None:
            self.frame.tell(notice)
        else:
            self._clear_strips()
            notice.dismissed.connect(notice.deleteLater)
            self.strips.addWidget(notice)

    def tell_crash(self, error: Exception | None, log: Path | None) -> None:
        """Say what the store refused, or that something of ours went wrong, with a way to its note."""
        from ui.shell.crash_note import notice_of

        self.tell(notice_of(error, log, self.show_crash))

    def show_crash(self, log: Path) -> None:
        """Show the note of a crash, to read and to copy."""
        from ui.shell.crash_note import CrashNote

        (self.findChild(CrashNote) or CrashNote(self)).show_log(log)

    # --- what can be done here

    def commands(self) -> Sequence[QAction]:
        """Every command there is now, those of the screen first."""
        own = self.frame.commands() if self.frame else ()
        goes = self.goes if self.frame else ()
        return (*own, *goes, *self.acts.values())

    def elsewhere(self) -> Sequence[Elsewhere]:
        """Every command of the pages that are not shown."""
        from ui.shell.palette import commands_elsewhere

        return commands_elsewhere(self.frame) if self.frame is not None else ()

    def keys(self) -> Keys:
        """The keys that work now, in groups."""
        from ui.shell.keys_now import keys_at_start, keys_on

        everywhere = list(self.acts.values())
        if self.frame is None or self.frame.shown is None:
            return keys_at_start(self.welcome.hints(), everywhere)
        return keys_on(self.frame.shown, self.goes, everywhere)

    def show_menu(self) -> None:
        """The menu behind the app's name."""
        paths = [each.path for each in settings.recent()]
        goes = self.goes if self.frame else []
        menu = build_menu(self, self.acts, goes, paths, self.files.open)
        place = self.frame.nav.brand if self.frame else self.welcome.brand
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def _make_goes(self) -> list[QAction]:
        made = []
        for number, page in enumerate(PAGES, 1):
            action = QAction(QCoreApplication.translate("Nav", page.label), self)
            action.setShortcut(QKeySequence(f"Ctrl+{number % 10}"))
            action.setData(page.name)
            action.triggered.connect(self._on_go)
            self.addAction(action)
            made.append(action)
        return made

    def _connect(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "new": self._on_new,
            "open": self.files.ask_open,
            "import": self.importing.ask,
            "copy": self.saving.ask_copy,
            "close": self._on_close_study,
            "quit": self._on_quit,
            "palette": self._popups.toggle_palette,
            "keys": self._popups.toggle_keys,
            "remap": self._on_remap,
            "present": self._on_present,
            "about": self._on_about,
        }
        for name, deed in does.items():
            self.acts[name].triggered.connect(deed)
        for keys, deed in (("F10", self.show_menu), ("Ctrl+Return", self._on_primary)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        self.saving.told.connect(self.tell)
        self.saving.started.connect(self.waiting.follow)
        self.saving.given_up.connect(self._on_quit)
        self.importing.shown.connect(self._on_import_shown)
        self.importing.left.connect(self._on_page_left)
        self.importing.told.connect(self.tell)
        self.files.opened.connect(self._on_opened)
        self.files.forgotten.connect(self._on_forgotten)
        self.files.refused.connect(self._on_refused)
        self.files.started.connect(self._on_started)

    # --- deeds

    def _on_go(self) -> None:
        action = self.sender()
        if self.frame is not None and isinstance(action, QAction):
            self.frame.go(action.data())

    def _on_new(self) -> None:
        self.files.ask_new("customer_flow")

    def _on_import_shown(self) -> None:
        self.window().setWindowTitle(self.tr("Import an event log – Footpath"))

    def _on_page_left(self) -> None:
        if self.frame is not None:
            self.pages.setCurrentWidget(self.frame)
            if self.frame.shown is not None:
                self._name_window(self.frame.shown)
        else:
            self.show_welcome()

    def _on_close_study(self) -> None:
        if self.leave_study():
            self.show_welcome()

    def _on_primary(self) -> None:
        if (importing := self.importing.page) is not None:
            importing.press_primary()
        elif self.frame is not None:
            self.frame.press_primary()

    def _on_quit(self) -> None:
        self.window().close()

    def _on_remap(self) -> None:
        from ui.shell.keys_page import KeysPage

        if self.frame is None:
            return
        if self._keys_page is None:
            self._keys_page = KeysPage(self._changeable_keys)
            self._keys_page.left.connect(self._on_page_left)
            self.pages.addWidget(self._keys_page)
        self.pages.setCurrentWidget(self._keys_page)
        self._keys_page.open()

    def _on_present(self) -> None:
        if self.frame is not None:
            self.presenting.present(self.frame)

    def _changeable_keys(self) -> Groups:
        """The keys that can be changed, and what works beside them."""
        everywhere = [*self.acts.values(), *self.goes]
        screens = self.frame.every() if self.frame is not None else ()
        groups: list[tuple[str, Sequence[QAction], Sequence[QAction]]] = []
        for screen in screens:
            own = screen.findChildren(QAction)
            named = [each for each in screen.commands() if each.objectName()]
            if named:
                groups.append((screen.title(), named, [*everywhere, *own]))
        anywhere = [each for screen in screens for each in screen.findChildren(QAction)]
        named = [each for each in self.acts.values() if each.objectName()]
        return (*groups, (self.tr("Everywhere"), named, [*everywhere, *anywhere]))

    def _on_about(self) -> None:
        sentence = self.tr(
            "Footpath is free software under the MIT licence. Everything stays on this computer: "
            "no account, no network."
        )
        self.tell(Notice("accent", sentence, glyph="footpath", closable=True))

    # --- what comes back

    def _on_started(self, job: Job) -> None:
        self.waiting.follow(job)
        if self._welcome is not None:
            self._welcome.setEnabled(False)

    def _on_opened(self, study: object) -> None:
        if self._welcome is not None:
            self._welcome.setEnabled(True)
        self._clear_strips()
        if self.leave_study():
            self.show_study(as_study(study))
            if not as_study(study).store.writable:
                self.tell(self.files.notice_of_reading(as_study(study)))
        else:
            as_study(study).close()

    def _on_refused(self, error: object) -> None:
        from core.exchange.unreadable import Cancelled, UnreadableInput
        from core.store import StoreCancelled, StoreError

        if self._welcome is not None:
            self._welcome.setEnabled(True)
        importing = self.importing.page
        if self.frame is None and importing is None:
            self.show_welcome()
        if isinstance(error, StoreCancelled | Cancelled):
            return
        if not isinstance(error, StoreError | UnreadableInput):
            raise error if isinstance(error, Exception) else RuntimeError(str(error))
        if importing is not None:
            importing.refuse(str(error))
        else:
            notice = Notice("error", str(error), actions=self.files.ways_out(error), closable=True)
            self.tell(notice)
            if notice.buttons:
                notice.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_forgotten(self) -> None:
        self._clear_strips()
        if self.frame is None:
            self.show_welcome()

    def _clear_strips(self) -> None:
        while (item := self.strips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _offer_study(self, *, here: bool) -> None:
        for name in ("copy", "close", "undo", "redo", "remap", "present"):
            self.acts[name].setVisible(here)
        for action in self.goes:
            action.setVisible(here)
            action.setEnabled(here)

    # --- leaving

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leave_study():
            event.ignore()
            return
        settings.keep_geometry(self.window().saveGeometry())
        self.files.end()
        if self._welcome is not None:
            self._welcome.cool()
        self.importing.cool()
        event.accept()


class _Ground(QWidget):
    """What is seen while the study asked for at the start is read."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(self, theme.tokens, framed=True)
