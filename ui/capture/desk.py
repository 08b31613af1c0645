"""The interview as three columns: the path, words and log, and the partner."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.interview import Place, Standing
from ui.capture.begin_panel import BeginPanel
from ui.capture.log import LogModel
from ui.capture.log_view import LogView
from ui.capture.note_line import NoteLine
from ui.capture.panel import KeyHints, Panel
from ui.capture.parts import LastAct, Legend, Tile
from ui.capture.rail import Rail, RailModel
from ui.capture.rail_paint import RailDelegate
from ui.capture.reason_line import ReasonLine
from ui.capture.side import Side
from ui.look.type import scale
from ui.look.widgets import Button, Chip, Label, Notice

SMALL = 1300
"""Narrower than this the columns take their small widths."""

_WIDTHS = {False: (336, 312), True: (286, 232)}


class Desk(Panel):
    """The widgets of an interview, laid out. What they show and do is the screen's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", "", parent)
        self.actions_by_name: Mapping[str, QAction] = {}
        self.is_small = False

    def furnish(self, acts: Mapping[str, QAction]) -> None:
        """Make the columns; the buttons follow the actions."""
        self.actions_by_name = acts
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._path = self._path_column()
        self.side = Side(acts["pause"], acts["following"], acts["deviated"])
        across.addWidget(self._path)
        across.addWidget(self._middle_column(), 1)
        across.addWidget(self.side)
        self._fit()

    def head(self, place: Place, path_length: int) -> None:
        """Say which step the keys act on."""
        self.tile.show_kind(place.step)
        self.step_name.setText(place.step.name)
        if place.step.kind.is_endpoint:
            self.step_count.setText(self.tr("after the need is met"))
        else:
            said = self.tr("step {n} of {all}").format(n=place.number, all=path_length)
            self.step_count.setText(said)
        name = place.step.name if len(place.step.name) < 30 else place.step.name[:28] + "…"
        self.mark_title.setText(self.tr("Mark “{step}”").format(step=name))

    def say_late(self, held: Standing) -> None:
        """Say that the iteration is closed, where it is."""
        self.late.sentence.setText(
            self.tr("Late: kept apart from iteration {n}'s funnel.").format(n=held.iteration.number)
        )
        self.late.setVisible(not held.iteration.is_open)

    def show_on(self, *, is_on: bool) -> None:
        """Show the note line, or what begins an interview in its place."""
        self.begin_panel.setVisible(not is_on)
        self.writing.setVisible(is_on)

    def say_recovered(self, sentence: str) -> None:
        """Say what was there when the window was opened again, until it is dismissed."""
        notice = Notice("accent", sentence, glyph="check", closable=True)
        notice.dismissed.connect(notice.deleteLater)
        self.recovered.addWidget(notice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.is_small = self.width() < SMALL * scale()
        path, side = _WIDTHS[self.is_small]
        self._path.setFixedWidth(int(path * scale()))
        self.side.setFixedWidth(int(side * scale()))
        self._delegate.is_tight = self.is_small
        self._hint.setVisible(not self.is_small)
        self.side.timer.fit(is_small=self.is_small)
        self.rail.doItemsLayout()
        self.log.fit(is_tight=self.is_small)
        self.note.fewest_lines = 1 if self.is_small else 2
        self.note.updateGeometry()

    # --- the columns

    def _path_column(self) -> QWidget:
        self.rail_model = RailModel(self)
        self.rail = Rail(self.rail_model)
        self._delegate = RailDelegate(self.rail_model)
        self.rail.setItemDelegate(self._delegate)
        self.legend = Legend()
        column = Panel("surface", "r")
        below = QVBoxLayout(column)
        below.setContentsMargins(0, 0, 1, 0)
        below.setSpacing(0)
        below.addWidget(self.legend)
        below.addWidget(self.rail, 1)
        below.addWidget(self._marks())
        return column

    def _marks(self) -> QWidget:
        foot = Panel("surface", "t")
        self.mark_title = Label("", "status", "ink2", elided=True)
        grid = QGridLayout()
        grid.setSpacing(6)
        self.mark_buttons = {}
        for place, (name, variant) in enumerate(
            (
                ("aligned", "aligned"),
                ("deviated", "deviated"),
                ("unmark", "plain"),
                ("again", "plain"),
            )
        ):
            button = Button("", variant)
            button.follow(self.actions_by_name[name])
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.mark_buttons[name] = button
            grid.addWidget(button, place // 2, place % 2)
        column = QVBoxLayout(foot)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.mark_title)
        column.addLayout(grid)
        hint = self.tr("These keys work whenever no text field has focus.")
        self._hint = Label(hint, "label", "ink3", elided=True)
        column.addWidget(self._hint)
        return foot

    def _middle_column(self) -> QWidget:
        middle = Panel("window")
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.late = Notice("caution", "")
        self.late.hide()
        self.reason = ReasonLine()
        self.begin_panel = BeginPanel()
        self.writing = self._writing()
        self.recovered = QVBoxLayout()
        column.addLayout(self.recovered)
        column.addWidget(self.late)
        column.addWidget(self.begin_panel)
        column.addWidget(self.writing)
        column.addWidget(self.reason)
        column.addWidget(self._log_head())
        self.log_model = LogModel(self)
        self.log = LogView(self.log_model)
        column.addWidget(self.log, 1)
        return middle

    def _writing(self) -> QWidget:
        part = Panel("surface", "b")
        self.tile = Tile()
        self.step_name = Label("", "card", elided=True)
        self.step_name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.step_count = Label("", "secondary", "ink3")
        self.chip = Chip("")
        # The longest name gives way before the word that says what the keys do.
        self.chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.tile)
        head.addWidget(self.step_name)
        head.addWidget(self.step_count)
        head.addStretch(1)
        head.addWidget(self.chip)
        self.note = NoteLine()
        self.hints = KeyHints()
        column = QVBoxLayout(part)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(9)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.hints)
        return part

    def _log_head(self) -> QWidget:
        part = Panel("window", "b")
        part.setFixedHeight(int(42 * scale()))
        self.log_title = Label("", "status", "ink2")
        self.last_act = LastAct()
        self.undo = Button(self.tr("Undo"), "quiet", keys="Ctrl Z")
        row = QHBoxLayout(part)
        row.setContentsMargins(20, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.log_title)
        row.addWidget(self.last_act, 1)
        row.addWidget(self.undo)
        return part
