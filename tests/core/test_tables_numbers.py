"""Every number of the workbook is that of ``funnel``, ``compare``, ``decide`` and ``innovation``."""

from pathlib import Path
from typing import Any

import pytest
from statsmodels.stats.multitest import multipletests

from core.sample import write_sample
from tests.core.speaking import speak
from tests.core.workbook_reading import csv_rows, sheets, told

TURNS = (1, 2, 3)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("tables") / "sample.footpath"
    write_sample(path)
    return path


@pytest.fixture(scope="module")
def book(sample):
    target = sample.with_suffix(".xlsx")
    assert speak("export", sample, "-o", target).status == 0
    return sheets(target)


def answered(*words: object) -> Any:
    answer = speak(*words, "--json")
    assert answer.status == 0, answer.err
    return answer.json


def close(wanted: object) -> Any:
    return pytest.approx(wanted, abs=1e-12, nan_ok=False)


@pytest.mark.parametrize("turn", TURNS)
def test_funnels(sample: Path, book, turn):
    wanted = answered("funnel", sample, "--iteration", turn)
    cohorts = {row["Cohort"] for row in told(book["Funnel"], Iteration=turn)}
    assert cohorts == {each["name"] for each in wanted["cohorts"]}
    for cohort in wanted["cohorts"]:
        rows = told(book["Funnel"], Iteration=turn, Cohort=cohort["name"])
        assert [row["Step"] for row in rows] == wanted["path"]
        assert {row["Entrants"] for row in rows} == {cohort["entrants"]}
        for what in ("reached", "aligned", "deviated", "unknown", "alignment", "overall"):
            assert [row[what.capitalize()] for row in rows] == close(cohort[what])
        for place, row in enumerate(rows):
            low, high = cohort["interval"][place] or (None, None)
            assert (row["Alignment from"], row["Alignment to"]) == (close(low), close(high))
            assert row["Answered"] == row["Aligned"] + row["Deviated"]
            assert row["Reached"] == row["Aligned"] + row["Deviated"] + row["Unknown"]
            band = cohort["band"][place]
            assert row["Band to"] == close(band and band[1])
        ended = sum(
            row[f"Ended {fate}"] for row in rows for fate in ("deviated", "unknown", "undecided")
        )
        assert ended + rows[0]["Need met"] == cohort["entrants"]


@pytest.mark.parametrize("turn", TURNS)
def test_outcomes(sample, book, turn):
    wanted = answered("innovation", sample, "--iteration", turn)
    rows = told(book["Outcomes"], Iteration=turn, Cohort="Everyone")
    ends = [wanted[each] for each in ("adoption", "outcome") if wanted[each]]
    assert len(rows) == len(ends) == 2
    for row, end in zip(rows, ends, strict=True):
        assert (row["Aligned"], row["Deviated"]) == (end["aligned"], end["deviated"])
        assert row["Unknown"] == end["pending" if "pending" in end else "unknown"]
        assert (row["Rate"], row["To beat"]) == (close(end["rate"]), close(end["target"]))
        assert [row["Rate from"], row["Rate to"]] == close(end["interval"] or [None, None])
        assert row["Did both"] == wanted["both"]
        assert row["True innovation"].removesuffix(" so far") == wanted["state"]


@pytest.mark.parametrize("turn", TURNS)
def test_comparisons_of_cohorts(sample, book, turn):
    rows = [row for row in told(book["Comparisons"], Iteration=turn) if row["B"] == "the rest"]
    cohorts = dict.fromkeys(row["A"] for row in rows)
    assert len(cohorts) == 6
    for cohort in cohorts:
        wanted = answered("compare", sample, "--iteration", turn, "--cohort", cohort)["steps"]
        found = told(rows, A=cohort)
        assert [row["Step"] for row in found] == [each["step"] for each in wanted]
        for row, step in zip(found, wanted, strict=True):
            same(row, step)


@pytest.mark.parametrize("turn", TURNS[1:])
def test_comparisons_with_the_iteration_before(sample, book, turn):
    wanted = answered("compare", sample, "--iteration", turn - 1, "--iteration", turn)["steps"]
    found = told(book["Comparisons"], Iteration=turn, B=f"iteration {turn}")
    assert [row["A"] for row in found] == [f"iteration {turn - 1}"] * len(wanted)
    for row, step in zip(found, wanted, strict=True):
        same(row, step)


def same(row: dict[str, Any], step: dict[str, Any]) -> None:
    assert (row["A aligned"], row["A answered"]) == (step["a"]["aligned"], step["a"]["n"])
    assert (row["B aligned"], row["B answered"]) == (step["b"]["aligned"], step["b"]["n"])
    assert row["Difference"] == close(step["difference"])
    assert [row["From"], row["To"]] == close(step["interval"] or [None, None])
    assert row["p"] == close(step["p"])


@pytest.mark.parametrize("turn", TURNS)
def test_all_comparisons_of_an_iteration_are_corrected_together(book, turn):
    rows = told(book["Comparisons"], Iteration=turn)
    _, corrected, *_ = multipletests([row["p"] for row in rows], method="holm")
    assert [row["p corrected"] for row in rows] == pytest.approx(list(corrected), abs=1e-9)
    assert [row["Differs"] for row in rows] == [row["p corrected"] <= 0.05 for row in rows]


def test_decisions(sample, book):
    closed = [row["Iteration"] for row in book["Decisions"]]
    assert closed == [1, 2, 3][: len(closed)]
    for row in book["Decisions"]:
        wanted = answered("decide", sample, "--iteration", row["Iteration"])
        assert (row["Aligned"], row["Answered"], row["Unknown"]) == (
            wanted["aligned"], wanted["n"], wanted["unknown"]
        )  # fmt: skip
        assert row["Proposal"] == wanted["proposal"]
        assert row["P at least"] == close(wanted["p_at_least"])
        assert row["P at most"] == close(wanted["p_at_most"])
        assert row["More needed"] == wanted["needed"]


def test_the_observations_are_those_of_the_funnels(sample, book):
    seen = told(book["Observations"], Iteration=1, Encounter=1, Late=False)
    (funnel,) = answered("funnel", sample, "--iteration", 1, "--cohort", "Everyone")["cohorts"]
    assert len({row["Partner"] for row in seen}) == funnel["entrants"]
    trigger = [row for row in seen if row["Step"] == book["Funnel"][0]["Step"]]
    assert sum(row["Status"] == "aligned" for row in trigger) == funnel["aligned"][0]
    assert [row["At (UTC)"] for row in book["Observations"]] == sorted(
        row["At (UTC)"] for row in book["Observations"]
    )


def test_csv_holds_the_rows_of_the_sheet(sample, book):
    target = sample.with_suffix(".csv")
    assert speak("export", sample, "-o", target).status == 0
    rows = csv_rows(target)
    assert len(rows) == len(book["Observations"]) > 200
    for row, cells in zip(rows, book["Observations"], strict=True):
        assert row["Id"] == cells["Id"]
        assert row["At (UTC)"] == str(cells["At (UTC)"])
        assert row["Quote"] == (cells["Quote"] or "")
