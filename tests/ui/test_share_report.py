"""The Report page: chosen, previewed, checked, written whole, and cancelled without a trace."""

from __future__ import annotations

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from core.model.ids import new_id
from core.model.iteration import StudyInfo
from core.model.moment import now
from core.model.observation import Observation, Status
from core.sample import write_sample
from core.share.audience import Audience
from core.share.content import SectionName
from core.study import Study, new_study
from tests.ui.turns import Turns
from ui.session import Session
from ui.share.formats import FORMATS, format_of
from ui.share.report_screen import ReportScreen


@pytest.fixture
def screen(qtbot, tmp_path):
    write_sample(tmp_path / "sample.footpath")
    session = Session(Study.open(tmp_path / "sample.footpath"))
    made = ReportScreen(session)
    qtbot.addWidget(made)
    made.resize(1132, 640)
    made.show()
    made.arrive()
    qtbot.waitUntil(lambda: set_out(made))
    yield made
    made.part()
    session.close()


def set_out(screen):
    """Whether all pages of the report are in the preview."""
    preview = screen.preview
    return screen.shown is not None and preview.report is screen.shown and preview.complete


def remade(qtbot, screen, act):
    """Do something and wait for the preview that follows from it."""
    before = screen.shown
    act()
    qtbot.waitUntil(lambda: screen.shown is not before and set_out(screen), timeout=10_000)
    return screen.shown


def written(qtbot, screen, target, **more):
    with qtbot.waitSignal(screen.writing.written, timeout=20_000):
        screen.writing.write(target, screen.choices.choice, **more)
    return target.read_bytes()


def test_the_preview_says_what_the_report_says(screen):
    text = screen.preview.text()
    for section in screen.shown.sections:
        assert section.heading in text
        assert " ".join(section.message.split()) in " ".join(text.split())


def test_a_section_left_out_is_gone_from_the_preview(qtbot, screen):
    heading = next(
        each for each in screen.shown.sections if each.name is SectionName.METRICS
    ).heading
    box = screen.choices.sections[SectionName.METRICS]
    remade(qtbot, screen, box.click)
    assert heading not in screen.preview.text()


def test_the_check_says_of_each_audience_what_stays(qtbot, screen):
    team = screen.check.said

    def to_the_public():
        screen.choices.audience.choose(Audience.PUBLIC)
        screen.choices.audience.picked.emit(Audience.PUBLIC)

    shown = remade(qtbot, screen, to_the_public)
    assert shown.audience is Audience.PUBLIC
    assert screen.check.said == (shown.check.leaves, shown.check.stays)
    assert screen.check.said != team


def test_the_check_is_that_of_the_format(qtbot, screen):
    def as_a(ending):
        screen.check.formats.picked.emit(ending)

    report = screen.check.said
    as_a("xlsx")
    # On a busy machine it is said first that it is looked for.
    qtbot.waitUntil(
        lambda: any("A row for each of" in each for each in screen.check.said[0]), timeout=10_000
    )
    assert not screen.choices.sections[SectionName.FUNNELS].isEnabled()
    as_a("docx")
    qtbot.waitUntil(lambda: screen.check.said == report, timeout=10_000)
    assert screen.choices.sections[SectionName.FUNNELS].isEnabled()


def test_what_is_not_for_its_readers_is_refused_before_it_is_written(qtbot, screen):
    screen.check.formats.picked.emit("json")
    qtbot.waitUntil(lambda: "never one iteration" in screen.check.refused)
    assert not screen.write.isEnabled()
    screen.choices.scope.picked.emit("")
    qtbot.waitUntil(lambda: bool(screen.check.said[0]) and screen.write.isEnabled())
    assert screen.write.isEnabled()


def test_nothing_is_asked_for_before_what_leaves_was_said(qtbot, screen):
    screen.choices.audience.picked.emit(Audience.PUBLIC)
    screen.choices.audience.choose(Audience.PUBLIC)
    screen.write.trigger()
    assert screen.writing.chooser is None
    qtbot.waitUntil(lambda: screen.writing.chooser is not None)
    assert screen.shown.audience is Audience.PUBLIC
    assert screen.check.said == (screen.shown.check.leaves, screen.shown.check.stays)
    screen.writing.where_to.chooser.reject()


