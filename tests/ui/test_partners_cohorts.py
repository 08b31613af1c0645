"""Cohorts at the keyboard: names, order, rules, lists, and who has been met."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from core.measure.coverage import Cell, Coverage
from core.model.ids import new_id
from core.model.partner import (
    EVERYONE,
    AllOf,
    AnyOf,
    Between,
    Cohort,
    CohortKind,
    CustomerPartner,
    Is,
    Not,
    Rule,
)
from core.study import Study
from tests.ui.partners_desk import (
    LEFT,
    attribute,
    entry,
    has_size,
    named,
    observe,
    screen,
    select,
    shown,
    strip_words,
    study,
    undo_label,
)
from ui.look.widgets import Chooser
from ui.partners.cohort_deeds import CohortDeeds
from ui.partners.condition_line import ConditionLine
from ui.partners.coverage_view import CoverageView
from ui.partners.rule_group import RuleGroup
from ui.partners.screen import PartnersScreen

__all__ = ["screen", "study"]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def add(study: Study, screen: PartnersScreen, name: str, rule: Rule | None = None) -> Cohort:
    """A cohort, selected."""
    position = len(study.cohorts())
    cohort = Cohort(new_id(), name, CohortKind.SEGMENT, rule, position=position)
    study.do("Add cohort", "partners", [cohort])
    screen.cohorts.chosen.emit(cohort.id)
    return cohort


def names(study: Study) -> list[str]:
    return [each.name for each in study.cohorts()]


def choose(chooser: Chooser, text: str) -> None:
    """Pick an option of an open chooser."""
    chooser.open()
    menu = next(each for each in chooser.findChildren(QMenu) if each.isVisible())
    action = next(each for each in menu.actions() if each.text() == text)
    action.trigger()
    menu.close()


def rename(qtbot: QtBot, screen: PartnersScreen, name: str) -> QLineEdit:
    field = screen.cohorts.editor.name
    qtbot.keyClick(screen.cohorts.list, Qt.Key.Key_F2)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return field


def test_a_name_is_trimmed_and_never_that_of_another(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    add(study, screen, "First")
    add(study, screen, "Second")
    field = rename(qtbot, screen, "  Shops  ")
    qtbot.waitUntil(lambda: entry(screen).cohort.name == "Shops")
    assert names(study) == ["Everyone", "First", "Shops"]
    for taken in ("First ", "Everyone"):
        rename(qtbot, screen, taken)
        assert f"There is a cohort {taken.strip()} already" in strip_words(screen)
        assert field.text() == "Shops"
    rename(qtbot, screen, "   ")
    assert strip_words(screen) == "A cohort needs a name. The old one stays."
    assert names(study) == ["Everyone", "First", "Shops"]


def test_ctrl_shift_and_an_arrow_move_a_cohort(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    for name in "ABC":
        add(study, screen, name)
    for key, wanted in (
        (Qt.Key.Key_Up, "ACB"),
        (Qt.Key.Key_Up, "CAB"),
        (Qt.Key.Key_Up, "CAB"),
        (Qt.Key.Key_Down, "ACB"),
    ):
        qtbot.keyClick(screen.cohorts.list, key, CONTROL_SHIFT)
        assert names(study) == ["Everyone", *wanted]
        qtbot.waitUntil(lambda: entry(screen).cohort.name == "C")
    assert undo_label(study) == "Move cohort C"
    study.undo("partners")
    assert names(study) == ["Everyone", *"CAB"]
    screen.cohorts.chosen.emit(EVERYONE)
    qtbot.keyClick(screen.cohorts.list, Qt.Key.Key_Down, CONTROL_SHIFT)
    assert names(study) == ["Everyone", *"CAB"]


def test_del_removes_a_cohort_but_not_everyone(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    add(study, screen, "Shops")
    qtbot.keyClick(screen.cohorts.list, Qt.Key.Key_Delete)
    assert names(study) == ["Everyone"]
    qtbot.waitUntil(lambda: entry(screen).cohort.id == EVERYONE)
    qtbot.keyClick(screen.cohorts.list, Qt.Key.Key_Delete)
    assert strip_words(screen) == "Everyone always stays."


def test_values_are_chosen_one_after_another_in_one_open_list(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    add(study, screen, "Places", Is("location", ()))
    (line,) = screen.cohorts.editor.findChildren(ConditionLine)
    chooser = line.stops[2]
    assert isinstance(chooser, Chooser)
    qtbot.mouseClick(chooser, LEFT)
    menu = next(each for each in chooser.findChildren(QMenu) if each.isVisible())
    for size, action in zip((2, 3), menu.actions(), strict=True):
        menu.setActiveAction(action)
        qtbot.keyClick(menu, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda n=size: has_size(screen, n))  # type: ignore[misc]  # bound now
        assert menu.isVisible()
    menu.close()
    rule = study.cohorts()[-1].rule
    assert rule == Is("location", ("City", "Town"))


def test_a_rule_is_built_of_attributes_ranges_and_not(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    add(study, screen, "Old", Is("location", ("City",)))
    editor = screen.cohorts.editor

    def line(at: int) -> ConditionLine:
        found: ConditionLine = editor.group.lines[at]
        return found

    def stop(at: int, which: int) -> Chooser:
        found = line(at).stops[which]
        assert isinstance(found, Chooser)
        return found

    choose(stop(0, 0), "Age")
    qtbot.waitUntil(lambda: isinstance(line(0).stops[2], QLineEdit))
    choose(stop(0, 1), "not from – to")
    qtbot.waitUntil(lambda: line(0)._held.negated)
    field = line(0).stops[2]
    assert isinstance(field, QLineEdit)
    field.setFocus()
    for typed, rule in (
        ("nonsense", Between("age")),
        ("-34", Between("age", None, 34)),
        ("50", Between("age", 50, 50)),
        ("30-40", Between("age", 30, 40)),
    ):
        field.selectAll()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert study.cohorts()[-1].rule == Not(rule)
        qtbot.waitUntil(lambda: entry(screen).cohort == study.cohorts()[-1])
    qtbot.waitUntil(lambda: has_size(screen, 2))
    qtbot.mouseClick(editor.group._or, LEFT)
    qtbot.waitUntil(lambda: len(editor.group.lines) == 2)
    choose(stop(1, 0), "Location")
    kept = study.cohorts()[-1].rule
    assert kept == AnyOf((Not(Between("age", 30, 40)), Is("location", ())))
    qtbot.waitUntil(lambda: entry(screen).cohort.rule == kept)
    choose(editor.group.join, "All of them hold")
    assert isinstance(study.cohorts()[-1].rule, AllOf)
    qtbot.waitUntil(lambda: not editor.group._or.isVisible())
    remove = line(0).stops[3]
    assert isinstance(remove, QAbstractButton)
    qtbot.mouseClick(remove, LEFT)
    assert study.cohorts()[-1].rule == Is("location", ())
    qtbot.waitUntil(lambda: len(editor.group.lines) == 1)
    choose(editor._kind, "vertical")
    assert study.cohorts()[-1].kind is CohortKind.VERTICAL


def test_groups_within_groups_are_edited_where_they_stand(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    rule = AllOf(
        (AnyOf((Is("location", ("City", "Town")), Between("age", 18, None))), Not(Is("age", ())))
    )
    add(study, screen, "Deep", rule)
    editor = screen.cohorts.editor
    (inner,) = editor.group.findChildren(RuleGroup)
    assert len(inner.lines) == 2
    choose(inner.join, "None of them holds")
    wanted = AllOf((Not(AnyOf(rule.rules[0].rules)), rule.rules[1]))  # type: ignore[union-attr]
    assert study.cohorts()[-1].rule == wanted
    qtbot.waitUntil(lambda: entry(screen).cohort.rule == wanted)
    study.undo("partners")
    assert study.cohorts()[-1].rule == rule
    qtbot.waitUntil(lambda: entry(screen).cohort.rule == rule)
    qtbot.mouseClick(editor.group._group, LEFT)
    qtbot.waitUntil(lambda: len(editor.group.findChildren(RuleGroup)) == 2)
    last = study.cohorts()[-1].rule
    assert isinstance(last, AllOf)
    assert isinstance(last.rules[-1], AnyOf)
    remove = editor.group.findChildren(RuleGroup)[-1].stops[1]
    assert isinstance(remove, QAbstractButton)
    qtbot.mouseClick(remove, LEFT)
    qtbot.waitUntil(lambda: study.cohorts()[-1].rule == rule)


def test_the_size_follows_a_range_while_it_is_typed(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    add(study, screen, "Old", Between("age", 30, None))
    editor = screen.cohorts.editor
    field = editor.group.lines[0].stops[2]
    assert isinstance(field, QLineEdit)
    before = study.cohorts()[-1].rule
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "50-")
    assert editor._size.text() == "1 of 3 now"
    assert study.cohorts()[-1].rule == before


def test_a_rule_is_frozen_as_the_list_of_now(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    add(study, screen, "City", Is("location", ("City",)))
    select(screen, "P-002")
    screen.register.listed.emit()
    assert "formed by a rule" in strip_words(screen)
    qtbot.mouseClick(screen.cohorts.editor._freeze, LEFT)
    frozen = study.cohorts()[-1]
    assert frozen.rule is None
    assert frozen.members == (named(study, "P-001").id, named(study, "P-003").id)
    select(screen, "P-001", "P-002")
    qtbot.keyClick(screen.register, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: has_size(screen, 3))
    assert undo_label(study) == "Add to City"
    screen.cohorts.chosen.emit(EVERYONE)
    screen.register.listed.emit()
    assert "Everyone is always everyone" in strip_words(screen)


def test_one_cohort_for_each_value_is_made_once(screen: PartnersScreen, study: Study) -> None:
    place = attribute(study, "Location")
    study.do("Add", "partners", [Cohort(new_id(), "Town", position=1)])
    screen.cohorts.wanted.emit(place)
    assert names(study) == ["Everyone", "Town", "City", "Town 2"]
    assert undo_label(study) == "Cohorts from Location"
    screen.cohorts.wanted.emit(place)
    assert strip_words(screen) == "Location: every value has its cohort."
    many = [CustomerPartner(new_id(), f"Q{n}", {"location": f"L{n}"}) for n in range(60)]
    study.do("Add", "partners", many)
    assert "At most" in CohortDeeds(study).by_value(place)
    CohortDeeds(study).by_value(attribute(study, "Age"))
    assert len(names(study)) > 4


def test_a_cell_of_the_matrix_selects_its_partners(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    people = [
        CustomerPartner(new_id(), f"Q{n}", {"size": "1–9" if n % 2 else "10–49", "industry": trade})
        for n, trade in enumerate(("Retail", "Trades", "Retail", "Retail"))
    ]
    study.do("Add", "partners", people)
    observe(study, "Q1")
    qtbot.waitUntil(lambda: screen.side.findChild(CoverageView) is not None)
    view = screen.side.findChild(CoverageView)
    assert view is not None
    model = view.model()
    qtbot.waitUntil(lambda: str(model.data(model.index(1, 0))).startswith("10–49"))
    screen.middle.field.setText("Q1")
    index = model.index(1, 0)
    assert model.data(index) == "10–49, Retail: 0 of 2 met"
    view.setFocus()
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.SelectCurrent)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [each.partner.pseudonym for each in screen.register.chosen()] == ["Q0", "Q2"]
    assert screen.register.hasFocus()
    assert len(shown(screen)) == 7


def test_the_gaps_name_who_to_meet_and_lead_there(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    people = [
        CustomerPartner(new_id(), f"Q{n}", {"size": "1–9", "industry": trade})
        for n, trade in enumerate(("Retail", "Trades"))
    ]
    people.append(CustomerPartner(new_id(), "Q2", {"size": "10–49"}))
    study.do("Add", "partners", people)
    for each in ("Q0", "P-001", "P-002"):
        observe(study, each)

    def gaps() -> list[str]:
        return [
            each.accessibleName() for each in screen.side.stops if "show" in each.accessibleName()
        ]

    qtbot.waitUntil(lambda: gaps() == ["1–9, Trades: show Q1", "10–49, no industry: show Q2"])
    button = next(each for each in screen.side.stops if "Q2" in each.accessibleName())
    qtbot.mouseClick(button, LEFT)
    assert [each.partner.pseudonym for each in screen.register.chosen()] == ["Q2"]


def test_a_matrix_of_another_time_selects_nobody(screen: PartnersScreen, study: Study) -> None:
    age, place = attribute(study, "Age"), attribute(study, "Location")
    before = [each.partner.id for each in screen.register.chosen()]
    gone = Coverage(age, place, ("Under 9",), ("Moon",), ())
    screen.side.wanted.emit(gone, Cell("Under 9", "Moon", 1, 0))
    assert [each.partner.id for each in screen.register.chosen()] == before


def test_what_makes_a_partner_a_member_stands_out(screen: PartnersScreen, study: Study) -> None:
    add(study, screen, "City", Is("location", ("City",)))
    strong = {
        (row, column)
        for row in range(3)
        for column in range(1, screen.model.columnCount())
        if screen.model.is_strong(screen.model.place_at(row), column)
    }
    at = 1 + [each.name for each in screen.model.attributes].index("Location")
    assert strong == {(0, at), (2, at)}
    assert QApplication.focusWidget() is not screen.cohorts.editor.name
