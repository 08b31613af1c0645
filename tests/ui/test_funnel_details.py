"""Small things of the Funnels screen: tips, tabs, the head, themes, flows that do not fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from core.model.consent import Consent, Permission
from tests.ui.funnel_study import FLOW, at, bill_study, observed
from tests.ui.test_funnel_screen import at_funnels, panels, record, rows
from ui.funnel.spot import Spot
from ui.funnel.telling import told
from ui.look.theme import theme
from ui.look.tokens import DARK, LIGHT


@pytest.fixture
def screen(qtbot, tmp_path):
    with at_funnels(qtbot, bill_study(tmp_path)) as shown:
        yield shown


def bar_at(panel, column, share=0.05):
    slots = panel.plot.laid()[1][0]
    return QPoint(int(slots.x(slots.shape.centres[column]) - 8), int(slots.y(share)))


def test_a_bar_says_all_its_numbers(screen):
    funnel = panels(screen)[0].funnel
    assert told(funnel, "n", "").replace("\u00a0", " ").splitlines() == [
        "Need met",
        "3 aligned, 1 deviated, 1 unknown of 5 reached",
        "Aligned of answered: 3 of 4, 75 % 30–95 %",
        "Aligned of entrants: 3 of 10, 30 % 11–60 %",
        "1 unknown or undecided before could still be aligned here",
    ]
    assert told(funnel, "o", "undecided") == "1 were seen on no branch after Opens comparison."
    assert told(funnel, "gone", "") == ""


def test_a_bar_without_answers_names_no_rate(screen):
    text = told(panels(screen)[1].funnel, "m", "")
    assert text.splitlines()[:2] == [
        "Types amount by hand",
        "0 aligned, 0 deviated, 0 unknown of 0 reached",
    ]
    assert "answered" not in text


def test_recovered_ones_are_named(qtbot, tmp_path):
    seen = [observed(1, "P-001", "T"), observed(2, "P-001", "t")]
    with at_funnels(qtbot, bill_study(tmp_path, observations=seen)) as screen:
        assert "1 recovered: deviated, then aligned" in told(panels(screen)[0].funnel, "t", "")
        panels(screen)[0].pick("t")
        assert screen.side.words._subtitle.text().endswith("1 reached it · 1 recovered")


def test_the_pointer_that_rests_on_a_bar_is_told(qtbot, screen):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent

    plot = panels(screen)[0].plot
    at = bar_at(panels(screen)[0], 0)
    event = QHelpEvent(QEvent.Type.ToolTip, at, plot.viewport().mapToGlobal(at))
    QApplication.sendEvent(plot.viewport(), event)
    qtbot.waitUntil(lambda: QToolTip.text().startswith("Bill arrives"))
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_pointer_shows_what_can_be_pressed(qtbot, screen):
    plot = panels(screen)[0].plot
    qtbot.mouseMove(plot.viewport(), bar_at(panels(screen)[0], 0))
    assert plot.cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(plot.viewport(), QPoint(3, 3))
    assert plot.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_press_on_the_rate_leads_to_the_need_met_and_on_the_name_to_the_entrants(qtbot, screen):
    head = panels(screen)[0].head
    head.grab()
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(head.width() - 20, 20))
    assert screen.shown.spot == Spot("everyone", "n", part="aligned")
    assert len(rows(screen)) == 3
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert screen.shown.spot == Spot("everyone", "t", part="aligned")
    assert len(rows(screen)) == 10


def test_the_head_counts_those_whose_fate_is_known(screen):
    words = panels(screen)[0].head._words
    assert (words.rate, words.few) == ("3 of 8", True)
    assert "3 met their need and 5 deviated" in words.explained
    assert "2 of 10 entrants are unknown or undecided" in words.explained
    assert panels(screen)[3].head._words.rate == ""


def test_a_tab_turns_to_the_other_numbers(qtbot, screen):
    tabs = {tab.what: tab for tab in screen.side.words._tabs._tabs.values()}
    assert [tab.text() for tab in tabs.values()] == [
        "Deviated 3", "Aligned 1", "Unknown 0", "Earlier 1",
    ]  # fmt: skip
    assert not tabs["unknown"].isEnabled()
    tabs["aligned"].setFocus()
    qtbot.keyClick(tabs["aligned"], Qt.Key.Key_Return)
    assert rows(screen)[0].startswith("P-005")
    assert screen.shown.spot.part == "aligned"


def copied(qtbot, screen):
    panels(screen)[0].pick("m", part="deviated")
    screen.side.enter()
    qtbot.keyClick(screen.side.words.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QApplication.clipboard().text().splitlines()


def test_words_are_copied_where_their_partner_agreed(qtbot, screen):
    agreed = (Permission.NOTES, Permission.QUOTES)
    consent = Consent("P-006", agreed, at(5000), "")
    screen.session.study.do("Record consent", "partners", [consent])
    lines = copied(qtbot, screen)
    assert lines[:2] == ["P-006 · 50 · type", "“Where is it?”"]
    assert lines[2].startswith("No amount · ")


def test_words_without_consent_are_shown_and_not_copied(qtbot, screen):
    lines = copied(qtbot, screen)
    assert "“Where is it?”" in rows(screen)[0]
    assert lines[0] == "P-006 · 50 · type"
    assert "no consent" in lines[1]
    assert not any("Where is it" in line or "No amount" in line for line in lines)


def test_a_theme_change_repaints_everything(qtbot, screen, monkeypatch):
    panel = panels(screen)[0]
    before = panel.grab().toImage()
    monkeypatch.setattr(theme, "tokens", DARK)
    theme.changed.emit()
    after = panel.grab().toImage()
    middle = QPoint(panel.width() // 2, 8)
    assert before.pixelColor(middle).name().upper() == LIGHT.surface
    assert after.pixelColor(middle).name().upper() == DARK.surface
    at = panel.plot.mapTo(panel, bar_at(panel, 0, 0.3))
    assert after.pixelColor(at).name().upper() == DARK.aligned
    monkeypatch.undo()
    theme.changed.emit()


def test_a_wheel_turned_sideways_scrolls_a_long_flow(qtbot, screen):
    plot = panels(screen)[0].plot
    plot.setFixedWidth(220)
    panels(screen)[0].pick("t")
    point = QPointF(100, 100)
    event = QWheelEvent(
        point, plot.mapToGlobal(point), QPoint(), QPoint(-240, 0), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot.viewport(), event)
    assert plot.window_of_slots()[0] == pytest.approx(2.0)


def test_a_flow_without_steps_leads_to_the_drawing(qtbot, tmp_path):
    study = bill_study(tmp_path, observations=[])
    study.do("Clear", "flow", (), list(study.flow_rows(FLOW.id)))
    with at_funnels(qtbot, study) as screen:
        with qtbot.waitSignal(screen.session.wanted) as wanted:
            screen.pages.empty.button.click()
        assert wanted.args[0].screen == "flow"


def test_a_study_without_an_iteration_leads_to_the_drawing(qtbot, tmp_path):
    study = bill_study(tmp_path, observations=[])
    study.do("Remove", "flow", (), study.iterations())
    with at_funnels(qtbot, study) as screen:
        assert screen.subtitle() == ""
        assert screen.pages.empty.isVisible()


def test_many_cohorts_stand_on_one_scale_and_scroll(qtbot, screen):
    screen.session.choose(cohorts=tuple(each.id for each in screen.session.study.cohorts()))
    assert len(panels(screen)) == 5
    assert screen.pages.grid.widget().height() > screen.pages.grid.viewport().height()
    assert len({panel.size().toTuple() for panel in panels(screen)}) == 1


def test_what_is_recorded_while_another_screen_is_shown_is_there_on_return(qtbot, screen):
    screen.hide()
    record(screen, ("P-011", "t"))
    screen.session._tell_gathered()
    screen.show()
    screen.arrive()
    assert panels(screen)[0].funnel.entrants == 11
