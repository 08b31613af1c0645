"""Every format of a report says the same numbers, and those are the numbers of the verbs."""

import re
from itertools import pairwise

import pytest
from msgspec.structs import replace
from pptx.enum.chart import XL_CHART_TYPE

from core.rounding import whole_percent
from core.sample import write_sample
from core.share.audience import Audience
from core.share.choosing import Choice
from core.share.content import FunnelPicture, SectionName
from core.share.formats import FORMATS
from core.share.report import report
from core.study import Study
from tests.core.report_reading import (
    Page,
    docx_tables,
    html_tables,
    pptx_tables,
    slides,
    tables_of,
)
from tests.core.speaking import speak

READERS = {".html": html_tables, ".docx": docx_tables, ".pptx": pptx_tables}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("formats") / "sample.footpath"
    write_sample(path)
    return path


@pytest.fixture(scope="module")
def made(path):
    """The report of iteration 2, the one that was closed last."""
    with Study.open(path, write=False) as study:
        return report(study, Choice(iteration=study.iterations()[1].id))


@pytest.fixture(scope="module")
def files(made):
    return {ending: write(made) for ending, write in FORMATS.items()}


def told(made, name):
    return next(each for each in made.sections if each.name is name)


@pytest.mark.parametrize("ending", sorted(READERS))
def test_every_table_of_the_report_stands_in_the_file(made, files, ending):
    found = READERS[ending](files[ending])
    wanted = list(tables_of(made))
    assert found == wanted
    assert len(found) > 20


@pytest.mark.parametrize("ending", sorted(READERS))
def test_funnels_in_the_file_are_those_of_the_verb(path, files, ending):
    answer = speak("funnel", path, "--iteration", 2, "--json").json
    found = [each for each in READERS[ending](files[ending]) if "Could still be" in each[0]]
    entered = [each for each in answer["cohorts"] if each["entrants"]]
    assert len(found) == len(entered)
    for table, cohort in zip(found, entered, strict=True):
        columns = dict(zip(table[0], zip(*table[1:], strict=True), strict=True))
        assert list(columns["Step"]) == answer["path"]
        for head in ("Reached", "Aligned", "Deviated", "Unknown"):
            assert [int(each) for each in columns[head]] == cohort[head.lower()]
        assert list(columns["Alignment"]) == list(map(percent, cohort["alignment"]))
        assert list(columns["95 %"]) == list(map(span, cohort["interval"]))
        assert list(columns["Of entrants"]) == list(map(percent, cohort["overall"]))
        assert list(columns["Could still be"]) == list(map(span, cohort["band"]))


def percent(share):
    return "no data" if share is None else f"{whole_percent(share)} %"


def span(interval):
    if interval is None:
        return "–"
    low, high = map(whole_percent, interval)
    return f"{low} %" if low == high else f"{low}–{high} %"


@pytest.mark.parametrize("ending", sorted(READERS))
def test_the_decision_in_the_file_is_that_of_the_verb(path, made, files, ending):
    answer = speak("decide", path, "--iteration", 2, "--json").json
    (table,) = [each for each in READERS[ending](files[ending]) if each[1][0] == "Planned partners"]
    told_of = {row[0]: row[1] for row in table[1:]}
    assert told_of["Planned partners"] == str(answer["planned"])
    assert told_of["Need met"] == str(answer["aligned"])
    assert told_of["Deviated"] == str(answer["n"] - answer["aligned"])
    assert told_of["Unknown, undecided or not met yet"] == str(answer["unknown"])
    assert told_of["To beat"] == percent(answer["target"])
    assert told(made, SectionName.DECISION).message == answer["sentence"]
    facts = dict(row for block in told(made, SectionName.DECISION).blocks
                 for row in getattr(block, "rows", ()) if isinstance(row[0], str))  # fmt: skip
    assert (
        facts["Chance of so many aligned or more at the share to beat, P(X ≥ x)"]
        == f"{answer['p_at_least']:.4f}"
    )
    assert (
        facts["Chance of so few, every unknown counted as aligned, P(X ≤ x + u)"]
        == f"{answer['p_at_most']:.4f}"
    )
    assert facts["Needed beyond those planned, at best"] == str(answer["needed"])


