"""A partner's page and what is done on it, and what several selected partners get at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.model.consent import Consent, Permission
from core.model.ids import new_id
from core.model.interview import Channel, Interview
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import Attribute, AttributeKind, Band
from core.names_file import Names, read_names, write_names
from core.study import Study
from tests.ui.partners_desk import (
    attribute,
    column,
    named,
    observe,
    screen,
    select,
    shown,
    strip_words,
    study,
    undo_label,
)
from ui.look.curtain import HIDDEN, curtain
from ui.look.widgets import Chip
from ui.partners.bands_text import bands_text, read_bands
from ui.partners.partner_page import PartnerPage
from ui.partners.screen import PartnersScreen
from ui.partners.walk_card import WalkCard

__all__ = ["screen", "study"]
KEY = Qt.Key


def opened(qtbot: QtBot, screen: PartnersScreen, pseudonym: str) -> PartnerPage:
    select(screen, pseudonym)
    screen.register.setFocus()
    qtbot.keyClick(screen.register, KEY.Key_Return)
    assert screen.page.isVisible()
    return screen.page


def words(page: PartnerPage) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def quote(study: Study, pseudonym: str, said: str) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    step = study.flow(iteration.flow).steps[1]
    who = named(study, pseudonym).id
    study.record(
        Observation(
            new_id(), who, iteration.id, step.id, Status.DEVIATED, now(),
            reason="Too slow", quote=said, tags=("paper",),
        )
    )  # fmt: skip


def test_enter_opens_every_encounter_with_every_word(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    observe(study, "P-002")
    quote(study, "P-002", "I gave up.")
    page = opened(qtbot, screen, "P-002")
    assert not screen.middle.isVisible()
    said = words(page)
    for each in ("Encounter 1", "“I gave up.”", "Reason: Too slow", "Iteration 1 · open"):
        assert each in said
    (card,) = page.findChildren(WalkCard)
    spoken = [each.accessibleName() for each in card.findChildren(QWidget)]
    assert any("Bill: aligned" in each for each in spoken)
    qtbot.keyClick(page.back, KEY.Key_Escape)
    assert screen.register.isVisible()
    assert screen.register.hasFocus()


def test_alt_and_an_arrow_lead_to_the_neighbours(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    page = opened(qtbot, screen, "P-001")
    screen.does["after"].trigger()
    assert page.partner == named(study, "P-002").id
    for _ in range(5):
        screen.does["after"].trigger()
    assert page.partner == named(study, "P-003").id
    screen.does["before"].trigger()
    assert page.partner == named(study, "P-002").id


def test_what_is_known_is_edited_on_the_page(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    page = opened(qtbot, screen, "P-001")
    line = page.traits.lines["age"]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "thirty")
    qtbot.keyClick(line, KEY.Key_Return)
    assert named(study, "P-001").value("age") == "34"
    assert "is no number" in words(page)
    assert line.text() == "34"
    line.selectAll()
    qtbot.keyClicks(line, "35")
    qtbot.keyClick(line, KEY.Key_Return)
    assert named(study, "P-001").value("age") == "35"
    study.undo("partners")
    qtbot.waitUntil(lambda: line.text() == "34")


def test_consent_is_recorded_withdrawn_and_taken_back(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    quote(study, "P-001", "Ha.")
    page = opened(qtbot, screen, "P-001")
    assert marks(page) == 1
    partner = named(study, "P-001").id
    page.consent.boxes[Permission.QUOTES].click()
    qtbot.waitUntil(lambda: study.consent(partner) is not None)
    held = study.consent(partner)
    assert held is not None
    assert held.agreed == (Permission.QUOTES,)
    qtbot.waitUntil(lambda: marks(page) == 0)
    page.consent.withdraw.click()
    held = study.consent(partner)
    assert held is not None
    assert held.withdrawn is not None
    qtbot.waitUntil(lambda: marks(page) == 1)
    study.undo("partners")
    study.undo("partners")
    assert study.consent(partner) is None


def marks(page: PartnerPage) -> int:
    found = [each for each in page.findChildren(WalkCard) if each.isVisible()]
    chips = [chip for card in found for chip in card.findChildren(Chip)]
    return sum(each.accessibleName() == "no permission" for each in chips)


@pytest.mark.parametrize(("typed", "kept"), [("2026-03-14", True), ("14.3.2026", False)])
def test_the_day_of_a_consent_is_edited(
    qtbot: QtBot, screen: PartnersScreen, study: Study, typed: str, kept: bool
) -> None:
    partner = named(study, "P-001").id
    study.do("Record consent", "partners", [Consent(partner, (Permission.NOTES,), now())])
    page = opened(qtbot, screen, "P-001")
    page.consent.when.setFocus()
    page.consent.when.selectAll()
    qtbot.keyClicks(page.consent.when, typed)
    qtbot.keyClick(page.consent.when, KEY.Key_Return)
    held = study.consent(partner)
    assert held is not None
    assert held.at.startswith("2026-03-14") is kept
    assert ("written like" in words(page)) is not kept


def test_the_consent_text_gets_its_next_version(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    page = opened(qtbot, screen, "P-001")
    for text in ("We write down what you do.", "We write down what you do and say."):
        page.consent.text.picked.emit("new")
        assert page.consent.editor.isVisible()
        page.consent.editor.setPlainText(text)
        page.consent.save.click()
    assert [each.version for each in study.consent_texts()] == [1, 2]
    assert undo_label(study) == "Write consent text 2"


def test_interviews_stand_on_the_page(qtbot: QtBot, screen: PartnersScreen, study: Study) -> None:
    iteration = study.current_iteration
    assert iteration is not None
    held = Interview(
        new_id(), named(study, "P-001").id, iteration.id, now(), None, Channel.PHONE, "Bern", "AK"
    )
    study.do("Start interview", "partners", [held])
    page = opened(qtbot, screen, "P-001")
    assert "phone · Bern · AK" in words(page)


def test_the_curtain_hides_whose_page_it_is(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    page = opened(qtbot, screen, "P-001")
    curtain.draw(True)
    try:
        assert page._name.text() == HIDDEN
        line = page.traits.lines[""]
        assert (line.text(), line.isReadOnly()) == (HIDDEN, True)
        line.editingFinished.emit()
        assert study.partner_named("P-001") is not None
    finally:
        curtain.draw(False)
    assert page._name.text() == "P-001"


# --- several at once


def test_a_column_of_several_partners_is_set_and_undone_in_one_step(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    select(screen, "P-001")
    assert not screen.middle.bulk.isVisible()
    select(screen, "P-001", "P-002")
    bar = screen.middle.bulk
    assert bar.isVisible()
    bar.column.picked.emit(attribute(study, "Location"))
    assert bar.value is not None
    qtbot.keyClicks(bar.value, "Rural")
    qtbot.keyClick(bar.value, KEY.Key_Return)
    assert [each.value("location") for each in study.partners()] == ["Rural", "Rural", "City"]
    assert undo_label(study) == "Edit Location of 2 partners"
    study.undo("partners")
    assert [each.value("location") for each in study.partners()] == ["City", "Town", "City"]
    QApplication.processEvents()
    assert bar.isVisible()


def test_consent_of_several_is_recorded_in_one_step(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    select(screen, "P-001", "P-003")
    screen.middle.bulk.consent.picked.emit("Withdrawn")
    assert "None of them" in strip_words(screen)
    screen.middle.bulk.consent.picked.emit("Notes and quotes")
    assert study.consent(named(study, "P-003").id) is not None
    assert study.consent(named(study, "P-002").id) is None
    screen.middle.bulk.consent.picked.emit("Withdrawn")
    held = study.consent(named(study, "P-001").id)
    assert held is not None
    assert not held.stands
    study.undo("partners")
    study.undo("partners")
    assert study.consent(named(study, "P-003").id) is None


# --- columns of a kind


@pytest.mark.parametrize(("typed", "bands"), [
    ("1–9; 10-49; 50 and over", (Band("1–9", 1, 10), Band("10-49", 10, 50), Band("50 and over", 50))),
    ("Under 35, 35–49, 50+", (Band("Under 35", None, 35), Band("35–49", 35, 50), Band("50+", 50))),
    ("junior, senior,, junior", (Band("junior"), Band("senior"))),
    ("0.5–1.5; –3", (Band("0.5–1.5", 0.5, 1.5), Band("–3", None, 4))),
    ("9–1", (Band("9–1"),)),
    ("", ()),
])  # fmt: skip
def test_bands_are_read_as_people_type_them(typed: str, bands: tuple[Band, ...]) -> None:
    assert read_bands(typed) == bands
    assert read_bands(bands_text(bands)) == bands


def test_a_band_takes_a_number_and_a_date_only_a_day(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    screen.partner_acts.ask_column()
    line = screen.middle.column_line
    qtbot.keyClicks(line.name, "Staff")
    line.kind.choose(AttributeKind.BAND)
    line.kind.picked.emit(AttributeKind.BAND)
    qtbot.keyClicks(line.values, "1-9; 10-49")
    qtbot.keyClick(line.values, KEY.Key_Return)
    staff = attribute(study, "Staff")
    assert [each.label for each in staff.bands] == ["1-9", "10-49"]
    deeds = screen.partner_acts._deeds
    assert deeds.edit([named(study, "P-001")], staff.id, "12") == ""
    assert named(study, "P-001").value(staff.id) == "10-49"
    assert "in no band" in deeds.edit([named(study, "P-001")], staff.id, "77")
    deeds.add_column(Attribute("", "Since", AttributeKind.DATE))
    since = attribute(study, "Since")
    assert "Write it like" in deeds.edit([named(study, "P-001")], since.id, "soon")
    assert deeds.edit([named(study, "P-001")], since.id, "2026-03-14") == ""


def test_a_new_kind_says_which_values_do_not_fit(screen: PartnersScreen, study: Study) -> None:
    place = attribute(study, "Location")
    wanted = Attribute(place.id, place.name, AttributeKind.NUMBER, place.position)
    said = screen.partner_acts._deeds.change_column(place, wanted)
    assert said == "Location: City, Town do not fit and stay as they are written."
    assert named(study, "P-001").value("location") == "City"


# --- real names


def test_names_stand_beside_pseudonyms_only_while_their_file_is_opened(
    qtbot: QtBot, screen: PartnersScreen, study: Study, tmp_path: Path
) -> None:
    desk, partner = screen.names, named(study, "P-001").id
    assert desk.create(tmp_path / "a.names") == ""
    page = opened(qtbot, screen, "P-001")
    page.names.name.setFocus()
    qtbot.keyClicks(page.names.name, "Anna Roth")
    qtbot.keyClick(page.names.name, KEY.Key_Return)
    assert page._real.text() == "Anna Roth"
    assert read_names(tmp_path / "a.names", study.info.id).person(partner).name
    qtbot.keyClick(page, KEY.Key_Escape)
    assert screen.model.name_at(0) == "Anna Roth"
    screen.model.look_for("roth")
    assert screen.model.rowCount() == 1
    curtain.draw(True)
    try:
        assert screen.model.name_at(0) == ""
        assert screen.model.index(0, 0).data() == HIDDEN
        assert not page.names.name.isVisible()
    finally:
        curtain.draw(False)
    screen.register.choose(partner)
    screen.register.copy()
    assert "Roth" not in QGuiApplication.clipboard().text()
    screen.does["close_names"].trigger()
    assert screen.model.rowCount() == 0
    screen.model.look_for("")
    assert screen.model.name_at(0) == ""
    assert "Roth" not in study.path.read_text("utf-8")


def test_a_names_file_of_another_study_is_refused(
    qtbot: QtBot, screen: PartnersScreen, study: Study, tmp_path: Path
) -> None:
    write_names(tmp_path / "b.names", Names("another", {}), {})
    assert "another study" in screen.names.open(tmp_path / "b.names")
    assert "another study" in screen.names.create(tmp_path / "b.names")
    assert "There is no file" in screen.names.open(tmp_path / "c.names")
    assert not screen.names.is_open
    assert screen.names.know({}) == "No names file is opened."


def test_the_keys_sort_by_the_column_they_are_in(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    screen.register.choose(named(study, "P-001").id, column(screen, "Age"))
    screen.register.setFocus()
    found = []
    for _ in range(3):
        qtbot.keyClick(screen.register, KEY.Key_S, Qt.KeyboardModifier.AltModifier)
        found.append(shown(screen))
    assert found == [
        ["P-003", "P-001", "P-002"], ["P-002", "P-001", "P-003"], ["P-001", "P-002", "P-003"],
    ]  # fmt: skip
