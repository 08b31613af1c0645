"""From a file or the clipboard to partners: read in a thread, shown, and taken in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from core.exchange.partner_table import Fate, Preview, preview
from core.exchange.sheet import Sheet, pasted_sheet, read_sheet
from core.exchange.table_columns import Columns, columns_of
from core.exchange.unreadable import Cancelled, UnreadableInput
from core.model.partner import Attribute, CustomerPartner
from core.names_file import Person, beside
from ui.job import Job, Progress, Work
from ui.look.waiting import Waiting
from ui.partners.deeds import SCOPE
from ui.partners.facts import tr
from ui.partners.import_columns import Chosen, remapped
from ui.partners.import_panel import ImportPanel
from ui.partners.middle import Middle
from ui.partners.names_desk import NamesDesk
from ui.session import Session


@dataclass(frozen=True)
class Read:
    """A table as it was guessed, and what it would do."""

    found: Columns
    shown: Preview
    headed: bool


def read(
    sheet: Sheet,
    attributes: Sequence[Attribute],
    partners: Sequence[CustomerPartner],
    headed: bool | None = None,
) -> Read:
    """What a sheet would do to partners. Slow for a large one: done in a thread."""
    found = columns_of(sheet, attributes, has_head=headed)
    filled = sum(1 for _, cells in sheet.rows if any(cells))
    first = sum(1 for _, cells in found.rows if any(cells))
    return Read(found, preview(found, partners), filled > first)


class ImportActs(QObject):
    """``turned`` says that the panel was opened or left."""

    turned = Signal()

    def __init__(self, session: Session, middle: Middle, names: NamesDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._middle, self._names = session, middle, names
        self._panel: ImportPanel = middle.importing
        self._waiting: Waiting = middle.waiting
        self._read: Read | None = None
        self._job: Job | None = None
        self._title, self._is_paste = "", False
        self.chooser: QFileDialog | None = None
        self._panel.applied.connect(self._on_apply)
        self._panel.dismissed.connect(self.leave)
        self._panel.headed.connect(self._on_headed)
        self._panel.columns.mapped.connect(self._on_mapped)
        self._panel.columns.ordered.connect(self._on_ordered)

    @Slot()
    def ask_file(self) -> None:
        """Ask for a table, in the one box that is a box: the system's own for files."""
        chooser = QFileDialog(
            self._middle,
            tr("Import a table of partners"),
            str(self._session.study.path.parent),
            tr("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)"),
        )
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._on_file)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a table in a thread and show what it would do."""
        study = self._session.study
        attributes, partners = study.attributes(), study.partners()

        def work(progress: Progress) -> Read:
            return read(read_sheet(path, progress), attributes, partners)

        self._title, self._is_paste = tr("Import {file}").format(file=path.name), False
        self._start(tr("Reading {file}").format(file=path.name), work)

    @Slot()
    def paste(self) -> None:
        """Show what pasting the clipboard would do."""
        study = self._session.study
        text = QGuiApplication.clipboard().text()
        self._title, self._is_paste = tr("Paste from a spreadsheet"), True
        try:
            # Whoever pastes waits for the rows: those of a clipboard are there at once.
            found = read(pasted_sheet(text), study.attributes(), study.partners())
        except UnreadableInput as error:
            self._middle.tell(str(error))
            return
        self._take_up(found)

    @property
    def is_open(self) -> bool:
        """Whether a table is shown before it is taken."""
        return self._panel.shown is not None

    @Slot()
    def leave(self) -> None:
        """Back to the register; nothing has happened."""
        self._stop()
        self._read = None
        self._panel.clear()
        self._middle.show_importing(False)
        self.turned.emit()
        self._middle.register.setFocus()

    # --- reading

    def _start(self, words: str, work: Work) -> None:
        self._stop()
        self._middle.tell("")
        job = Job(words, work, self)
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)
        self._job = job
        self._waiting.follow(job)
        job.start()

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    @Slot(object)
    def _on_read(self, found: object) -> None:
        # A job that was left behind by the next one says nothing any more.
        if self.sender() is self._job and isinstance(found, Read):
            self._job = None
            self._take_up(found)

    def _take_up(self, found: Read) -> None:
        self._read = found
        self._middle.tell("")
        self._show()
        self.turned.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(error, Cancelled):
            self._middle.tell(tr("The import was cancelled. Nothing was changed."))
        elif isinstance(error, UnreadableInput):
            self._middle.tell(tr("{problem} Nothing was changed.").format(problem=error))
        else:
            raise error

    def _show(self) -> None:
        if self._read is None:
            return
        self._middle.show_importing(True)
        attributes = self._session.study.attributes()
        self._panel.show_preview(
            self._read.shown, attributes, self._title, headed=self._read.headed
        )

    # --- mapping

    def _again(self, columns: Columns) -> None:
        if self._read is None:
            return
        shown = preview(columns, self._session.study.partners())
        self._read = Read(self._read.found, shown, self._read.headed)
        self._show()

    @Slot(int, object)
    def _on_mapped(self, at: int, chosen: Chosen) -> None:
        if self._read is not None:
            attributes = self._session.study.attributes()
            columns = self._read.shown.columns
            self._again(remapped(columns, self._read.found, at, chosen, attributes))

    @Slot(int, str)
    def _on_ordered(self, at: int, order: str) -> None:
        if self._read is not None:
            self._again(self._read.shown.columns.ordered(at, order))

    @Slot(bool)
    def _on_headed(self, headed: bool) -> None:
        if self._read is not None:
            study, sheet = self._session.study, self._read.found.sheet
            self._read = read(sheet, study.attributes(), study.partners(), headed)
            self._show()

    # --- taking

    @Slot()
    def _on_apply(self) -> None:
        """Everything at once, under one name in the Edit menu; real names go to their own file."""
        if self._read is None:
            return
        # Partners may have come or gone since: what is taken is what stands now.
        shown = preview(self._read.shown.columns, self._session.study.partners())
        if not shown.ready:
            self._again(shown.columns)
            return
        told = self._keep_people(shown) if self._panel.people.isChecked() else ""
        documents = shown.documents()
        n = shown.count(Fate.NEW) + shown.count(Fate.CHANGED)
        if self._is_paste:
            label = tr("Paste {n} partners").format(n=n) if n > 1 else tr("Paste a partner")
        else:
            label = tr("Import {n} partners").format(n=n) if n > 1 else tr("Import a partner")
        self.leave()
        self._session.study.do(label, SCOPE, documents)
        self._middle.show_all()
        taken = {each.id for each in documents if isinstance(each, CustomerPartner)}
        self._middle.register.choose_all(taken)
        self._middle.tell(told)

    def _keep_people(self, shown: Preview) -> str:
        """Put real names and contacts into the names file, beside the study where none is opened."""
        if not self._names.is_open:
            why = self._names.create(beside(self._session.study.path))
            if why:
                return tr("{problem} The names were left out.").format(problem=why)
        people = {
            row.partner.id: Person(row.name, row.contact)
            for row in shown.rows
            if row.partner is not None and (row.name or row.contact)
        }
        return self._names.know(people)
