"""The decision page: counts before the close, a proposal after it, the person's verdict, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core import iterating
from core.learned import guide_of
from core.model.consent import Consent, Permission, Purpose
from core.model.decision import Conclusion
from core.model.flow import StepKind
from core.model.moment import now
from core.study import Study
from tests.core.looped_study import begun, first, walk, walks, written
from tests.ui.opening import opened
from ui.decide.guide import guide_sheet
from ui.decide.screen import DecideScreen
from ui.look.curtain import HIDDEN, curtain
from ui.look.drawn import pdf
from ui.look.type import scale
from ui.session import Session
from ui.shell.application import dress

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with begun(tmp_path / "a.footpath", value="Less to pay", target=0.7, planned=9) as study:
        yield study


@pytest.fixture
def screen(study: Study, qtbot: QtBot) -> Iterator[DecideScreen]:
    yield from shown(study, qtbot)


def shown(study: Study, qtbot: QtBot) -> Iterator[DecideScreen]:
    screen = opened(DecideScreen(Session(study)), qtbot)
    yield screen
    screen.hide()


def press(qtbot: QtBot, screen: DecideScreen, key: Qt.Key) -> None:
    """A key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or screen, key)


def act(qtbot: QtBot, screen: DecideScreen) -> None:
    """The primary action, once it can do something; the window gives it Ctrl+Enter."""
    qtbot.waitUntil(screen.act.isEnabled)
    screen.act.trigger()


def told(screen: DecideScreen) -> list[str]:
    """The answers on the four questions; empty ones are not shown."""
    return [card.chip.accessibleName() for card in screen.questions.cards if card.chip.isVisible()]


def test_before_the_close_there_are_counts_and_no_proposal(screen, study, qtbot):
    walks(study, "AAA", [1, 2])
    walks(study, "AD", [3])
    qtbot.waitUntil(
        lambda: "2 of 3 aligned, 6 unknown or not met yet; plausible" in screen.side.reason.text()
    )
    assert told(screen) == []
    assert not screen.side.choice.isVisible()
    assert not screen.questions.loses.isVisible()
    assert not screen.questions.iterate.voices.isVisible()
    assert screen.act.text() == "Close iteration 1"
    assert screen.questions.counts.strip.accessibleName().startswith("67")


def test_it_counts_on_while_it_is_looked_at(screen, study, qtbot):
    walk(study, "P-001", "AAA")
    qtbot.waitUntil(lambda: "1 of 1" in screen.side.reason.text())
    walk(study, "P-002", "AD")
    qtbot.waitUntil(lambda: "1 of 2" in screen.side.reason.text())


def test_closing_deciding_and_starting_by_keyboard_alone(screen, study, qtbot):
    walks(study, "AAA", [1, 2])
    walks(study, "AD", [3])
    act(qtbot, screen)
    decision = study.decision(first(study).id)
    assert decision.proposal is Conclusion.UNSURE
    qtbot.waitUntil(screen.side.choice.isVisible)
    assert screen.questions.unsure.chip.accessibleName() == "Proposed"
    assert not screen.act.isEnabled(), "nothing is chosen for the person"
    assert screen.side.choice.rows[Conclusion.UNSURE].hasFocus(), "reading begins at the proposal"
    press(qtbot, screen, Qt.Key.Key_2)
    assert screen.side.differs.isVisible()
    press(qtbot, screen, Qt.Key.Key_Tab)
    assert screen.side.note.hasFocus()
    qtbot.keyClicks(screen.side.note, "Typing is the hole 4 1")
    assert screen.side.conclusion is Conclusion.ITERATE, "figures in a note choose nothing"
    act(qtbot, screen)
    verdict = study.decision(first(study).id).verdict
    assert (verdict.conclusion, verdict.note) == (Conclusion.ITERATE, "Typing is the hole 4 1")
    qtbot.waitUntil(screen.upcoming.isVisible)
    assert "Photo" in screen.upcoming.heading.text()
    screen.upcoming.draft.change.setText("Photo first")
    screen.upcoming.draft.until.setText("2027-01-31")
    act(qtbot, screen)
    started = study.iterations()[-1]
    assert (started.number, started.change, started.until[:7]) == (2, "Photo first", "2027-01")
    assert started.goals == study_goals(study)
    qtbot.waitUntil(lambda: screen.lack is not None)
    assert screen.session.choice.iteration == started.id
    assert "iteration 2" in screen.empty.sentence.text()