def test_the_choice_is_that_of_the_file_too(qtbot, screen, tmp_path):
    screen.choices.audience.choose(Audience.PUBLIC)
    table = written(qtbot, screen, tmp_path / "public.csv")
    assert screen.choices.choice.audience is Audience.PUBLIC
    assert b"P-0" not in table


def test_twenty_choices_in_a_second_are_one_report_at_a_time(qtbot, screen):
    made: list[object] = []
    screen.preparing.made.connect(made.append)
    box = screen.choices.sections[SectionName.METHOD]
    before = threading.active_count()
    for _ in range(21):
        box.click()
        qtbot.wait(20)
        assert threading.active_count() <= before + 1
    qtbot.waitUntil(lambda: SectionName.METHOD not in names_of(screen.shown) and set_out(screen))
    qtbot.waitUntil(lambda: threading.active_count() == before)
    assert len(made) < 21
    assert "Rules" not in screen.preview.text()


def test_the_window_is_alive_while_a_report_is_made_shown_and_written(qtbot, screen, tmp_path):
    turns = Turns()
    remade(qtbot, screen, lambda: screen.choices.scope.picked.emit(""))
    bar = screen.preview.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 4 * bar.pageStep())
        qtbot.wait(5)
    written(qtbot, screen, tmp_path / "whole.pdf")
    # Some 50 ms where nothing else is measured; laid out by Qt in one go it was 1,700.
    assert turns.longest < 0.3


def names_of(report):
    return {each.name for each in report.sections}


def test_a_page_that_is_left_in_the_middle_leaves_no_thread(qtbot, screen):
    before = threading.active_count()
    screen.choices.scope.picked.emit("")
    qtbot.waitUntil(lambda: screen.preparing.job is not None)
    screen.part()
    qtbot.waitUntil(lambda: threading.active_count() <= before)
    assert screen.preparing.job is None


def test_screen_readers_are_told_of_all_that_stands_on_the_pages(qtbot, screen):
    pages = QAccessible.queryAccessibleInterface(screen.preview)
    every = [pages.child(place) for place in range(pages.childCount())]
    read = [each.text(QAccessible.Text.Name) for each in every]
    assert "\n".join(read) == screen.preview.text()
    headings = [
        text
        for text, each in zip(read, every, strict=True)
        if each.role() == QAccessible.Role.Heading
    ]
    for section in screen.shown.sections:
        assert section.heading in headings
    assert all(figure.alt in read for figure in screen.shown.figures())
    first = every[1].rect()
    assert pages.childAt(first.center().x(), first.center().y()) is every[1]
    screen.preview.clear()
    assert pages.childCount() == 0
    assert every[1].text(QAccessible.Text.Name) == ""


def test_pages_that_were_stopped_stay_and_are_set_anew_when_asked(qtbot, screen):
    screen.choices.scope.picked.emit("")
    with qtbot.waitSignal(screen.preview.begun):
        pass
    screen.making.cancel.click()
    assert not screen.preview.complete
    assert screen.preview.pages
    screen.choices.changed.emit()
    qtbot.waitUntil(lambda: set_out(screen))


def test_the_preview_is_walked_by_keys(qtbot, screen):
    view, bar = screen.preview, screen.preview.verticalScrollBar()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() == bar.pageStep()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 5000
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_whole_study_tells_of_all_iterations(qtbot, screen):
    box = screen.choices.sections[SectionName.ITERATIONS]
    assert not box.isEnabled()
    shown = remade(qtbot, screen, lambda: screen.choices.scope.picked.emit(""))
    assert box.isEnabled()
    assert shown.sections[0].name is SectionName.ITERATIONS


def test_a_cohort_left_out_is_measured_no_more(qtbot, screen):
    key, box = next(iter(screen.choices._cohorts.items()))
    shown = remade(qtbot, screen, box.click)
    assert key not in screen.choices.choice.cohorts
    assert all(box.toolTip() not in each.title for each in shown.figures())


