"""Import an event log, in the window: what the log seems to hold, to be corrected and confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.exchange.event_log import Plan, read_header
from core.exchange.glance import Glance, glance, guess_roles
from core.exchange.path_text import SEPARATOR, flow_of_path, path_names
from core.exchange.unreadable import Cancelled, UnreadableInput
from ui.job import Job, Progress
from ui.look.buttons import Button
from ui.look.chooser import Chooser
from ui.look.parts import Card, Label, Notice, SegmentedControl
from ui.look.type import scale

_LISTED = 16  # activities named under the path


class ImportPage(QWidget):
    """``planned`` carries the Plan a person settled on, ``left`` says that they changed their mind."""

    planned = Signal(object)
    left = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._columns: tuple[str, ...] = ()
        self._attributes: tuple[str, ...] = ()
        self._job: Job | None = None
        self._roles = {role: Chooser("") for role in ("case", "activity", "time")}
        for role, chooser in self._roles.items():
            chooser.picked.connect(partial(self._on_role, role))
        self._chosen = dict.fromkeys(self._roles, "")
        self.attributes = Chooser("", several=True)
        self.attributes.picked.connect(self._on_attributes)
        self.where = QLineEdit()
        self.dates = SegmentedControl(
            [(self.tr("As written"), ""), ("day/month", "day/month"), ("month/day", "month/day")]
        )
        self.path = QPlainTextEdit()
        self.path.setTabChangesFocus(True)
        self.path.setFixedHeight(int(78 * scale()))
        self.path.textChanged.connect(self._check)
        self._file = Label("", "strong", elided=True)
        self._counts = Label("", "secondary", "ink2", wrap=True)
        self._finding = Label("", "secondary", "caution", wrap=True)
        self.confirm = Button(self.tr("Create study"), "primary", keys="Ctrl Enter")
        self.confirm.clicked.connect(self._on_create)
        self._strip = QVBoxLayout()
        self._lay()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._look)

    def show_log(self, path: Path) -> None:
        """Show what a log seems to hold. Raises UnreadableInput where it is no table."""
        self._columns = read_header(path)
        self._path = path
        self._file.setText(path.name)
        for role, column in guess_roles(self._columns)._asdict().items():
            self._choose(role, column)
        self._on_attributes([])
        self.where.clear()
        self.path.clear()
        self._clear()
        self._look()
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the log cannot be imported like this."""
        self._clear()
        if "--date-format" in sentence:
            said = sentence.split("; say", maxsplit=1)[0]
            sentence = self.tr("{said}. Choose below how its dates are written.").format(said=said)
        notice = Notice("error", sentence, closable=True)
        notice.dismissed.connect(self._clear)
        self._strip.addWidget(notice)

    def plan(self) -> Plan:
        """What is to be imported. Raises UnreadableInput or ValueError with a sentence."""
        names = path_names(self.path.toPlainText().replace("\n", " "))
        flow_of_path(names)
        return Plan(
            self._path,
            self._chosen["case"],
            self._chosen["activity"],
            self._chosen["time"],
            names,
            self._where(),
            self._attributes,
            str(self.dates.value),
        )

    def cool(self) -> None:
        """Wait for what is still read, before the window goes."""
        if self._job is not None:
            self._job.cancel()
            self._job.join()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- reading ahead

    def _look(self) -> None:
        """Read the log once in a thread, to propose a path and say what it holds."""
        case, activity = self._chosen["case"], self._chosen["activity"]
        if self._job is not None or not (case and activity):
            self._check()
            return
        self._counts.setText(self.tr("Reading the log …"))
        self._job = Job("", partial(_glanced, self._path, case, activity), self)
        self._job.done.connect(self._on_glanced)
        self._job.failed.connect(self._on_not_glanced)
        self._job.start()

    @Slot(object)
    def _on_glanced(self, found: object) -> None:
        job, self._job = self._job, None
        if job is None or not isinstance(found, _Seen):
            return
        if found.asked != (self._path, self._chosen["case"], self._chosen["activity"]):
            self._again.start()
            return
        seen = found.glance
        listed = [f"{name} {cases:,}" for name, cases in seen.activities[:_LISTED]]
        rest = len(seen.activities) - len(listed)
        more = [self.tr("{n} more").format(n=rest)] if rest else []
        counts = self.tr(
            "{cases} cases, {rows} rows. Activities by the cases that have them: {list}."
        )
        self._counts.setText(
            counts.format(
                cases=f"{seen.cases:,}", rows=f"{seen.rows:,}", list=", ".join(listed + more)
            )
        )
        if not self.path.toPlainText().strip():
            self.path.setPlainText(SEPARATOR.join(seen.path))
        self._check()

    @Slot(object)
    def _on_not_glanced(self, error: Exception) -> None:
        self._job = None
        self._counts.setText("")
        if isinstance(error, UnreadableInput):
            self.refuse(str(error))
        elif not isinstance(error, Cancelled):
            raise error

    # --- what is chosen

    def _on_role(self, role: str, column: object) -> None:
        self._choose(role, str(column))
        if role != "time":
            self.path.clear()
            self._look()
        self._check()

    def _choose(self, role: str, column: str) -> None:
        self._chosen[role] = column
        chooser = self._roles[role]
        chooser.offer([(each, each) for each in self._columns], [column])
        chooser.say(column or self.tr("choose a column"))

    @Slot(object)
    def _on_attributes(self, chosen: Sequence[object]) -> None:
        self._attributes = tuple(str(each) for each in chosen)
        self.attributes.offer([(each, each) for each in self._columns], self._attributes)
        self.attributes.say(", ".join(self._attributes) or self.tr("none"))

    def _where(self) -> tuple[tuple[str, str], ...]:
        text = self.where.text().strip()
        if not text:
            return ()
        column, mark, value = text.partition("=")
        if not mark:
            raise ValueError(self.tr("“Only rows where” needs a column, a “=” and a value."))
        exact = column if column in self._columns else column.strip()
        return ((exact, value if exact == column else value.strip()),)

    def _check(self) -> None:
        """Say what is still missing; the button works when nothing is."""
        finding = ""
        if not all(self._chosen.values()):
            finding = self.tr("Choose the columns of case, activity and time.")
        else:
            try:
                self.plan()
            except (ValueError, UnreadableInput) as error:
                finding = str(error)
        typed = bool(self.path.toPlainText().strip())
        self._finding.setText(finding if typed or not all(self._chosen.values()) else "")
        self.confirm.setEnabled(not finding)

    def _on_create(self) -> None:
        self._clear()
        self.planned.emit(self.plan())

    def press_primary(self) -> None:
        """Ctrl+Enter."""
        self.confirm.click()

    def _clear(self) -> None:
        while (item := self._strip.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()

    # --- layout

    def _lay(self) -> None:
        card = Card(padding=24)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        self.where.setPlaceholderText(self.tr("column = value"))
        rows: tuple[tuple[str, QWidget, str], ...] = (
            (self.tr("Case"), self._roles["case"], self.tr("each case becomes a partner")),
            (self.tr("Activity"), self._roles["activity"], self.tr("what happened")),
            (self.tr("Time"), self._roles["time"], self.tr("when it happened")),
            (self.tr("Attributes"), self.attributes, self.tr("columns about partners")),
            (self.tr("Only rows where"), self.where, ""),
            (self.tr("Dates"), self.dates, ""),
            (self.tr("Path"), self.path, ""),
        )
        for at, (name, field, about) in enumerate(rows):
            self._add_row(grid, at, name, field, about)
        last = len(rows)
        hint = self.tr("The trigger first, the need met last, with “ > ” between them.")
        grid.addWidget(Label(hint, "secondary", "ink2"), last, 1)
        grid.addWidget(self._counts, last + 1, 1)
        grid.addWidget(self._finding, last + 2, 1)
        card.column.addLayout(grid)
        inner = QWidget()
        inner.setMaximumWidth(int(820 * scale()))
        column = QVBoxLayout(inner)
        column.setSpacing(16)
        column.addStretch(1)
        column.addLayout(self._make_head())
        column.addLayout(self._strip)
        column.addWidget(card)
        column.addLayout(self._make_foot())
        column.addStretch(3)
        self._place(inner)

    def _add_row(self, grid: QGridLayout, at: int, name: str, field: QWidget, about: str) -> None:
        label = Label(name, "body", "ink2")
        label.setBuddy(field)
        field.setAccessibleName(name)
        top = Qt.AlignmentFlag.AlignTop if field is self.path else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label, at, 0, top)
        if not about:
            grid.addWidget(field, at, 1)
            return
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(field)
        line.addWidget(Label(about, "secondary", "ink2", elided=True), 1)
        grid.addLayout(line, at, 1)

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Label(self.tr("Import an event log"), "display"))
        row.addWidget(self._file, 1)
        other = Button(self.tr("Choose another"), "plain", "open")
        other.clicked.connect(self.other_wanted)
        row.addWidget(other)
        return row

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        leave = Button(self.tr("Cancel"), "quiet", keys="Esc")
        leave.clicked.connect(self.left)
        row.addWidget(leave)
        row.addWidget(self.confirm)
        return row

    def _place(self, inner: QWidget) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.addStretch(1)
        row.addWidget(inner, 1000)
        row.addStretch(1)
        area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)


class _Seen:
    def __init__(self, asked: tuple[Path, str, str], found: Glance) -> None:
        self.asked, self.glance = asked, found


def _glanced(path: Path, case: str, activity: str, progress: Progress) -> _Seen:
    return _Seen((path, case, activity), glance(path, case, activity, progress))
