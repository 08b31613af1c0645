"""A study with three partners, its Partners screen, and what a person at it does and sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.begin import begin
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import Attribute, CustomerPartner
from core.study import Study
from tests.ui.opening import opened
from ui.partners.cohort_list import Entry
from ui.partners.screen import PartnersScreen
from ui.session import Session

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    study = begin(tmp_path / "a.footpath", "a", path_flow(["Bill", "Photo", "Saved"]))
    study.do("Add", "partners", [
        CustomerPartner(new_id(), "P-001", {"age": "34", "location": "City"}),
        CustomerPartner(new_id(), "P-002", {"age": "51", "location": "Town"}),
        CustomerPartner(new_id(), "P-003", {"age": "9", "location": "City"}),
    ])  # fmt: skip
    yield study
    study.close()


@pytest.fixture
def screen(study: Study, qtbot: QtBot) -> Iterator[PartnersScreen]:
    session = Session(study)
    screen = opened(PartnersScreen(session), qtbot)
    yield screen
    screen.hide()


def strip_words(screen: PartnersScreen) -> str:
    """What the strip over the register says, "" where there is none."""
    return screen.middle.strip.sentence.text() if screen.middle.strip else ""


def named(study: Study, pseudonym: str) -> CustomerPartner:
    partner = study.partner_named(pseudonym)
    assert partner is not None
    return partner


def entry(screen: PartnersScreen) -> Entry:
    found = screen.cohorts.list.chosen()
    assert found is not None
    return found


def observe(study: Study, pseudonym: str) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    step = study.flow(iteration.flow).steps[0]
    who = named(study, pseudonym).id
    study.record(Observation(new_id(), who, iteration.id, step.id, Status.ALIGNED, now()))


def undo_label(study: Study) -> str:
    offer = study.undoable("partners")
    assert offer is not None
    return offer.label


def shown(screen: PartnersScreen) -> list[str]:
    model = screen.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def type_in_cell(qtbot: QtBot, screen: PartnersScreen, pseudonym: str, column: int, text: str):
    screen.register.choose(named(screen.session.study, pseudonym).id, column)
    qtbot.keyClick(screen.register, Qt.Key.Key_F2)
    editor = screen.register.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def column(screen: PartnersScreen, name: str) -> int:
    return 1 + [each.name for each in screen.model.attributes].index(name)


def cell(screen: PartnersScreen, pseudonym: str, name: str) -> str:
    """What a cell says."""
    row = screen.model.row_of(named(screen.session.study, pseudonym).id)
    return screen.model.text(row, column(screen, name))


def attribute(study: Study, name: str) -> Attribute:
    return next(each for each in study.attributes() if each.name == name)


def select(screen: PartnersScreen, *pseudonyms: str) -> None:
    """Select some rows, the last of them current, as a person does with Ctrl."""
    ids = [named(screen.session.study, each).id for each in pseudonyms]
    screen.register.choose_all(set(ids))


def count_is(found: Callable[[], Sequence[object]], n: int) -> bool:
    return len(found()) == n


def has_size(screen: PartnersScreen, size: int) -> bool:
    return entry(screen).size == size
