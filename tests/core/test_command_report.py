"""``report``: a file for others to read, or a sentence why not."""

import pytest

from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.exchange.unreadable import Cancelled
from core.sample import write_sample
from core.share.report import report
from core.study import Study
from tests.core.report_reading import Page, docx_text, pptx_text
from tests.core.speaking import speak


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "sample.footpath"
    write_sample(path)
    return path


def text_of(path):
    data = path.read_bytes()
    if path.suffix == ".html":
        return Page(data.decode()).text
    return (docx_text if path.suffix == ".docx" else pptx_text)(data)


@pytest.mark.parametrize("ending", ["html", "pptx", "docx", "HTML"])
def test_it_writes_the_format_the_ending_asks_for(sample, tmp_path, ending):
    target = tmp_path / f"out.{ending}"
    answer = speak("report", sample, "-o", target, "--iteration", 1)
    assert answer.status == 0
    assert answer.out == ""
    assert "Bill saver" in text_of(target.rename(tmp_path / f"out.{ending.lower()}"))


def test_it_says_what_stays(sample, tmp_path):
    answer = speak("report", sample, "-o", tmp_path / "out.html", "--iteration", 1)
    assert "2 quotes stay: no permission." in answer.err
    public = tmp_path / "public.html"
    answer = speak("report", sample, "-o", public, "--iteration", 1, "--audience", "public")
    assert "numbers of 1 or 2 partners" in answer.err
    assert "for: public" in text_of(public)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "out.txt"], "should end in"),
        (["-o", "out"], "should end in"),
        (["-o", "out.html", "--iteration", 9], "There is no iteration 9"),
        (["-o", "out.html", "--audience", "press"], "invalid choice"),
        (["-o", "out.html", "--cohort", "Nobody"], "There is no cohort"),
        (["-o", "out.html", "--section", "gossip"], "invalid choice"),
        (["-o", "nowhere/out.html"], "nowhere"),
        ([], "-o"),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(sample, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    answer = speak("report", sample, *words)
    assert answer.status == 2
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(sample, tmp_path):
    target = tmp_path / "out.html"
    target.write_text("mine")
    answer = speak("report", sample, "-o", target)
    assert answer.status == 2
    assert target.read_text() == "mine"


def test_sections_and_cohorts_are_named(sample, tmp_path):
    target = tmp_path / "out.html"
    words = ["--section", "funnels", "--cohort", "Hospitality", "--iteration", 2]
    assert speak("report", sample, "-o", target, *words).status == 0
    text = text_of(target)
    assert "Funnel of Hospitality" in text
    assert "Under 35" not in text
    assert "True innovation" not in text


def test_a_study_that_was_just_begun_can_be_told_of(tmp_path):
    path = tmp_path / "new.footpath"
    begin(path, "New", flow_of_path(("A", "B", "C"))).close()
    for ending in ("html", "docx", "pptx"):
        target = tmp_path / f"new.{ending}"
        assert speak("report", path, "-o", target).status == 0
        assert "No hypothesis was written." in text_of(target)


def test_it_can_be_stopped_and_says_how_far_it_is(sample):
    told: list[tuple[int, int]] = []

    def tell(done, whole):
        told.append((done, whole))
        return True

    with Study.open(sample, write=False) as study:
        report(study, progress=tell)
        wholes = {whole for _, whole in told}
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert len(wholes) == 1
        with pytest.raises(Cancelled):
            report(study, progress=lambda done, whole: done < 3)