def study_goals(study: Study) -> tuple[str, ...]:
    from core.learned import next_round

    return next_round(study, first(study)).goals


def test_every_act_can_be_undone_and_redone(screen, study, qtbot):
    walks(study, "AAA", range(9))
    act(qtbot, screen)
    qtbot.waitUntil(screen.side.choice.isVisible)
    screen.side.choice.pick(Conclusion.PROVED)
    act(qtbot, screen)
    assert study.decision(first(study).id).verdict is not None
    qtbot.waitUntil(screen.upcoming.isVisible)
    study.undo(screen.scope())
    qtbot.waitUntil(lambda: screen.side.conclusion is None)
    study.undo(screen.scope())
    qtbot.waitUntil(lambda: screen.act.text() == "Close iteration 1")
    study.redo(screen.scope())
    study.redo(screen.scope())
    qtbot.waitUntil(screen.upcoming.isVisible)


def test_a_day_that_is_none_is_said_and_starts_nothing(screen, study, qtbot):
    walks(study, "AAA", [1])
    iterating.close(study)
    iterating.decide(study, first(study), Conclusion.UNSURE)
    qtbot.waitUntil(screen.upcoming.isVisible)
    qtbot.keyClicks(screen.upcoming.draft.until, "soon")
    assert screen.upcoming.draft.wrong.isVisible()
    assert not screen.act.isEnabled()
    screen.upcoming.draft.until.clear()
    assert screen.act.isEnabled()


def test_what_is_drafted_outlives_a_change_elsewhere(screen, study, qtbot):
    walks(study, "AAA", [1])
    iterating.close(study)
    iterating.decide(study, first(study), Conclusion.ITERATE)
    qtbot.waitUntil(screen.upcoming.isVisible)
    screen.upcoming.draft.change.setText("Photo first")
    screen.side.note.setPlainText("Half a thought")
    walk(study, "P-009", "A", late=True)
    qtbot.waitUntil(screen.side.since.isVisible)
    assert screen.upcoming.draft.change.text() == "Photo first"
    assert screen.side.typed_note == "Half a thought"


@pytest.mark.parametrize("conclusion", [Conclusion.PROVED, Conclusion.RESET], ids=str)
def test_proved_and_reset_lead_to_the_hypothesis_and_then_to_the_start(
    screen, study, qtbot, conclusion
):
    walks(study, "AAA" if conclusion is Conclusion.PROVED else "D", range(9))
    iterating.close(study)
    assert study.decision(first(study).id).proposal is conclusion
    iterating.decide(study, first(study), conclusion)
    qtbot.waitUntil(screen.upcoming.isVisible)
    assert screen.upcoming.celebration.isVisible() is (conclusion is Conclusion.PROVED)
    words = [each.text() for each in screen.upcoming.findChildren(QPushButton)]
    assert ("P-000" in words) is (conclusion is Conclusion.RESET), "who contradicted it"
    with qtbot.waitSignal(screen.session.wanted) as went:
        act(qtbot, screen)
    assert went.args[0].screen == "hypothesis"
    written(study, value="Less to pay, and no letters")
    qtbot.waitUntil(lambda: screen.act.text() == "Start iteration 2")
    act(qtbot, screen)
    assert study.iterations()[-1].hypothesis == study.hypotheses()[-1].id


def test_late_observations_change_nothing_and_are_told_of(screen, study, qtbot):
    walks(study, "AAA", [1])
    iterating.close(study)
    qtbot.waitUntil(screen.side.choice.isVisible)
    before = screen.side.reason.text()
    walk(study, "P-007", "AAA", late=True)
    qtbot.waitUntil(screen.side.since.isVisible)
    assert "made before them" in screen.side.since.text()
    assert screen.side.reason.text() == before


