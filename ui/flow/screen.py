"""The flow screen: canvas, findings, dock, brought in step with the study once for each change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import is_
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.model.flow import Step
from core.model.partner import EVERYONE
from core.model.rules import Finding, findings
from ui.flow import aloud
from ui.flow import dock as docks
from ui.flow.actions import EDITING, make
from ui.flow.asking import Asking
from ui.flow.behind import Behind
from ui.flow.comparing import Comparing
from ui.flow.dock import Dock
from ui.flow.drawing import drawing
from ui.flow.editor import Editor
from ui.flow.find import FindField
from ui.flow.hints import hints
from ui.flow.keys import CanvasKeys
from ui.flow.mending import Mending
from ui.flow.numbers import Numbers, numbers
from ui.flow.popups import NameField
from ui.flow.saving_template import SavingTemplate
from ui.flow.scene import FlowScene, Hit
from ui.flow.selection import Selection
from ui.flow.sharing import Sharing
from ui.flow.strip import FindingStrip
from ui.flow.tidying import Tidying
from ui.flow.toolbar import Toolbar
from ui.flow.view import FlowView
from ui.flow.walking import path_order
from ui.flow.where import Where
from ui.look.choosers import CohortChooser, IterationChooser
from ui.look.widgets import EmptyState
from ui.screen import Screen
from ui.session import Choice, Session

_TABLES = frozenset({"flows", "steps", "links", "observations", "iterations", "cohorts"})
_PAUSE_MS = 30


class FlowScreen(Screen):
    """Draws the flow, and shows on the drawing what customers did."""

    name: ClassVar[str] = "flow"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.selection = Selection(self)
        self.editor = Editor(session, self.selection, self)
        self.scene = FlowScene(self)
        aloud.install()
        self.view = FlowView(self.scene, self.editor)
        self.keys = CanvasKeys(self.view, self.editor)
        self.comparing = Comparing(self.editor, self)
        self.view.walk = self._on_key
        self.asking = Asking(self.view, self.scene, self.editor)
        self.naming = NameField(self.view)
        self.finding = FindField(self.view)
        self.saving = SavingTemplate(self, self.editor, self.view)
        self.view.add_popup(self.naming, self.asking.popup, self.finding, self.saving.field)
        self.strip = FindingStrip()
        self.dock = Dock(self.editor)
        self.mending = Mending(self.editor, self.strip, self.dock)
        self.sharing = Sharing(self, self.editor, self.scene, self.comparing)
        self.where = Where(self.view, self.dock)
        self.behind = Behind(session, self.selection, self.dock)
        self.tidying = Tidying(self.view, self.scene, self.editor, self.refresh)
        self._acts = make(self, [self.view, self.dock.outline], self._act)
        self.toolbar = Toolbar(self._acts)
        self.where.follow(self.toolbar)
        self.comparing.follow(self._acts["compare"])
        self._empty = EmptyState(
            self.tr("No step is drawn yet. A flow starts with what triggers the customer."),
            self.tr("Add step"),
            "A",
            self.view,
        )
        self._capture = QAction(self.tr("Start capturing"), self)
        self._choosers = (CohortChooser(session), IterationChooser(session))
        self._numbers: Numbers | None = None
        self._plain = False
        self._found: tuple[Finding, ...] = ()
        self._stale = True
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._show_rest)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.toolbar, self.comparing.bar, self.view, self.strip, self.dock):
            column.addWidget(widget, 1 if widget is self.view else 0)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.session.refreshed.connect(self._on_refreshed)
        self.session.chosen.connect(self._on_chosen)
        self.selection.changed.connect(self._on_selected)
        self.comparing.changed.connect(self._on_comparing)
        self.view.zoomed.connect(self.toolbar.show_zoom)
        self.view.renaming.connect(self._rename)
        self.view.pressed.connect(self._on_pressed)
        self.view.resized.connect(self._on_resized)
        self.keys.growing.connect(self.asking.grow)
        self.naming.named.connect(self.editor.rename)
        self.finding.found.connect(self.keys.go_to)
        self.mending.writing.connect(self._write)
        self.dock.inspector.more.connect(self._do_behind)
        self.dock.outline.escaped.connect(self._leave_link)
        self.dock.outline.wanted.connect(self.asking.anywhere)
        self.toolbar.version_wanted.connect(self._show_latest)
        self._empty.acted.connect(self.asking.anywhere)
        self.asking.cover(self._empty)
        self._capture.triggered.connect(self._start_capturing)

    # --- what the window asks

    def title(self) -> str:
        return self.tr("Flow")

    def subtitle(self) -> str:
        now = self.editor.shown
        return now.words() if now else ""

    def choosers(self) -> Sequence[QWidget]:
        return self._choosers

    def primary(self) -> QAction | None:
        return self._capture

    def hints(self) -> Sequence[tuple[str, str]]:
        return hints(linking=bool(self.keys.linking), comparing=self.comparing.found is not None)

    def scope(self) -> str | None:
        return "flow"

    def commands(self) -> Sequence[QAction]:
        return tuple(self._acts.values())

    def arrive(self) -> None:
        step = self.session.choice.step
        if step and self.editor.flow.has(step) and not self.selection.steps:
            self.selection.choose([step])
        self.refresh(whole=False)
        if not self.selection.steps:
            # Somewhere for the keys to be: what needs a look, else the start of the path.
            found = [step for each in self._found for step in each.steps]
            self._offered = next(iter([*found, *path_order(self.editor.flow)]), None)
            self.selection.choose([self._offered] if self._offered else [])
        self._show_rest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stale = self._stale or self._rest.isActive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.dock.fit_into(self.height())
        super().resizeEvent(event)

    # --- bringing everything in step

    def refresh(self, *, whole: bool = True) -> None:
        """Measure and show the flow as it is now; the dock, where not ``whole``, a moment later."""
        self._stale = False
        now, study = self.editor.shown, self.session.study
        both = self.comparing.read(now)
        flow = self.editor.flow
        cohort = next(iter(self.session.choice.cohorts), EVERYONE)
        walked = now.iteration if now and not self._plain and not both else None
        self._numbers = numbers(study, flow, walked, cohort)
        self._found = findings(flow) if flow.steps and not both else ()
        drawn = both.drawing if both else drawing(flow, self._numbers, self._found)
        fresh = self.scene.drawing.flow.id == ""
        self.scene.show_drawing(drawn)
        self.selection.keep(flow)
        self.view.settle() if not fresh else self.view.fit()
        self.tidying.hold()
        self._rest.start()
        if whole:
            self._show_rest()

    @Slot()
    def _show_rest(self) -> None:
        """The dock, and what stands around the canvas."""
        self._rest.stop()
        if self._stale:
            return  # hidden meanwhile, and shown anew when it is seen again
        flow, both = self.scene.drawing.flow, self.comparing.found
        self.dock.outline.show_drawing(self.scene.drawing)
        self.mending.show(self._found)
        self.behind.show_numbers(self._numbers)
        self._on_selected()
        self._empty.setVisible(not flow.steps)
        self._on_resized()
        self.toolbar.show_version(None if both else self.editor.shown)
        self._enable()
        self.described.emit()

    def _enable(self) -> None:
        any_step = bool(self.selection.steps)
        for name in ("rename", "duplicate", "heal", "connect", "behind"):
            self._acts[name].setEnabled(any_step)
        self._acts["delete"].setEnabled(any_step or bool(self.selection.links))
        self._acts["tidy"].setEnabled(bool(self.editor.flow.steps))
        now = self.editor.shown
        # An iteration that keeps an earlier version is recorded on that one.
        own = self._found if now is None or now.kept is None else ()
        stops = next((each for each in own if each.stops_capture), None)
        self._capture.setToolTip(stops.sentence if stops else self._capture.text())

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if not tables & _TABLES:
            return
        if self.isVisible():
            self.refresh(whole=tables != {"observations"})
        else:
            self._stale = True

    @Slot(object)
    def _on_chosen(self, choice: Choice) -> None:
        seen = self.session.iteration, choice.iteration, choice.cohorts
        if seen != self._seen:
            self._seen = seen
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True

    _seen: object = None
    _told: tuple[object, ...] | None = None
    _offered: str | None = None

    @Slot()
    def _on_selected(self) -> None:
        chosen = self.selection
        self.scene.show_selection(chosen.steps, chosen.links, chosen.current)
        flow, current = self.scene.drawing.flow, chosen.current
        step = flow.step(current) if current and flow.has(current) else None
        both = self.comparing.found
        about = (self.scene.drawing, self._numbers, both, step, self._plain)
        # Every refresh measures anew: what is the same is so, and need not be filled in again.
        if self._told is None or not all(map(is_, about, self._told)):
            self._told = about
            self._fill_inspector(step)
        self._enable()
        aloud.tell_focus(self.view)
        if both is None and step is not None and step.id != self._offered:
            self._offered = None
            self.session.choose(step=step.id)

    def _fill_inspector(self, step: Step | None) -> None:
        both, drawn, inspector = self.comparing.found, self.scene.drawing, self.dock.inspector
        if both is not None:
            inspector.show_compared(both, step)
        else:
            study, known = self.session.study, self._numbers
            inspector.show_step(study, drawn, known, step, plain=self._plain)

    # --- acts

    def _act(self, name: str) -> Callable[[], None]:
        acts: dict[str, Callable[[], None]] = {
            "add": self.asking.anywhere,
            "connect": self._do_connect,
            "unlink": self.editor.unlink,
            "rename": self._do_rename,
            "delete": self.editor.delete,
            "heal": partial(self.editor.delete, heal=True),
            "duplicate": self.editor.duplicate,
            "copy": self.editor.copy,
            "paste": self.editor.paste,
            "find": self._do_find,
            "select_all": self.editor.select_all,
            "tidy": self.tidying.tidy,
            "fit": self.view.fit,
            "actual": self.view.actual_size,
            "closer": self.view.closer,
            "farther": self.view.farther,
            "outline": self.where.turn,
            "compare": self.comparing.turn,
            "plain": self._do_plain,
            "template": self.saving.ask,
            "dock": self.where.turn_dock,
            "behind": self._do_behind,
            "picture": self.sharing.copy,
            "export": self.sharing.ask,
            "present": self.sharing.present,
        }
        return partial(self._edit, acts[name]) if name in EDITING else acts[name]

    def _edit(self, act: Callable[[], None], *_checked: object) -> None:
        if not self.editor.refuses():
            act()

    def _on_key(self, event: QKeyEvent) -> bool:
        return self.comparing.handle(event) or self.keys.handle(event)

    @Slot()
    def _on_comparing(self) -> None:
        self.refresh()
        self.view.fit()
        self.view.setFocus()

    @Slot()
    def _do_connect(self) -> None:
        steps = self.selection.steps
        if len(steps) == 2:
            self.editor.link(*steps)
        elif steps:
            self.keys.begin_link()
            self.described.emit()

    @Slot()
    def _leave_link(self) -> None:
        self.comparing.leave()
        self.keys.end_link(keep=False)
        self.described.emit()

    @Slot()
    def _do_rename(self) -> None:
        if self.dock.outline.hasFocus():
            self.dock.outline.edit_cell()
        elif self.selection.current:
            self._rename(self.selection.current)

    @Slot()
    def _do_find(self) -> None:
        self.finding.open(self.editor.flow)

    @Slot()
    def _do_plain(self) -> None:
        self._plain = self._acts["plain"].isChecked()
        self.refresh()

    @Slot()
    def _do_behind(self) -> None:
        current = self.selection.current
        if self.keys.linking:
            self.keys.end_link(keep=True)
            self.described.emit()
        elif current and (now := self.editor.shown) and now.flow.has(current):
            self.session.go("funnels", step=current)

    @Slot()
    def _show_latest(self) -> None:
        now = self.editor.shown
        if now is not None:
            kept = now.kept.id if now.kept else None
            self.session.choose(iteration=None if now.later else kept)

    @Slot(str)
    def _rename(self, step_id: str) -> None:
        if self.editor.refuses():
            return
        step = self.editor.flow.step(step_id)
        self.naming.open(step_id, step.name, self.view.node_on_screen(step_id))

    @Slot(object)
    def _on_pressed(self, hit: Hit) -> None:
        if hit.part == "finding":
            self.mending.show_about(hit.step)
        else:
            self.behind.press(hit)

    @Slot()
    def _start_capturing(self) -> None:
        self.session.go("capture")

    @Slot()
    def _on_resized(self) -> None:
        self._empty.setGeometry(self.view.viewport().rect())

    @Slot(str, str)
    def _write(self, what: str, step_id: str) -> None:
        if what == "name":
            self.view.setFocus()
            self._rename(step_id)
        else:
            self.dock.show()
            self.dock.setCurrentIndex(docks.INSPECTOR)
            self.dock.inspector.fields.aligned.setFocus()
