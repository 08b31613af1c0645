"""How funnels are read: counts, encounters, the strict view, endpoints, copies without formulas."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from core.command.picture import CHARTS
from core.groups import groups
from core.measure.seen import EncounterChoice, Reading
from core.model.partner import Cohort, Is
from core.study import Study
from tests.ui.chart_studies import made, twelve
from tests.ui.funnel_study import FLOW, at, bill_study, observed
from tests.ui.test_funnel_screen import at_funnels, funnels, panels, rows
from ui.funnel.cells import Plain, Twin
from ui.funnel.chart_picture import Wanted, chart_sheet
from ui.funnel.charts.durations import duration, durations
from ui.funnel.table import tab_separated
from ui.look import drawn


def choose(screen, words):
    next(each for each in screen.reading.actions_ if each.text() == words).trigger()


def test_the_first_observation_decides_in_the_strict_view(qtbot, tmp_path):
    seen = [observed(1, "P-001", "T"), observed(2, "P-001", "t")]
    with at_funnels(qtbot, bill_study(tmp_path, observations=seen)) as screen:
        assert (funnels(screen)[0].steps[0].aligned, funnels(screen)[0].steps[0].recovered) == (
            1,
            1,
        )
        choose(screen, "The first (strict)")
        assert screen.shown.view.reading is Reading.STRICT
        assert funnels(screen)[0].steps[0].deviated == 1
        assert "first observation (strict)" in screen.subtitle()
        panels(screen)[0].pick("t", part="deviated")
        assert len(rows(screen)) == 1


def test_the_latest_encounter_has_its_own_bars_and_words(qtbot, tmp_path):
    seen = [
        observed(1, "P-001", "t", quote="The first time"),
        observed(2, "P-001", "t", encounter=2),
        observed(3, "P-001", "O", encounter=2, quote="The second time"),
    ]
    with at_funnels(qtbot, bill_study(tmp_path, observations=seen)) as screen:
        assert funnels(screen)[0].steps[1].deviated == 0
        choose(screen, "Latest encounter")
        assert screen.shown.view.encounter is EncounterChoice.LATEST
        assert funnels(screen)[0].steps[1].deviated == 1
        panels(screen)[0].pick("o", part="deviated")
        assert "The second time" in rows(screen)[0]
        panels(screen)[0].pick("t", part="aligned")
        assert "The first time" not in rows(screen)[0]


def test_counts_have_one_axis_for_all_panels(qtbot, tmp_path):
    with at_funnels(qtbot, bill_study(tmp_path)) as screen:
        choose(screen, "Count of partners")
        heights = [panel.plot.laid()[1][0].tall for panel in panels(screen)]
        assert heights == [1.0, 0.4, 0.6, 0.0]
        assert [text for _, text in panels(screen)[1].plot.drawn.ticks] == ["0", "5", "10"]
        panel = panels(screen)[1]
        slots = panel.plot.laid()[1][0]
        point = QPoint(int(slots.x(slots.shape.centres[0]) - 6), int(slots.y(0.5)))
        qtbot.mouseClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert (screen.shown.spot.group, screen.shown.spot.part) == ("young", "aligned")


def test_endpoints_stand_behind_the_need_met_and_lead_to_their_partners(qtbot, tmp_path):
    walks = [("P-1", "a", "", "tosnab"), ("P-2", "a", "", "tosnA"), ("P-3", "b", "", "tosn")]
    with at_funnels(qtbot, made(tmp_path, walks)) as screen:
        adoption, outcome = funnels(screen)[0].steps[-2:]
        assert (adoption.reached, adoption.aligned, adoption.deviated, adoption.unknown) == (
            3,
            1,
            1,
            1,
        )
        assert (outcome.aligned, outcome.unknown) == (1, 2)
        assert panels(screen)[0].plot.drawn.crowns == ("1 did both",)
        panels(screen)[0].pick("a", part="deviated")
        assert [row.split(" · ")[0] for row in rows(screen)] == ["P-2"]
        assert screen.side.words._subtitle.text().endswith("3 met their need")


def test_in_a_small_window_the_path_has_the_width_and_the_endpoints_are_led_to(qtbot, tmp_path):
    walks = [("P-1", "a", "", "tosnab")]
    with at_funnels(qtbot, made(tmp_path, walks)) as screen:
        panel = panels(screen)[0]
        panel.plot.setFixedWidth(290)
        first, shown = panel.plot.window_of_slots()
        assert (first, shown) == (0, panel.plot.drawn.shape.path)
        box = panel.plot.box.sceneBoundingRect()
        slots = panel.plot.laid()[1][0]
        point = QPoint(int(box.right() - 8), int(slots.area.top() - 13))
        qtbot.mouseClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert panel.plot.window_of_slots()[0] > 1


def test_twelve_cohorts_scroll_above_the_charts_that_stay_in_sight(qtbot, tmp_path):
    with at_funnels(qtbot, twelve(tmp_path)) as screen:
        screen.session.choose(cohorts=tuple(each.id for each in screen.session.study.cohorts()))
        grid = screen.pages.grid
        assert len(panels(screen)) == 13
        assert grid.widget().height() > grid.viewport().height()
        below = screen.pages.below
        assert below.parent() is grid
        assert below.geometry().bottom() <= grid.height()


def test_another_cohort_to_compare_with_is_chosen_and_overlaps_fall_back(qtbot, tmp_path):
    cohorts = [
        Cohort("a", "First", rule=Is("group", ("a",)), position=0),
        Cohort("b", "Second", rule=Is("group", ("b",)), position=1),
        Cohort("c", "Both", rule=Is("group", ("a", "b")), position=2),
    ]
    walks = [(f"P-{n}", "ab"[n % 2], "", "tosn" if n % 2 else "tO") for n in range(10)]
    with at_funnels(qtbot, made(tmp_path, walks, cohorts)) as screen:
        card = screen.pages.below.cards[1]
        screen.pages.compared.emit("b")
        names = [(row[0].text, row[0].below) for row in card.sheet.rows]
        assert names == [("First", "against Second"), ("Both", "against the rest")]
        panels(screen)[0].pick("o")
        assert card.sheet.rows[0][4].text == "Differs"
        assert card.sheet.rows[0][0].tip == "Differs: 0 of 5 against 5 of 5."
        assert not any("wins" in cell.tip for row in card.sheet.rows for cell in row)


# --- copies


def test_no_text_becomes_a_formula_and_points_stay_numbers():
    cells = ("=1+1", "+SUM(A1)", "-2+3", "@x", "−22", "+6", "43\u00a0%", "plain", "a\tb\nc")
    copied = tab_separated(Twin(("Head",) * len(cells), (tuple(map(Plain, cells)),)), [0])
    assert copied.splitlines()[1].split("\t") == [
        "'=1+1", "'+SUM(A1)", "'-2+3", "'@x", "-22", "6", "43%", "plain", "a b c",
    ]  # fmt: skip


# --- out


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_chart_is_saved_as_its_ending_says(qtbot, tmp_path, ending):
    with at_funnels(qtbot, bill_study(tmp_path)) as screen:
        screen.pages.below.cards[0].view.enter()
        qtbot.waitUntil(lambda: screen.sharing.name() == "Bill saver, Why they left, iteration 1")
        target = tmp_path / f"why.{ending}"
        screen.sharing.save(target)
        qtbot.waitUntil(lambda: screen.sharing.notice is not None and target.exists())
        assert target.name in screen.sharing.notice.sentence.text()
        assert target.read_bytes()[:4] in (b"\x89PNG", b"<?xm", b"%PDF")


def test_a_picture_has_no_words_of_a_partner(qtbot, tmp_path):
    with at_funnels(qtbot, bill_study(tmp_path)) as screen:
        for card in screen.pages.below.cards:
            card.view.enter()
            assert "Where is it" not in screen.sharing.sheet().description


# --- times in words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "–"), (0, "0 s"), (40, "40 s"), (89, "89 s"), (90, "1.5 min"), (720, "12 min"),
     (5400, "1.5 h"), (200_000, "2.3 days")],
)  # fmt: skip
def test_a_duration_has_two_figures(seconds, words):
    assert duration(seconds) == words


def test_a_range_names_its_unit_once():
    assert durations((138, 300)) == "2.3–5 min"
    assert durations((40, 840)) == "40 s – 14 min"
    assert durations(None) == "–"


def test_the_clipboard_is_left_alone_where_nothing_is_chosen(qtbot, tmp_path):
    with at_funnels(qtbot, bill_study(tmp_path, observations=[])) as screen:
        QApplication.clipboard().setText("before")
        screen.actions_.copy.trigger()
        assert QApplication.clipboard().text() == "before"


# --- what counts observations, and what has nothing to count


def test_every_observation_of_a_raw_counter_is_an_entry_of_its_own(qtbot, tmp_path):
    seen = [
        observed(1, "P-001", "T", reason="In a hurry"),
        observed(2, "P-001", "t"),
        observed(3, "P-001", "T"),
        observed(4, "P-002", "T"),
    ]
    with at_funnels(qtbot, bill_study(tmp_path, observations=seen)) as screen:
        screen.actions_.table.setChecked(True)
        twin = screen.pages.table.numbers.twin
        cell = twin.rows[0][15]
        assert cell.text == "3"
        screen.pages.table.told.emit(cell.target)
        assert [row.split(" · ")[0] for row in rows(screen)] == ["P-001", "P-001", "P-002"]
        assert "In a hurry" in rows(screen)[0]


def test_endpoints_lead_to_those_they_count_however_the_path_is_read(qtbot, tmp_path):
    walks = [("P-1", "a", "", "tosnab"), ("P-2", "a", "", "tosn")]
    study = made(tmp_path, walks)
    again = [observed(3000, "P-1", letter, "i2", encounter=2) for letter in "tO"]
    again = [
        msgspec.structs.replace(each, id=f"again{n}", at=at(3000 + n))
        for n, each in enumerate(again)
    ]
    study.do("Record", "interview", again)
    with at_funnels(qtbot, study) as screen:
        choose(screen, "Latest encounter")
        for what, n in (("reached", 2), ("aligned", 1), ("unknown", 1)):
            panels(screen)[0].pick("a", part=what)
            assert (what, len(rows(screen))) == (what, n)


@pytest.mark.parametrize("name", CHARTS)
def test_a_flow_without_steps_has_a_picture_that_says_so(qapp, tmp_path, name):
    with bill_study(tmp_path, observations=[]) as study:
        study.do("Clear", "flow", (), list(study.flow_rows(FLOW.id)))
        iteration = study.iterations()[-1]
        sheet = chart_sheet(study, Wanted(name, iteration, groups(study, iteration)))
        assert not drawn.image(sheet, 1.0).isNull()


def test_nothing_is_pinned_in_a_study_open_for_reading(qtbot, tmp_path):
    bill_study(tmp_path).close()
    with at_funnels(qtbot, Study.open(tmp_path / "bill.footpath", write=False)) as screen:
        panels(screen)[0].pick("m", part="deviated")
        screen.side.enter()
        screen.actions_.pin.trigger()
        assert "pinned" not in rows(screen)[0]
