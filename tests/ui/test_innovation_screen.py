"""Outcomes: the state and its endpoints as recorded, metrics and readings typed in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core import aiming
from core.begin import begin
from core.iterating import write_hypothesis
from core.model.edits import delete, path_flow, rename
from core.model.flow import StepKind
from core.model.hypothesis import Hypothesis
from core.model.ids import new_id
from core.model.moment import moment, now
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import Cohort, CohortKind, CustomerPartner
from core.model.strategy import Direction, OutcomeArea, StrategicMetric
from core.study import Study
from tests.ui.opening import opened
from ui.innovation.chart_shape import axis
from ui.innovation.figures import as_typed, typed_number
from ui.innovation.metric_chart import plot_of
from ui.innovation.screen import InnovationScreen
from ui.innovation.shown import BOTH, Number
from ui.innovation.words import figure
from ui.look.curtain import curtain
from ui.look.type import scale
from ui.session import Session

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    flow = path_flow(["Bill", "Photo", "Saved"])
    for kind, name in ((StepKind.ADOPTION, "Comes back"), (StepKind.OUTCOME, "Refers a friend")):
        step = flow.one(kind)
        assert step is not None
        flow = rename(flow, step.id, name)
    study = begin(tmp_path / "a.footpath", "a", flow)
    yield study
    study.close()


@pytest.fixture
def screen(study: Study, qtbot: QtBot) -> Iterator[InnovationScreen]:
    screen = opened(InnovationScreen(Session(study)), qtbot)
    yield screen
    screen.hide()


def meet(study: Study, number: int, **ends: Status) -> CustomerPartner:
    """A partner whose need was met, and what was seen of them at the endpoints."""
    partner = CustomerPartner(new_id(), f"P-{number:03d}")
    study.do("Add", "partners", [partner])
    flow, iteration = study.drawn, study.iterations()[-1]
    assert flow is not None
    on_path = [(each.id, Status.ALIGNED) for each in flow.steps if not each.kind.is_endpoint]
    seen = [(each.id, ends[each.kind]) for each in flow.steps if each.kind in ends]
    for step, status in on_path + seen:
        study.record(Observation(new_id(), partner.id, iteration.id, step, status, now()))
    return partner


def aim(study: Study) -> None:
    wanted = Hypothesis("", 1, 0.5, 5, now(), adoption=0.5, outcome=0.5, scale=5)
    write_hypothesis(study, wanted)


def put(study: Study, name: str = "Referrals", unit: str = "") -> StrategicMetric:
    return aiming.put_metric(study, StrategicMetric("", name, OutcomeArea.REACH, 1.0, 4.0, unit))


def state(screen: InnovationScreen) -> str:
    return screen.left.gauge.state.value


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(field, text)


# --- true innovation


def test_the_gauge_goes_from_not_measured_to_achieved(screen, study, qtbot):
    aim(study)
    assert state(screen) == "not measured"
    aligned = Status.ALIGNED
    meet(study, 1, adoption=aligned)
    qtbot.waitUntil(lambda: state(screen) == "signals")
    for number in range(2, 6):
        meet(study, number, adoption=aligned)
    qtbot.waitUntil(lambda: state(screen) == "one of two")
    for number in range(6, 11):
        meet(study, number, outcome=aligned)
    qtbot.waitUntil(lambda: state(screen) == "achieved")
    assert screen.left.gauge.accessibleName() == "True innovation: Achieved, so far"


def test_a_card_says_rate_interval_target_and_how_many_more(screen, study, qtbot):
    aim(study)
    meet(study, 1, adoption=Status.ALIGNED)
    meet(study, 2, adoption=Status.DEVIATED)
    meet(study, 3)
    card = screen.left.cards[StepKind.ADOPTION]
    qtbot.waitUntil(lambda: card.count.text() == "1 of 2")
    assert card.rate.text() == "50\u00a0%"
    assert "plausible 9–91" in card.plausible.text()
    assert "to beat: 50" in card.bar.accessibleName()
    assert [each.text() for each in card.numbers.values()] == [
        "1 came back", "1 did something else", "1 pending",
    ]  # fmt: skip
    assert card.needed.text() == (
        "Need met by 3. 2 known, 5 needed. At best 6 more, all aligned, put it at scale."
    )
    other = screen.left.cards[StepKind.OUTCOME]
    assert other.rate.text() == "no data"
    assert not other.numbers["aligned"].isEnabled()


def test_every_number_leads_to_its_partners_and_their_words(screen, study, qtbot):
    aim(study)
    both = {StepKind.ADOPTION: Status.ALIGNED, StepKind.OUTCOME: Status.ALIGNED}
    flow, iteration = study.drawn, study.iterations()[-1]
    one = meet(study, 1, **both)
    meet(study, 2, adoption=Status.DEVIATED)
    note = Note(
        new_id(), one.id, iteration.id, flow.one(StepKind.OUTCOME).id, NoteKind.QUOTE,
        "I told the shop next door.", now(),
    )  # fmt: skip
    study.do("Note", "interview", [note])
    words = screen.left.words
    qtbot.waitUntil(lambda: words.title.text() == "Both · P-001")
    qtbot.waitUntil(lambda: "“I told the shop next door.”" in said(words))
    card = screen.left.cards[StepKind.ADOPTION]
    qtbot.mouseClick(card.numbers["deviated"], LEFT)
    assert words.title.text() == "Individual adoption: 1 did something else · P-002"
    qtbot.mouseClick(screen.left.gauge.both, LEFT)
    assert words.number == BOTH
    qtbot.waitUntil(lambda: "P-001" in [each.text() for each in buttons(words)])
    with qtbot.waitSignal(screen.session.wanted) as went:
        button = next(each for each in buttons(words) if each.text() == "P-001")
        qtbot.mouseClick(button, LEFT)
    (target,) = went.args
    assert (target.screen, target.choice.partner) == ("partners", one.id)


def said(card) -> str:
    from ui.look.widgets import Label

    return "\n".join(each.text() for each in card.findChildren(Label) if each.isVisible())


def buttons(card):
    from ui.look.widgets import Button

    return [each for each in card.findChildren(Button) if each.isVisible()]


def test_the_curtain_covers_who_it_was(screen, study, qtbot):
    meet(study, 1, adoption=Status.ALIGNED)
    words = screen.left.words
    qtbot.waitUntil(lambda: "P-001" in words.title.text())
    curtain.draw(True)
    try:
        assert "P-001" not in said(words)
        assert all("P-001" not in each.text() for each in buttons(words))
    finally:
        curtain.draw(False)


def test_good_numbers_say_what_they_rest_on(screen, study, qtbot):
    aim(study)
    meet(study, 1, adoption=Status.ALIGNED)
    challenge = screen.left.cards[StepKind.ADOPTION].challenge
    qtbot.waitUntil(challenge.link.isVisible)
    assert challenge.link.text().startswith("Rests on few partners")
    assert not challenge.sentences.isVisible()
    qtbot.mouseClick(challenge.link, LEFT)
    assert "talk to more of them" in challenge.sentences.text()
    assert challenge.sentences.isVisible()


def test_the_chosen_cohort_is_measured_alone(screen, study, qtbot):
    meet(study, 1, adoption=Status.ALIGNED)
    two = meet(study, 2, adoption=Status.DEVIATED)
    cohort = Cohort(new_id(), "Micro firms", CohortKind.SEGMENT, None, (two.id,))
    study.do("Add", "partners", [cohort])
    card = screen.left.cards[StepKind.ADOPTION]
    qtbot.waitUntil(lambda: card.count.text() == "1 of 2")
    screen.session.choose(cohorts=(cohort.id,))
    assert card.count.text() == "0 of 1"
    assert screen.left.about.text() == "Micro firms · iteration 1"


def test_without_targets_one_action_leads_to_the_hypothesis(screen, study, qtbot):
    assert screen.left.targets.isVisible()
    with qtbot.waitSignal(screen.session.wanted) as went:
        qtbot.mouseClick(screen.left.targets.buttons[0], LEFT)
    assert went.args[0].screen == "hypothesis"
    aim(study)
    qtbot.waitUntil(lambda: not screen.left.targets.isVisible())


def test_a_flow_without_endpoints_says_so_with_its_action(tmp_path, qtbot):
    flow = path_flow(["Bill", "Saved"])
    flow = delete(flow, [each.id for each in flow.steps if each.kind.is_endpoint])
    study = begin(tmp_path / "b.footpath", "b", flow)
    screen = opened(InnovationScreen(Session(study)), qtbot, (1132, 640))
    card = screen.left.cards[StepKind.ADOPTION]
    assert card.draw.isVisible()
    assert state(screen) == "not measured"
    with qtbot.waitSignal(screen.session.wanted) as went:
        qtbot.mouseClick(card.draw, LEFT)
    assert went.args[0].screen == "flow"
    screen.hide()
    study.close()


def test_a_study_open_for_reading_is_looked_at_and_says_that_it_stays(tmp_path, qtbot):
    path = tmp_path / "c.footpath"
    begin(path, "c", path_flow(["Bill", "Saved"])).close()
    study = Study.open(path, write=False)
    screen = opened(InnovationScreen(Session(study)), qtbot)
    field = screen.right.motivation
    field.setFocus()
    qtbot.keyClicks(field, "Grow")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert screen.refused.isVisible()
    assert "Nothing was changed." in screen.refused.sentence.text()
    screen.hide()
    study.close()


# --- strategic metrics


def test_a_metric_and_its_readings_by_keyboard_alone(screen, study, qtbot):
    screen.take_focus()
    qtbot.waitUntil(screen.right.empty.button.hasFocus)
    qtbot.keyClick(screen, Qt.Key.Key_Insert)
    form = screen.right.form
    qtbot.waitUntil(form.name.hasFocus)
    qtbot.keyClicks(form.name, "Referrals per 100")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert "Baseline and target are numbers." in form.wrong.text()
    qtbot.waitUntil(form.baseline.hasFocus)
    qtbot.keyClicks(form.baseline, "1,2")
    write(qtbot, form.target, "4")
    qtbot.keyClick(form.target, Qt.Key.Key_Return)
    (metric,) = study.metrics()
    assert (metric.name, metric.baseline, metric.target) == ("Referrals per 100", 1.2, 4.0)
    assert metric.indicator == study.drawn.one(StepKind.OUTCOME).id
    qtbot.waitUntil(screen.right.table.hasFocus)
    assert not form.isVisible()
    qtbot.keyClick(screen.right.table, Qt.Key.Key_Insert)
    line = screen.right.card.line
    qtbot.waitUntil(line.value.hasFocus)
    for value in ("1.4", "2.1"):
        qtbot.keyClicks(line.value, value)
        qtbot.keyClick(line.value, Qt.Key.Key_Return)
    assert [each.value for each in study.readings(metric.id)] == [1.4, 2.1]
    qtbot.waitUntil(lambda: len(screen.right.found.points) == 2)
    assert {each.iteration.number for each in screen.right.found.points} == {1}
    qtbot.keyClick(line.value, Qt.Key.Key_Escape)
    assert not line.isVisible()
    for left in ([1.4], []):
        study.undo(screen.scope())
        assert [each.value for each in study.readings(metric.id)] == left
    study.undo(screen.scope())
    assert not study.metrics()
    qtbot.waitUntil(screen.right.empty.isVisible)
    for _ in range(3):
        study.redo(screen.scope())
    assert len(study.readings()) == 2


def test_what_is_no_number_stays_in_its_field_and_is_not_kept(screen, study, qtbot):
    put(study)
    qtbot.waitUntil(screen.right.card.isVisible)
    screen.reading.trigger()
    line = screen.right.card.line
    qtbot.keyClicks(line.value, "many")
    qtbot.keyClick(line.value, Qt.Key.Key_Return)
    assert line.wrong.isVisible()
    assert line.value.text() == "many"
    assert not study.readings()


def test_a_target_on_the_wrong_side_is_refused_with_a_sentence(screen, study, qtbot):
    put(study)
    qtbot.waitUntil(screen.right.card.isVisible)
    qtbot.keyClick(screen.right.table, Qt.Key.Key_F2)
    form = screen.right.form
    qtbot.waitUntil(form.name.hasFocus)
    form.direction.choose(Direction.DOWN)
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert "target below its baseline" in form.wrong.text()
    assert study.metrics()[0].direction is Direction.UP
    qtbot.keyClick(form.name, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert screen.right.card.isVisible()


def test_a_metric_leaves_with_its_readings_and_comes_back(screen, study, qtbot):
    metric = put(study)
    read(study, metric, 2.0, 1)
    qtbot.waitUntil(screen.right.card.chart.isVisible)
    qtbot.keyClick(screen.right.table, Qt.Key.Key_Delete)
    assert not study.metrics()
    assert not study.readings()
    study.undo(screen.scope())
    assert len(study.readings()) == 1


def read(study: Study, metric: StrategicMetric, value: float, day: int) -> None:
    from datetime import UTC, datetime

    from core.model.strategy import MetricReading

    at = moment(datetime(2026, 3, day, tzinfo=UTC))
    aiming.put_reading(study, MetricReading("", metric.id, at, value, note="from the shop"))


def test_the_table_twin_edits_copies_and_removes(screen, study, qtbot):
    metric = put(study)
    for day, value in ((1, 1.5), (2, 2.5)):
        read(study, metric, value, day)
    qtbot.waitUntil(screen.right.card.chart.isVisible)
    qtbot.keyClick(screen.right.table, Qt.Key.Key_F7)
    table = screen.right.card.table
    qtbot.waitUntil(table.hasFocus)
    assert not screen.right.card.chart.isVisible()
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    rows = QGuiApplication.clipboard().text().splitlines()
    assert [row.split("\t")[1] for row in rows] == ["Value", "1.5", "2.5"]
    table.setCurrentCell(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = screen.right.card.line
    qtbot.waitUntil(line.value.hasFocus)
    write(qtbot, line.value, "2.75")
    line.day.setDate(QDate(2026, 3, 4))
    qtbot.keyClick(line.value, Qt.Key.Key_Return)
    assert [each.value for each in study.readings()] == [1.5, 2.75]
    assert study.readings()[1].at.startswith("2026-03-04")
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert [each.value for each in study.readings()] == [2.75]
    qtbot.keyClick(table, Qt.Key.Key_F7)
    assert screen.right.card.chart.isVisible()


def test_the_arrow_keys_look_at_the_next_metric(screen, study, qtbot):
    put(study, "First")
    put(study, "Second")
    qtbot.waitUntil(lambda: screen.right.table.model().rowCount() == 2)
    screen.right.table.setFocus()
    qtbot.keyClick(screen.right.table, Qt.Key.Key_Down)
    assert screen.right.card.name.text() == "Second"
    qtbot.keyClick(screen.right.table, Qt.Key.Key_Up)
    assert screen.right.card.name.text() == "First"


def test_a_metric_is_linked_to_what_customers_do_and_leads_to_their_words(screen, study, qtbot):
    put(study)
    meet(study, 1, outcome=Status.ALIGNED)
    qtbot.waitUntil(screen.right.card.isVisible)
    firsthand = screen.right.card.firsthand
    qtbot.mouseClick(firsthand.link, LEFT)
    assert study.metrics()[0].indicator == study.drawn.one(StepKind.OUTCOME).id
    assert firsthand.said.text() == "Should follow “Refers a friend”: 1 of 1 did it in iteration 1."
    qtbot.mouseClick(firsthand.words, LEFT)
    assert screen.left.words.number == Number(StepKind.OUTCOME, "aligned")


def test_the_motivation_is_kept_when_the_field_is_left(screen, study, qtbot):
    field = screen.right.motivation
    field.setFocus()
    qtbot.keyClicks(field, "Grow by referral")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert study.info.motivation == "Grow by referral"
    study.undo(screen.scope())
    qtbot.waitUntil(lambda: not field.toPlainText())


def test_a_press_on_an_iteration_looks_at_it(screen, study, qtbot):
    metric = put(study)
    read(study, metric, 2.0, 1)
    chart = screen.right.card.chart
    qtbot.waitUntil(chart.isVisible)
    assert screen.session.choice.iteration is None
    plot = plot_of(QRectF(chart.rect()), chart.shape)
    right = QPoint(int(plot.right()) - 3, chart.height() // 2)
    qtbot.mouseClick(chart, LEFT, pos=right)
    assert screen.session.choice.iteration == study.iterations()[0].id


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_chart_is_saved_with_all_of_it_in_words(screen, study, qtbot, tmp_path, ending):
    metric = put(study)
    read(study, metric, 2.0, 1)
    qtbot.waitUntil(screen.right.card.chart.isVisible)
    sheet = screen.sharing.sheet()
    assert "Target 4, baseline 1." in sheet.description
    target = tmp_path / f"chart.{ending}"
    screen.sharing.save(target)
    qtbot.waitUntil(lambda: target.exists() and screen.sharing.notice is not None)
    assert target.stat().st_size > 1000


@pytest.mark.parametrize("words", ["x" * 300, "كلمات من اليمين إلى اليسار", "👍🏽 " * 40])
def test_any_words_leave_the_page_as_wide_as_it_was(screen, study, qtbot, words):
    metric = put(study, words, unit="€")
    read(study, metric, 2.0, 1)
    meet(study, 1, outcome=Status.ALIGNED)
    aiming.set_motivation(study, words)
    screen.resize(1132, 640)
    for scroller in screen.scrollers:
        page = scroller.widget()
        qtbot.waitUntil(lambda page=page, s=scroller: page.width() <= s.viewport().width())


# --- figures


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.2", "", 1.2), ("1,2", "", 1.2), ("1 200", "", 1200.0), ("1,200", "", 1200.0),
        ("1,200.5", "", 1200.5), ("€ 37", "€", 37.0), ("24 %", "%", 24.0), ("−3", "", -3.0),
        ("11 d", "d", 11.0), ("1e3", "", 1000.0),
        ("", "", None), ("many", "", None), ("nan", "", None), ("inf", "", None), ("1e999", "", None),
        ("1.2.3", "", None), ("٣", "", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(text, unit, value):
    assert typed_number(text, unit) == value


@pytest.mark.parametrize("value", [0.0, 1.2, -3.5, 1e-9, 12345678.9, 1e300])
def test_a_number_edited_is_the_number_it_was(value):
    assert typed_number(as_typed(value)) == value


def test_figures_carry_their_unit_where_people_write_it():
    assert figure(37.0, "€") == "€\u00a037"
    assert figure(-2.5, "%") == "−2.5\u00a0%"
    assert figure(1200.0, "") == "1,200"
    assert figure(2.5e9, "€") == "€\u00a02.5\u00a0bn"
    assert figure(-3e6, "") == "−3\u00a0M"


@pytest.mark.parametrize(
    "values",
    [(1.2, 4.0), (25.0, 43.0), (-4.0, 3.0), (1e6, 1e6 + 3), (0.0, 0.0), (5.0, 5.0), (-1e308, 1e308),
     (1e-320, 2e-320), (1e15, 1e15 + 1), (-7.0, -1.0)],
)  # fmt: skip
def test_an_axis_holds_all_values_on_few_round_numbers(values):
    low, high, step = axis(values)
    assert low < high
    assert 1 <= round((high - low) / step) <= 12
    held = [min(max(each, -1e300), 1e300) for each in values]
    slack = (high - low) * 1e-6
    assert low - slack <= min(held)
    assert max(held) <= high + slack


def test_a_small_window_and_long_words_leave_both_sides_whole(study, screen, qtbot):
    flow = study.drawn
    outcome = flow.one(StepKind.OUTCOME)
    study.edit_flow("Rename", rename(flow, outcome.id, "W" * 300))
    meet(study, 1, adoption=Status.ALIGNED, outcome=Status.ALIGNED)
    screen.resize(int(952 * scale()), 618)
    for scroller in screen.scrollers:
        qtbot.waitUntil(lambda one=scroller: one.horizontalScrollBar().maximum() == 0)
