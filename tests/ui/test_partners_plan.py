"""Planned numbers, planned interviews, and data warnings with the one action that settles each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from core.groups import next_interviews
from core.measure.gaps import DataWarning, Matter
from core.measure.plan import PlanRow, Why
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import EVERYONE, Cohort, CustomerPartner, Is
from core.study import Study
from tests.ui.partners_desk import (
    LEFT,
    count_is,
    named,
    observe,
    screen,
    strip_words,
    study,
    undo_label,
)
from ui.partners.plan_view import MET, PLANNED, row_words
from ui.partners.screen import PartnersScreen
from ui.session import Target

__all__ = ["screen", "study"]
KEY = Qt.Key


def tab(qtbot: QtBot, screen: PartnersScreen, at: int) -> None:
    qtbot.mouseClick(screen.side.tabs.findChildren(QAbstractButton)[at], LEFT)


def rows(screen: PartnersScreen) -> dict[str, PlanRow]:
    return {each.name: each for each in screen.side.plan.plan.rows}


def test_a_planned_number_is_typed_in_its_cell_and_undone(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    city = Cohort("city", "City", rule=Is("location", ("City",)))
    study.do("Add cohort", "partners", [city])
    observe(study, "P-001")
    tab(qtbot, screen, 1)
    view = screen.side.plan
    qtbot.waitUntil(lambda: "City" in rows(screen))
    at = [each.cohort for each in view.plan.rows].index("city")
    view.setFocus()
    view.setCurrentIndex(view.plan.index(at, PLANNED))
    qtbot.keyClick(view, KEY.Key_5)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: study.planned(iteration.id) == {"city": 5})
    assert undo_label(study) == "Plan 5 of City"
    qtbot.waitUntil(lambda: rows(screen)["City"].missing == 4)
    assert row_words(rows(screen)["City"]) == "City: 1 met of 5 planned, 2 registered"
    assert view.plan.data(view.plan.index(at, 3)) == "4, 3 to find"
    assert not view.plan.setData(view.plan.index(at, PLANNED), "many")
    view.plan.setData(view.plan.index(at, PLANNED), "")
    assert study.planned(iteration.id) == {}
    study.undo("partners")
    study.undo("partners")
    assert study.planned(iteration.id) == {}


def test_a_group_leads_to_those_still_to_be_met(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    observe(study, "P-001")
    tab(qtbot, screen, 1)
    view = screen.side.plan
    qtbot.waitUntil(lambda: len(rows(screen)) == 1)
    view.setCurrentIndex(view.plan.index(0, MET))
    qtbot.keyClick(view, KEY.Key_Return)
    chosen = [each.partner.pseudonym for each in screen.register.chosen()]
    assert chosen == ["P-002", "P-003"]
    for each in ("P-002", "P-003"):
        observe(study, each)
    qtbot.waitUntil(lambda: rows(screen)["Everyone"].met == 3)
    view.picked.emit(EVERYONE)
    assert "was met" in strip_words(screen)


def test_interviews_nobody_had_are_planned_and_come_first_in_capture(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    people = [
        CustomerPartner(new_id(), f"Q{n}", {"size": "1–9", "industry": trade})
        for n, trade in enumerate(("Retail", "Trades"))
    ]
    people.append(CustomerPartner(new_id(), "Q2", {"size": "10–49", "industry": "Trades"}))
    study.do("Add", "partners", people)
    for each in ("Q0", "P-001", "P-002", "P-003"):
        observe(study, each)
    qtbot.waitUntil(lambda: len(screen.side._silent) == 2)
    screen.side.plan_these.click()
    planned = study.cohorts()[-1]
    assert planned.name == "To meet next"
    assert set(planned.members) == {people[1].id, people[2].id}
    assert undo_label(study) == "Plan 2 interviews"
    first, second = next_interviews(study, iteration)[:2]
    assert {first.partner, second.partner} == set(planned.members)
    assert first.why is Why.THIN
    screen.side.plan_these.click()
    assert "planned already" in strip_words(screen)
    study.undo("partners")
    assert study.cohorts()[-1].id == EVERYONE
    assert study.planned(iteration.id) == {}


def skip_a_step(study: Study, pseudonym: str) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    steps = study.flow(iteration.flow).steps
    who = named(study, pseudonym).id
    for at in (0, 2):
        study.record(Observation(new_id(), who, iteration.id, steps[at].id, Status.ALIGNED, now()))


def test_a_warning_is_settled_by_its_one_action_and_taken_back(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    skip_a_step(study, "P-001")
    tab(qtbot, screen, 2)
    card = screen.side.warnings
    qtbot.waitUntil(partial(count_is, lambda: card.buttons, 1))
    assert "Photo" in card.buttons[0].accessibleName()
    card.buttons[0].click()
    qtbot.waitUntil(lambda: not card.isVisible())
    assert "Recorded" in strip_words(screen)
    strip = screen.middle.strip
    assert strip is not None
    strip.buttons[0].click()
    qtbot.waitUntil(card.isVisible)
    assert strip_words(screen) == ""


def test_what_no_observation_settles_leads_where_a_person_can(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    partner = named(study, "P-001").id
    iteration = study.current_iteration
    assert iteration is not None
    step = study.flow(iteration.flow).steps[1].id
    for matter, page in ((Matter.UNDECIDED, "capture"), (Matter.CUT_OFF, "flow")):
        warning = DataWarning(partner, step, (step,), "P-001 …", matter)
        with qtbot.waitSignal(screen.session.wanted) as asked:
            screen.side.warnings.settled.emit(warning)
        assert asked.args is not None
        target = asked.args[0]
        assert isinstance(target, Target)
        assert target.screen == page
    screen.side.warnings.settled.emit(DataWarning(partner, step, (step,), "P-001 …"))
    assert "does not settle" in strip_words(screen)
