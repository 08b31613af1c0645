"""The hypothesis page: written as it is typed, versions kept, and what the design can show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.begin import begin
from core.iterating import close
from core.model.assumption import Assumption, Level, Stance
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import EVERYONE, Cohort, CohortKind, CustomerPartner
from core.study import Study
from tests.ui.opening import opened
from ui.hypothesis.figures import typed_count, typed_share
from ui.hypothesis.screen import HypothesisScreen
from ui.session import Session

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    study = begin(tmp_path / "a.footpath", "a", path_flow(["Bill", "Photo", "Saved"]))
    yield study
    study.close()


@pytest.fixture
def screen(study: Study, qtbot: QtBot) -> Iterator[HypothesisScreen]:
    screen = opened(HypothesisScreen(Session(study)), qtbot)
    yield screen
    screen.hide()


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Replace what stands in a field and go on to the next."""
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def observe(study: Study) -> None:
    partner = CustomerPartner(new_id(), "P-001")
    study.do("Add", "partners", [partner])
    flow, iteration = study.drawn, study.iterations()[-1]
    assert flow is not None
    step = flow.steps[0].id
    study.record(Observation(new_id(), partner.id, iteration.id, step, Status.ALIGNED, now()))


@pytest.mark.parametrize(
    ("text", "share"),
    [("70", 0.7), ("70 %", 0.7), ("0.7", 0.7), ("0,7", 0.7), ("66.5%", 0.665), ("0.5 %", 0.005)]
    + [(text, None) for text in ("", "x", "0", "100", "100 %", "-3", "nan", "inf")],
)
def test_a_share_is_read_as_people_type_it(text, share):
    assert typed_share(text) == share


@pytest.mark.parametrize(
    ("text", "count"),
    [("40,000", 40000), ("4 000", 4000), ("-1", None), ("1.5", None), ("²", None)],
)
def test_a_count_is_a_whole_number(text, count):
    assert typed_count(text) == count


def test_the_first_words_written_make_version_one(screen, study, qtbot):
    assert not study.hypotheses()
    write(qtbot, screen.form.parts["customer"], "Owners of small firms")
    (written,) = study.hypotheses()
    assert (written.customer, written.version, written.target) == ("Owners of small firms", 1, 0.7)
    assert study.iterations()[0].hypothesis == written.id
    write(qtbot, screen.form.figures["market"].field, "40,000")
    write(qtbot, screen.form.figures["addressable"].field, "15")
    (written,) = study.hypotheses()
    assert (written.market, written.addressable) == (40000, 0.15)
    qtbot.waitUntil(lambda: "6,000" in screen.form.reach.text())


def test_looking_and_leaving_writes_nothing(screen, study, qtbot):
    for figure in screen.form.figures.values():
        figure.field.setFocus()
        qtbot.keyClick(figure.field, Qt.Key.Key_Tab)
    assert not study.hypotheses()


def test_the_design_is_judged_as_it_is_typed(screen, qtbot):
    field = screen.form.figures["planned"].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "6")
    assert screen.design.sentence.text() == (
        "With 6 partners, even 6 of 6 cannot prove more than 70 %; 9 would."
    )
    assert not screen.design.chances.isVisible()
    field.selectAll()
    qtbot.keyClicks(field, "12")
    assert screen.design.chances.isVisible()
    assert "true 90 %: 28 %" in screen.design.chances.accessibleName()
    field.selectAll()
    qtbot.keyClicks(field, "4")
    assert "at least 5" in screen.design.sentence.text()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [("target", "120", "between 0 and 100"), ("scale", "many", "A number.")],
)
def test_a_figure_that_is_none_is_said_in_place_and_not_written(
    screen, study, qtbot, name, text, words
):
    write(qtbot, screen.form.parts["value"], "Less to pay")
    before = study.hypotheses()
    write(qtbot, screen.form.figures[name].field, text)
    assert words in screen.form.figures[name]._below.text()
    assert study.hypotheses() == before


def test_too_few_planned_are_refused_with_a_sentence(screen, study, qtbot):
    write(qtbot, screen.form.figures["planned"].field, "3")
    assert screen.refused.isVisible()
    assert "Plan 5 to" in screen.refused.sentence.text()
    assert not study.hypotheses()
    write(qtbot, screen.form.figures["planned"].field, "9")
    assert not screen.refused.isVisible()
    assert study.hypotheses()[0].planned == 9


