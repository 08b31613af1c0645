"""What the screen shows: the story, fates, small windows, and what changed while it was away."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.model.ids import new_id
from core.model.moment import now
from core.model.narrowing import MetAgain, SeenAt
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import CustomerPartner
from core.study import Study
from tests.ui.partners_desk import (
    LEFT,
    attribute,
    cell,
    entry,
    named,
    observe,
    screen,
    select,
    shown,
    study,
)
from ui.partners.deeds import Deeds
from ui.partners.screen import PartnersScreen
from ui.session import Target

__all__ = ["screen", "study"]


def said(screen: PartnersScreen) -> list[str]:
    labels = screen.side.story.findChildren(QLabel)
    return [each.text() for each in labels if not each.isHidden() and each.text()]


def test_the_story_has_every_step_and_every_word(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    bill, photo, saved = study.flow(iteration.flow).steps[:3]
    who = named(study, "P-002").id
    study.record(Observation(
        new_id(), who, iteration.id, bill.id, Status.DEVIATED, now(),
        reason="No time", quote="x" * 300,
    ))  # fmt: skip
    study.keep_note(Note(new_id(), who, iteration.id, photo.id, NoteKind.QUOTE, "Why not?", now()))
    select(screen, "P-002")
    qtbot.waitUntil(lambda: "No time" in said(screen))
    words = said(screen)
    assert words[0] == "P-002"
    assert bill.name in words
    assert photo.name in words
    assert saved.name not in words
    assert "“Why not?”" in words
    page = screen.side.widget()
    assert page is not None
    assert page.width() <= screen.side.viewport().width()
    select(screen, "P-001")
    assert "not met yet" in said(screen)


def test_shift_and_enter_lead_to_the_interview(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    select(screen, "P-003")
    with qtbot.waitSignal(screen.session.wanted) as asked:
        qtbot.keyClick(screen.register, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args is not None
    target = asked.args[0]
    assert isinstance(target, Target)
    assert (target.screen, target.choice.partner) == ("capture", named(study, "P-003").id)


def test_each_fate_is_said_in_words_and_counted(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    flow = study.flow(iteration.flow)
    fates = screen.model.columnCount() - 1

    def fate(pseudonym: str) -> str:
        row = screen.model.row_of(named(study, pseudonym).id)
        return screen.model.text(row, fates)

    assert fate("P-001") == "Not met yet"
    observe(study, "P-001")
    qtbot.waitUntil(lambda: fate("P-001").startswith("Unknown at "))
    trigger, who = flow.steps[0], named(study, "P-002").id
    study.record(Observation(new_id(), who, iteration.id, trigger.id, Status.DEVIATED, now()))
    qtbot.waitUntil(lambda: fate("P-002") == f"Left at {trigger.name}")
    qtbot.waitUntil(lambda: entry(screen).met == 2)
    screen.middle.chips.picked.emit("unknown")
    assert shown(screen) == ["P-001"]


def test_what_changed_while_the_screen_was_away_shows_on_arrival(
    screen: PartnersScreen, study: Study
) -> None:
    screen.hide()
    study.do("Add", "partners", [CustomerPartner(new_id(), "P-777")])
    Deeds(study).edit([named(study, "P-001")], "age", "99")
    assert "P-777" not in shown(screen)
    screen.show()
    screen.arrive()
    assert "P-777" in shown(screen)
    assert cell(screen, "P-001", "Age") == "99"


def test_a_small_window_shows_the_side_in_place_of_the_cohorts(
    qtbot: QtBot, screen: PartnersScreen
) -> None:
    screen.resize(1132, 638)
    qtbot.waitUntil(lambda: not screen.side.isVisible())
    assert screen.cohorts.isVisible()
    qtbot.mouseClick(screen.middle.coverage, LEFT)
    assert screen.side.isVisible()
    assert not screen.cohorts.isVisible()
    assert screen.width() == 1132
    screen.resize(1452, 918)
    qtbot.waitUntil(screen.cohorts.isVisible)


def test_the_first_columns_are_never_cut(qtbot: QtBot, screen: PartnersScreen) -> None:
    screen.resize(1132, 638)
    qtbot.waitUntil(lambda: not screen.side.isVisible())
    ends = screen.register.columnViewportPosition(1) + screen.register.columnWidth(1)
    assert 0 < ends < screen.register.viewport().width()


@pytest.mark.parametrize("name", ["x" * 300, "مرحبا " * 30, "😀" * 100])
def test_a_name_of_any_length_moves_nothing(
    qtbot: QtBot, screen: PartnersScreen, study: Study, name: str
) -> None:
    before = screen.minimumSizeHint().width()
    Deeds(study).edit([named(study, "P-001")], "", name.strip())
    age = attribute(study, "Age")
    Deeds(study).change_column(age, msgspec.structs.replace(age, name=name.strip()))
    select(screen, name.strip())
    qtbot.waitUntil(lambda: name.strip() in shown(screen))
    assert screen.minimumSizeHint().width() == before
    screen.grab()


def test_a_view_is_narrowed_by_what_was_observed_and_no_cohort_comes_of_it(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    steps = study.flow(iteration.flow).steps
    observe(study, "P-001")
    who = named(study, "P-002").id
    study.record(Observation(new_id(), who, iteration.id, steps[0].id, Status.DEVIATED, now()))
    narrow, cohorts = screen.middle.narrow, study.cohorts()
    narrow.picked.emit([SeenAt(steps[0].id, Status.DEVIATED)])
    qtbot.waitUntil(lambda: shown(screen) == ["P-002"])
    assert narrow.chosen
    who = named(study, "P-003").id
    study.record(Observation(new_id(), who, iteration.id, steps[0].id, Status.DEVIATED, now()))
    qtbot.waitUntil(lambda: shown(screen) == ["P-002", "P-003"])
    narrow.picked.emit([SeenAt(steps[0].id, Status.DEVIATED), MetAgain()])
    assert shown(screen) == []
    screen.middle.none.button.click()
    assert len(shown(screen)) == 3
    assert study.cohorts() == cohorts
