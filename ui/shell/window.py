"""The window: the welcome page or one open study, and what holds on every screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui.look.parts import Notice
from ui.look.theme import theme
from ui.shell import settings
from ui.shell.actions import make_actions
from ui.shell.files import Files, as_study, copy_study
from ui.shell.menu import build_menu
from ui.shell.screens import PAGES
from ui.shell.waiting import Waiting
from ui.welcome.screen import WelcomeScreen

if TYPE_CHECKING:
    from core.study import Study
    from ui.job import Job
    from ui.shell.frame import StudyFrame
    from ui.shell.overlay import Keys
    from ui.shell.popup import Popup


class Window(QWidget):
    """All that stands in the window. Shows the threshold until it is told what to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame: StudyFrame | None = None
        self.acts = make_actions(self)
        self.goes = self._make_goes()
        self.files = Files(self)
        self.waiting = Waiting()
        self.strips = QVBoxLayout()
        self.strips.setSpacing(0)
        self.pages = QStackedWidget()
        self._welcome: WelcomeScreen | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.waiting)
        column.addLayout(self.strips)
        column.addWidget(self.pages, 1)
        self._popups: dict[str, Popup] = {}
        self._connect()
        self._offer_study(here=False)

    # --- what is shown

    def show_welcome(self) -> None:
        """The welcome page."""
        self.window().setWindowTitle("Footpath")
        self.pages.setCurrentWidget(self.welcome)
        self._offer_study(here=False)
        self.welcome.arrive(settings.recent())

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
        welcome.import_wanted.connect(self.ask_import)
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
        frame.nav.menu_wanted.connect(self.show_menu)
        frame.save_elsewhere.connect(self._ask_elsewhere)
        frame.arrived.connect(self._read_undo)
        frame.changed.connect(self._read_undo)
        self.pages.addWidget(frame)
        self.pages.setCurrentWidget(frame)
        self.window().setWindowTitle(f"{study.info.name} – Footpath")
        self._offer_study(here=True)
        if remember and not self.files.is_thrown_away(study):
            settings.remember(study.path)
        if study.store.report.torn_bytes:
            frame.tell(Notice("caution", study.store.report.sentences[-1], closable=True))
        frame.go(screen or ("funnels" if study.store.raw("observations") else "flow"))

    def leave_study(self) -> None:
        """Close the open study, where there is one."""
        frame, self.frame = self.frame, None
        if frame is None:
            return
        study = frame.session.study
        frame.hide()
        self.pages.removeWidget(frame)
        frame.session.close()
        frame.session.deleteLater()
        frame.deleteLater()
        self.files.throw_away(study)

    def tell(self, notice: Notice) -> None:
        """Show a strip: in the study where one is open, else over the welcome page."""
        if self.frame is not None:
            self.frame.tell(notice)
        else:
            notice.dismissed.connect(notice.deleteLater)
            self.strips.addWidget(notice)

    def tell_crash(self, log: Path | None) -> None:
        """Say that something of ours went wrong, and where it is noted."""
        where = self.tr("It is noted in {name}.").format(name=log) if log else ""
        sentence = self.tr("Something went wrong in Footpath. Nothing recorded was lost.")
        self.tell(Notice("error", f"{sentence} {where}".strip(), closable=True))

    # --- what can be done here

    def commands(self) -> Sequence[QAction]:
        """Every command there is now, those of the screen first."""
        own = self.frame.commands() if self.frame else ()
        goes = self.goes if self.frame else ()
        return (*own, *goes, *self.acts.values())

    def keys(self) -> Keys:
        """The keys that work now, in groups."""
        from ui.look.buttons import key_words

        def keyed(actions: Sequence[QAction]) -> list[tuple[str, str]]:
            shown = [each for each in actions if each.isVisible() and key_words(each)]
            return [(key_words(each), each.text().rstrip("…")) for each in shown]

        if self.frame is None or self.frame.shown is None:
            return (
                (self.tr("Start"), self.welcome.hints()),
                (self.tr("Everywhere"), keyed(list(self.acts.values()))),
            )
        screen = self.frame.shown
        own = keyed(list(screen.commands()))
        named = {keys for keys, _ in own}
        hints = [each for each in screen.hints() if each[0] not in named]
        return (
            (screen.title(), [*own, *hints]),
            (self.tr("Go"), keyed(self.goes)),
            (self.tr("Everywhere"), keyed(list(self.acts.values()))),
        )

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
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.setData(page.name)
            action.triggered.connect(self._on_go)
            self.addAction(action)
            made.append(action)
        return made

    def _connect(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "new": self._on_new,
            "open": self.files.ask_open,
            "import": self.ask_import,
            "copy": self._ask_copy,
            "close": self._on_close_study,
            "quit": self._on_quit,
            "undo": self._on_undo,
            "redo": self._on_redo,
            "light": self._on_light,
            "dark": self._on_dark,
            "system": self._on_system,
            "full": self._on_full,
            "palette": self._on_palette,
            "keys": self._on_keys,
            "about": self._on_about,
        }
        for name, deed in does.items():
            self.acts[name].triggered.connect(deed)
        for keys, deed in (("F10", self.show_menu), ("Ctrl+Return", self._on_primary)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        self.files.opened.connect(self._on_opened)
        self.files.refused.connect(self._on_refused)
        self.files.started.connect(self._on_started)
        self._read_theme()

    # --- deeds

    def _on_go(self) -> None:
        action = self.sender()
        if self.frame is not None and isinstance(action, QAction):
            self.frame.go(action.data())

    def _on_new(self) -> None:
        self.files.ask_new("customer_flow")

    def ask_import(self) -> None:
        """Import an event log into a new study."""

    def _on_close_study(self) -> None:
        if self._may_leave():
            self.leave_study()
            self.show_welcome()

    def _on_undo(self) -> None:
        self._turn("undo")

    def _on_redo(self) -> None:
        self._turn("redo")

    def _turn(self, way: str) -> None:
        if self.frame is not None:
            scope = self.frame.shown.scope() if self.frame.shown else None
            getattr(self.frame.session.study, way)(scope)

    def _on_primary(self) -> None:
        if self.frame is not None:
            self.frame.press_primary()

    def _on_light(self) -> None:
        self._choose_dark(dark=False)

    def _on_dark(self) -> None:
        self._choose_dark(dark=True)

    def _on_system(self) -> None:
        self._choose_dark(dark=None)

    def _choose_dark(self, *, dark: bool | None) -> None:
        settings.choose_dark(dark)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, dark)
        self._read_theme()

    def _read_theme(self) -> None:
        chosen = settings.dark()
        for name, value in (("light", False), ("dark", True), ("system", None)):
            self.acts[name].setChecked(chosen is value)

    def _on_full(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_quit(self) -> None:
        self.window().close()

    def _on_palette(self) -> None:
        self._popup("palette", self._make_palette)

    def _on_keys(self) -> None:
        self._popup("keys", self._make_overlay)

    def _popup(self, name: str, make: Callable[[], Popup]) -> None:
        if name not in self._popups:
            self._popups[name] = make()
        for other, popup in self._popups.items():
            if other != name:
                popup.shut()
        self._popups[name].toggle()

    def _make_palette(self) -> Popup:
        from ui.shell.palette import Palette

        return Palette(self, self.commands)

    def _make_overlay(self) -> Popup:
        from ui.shell.overlay import KeyOverlay

        return KeyOverlay(self, self.keys)

    def _on_about(self) -> None:
        sentence = self.tr(
            "Footpath is free software under the MIT licence. Everything stays on this computer: "
            "no account, no network."
        )
        self.tell(Notice("accent", sentence, glyph="footpath", closable=True))

    def _ask_copy(self) -> None:
        if self.frame is not None:
            name = self.frame.session.study.info.name
            self.files.ask_save(self.tr("Save a copy"), name, self._on_copy_chosen)

    def _on_copy_chosen(self, path: Path) -> None:
        if self.frame is not None:
            self._attempt(copy_study, self.frame.session.study, path)

    def _ask_elsewhere(self) -> None:
        if self.frame is not None:
            name = self.frame.session.study.info.name
            self.files.ask_save(self.tr("Save elsewhere"), name, self._on_elsewhere_chosen)

    def _on_elsewhere_chosen(self, path: Path) -> None:
        if self.frame is not None and self._attempt(
            self.frame.session.study.store.save_elsewhere, path
        ):
            settings.remember(path)
            self.frame.show_disk(self.frame.session.study.disk)

    def _attempt(self, deed: Callable[..., object], *facts: object) -> bool:
        """Do something with a file; where the store refuses, say its sentence."""
        from core.store import StoreError

        try:
            deed(*facts)
        except StoreError as error:
            self.tell(Notice("error", str(error), closable=True))
            return False
        return True

    # --- what comes back

    def _on_started(self, job: Job) -> None:
        self.waiting.follow(job)
        if self._welcome is not None:
            self._welcome.setEnabled(False)

    def _on_opened(self, study: object) -> None:
        if self._welcome is not None:
            self._welcome.setEnabled(True)
        self._clear_strips()
        if self.frame is None or self._may_leave():
            self.show_study(as_study(study))
        else:
            as_study(study).close()

    def _on_refused(self, error: object) -> None:
        from core.store import StoreCancelled, StoreError

        self.welcome.setEnabled(True)
        if self.frame is None:
            self.show_welcome()
        if isinstance(error, StoreCancelled):
            return
        if not isinstance(error, StoreError):
            raise error if isinstance(error, Exception) else RuntimeError(str(error))
        self.tell(Notice("error", str(error), closable=True))

    def _clear_strips(self) -> None:
        while (item := self.strips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _offer_study(self, *, here: bool) -> None:
        for name in ("copy", "close", "undo", "redo"):
            self.acts[name].setVisible(here)
        for action in self.goes:
            action.setVisible(here)
            action.setEnabled(here)

    def _read_undo(self) -> None:
        """Say on undo and redo what they would take back, or what stands in the way."""
        if self.frame is None or self.frame.shown is None:
            return
        study, scope = self.frame.session.study, self.frame.shown.scope()
        for name, offer, verb in (
            ("undo", study.undoable(scope), self.tr("Undo")),
            ("redo", study.redoable(scope), self.tr("Redo")),
        ):
            action = self.acts[name]
            words = f"{verb} {offer.label}" if offer else verb
            action.setText(words.replace("&", "&&"))
            action.setEnabled(offer is not None and not offer.blocked)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            in_the_way = (
                self.tr("Not now: {what}").format(what=offer.blocked)
                if (offer and offer.blocked)
                else f"({keys})"
            )
            action.setToolTip(f"{words} {in_the_way}")

    # --- leaving

    def _may_leave(self) -> bool:
        """Whether everything is on disk; else say so, with ways out."""
        if self.frame is None:
            return True
        study = self.frame.session.study
        study.store.flush(timeout=3)
        waiting = study.disk.waiting
        if not waiting or self._gives_up:
            return True
        sentence = self.tr("{n} changes are not on disk yet. Closing now would lose them.")
        actions = (
            (self.tr("Save elsewhere"), self._ask_elsewhere),
            (self.tr("Close and lose them"), self._give_up),
        )
        self.tell(Notice("error", sentence.format(n=waiting), actions=actions, closable=True))
        return False

    _gives_up = False

    def _give_up(self) -> None:
        self._gives_up = True
        self.window().close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        settings.keep_geometry(self.window().saveGeometry())
        self.leave_study()
        self.files.end()
        if self._welcome is not None:
            self._welcome.cool()
        event.accept()