def test_a_version_that_was_tested_stays_and_a_change_makes_the_next(screen, study, qtbot):
    write(qtbot, screen.form.parts["value"], "Less to pay")
    assert not screen.pinned.isVisible()
    observe(study)
    qtbot.waitUntil(screen.pinned.isVisible)
    write(qtbot, screen.form.parts["value"], "Nothing to pay")
    first, second = study.hypotheses()
    assert (first.value, second.value, second.version) == ("Less to pay", "Nothing to pay", 2)
    assert study.iterations()[0].hypothesis == first.id
    assert screen.subtitle() == "version 2"
    qtbot.waitUntil(lambda: not screen.pinned.isVisible())


def test_undo_takes_back_what_was_done_here_last(screen, study, qtbot):
    write(qtbot, screen.form.parts["value"], "Less to pay")
    write(qtbot, screen.motivation, "They ask for it")
    assert study.info.motivation == "They ask for it"
    study.undo(screen.scope())
    assert not study.info.motivation
    assert study.hypotheses()


def test_undo_names_the_field_that_was_edited_and_none_of_its_words(screen, study, qtbot):
    names = {
        "customer": "Edit customer",
        "challenge": "Edit challenge",
        "solution": "Edit solution",
        "value": "Edit value",
    }
    for field, label in names.items():
        write(qtbot, screen.form.parts[field], "Mrs Typed-Name")
        assert study.undoable(screen.scope()).label == label
    write(qtbot, screen.form.figures["target"].field, "80 %")
    assert study.undoable(screen.scope()).label == "Edit share to beat"
    screen.form.written.emit(
        msgspec.structs.replace(study.hypotheses()[-1], customer="", value="", solution="")
    )
    assert study.undoable(screen.scope()).label == "Edit hypothesis"


def test_the_primary_cohort_is_kept_by_name_when_it_is_gone(screen, study, qtbot):
    cohort = Cohort(new_id(), "Micro firms", CohortKind.SEGMENT, None, ())
    study.do("Add", "partners", [cohort])
    screen.form.primary.picked.emit(cohort.id)
    assert study.hypotheses()[0].primary == cohort
    study.do("Remove", "partners", removes=[cohort])
    qtbot.waitUntil(lambda: "Micro firms" in screen.form.primary.accessibleName())
    screen.form.primary.picked.emit(EVERYONE)
    assert study.hypotheses()[0].primary.id == EVERYONE


def test_assumptions_by_keyboard_the_riskiest_first(screen, study, qtbot):
    screen.setFocus()
    qtbot.keyClick(screen, Qt.Key.Key_Insert)
    fresh: QLineEdit = screen.assumptions.fresh
    qtbot.waitUntil(fresh.hasFocus)
    for text in ("They have a phone", "They may decide"):
        qtbot.keyClicks(fresh, text)
        qtbot.keyClick(fresh, Qt.Key.Key_Return)
    assert fresh.hasFocus()
    assert [each.text for each in study.assumptions()] == ["They have a phone", "They may decide"]
    qtbot.waitUntil(lambda: len(screen.assumptions.rows) == 2)
    screen.assumptions.rows[1].impact.picked.emit(Level.HIGH)
    qtbot.waitUntil(lambda: screen.assumptions.rows[0].text.text() == "They may decide")
    write(qtbot, screen.assumptions.rows[0].text, "")
    assert study.assumptions()[0].text == "They may decide"
    qtbot.mouseClick(screen.assumptions.rows[0].remove, LEFT)
    assert [each.text for each in study.assumptions()] == ["They have a phone"]


def test_after_a_close_what_was_believed_before_is_kept(screen, study, qtbot):
    write(qtbot, screen.form.parts["value"], "Less to pay")
    screen.assumptions.put.emit(Assumption("", "They have a phone"))
    observe(study)
    close(study)
    qtbot.waitUntil(lambda: len(screen.assumptions.rows) == 1)
    screen.assumptions.rows[0].stance.picked.emit(Stance.HOLDS)
    (looked,) = study.assumptions()
    assert [(each.before, each.after) for each in looked.beliefs] == [(Stance.OPEN, Stance.HOLDS)]
    qtbot.waitUntil(
        lambda: screen.assumptions.rows[0].before.text() == "Iteration 1: open, then holds."
    )


@pytest.mark.parametrize("words", ["x" * 300, "كلمات من اليمين إلى اليسار", "👍🏽 " * 40])
def test_any_words_leave_the_page_as_wide_as_it_was(screen, study, qtbot, words):
    for field in screen.form.parts.values():
        field.setPlainText(words)
    screen.form.commit()
    screen.assumptions.put.emit(Assumption("", words))
    qtbot.waitUntil(lambda: len(screen.assumptions.rows) == 1)
    screen.resize(1132, 640)
    page = screen.scroller.widget()
    qtbot.waitUntil(lambda: page.width() <= screen.scroller.viewport().width())