@pytest.mark.parametrize("ending", sorted(READERS))
def test_innovation_in_the_file_is_that_of_the_verb(path, made, files, ending):
    answer = speak("innovation", path, "--iteration", 2, "--json").json
    (table,) = [each for each in READERS[ending](files[ending]) if each[0][0] == "Endpoint"]
    for row, name, unknown in zip(
        table[1:], ("adoption", "outcome"), ("pending", "unknown"), strict=True
    ):
        own = answer[name]
        counts = [own["aligned"], own["deviated"], own[unknown]]
        assert [int(each) for each in row[1:4]] == counts
        assert row[4:6] == [percent(own["rate"]), span(own["interval"])]
    assert answer["state"] in told(made, SectionName.INNOVATION).message


@pytest.mark.parametrize("ending", sorted(READERS))
def test_comparisons_in_the_file_are_those_of_the_verb(path, files, ending):
    answer = speak("compare", path, "--cohort", "Photo-first test", "--iteration", 2, "--json").json
    tables = [each for each in READERS[ending](files[ending]) if "p, corrected" in each[0]]
    table = tables[0]
    for row, step in zip(table[1:], answer["steps"], strict=True):
        assert row[0] == step["step"]
        assert row[6].startswith(step["sentence"].removesuffix("…")[:60])
        # The report asks more at once than the verb, so that its corrected p is never less.
        assert float(row[5].removeprefix("< ")) >= round(step["p_holm"], 4) - 0.0001


def test_slides_have_charts_of_their_own_with_the_same_numbers(made, files):
    pictures = [each.picture for each in made.figures() if isinstance(each.picture, FunnelPicture)]
    charts = [s.chart for slide in slides(files[".pptx"]) for s in slide.shapes if s.has_chart]
    charts = [each for each in charts if each.chart_type == XL_CHART_TYPE.COLUMN_STACKED]
    assert len(charts) == len(pictures)
    for chart, picture in zip(charts, pictures, strict=True):
        aligned, deviated, unknown = (list(each.values) for each in chart.plots[0].series)
        assert aligned == [each.aligned for each in picture.bars]
        assert deviated == [each.deviated for each in picture.bars]
        assert unknown == [each.unknown for each in picture.bars]


def test_every_slide_has_a_title_and_every_picture_its_words(files):
    for slide in slides(files[".pptx"]):
        assert slide.shapes.title.text_frame.text.strip()
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or hasattr(shape, "shapes"):
                assert re.search('descr="[^"]{20,}"', shape._element.xml[:3000])


def test_a_page_asks_for_nothing_and_runs_nothing(files):
    text = files[".html"].decode()
    page = Page(text)
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "iframe", "img", "object"})
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href", "action", "xlink:href"):
            assert attributes.get(name, "#").startswith("#")
    assert not re.search(r"@import|url\((?!#)", text)
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy


def test_a_page_can_be_read_aloud(made, files):
    page = Page(files[".html"].decode())
    assert dict(page.tags)["html"] == {"lang": "en"}
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))
    pictures = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(pictures) == len(list(made.figures()))
    assert all(len(each["aria-label"]) > 20 for each in pictures)
    links = {a["href"][1:] for t, a in page.tags if t == "a"}
    assert links <= set(ids)


def test_sections_and_cohorts_can_be_chosen(path):
    with Study.open(path, write=False) as study:
        cohort = study.cohorts()[1]
        chosen = (SectionName.FUNNELS, SectionName.METHOD)
        own = report(study, Choice(sections=chosen, cohorts=(cohort.id,)))
    assert {each.name for each in own.sections} == set(chosen)
    pictures = [each.picture for each in own.figures()]
    groups = {each.group for each in pictures if isinstance(each, FunnelPicture)}
    assert groups == {"Everyone", cohort.name}


def test_names_of_researchers_are_initials_for_the_team_and_absent_elsewhere(path, tmp_path):
    copy = tmp_path / "copy.footpath"
    copy.write_bytes(path.read_bytes())
    with Study.open(copy) as study:
        closed = study.iterations()[1]
        decision = study.decision(closed.id)
        assert decision is not None
        assert decision.verdict is not None
        verdict = replace(decision.verdict, note="Because.", by="Anna Berglund")
        study.do("Decide", "iterations", [replace(decision, verdict=verdict)])
        pages = {
            audience: FORMATS[".html"](report(study, Choice(audience, closed.id))).decode()
            for audience in Audience
        }
    assert not any("Berglund" in each for each in pages.values())
    assert '<dd dir="auto">AB</dd>' in pages[Audience.TEAM]
    assert not any(">AB<" in pages[each] for each in (Audience.CLIENT, Audience.PUBLIC))
    assert "Because." not in pages[Audience.PUBLIC]