def test_an_older_verdict_stands_and_is_only_read(screen, study, qtbot):
    walks(study, "AAA", [1])
    iterating.close(study)
    iterating.decide(study, first(study), Conclusion.UNSURE, "Too few")
    iterating.start(study)
    screen.session.choose(iteration=first(study).id)
    qtbot.waitUntil(lambda: not screen.act.isVisible())
    assert not screen.side.choice.isEnabled()
    assert not screen.upcoming.isVisible()
    screen._on_key(Conclusion.PROVED)
    assert screen.side.conclusion is Conclusion.UNSURE


def test_from_a_number_to_its_partners_and_their_words(screen, study, qtbot):
    partner = walk(study, "P-001", "AA")
    walk(study, "P-001", "..A", quote="Eleven euros less")
    qtbot.waitUntil(lambda: screen.shown is not None and screen.shown.evidence.aligned == 1)
    voices = screen.questions.proved.voices
    qtbot.mouseClick(voices.link, LEFT)
    assert voices.is_open
    said = [voices.grid.itemAt(at).widget() for at in range(voices.grid.count())]
    assert said[1].text() == "“Eleven euros less”"
    with qtbot.waitSignal(screen.session.wanted) as went:
        qtbot.mouseClick(said[0], LEFT)
    assert (went.args[0].screen, went.args[0].choice.partner) == ("partners", partner)


def test_a_good_number_of_few_leads_to_who_is_behind_it(screen, study, qtbot):
    walks(study, "AAA", [1, 2, 3])
    behind = "3 partners behind it"
    links = screen.side.look_again
    qtbot.waitUntil(lambda: bool(links.links) and links.links[0].text() == behind)
    with qtbot.waitSignal(screen.session.wanted) as went:
        screen.side.look_again.links[0].click()
    need = study.flow(first(study).flow).one(StepKind.NEED_MET)
    assert (went.args[0].screen, went.args[0].choice.step) == ("funnels", need.id)


def said(screen: DecideScreen) -> set[str]:
    """What stands on the buttons that are seen."""
    every = screen.questions.findChildren(QPushButton)
    return {each.text() for each in every if each.isVisible()}


def test_the_curtain_hides_who(screen, study, qtbot):
    walk(study, "P-001", "A")
    walk(study, "P-002", "AAA")
    qtbot.waitUntil(lambda: bool(screen.questions.unsure.talks.boxes))
    curtain.draw(True)
    try:
        qtbot.waitUntil(lambda: HIDDEN in said(screen))
        assert not any(each.startswith("P-0") for each in said(screen))
    finally:
        curtain.draw(False)


# --- the interview guide


def test_the_guide_is_a_document_of_those_who_are_checked(screen, study, qtbot, tmp_path):
    walks(study, "A", range(5))
    qtbot.waitUntil(lambda: len(screen.questions.unsure.talks.boxes) > 1)
    box = screen.questions.unsure.talks.boxes[0]
    out = box.accessibleName().removeprefix("In the guide: ").split(",")[0]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    target = tmp_path / "guide.pdf"
    screen.guide.save(target)
    qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"%PDF")
    sheet = screen.guide.sheet()
    others = {each.pseudonym for each in study.partners()} - {out}
    assert len(others) == 4
    assert all(each in sheet.description for each in others)
    assert out not in sheet.description
    qtbot.waitUntil(lambda: screen.guide.notice is not None)


def test_a_reason_is_printed_only_where_its_partner_agreed(screen, study, qtbot):
    partner = walk(study, "P-001", "AD")
    iterating.close(study)
    qtbot.waitUntil(screen.side.choice.isVisible)
    assert "by hand" not in screen.guide.sheet().description
    study.do("Record consent", "partners", [Consent(partner, (Permission.NOTES,), now())])
    assert "by hand" in screen.guide.sheet().description


