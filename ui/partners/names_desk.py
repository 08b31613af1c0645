"""The names file while it is opened: held by this window alone, written to its own file at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.names_file import Names, Person, WrongNames, read_names, write_names
from core.study import Study
from ui.look.curtain import curtain


class NamesDesk(QObject):
    """``changed`` comes when names are opened, forgotten or edited. Deeds return a sentence or ""."""

    changed = Signal()

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self.path: Path | None = None
        self._names: Names | None = None

    @property
    def is_open(self) -> bool:
        """Whether names are opened."""
        return self._names is not None

    def open(self, path: Path) -> str:
        """Open a names file of this study."""
        try:
            self._names = read_names(path, self._study.info.id)
        except WrongNames as error:
            return str(error)
        self.path = path
        self.changed.emit()
        return ""

    def create(self, path: Path) -> str:
        """Begin a names file; one that is there for this study is opened instead."""
        if path.exists():
            return self.open(path)
        return self._write(Names(self._study.info.id, {}), path)

    def forget(self) -> None:
        """Show no names any more. Their file stays as it is."""
        self._names, self.path = None, None
        self.changed.emit()

    def person(self, partner: str) -> Person:
        """Who a partner is, behind the curtain too; nobody where no names are opened."""
        return self._names.person(partner) if self._names is not None else Person()

    def shown(self, partner: str) -> str:
        """The name to show beside a pseudonym now."""
        return "" if curtain.is_drawn else self.person(partner).name

    def know(self, people: Mapping[str, Person]) -> str:
        """Keep who some partners are, by their ids."""
        if self._names is None or self.path is None:
            return self.tr("No names file is opened.")
        names = Names(self._names.study, {**self._names.people, **people})
        for partner, person in people.items():
            if not person.is_known:
                names = names.knowing(partner, person)
        return self._write(names, self.path)

    def _write(self, names: Names, path: Path) -> str:
        try:
            write_names(path, names, self._study.pseudonyms())
        except WrongNames as error:
            return str(error)
        self._names, self.path = names, path
        self.changed.emit()
        return ""
