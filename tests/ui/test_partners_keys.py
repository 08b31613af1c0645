"""The register at the keyboard: many rows at once, columns, copying, completing, Tab."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.model.ids import new_id
from core.model.partner import AttributeKind, Cohort, CohortKind, Is
from core.study import Study
from tests.ui.partners_desk import (
    LEFT,
    attribute,
    cell,
    column,
    named,
    observe,
    screen,
    select,
    shown,
    strip_words,
    study,
    type_in_cell,
    undo_label,
)
from ui.partners.deeds import Deeds
from ui.partners.screen import PartnersScreen

__all__ = ["screen", "study"]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


def editor_of(screen: PartnersScreen) -> QLineEdit:
    line: QLineEdit | None = screen.register.findChild(QLineEdit)
    assert line is not None
    return line


def test_one_cell_edits_that_column_of_every_selected_row(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    select(screen, "P-001", "P-003")
    screen.register.setFocus()
    index = screen.model.index(0, column(screen, "Age"))
    flag = screen.register.selectionModel().SelectionFlag.NoUpdate
    screen.register.selectionModel().setCurrentIndex(index, flag)
    qtbot.keyClick(screen.register, KEY.Key_F2)
    editor_of(screen).selectAll()
    qtbot.keyClicks(editor_of(screen), "40")
    qtbot.keyClick(editor_of(screen), KEY.Key_Return)
    qtbot.waitUntil(lambda: cell(screen, "P-003", "Age") == "40")
    assert [each.value("age") for each in study.partners()] == ["40", "51", "40"]
    assert undo_label(study) == "Edit Age of 2 partners"
    study.undo("partners")
    assert [each.value("age") for each in study.partners()] == ["34", "51", "9"]


def test_a_pseudonym_is_edited_of_one_alone(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    select(screen, "P-001", "P-002")
    screen.model.setData(screen.model.index(0, 0), "A")
    qtbot.waitUntil(lambda: study.partner_named("A") is not None)
    assert study.partner_named("P-002") is not None


def test_an_emptied_cell_has_no_value(qtbot: QtBot, screen: PartnersScreen, study: Study) -> None:
    screen.model.setData(screen.model.index(0, column(screen, "Age")), "")
    qtbot.waitUntil(lambda: "age" not in named(study, "P-001").attributes)
    screen.model.setData(screen.model.index(1, 0), " ")
    qtbot.waitUntil(lambda: "needs a pseudonym" in strip_words(screen))


def test_rows_are_copied_as_a_spreadsheet_takes_them(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    Deeds(study).edit([named(study, "P-002")], "", "=1+1")
    qtbot.waitUntil(lambda: "=1+1" in shown(screen))
    select(screen, "=1+1", "P-003")
    qtbot.keyClick(screen.register, KEY.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[0] == "Partner"
    assert [line.split("\t")[0] for line in lines[1:]] == ["'=1+1", "P-003"]
    qtbot.keyClick(screen.register, KEY.Key_V, CONTROL)
    assert "2 as they are" in screen.middle.importing.what.text()
    assert "nothing to take" in screen.middle.importing.what.text()
    qtbot.keyClick(screen.middle.importing, KEY.Key_Escape)
    assert screen.register.isVisible()


def test_a_choice_completes_what_others_have(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    screen.register.choose(named(study, "P-002").id, column(screen, "Location"))
    screen.register.setFocus()
    qtbot.keyClicks(screen.register, "ci")
    completer = editor_of(screen).completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, KEY.Key_Down)
    qtbot.keyClick(popup, KEY.Key_Return)
    qtbot.waitUntil(lambda: cell(screen, "P-002", "Location") == "City")


def test_after_a_removal_the_next_row_is_selected(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    select(screen, "P-002")
    qtbot.keyClick(screen.register, KEY.Key_Delete)
    qtbot.waitUntil(lambda: shown(screen) == ["P-001", "P-003"])
    assert [each.partner.pseudonym for each in screen.register.chosen()] == ["P-003"]
    select(screen, "P-001", "P-003")
    qtbot.keyClick(screen.register, KEY.Key_Delete)
    qtbot.waitUntil(lambda: shown(screen) == [])
    assert undo_label(study) == "Remove 2 partners"
    assert screen.middle.empty.isVisible()


def test_who_is_filtered_away_is_selected_again_without_the_filter(
    qtbot: QtBot, screen: PartnersScreen
) -> None:
    select(screen, "P-002")
    qtbot.keyClick(screen.register, KEY.Key_F, CONTROL)
    qtbot.waitUntil(screen.middle.field.hasFocus)
    qtbot.keyClicks(screen.middle.field, "city")
    assert screen.register.chosen() == []
    screen.middle.field.clear()
    assert [each.partner.pseudonym for each in screen.register.chosen()] == ["P-002"]
    qtbot.keyClicks(screen.middle.field, "nobody is like this")
    assert screen.middle.none.isVisible()
    qtbot.mouseClick(screen.middle.none.button, LEFT)
    assert len(shown(screen)) == 3
    assert screen.middle.field.text() == ""


def test_sorting_puts_what_is_empty_last_both_ways(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    Deeds(study).edit([named(study, "P-001")], "age", "")
    at = column(screen, "Age")
    head = screen.register.horizontalHeader()
    for order, wanted in (
        (Qt.SortOrder.AscendingOrder, ["P-003", "P-002", "P-001"]),
        (Qt.SortOrder.DescendingOrder, ["P-002", "P-003", "P-001"]),
    ):
        head.setSortIndicator(at, order)
        assert shown(screen) == wanted
    observe(study, "P-002")
    qtbot.waitUntil(lambda: bool(screen.model.facts.ends.met.any()))
    for computed in (screen.model.columnCount() - 2, screen.model.columnCount() - 1):
        head.setSortIndicator(computed, Qt.SortOrder.AscendingOrder)
        assert shown(screen)[0] == "P-002"
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert shown(screen) == ["P-001", "P-002", "P-003"]


def test_a_row_stays_where_it_is_while_it_is_edited(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    screen.register.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    type_in_cell(qtbot, screen, "P-003", 0, "A-1")
    qtbot.waitUntil(lambda: shown(screen) == ["A-1", "P-002", "P-001"])


# --- columns


def line_of(screen: PartnersScreen) -> QLineEdit:
    return screen.middle.column_line.name


def test_a_column_is_added_renamed_and_removed_with_a_way_back(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    qtbot.mouseClick(screen.middle.new_column, LEFT)
    qtbot.keyClicks(line_of(screen), " Shoe ")
    qtbot.keyClick(line_of(screen), KEY.Key_Return)
    qtbot.waitUntil(lambda: "Shoe" in [each.name for each in screen.model.attributes])
    screen.register.choose(named(study, "P-001").id, column(screen, "Shoe"))
    qtbot.keyClick(screen.register, KEY.Key_F2, SHIFT)
    qtbot.waitUntil(line_of(screen).hasFocus)
    qtbot.keyClicks(line_of(screen), "Size of shoe")
    qtbot.mouseClick(screen.middle.column_line.kind.findChildren(QAbstractButton)[2], LEFT)
    qtbot.keyClick(line_of(screen), KEY.Key_Return)
    qtbot.waitUntil(lambda: "Size of shoe" in [each.name for each in screen.model.attributes])
    assert attribute(study, "Size of shoe").kind is AttributeKind.NUMBER
    assert undo_label(study) == "Rename column Shoe"
    screen.register.head_asked.emit(attribute(study, "Size of shoe"))
    qtbot.mouseClick(screen.middle.column_line.remove, LEFT)
    assert "Size of shoe" not in [each.name for each in study.attributes()]
    for _ in range(3):
        study.undo("partners")
    assert not {"Shoe", "Size of shoe"} & {each.name for each in study.attributes()}


def test_a_column_with_values_or_in_a_rule_stays_and_says_why(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    deeds = Deeds(study)
    assert deeds.remove_column(attribute(study, "Age")) == (
        "Age stays: 3 partners have a value in it."
    )
    rule = Is("industry", ("Retail",))
    study.do("Add", "partners", [Cohort(new_id(), "Shops", CohortKind.VERTICAL, rule)])
    screen.register.head_asked.emit(attribute(study, "Industry"))
    qtbot.mouseClick(screen.middle.column_line.remove, LEFT)
    assert strip_words(screen) == "Industry stays: the rule of Shops asks for it."
    deeds.edit([named(study, "P-001")], "industry", "Retail")
    assert "one partner has" in deeds.remove_column(attribute(study, "Industry"))


def test_two_columns_never_have_one_name(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    screen.register.head_asked.emit(attribute(study, "Age"))
    line_of(screen).selectAll()
    qtbot.keyClicks(line_of(screen), "location")
    qtbot.keyClick(line_of(screen), KEY.Key_Return)
    assert strip_words(screen) == "There is a column Location already."
    screen.partner_acts.ask_column()
    qtbot.keyClicks(line_of(screen), "AGE")
    qtbot.keyClick(line_of(screen), KEY.Key_Return)
    assert strip_words(screen) == "There is a column Age already."
    screen.partner_acts.ask_column()
    qtbot.keyClick(line_of(screen), KEY.Key_Escape)
    assert not screen.middle.column_line.isVisible()
    assert len(study.attributes()) == len({each.name.casefold() for each in study.attributes()})


def test_the_head_of_a_column_is_asked_with_the_right_button(
    qtbot: QtBot, screen: PartnersScreen
) -> None:
    head = screen.register.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column(screen, "Age")) + 5, 5)
    head.customContextMenuRequested.emit(at)
    assert line_of(screen).text() == "Age"
    screen.register.choose(screen.session.study.partners()[0].id, 0)
    screen.does["edit_column"].trigger()
    assert "always there" in strip_words(screen)


def test_tab_goes_from_the_filter_over_the_register_to_the_story(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    people = [named(study, each) for each in ("P-001", "P-002", "P-003")]
    Deeds(study).edit(people[:1], "industry", "Retail")
    Deeds(study).edit(people[1:], "industry", "Trades")
    cohort = Cohort(new_id(), "City", CohortKind.DEMOGRAPHIC, Is("location", ("City",)))
    study.do("Add cohort", "partners", [cohort])
    screen.cohorts.chosen.emit(cohort.id)
    select(screen, "P-001")
    qtbot.waitUntil(lambda: len(screen.side.stops) > 3 and not screen._later.isActive())
    screen.middle.field.setFocus()
    walked: list[QWidget] = []
    while (at := QApplication.focusWidget()) is not None and at not in walked:
        walked.append(at)
        qtbot.keyClick(at, KEY.Key_Tab)
    landmarks = [
        screen.middle.field, screen.middle.new_column, screen.register, screen.cohorts.new,
        screen.cohorts.list, screen.cohorts.editor.name, *screen.side.stops,
    ]  # fmt: skip
    missed = [(each.accessibleName(), each.isVisible()) for each in landmarks if each not in walked]
    assert not missed
    places = [walked.index(each) for each in landmarks]
    assert places == sorted(places)
    assert all(each.accessibleName() or each.property("text") for each in walked)


def test_typing_on_a_pseudonym_leads_to_a_row_and_renames_nobody(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    screen.register.choose(named(study, "P-001").id, 0)
    screen.register.setFocus()
    for key in "p-003":
        qtbot.keyClicks(screen.register, key)
    assert screen.register.state() is not QAbstractItemView.State.EditingState
    current = screen.register.current()
    assert current is not None
    assert current.partner.pseudonym == "P-003"
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(screen.register, composed)
    assert shown(screen) == ["P-001", "P-002", "P-003"]
    assert screen.register.state() is not QAbstractItemView.State.EditingState
    type_in_cell(qtbot, screen, "P-003", 0, "A-1")
    qtbot.waitUntil(lambda: shown(screen) == ["P-001", "P-002", "A-1"])