def test_one_box_takes_all_cohorts_out_and_in(qtbot, screen):
    every = screen.choices._every
    assert every.checkState() is Qt.CheckState.Checked
    remade(qtbot, screen, every.click)
    assert screen.choices.choice.cohorts == ()
    remade(qtbot, screen, next(iter(screen.choices._cohorts.values())).click)
    assert every.checkState() is Qt.CheckState.PartiallyChecked
    remade(qtbot, screen, every.click)
    assert screen.choices.choice.cohorts is None
    assert every.checkState() is Qt.CheckState.Checked


def test_what_is_recorded_meanwhile_comes_into_the_preview(qtbot, screen):
    study = screen.session.study
    iteration = study.current_iteration
    names = study.pseudonyms()
    fresh = next(
        key for key in names if not study.columns.ids_where(partner=key, iteration=iteration.id)
    )
    trigger = study.flow(iteration.flow).steps[0]
    seen = Observation(new_id(), fresh, iteration.id, trigger.id, Status.ALIGNED, now())
    shown = remade(qtbot, screen, lambda: study.record(seen))
    assert "Everyone: 25 entrants" in [each.title for each in shown.figures()]


@pytest.mark.parametrize("format_", FORMATS, ids=lambda each: each.ending)
def test_every_format_is_written(qtbot, screen, tmp_path, format_):
    if format_.ending == "json":  # the study itself, never an iteration of it
        screen.choices.scope.picked.emit("")
    content = written(qtbot, screen, tmp_path / f"report.{format_.ending}")
    begins = {"html": b"<!doctype", "pdf": b"%PDF", "json": b"{"}
    assert content.startswith(begins.get(format_.ending, content[:2]))
    if format_.ending in ("pptx", "docx", "xlsx", "qdpx"):
        assert content[:2] == b"PK"
    if format_.ending == "json":
        assert json.loads(content)


def test_a_file_that_stands_there_stays_unless_it_was_asked_about(qtbot, screen, tmp_path):
    target = tmp_path / "mine.html"
    target.write_text("mine", encoding="utf-8")
    screen.writing.write(target, screen.choices.choice)
    qtbot.waitUntil(lambda: screen.writing.notice is not None, timeout=10_000)
    assert target.read_text(encoding="utf-8") == "mine"
    assert written(qtbot, screen, target, over=True).startswith(b"<!doctype")


def test_cancelled_nothing_is_left(qtbot, screen, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    screen.writing.write(folder / "report.pdf", screen.choices.choice)
    screen.writing.job.cancel()
    qtbot.waitUntil(lambda: screen.writing.job is None, timeout=20_000)
    assert list(folder.iterdir()) == []
    assert "Nothing was written" in screen.writing.notice.sentence.text()


def test_a_name_without_an_ending_gets_that_of_the_format_chosen(qtbot, screen, tmp_path):
    screen.check.formats.picked.emit("docx")
    screen.write.trigger()
    qtbot.waitUntil(lambda: screen.writing.chooser is not None)
    chooser = screen.writing.chooser
    assert [each.split("(")[1] for each in chooser.nameFilters()] == ["*.docx)"]
    with qtbot.waitSignal(screen.writing.written, timeout=10_000):
        screen.writing.where_to.choose(str(tmp_path / "a study"))
    chooser.reject()
    assert (tmp_path / "a study.docx").exists()


def test_a_study_without_an_iteration_says_so(qtbot, tmp_path):
    session = Session(new_study(tmp_path / "new.footpath", [StudyInfo("s", "Bare")]))
    made = ReportScreen(session)
    qtbot.addWidget(made)
    made.show()
    made.arrive()
    assert made.empty.isVisible()
    assert not made.write.isEnabled()
    made.part()
    session.close()


def test_formats_are_found_by_their_ending():
    assert all(format_of(each.ending) is each for each in FORMATS)
    assert format_of("exe") is None


def test_the_page_is_walked_by_the_keys_alone(qtbot, screen):
    screen.take_focus()
    seen = []
    for _ in range(12):
        seen.append(screen.focusWidget())
        qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Tab)
    assert screen.choices.scope in seen
    assert screen.choices.sections[SectionName.HYPOTHESIS] in seen