def test_a_long_guide_goes_over_pages_and_cuts_nobody(study, qtbot):
    walks(study, "AD", range(8))
    study.do(
        "Edit", "partners",
        [msgspec.structs.replace(each, pseudonym=f"{each.pseudonym} {'long ' * 60}")
         for each in study.partners()],
    )  # fmt: skip
    iterating.close(study)
    sheet = guide_sheet(guide_of(study, first(study), Purpose.EXPORT))
    assert len(sheet.more) >= 1
    assert pdf(sheet).count(b"/Type /Page\n") == 1 + len(sheet.more)


# --- what is missing


def test_a_study_without_a_hypothesis_leads_to_writing_one(tmp_path, qtbot):
    with begun(tmp_path / "b.footpath") as study:
        for screen in shown(study, qtbot):
            assert "no hypothesis" in screen.empty.sentence.text()
            with qtbot.waitSignal(screen.session.wanted) as went:
                act(qtbot, screen)
            assert went.args[0].screen == "hypothesis"


def test_an_iteration_nobody_was_met_in_leads_to_an_interview(screen, study, qtbot):
    assert "Nobody was met" in screen.empty.sentence.text()
    with qtbot.waitSignal(screen.session.wanted) as went:
        qtbot.mouseClick(screen.empty.button, LEFT)
    assert went.args[0].screen == "capture"
    walk(study, "P-001", "A")
    qtbot.waitUntil(lambda: screen.lack is None)


def test_a_flow_without_an_iteration_starts_one(tmp_path, qtbot):
    with begun(tmp_path / "c.footpath", target=0.7, planned=8) as study:
        study.do("Remove", "x", removes=[first(study)])
        for screen in shown(study, qtbot):
            assert screen.empty.button.text() == "Start iteration 1"
            act(qtbot, screen)
            assert study.iterations()[-1].is_open


def test_not_yet_leads_on_capturing(screen, study, qtbot):
    walk(study, "P-001", "A")
    qtbot.waitUntil(screen.side.not_yet.isVisible)
    with qtbot.waitSignal(screen.session.wanted) as went:
        qtbot.mouseClick(screen.side.not_yet, LEFT)
    assert went.args[0].screen == "capture"
    assert first(study).is_open


@pytest.mark.parametrize(
    "words", ["x" * 300, "كلمات من اليمين إلى اليسار", "👍🏽 " * 40], ids=["long", "rtl", "emoji"]
)
def test_any_words_leave_the_page_as_wide_as_it_was(screen, study, qtbot, qapp, words):
    dress(qapp, False)  # in the type the window is set in, which is wider than Qt's own here
    written(study, customer=words, value=words, solution=words)
    walks(study, "A", [1])
    walk(study, f"P {words}", "D", reason=words, quote=words)
    iterating.close(study)
    iterating.decide(study, first(study), Conclusion.RESET, words)
    qtbot.waitUntil(screen.upcoming.isVisible)
    screen.questions.reset.voices.turn()
    screen.resize(1132, 638)
    for scroller in (screen.scroller, screen.side.scroller):
        page = scroller.widget()
        qtbot.waitUntil(lambda s=scroller, p=page: p.width() <= s.viewport().width())
    qapp.setStyleSheet("")


def test_every_field_has_a_name(screen, study, qtbot):
    walks(study, "A", [1])
    iterating.close(study)
    iterating.decide(study, first(study), Conclusion.ITERATE)
    qtbot.waitUntil(screen.upcoming.isVisible)
    fields = [*screen.findChildren(QLineEdit), screen.side.note, screen.upcoming.draft.goals]
    assert all(each.accessibleName() for each in fields)


def test_a_small_window_shows_the_evidence_whole(study, screen, qtbot):
    walks(study, "AAA", [1, 2])
    screen.resize(int(952 * scale()), 618)
    card, evidence = screen.questions.proved, screen.questions.counts
    qtbot.waitUntil(lambda: card.answer.geometry().top() > evidence.geometry().bottom())
    assert screen.scroller.horizontalScrollBar().maximum() == 0
