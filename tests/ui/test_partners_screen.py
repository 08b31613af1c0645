"""The register and the cohorts, with real keys and clicks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.begin import begin
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.partner import Cohort, CohortKind, Is
from core.study import Study
from tests.ui.opening import opened
from tests.ui.partners_desk import (
    LEFT,
    column,
    count_is,
    entry,
    has_size,
    named,
    observe,
    screen,
    shown,
    strip_words,
    study,
    type_in_cell,
    undo_label,
)
from ui.look.type import scale
from ui.partners.condition_line import ConditionLine
from ui.partners.conditions import Condition
from ui.partners.screen import PartnersScreen
from ui.session import Session

__all__ = ["screen", "study"]


def test_a_cell_is_edited_in_place_and_undone(qtbot: QtBot, screen: PartnersScreen, study: Study):
    type_in_cell(qtbot, screen, "P-001", column(screen, "Age"), "35")
    qtbot.waitUntil(lambda: named(study, "P-001").value("age") == "35")
    assert undo_label(study) == "Edit Age"
    study.undo("partners")
    assert named(study, "P-001").value("age") == "34"
    qtbot.waitUntil(lambda: screen.register.shown.index(0, column(screen, "Age")).data() == "34")


def test_a_pseudonym_that_is_taken_is_refused_with_a_word(
    qtbot: QtBot, screen: PartnersScreen, study: Study
):
    type_in_cell(qtbot, screen, "P-001", 0, "P-002")
    qtbot.waitUntil(lambda: "P-002" in strip_words(screen))
    assert study.partner_named("P-001") is not None


def test_insert_adds_a_partner_under_the_next_pseudonym(
    qtbot: QtBot, screen: PartnersScreen, study: Study
):
    qtbot.keyClick(screen.register, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: "P-004" in shown(screen))
    assert undo_label(study) == "Add partner"


def test_a_partner_with_observations_stays(qtbot: QtBot, screen: PartnersScreen, study: Study):
    observe(study, "P-002")
    screen.register.choose(named(study, "P-002").id)
    qtbot.keyClick(screen.register, Qt.Key.Key_Delete)
    assert "P-002 stays" in strip_words(screen)
    screen.register.choose(named(study, "P-003").id)
    qtbot.keyClick(screen.register, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown(screen) == ["P-001", "P-002"])
    study.undo("partners")
    qtbot.waitUntil(lambda: sorted(shown(screen)) == ["P-001", "P-002", "P-003"])


def test_the_filter_finds_words_and_who_is_not_met(
    qtbot: QtBot, screen: PartnersScreen, study: Study
):
    qtbot.keyClicks(screen.middle.field, "city")
    assert shown(screen) == ["P-001", "P-003"]
    screen.middle.field.clear()
    observe(study, "P-001")
    qtbot.mouseClick(screen.middle.chips.findChildren(QAbstractButton)[1], LEFT)
    qtbot.waitUntil(lambda: shown(screen) == ["P-002", "P-003"])


def test_numbers_sort_by_size(screen: PartnersScreen):
    screen.register.sortByColumn(column(screen, "Age"), Qt.SortOrder.AscendingOrder)
    assert shown(screen) == ["P-003", "P-001", "P-002"]


def test_a_rule_shows_its_size_while_it_is_edited(
    qtbot: QtBot, screen: PartnersScreen, study: Study
):
    cohort = Cohort(new_id(), "City", CohortKind.DEMOGRAPHIC, Is("location", ("City",)))
    study.do("Add cohort", "partners", [cohort])
    screen.cohorts.chosen.emit(cohort.id)
    assert (entry(screen).cohort.id, entry(screen).size) == (cohort.id, 2)
    screen.cohorts.editor.group._replace(0, Condition("age", ends=(30, None)))
    qtbot.waitUntil(lambda: entry(screen).size == 2)
    type_in_cell(qtbot, screen, "P-003", column(screen, "Age"), "77")
    qtbot.waitUntil(lambda: entry(screen).size == 3)


def test_the_editor_of_a_rule_grows_with_its_conditions(
    qtbot: QtBot, screen: PartnersScreen, study: Study
):
    screen.cohort_acts.add(None)
    editor = screen.cohorts.editor

    def offered(words: str) -> list[QAbstractButton]:
        every = editor.findChildren(QAbstractButton)
        return [each for each in every if each.isVisible() and each.text() == words]

    for number, words in enumerate(("Condition", "And", "And"), 1):
        qtbot.waitUntil(partial(count_is, partial(offered, words), 1))
        qtbot.mouseClick(offered(words)[0], LEFT)
        qtbot.waitUntil(partial(count_is, partial(editor.findChildren, ConditionLine), number))
    qtbot.waitUntil(lambda: editor.visibleRegion().boundingRect() == editor.rect())


def test_ctrl_space_puts_partners_on_a_list_and_takes_them_off(
    qtbot: QtBot, screen: PartnersScreen, study: Study
):
    screen.cohort_acts.add(None)
    cohort = study.cohorts()[-1]
    screen.register.choose(named(study, "P-002").id)
    for expected in (1, 0):
        qtbot.keyClick(screen.register, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        assert entry(screen).cohort.id == cohort.id
        qtbot.waitUntil(partial(has_size, screen, expected))


def test_an_empty_register_says_how_to_begin(tmp_path: Path, qtbot: QtBot):
    with begin(tmp_path / "b.footpath", "b", path_flow(["A", "B", "C"])) as study:
        screen = opened(PartnersScreen(Session(study)), qtbot)
        assert screen.middle.empty.isVisible()
        screen.middle.empty.button.click()
        assert shown(screen) == ["P-001"]
        screen.hide()


@pytest.mark.parametrize("name", ["=SUM(A1)", "😀😀", "مرحبا بكم", "x" * 300])
def test_any_pseudonym_is_kept_as_it_is(
    qtbot: QtBot, screen: PartnersScreen, study: Study, name: str
):
    screen.model.setData(screen.model.index(0, 0), name)
    qtbot.waitUntil(lambda: study.partner_named(name) is not None)


def test_a_small_window_leaves_the_filter_room_for_its_words(screen, qtbot):
    screen.resize(int(952 * scale()), 618)
    qtbot.waitUntil(lambda: screen.middle.new_column.text() == "")
    assert screen.middle.new_column.accessibleName() == "Column"
    qtbot.waitUntil(lambda: screen.middle.field.width() >= 110 * scale())
    screen.resize(1452, 918)
    qtbot.waitUntil(lambda: screen.middle.new_column.text() == "Column")
