"""An event log becomes a study whose funnel is that of the log."""

from __future__ import annotations

import csv
import gzip
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exchange.event_log import Plan, read_header, read_log
from core.exchange.unreadable import Cancelled, UnreadableInput
from core.importing import import_log
from core.model.observation import Observation
from core.model.partner import AttributeKind
from core.store import StoreExists
from core.study import Study
from tests.core.study_reading import counts, flow_of, partner_of


@pytest.fixture
def log(tmp_path):
    """Write a log of lines, and give the plan that reads it."""

    def write(*lines, path="A > B > C", head="case,act,time", **more):
        file = tmp_path / "log.csv"
        file.write_text("\n".join([head, *lines]) + "\n")
        return Plan(file, "case", "act", "time", tuple(path.split(" > ")), **more)

    return write


def imported(plan, tmp_path):
    target = tmp_path / "study.footpath"
    summary = import_log(plan, target)
    return summary, Study.open(target, write=False)


def test_the_patients_of_the_real_log(data_folder, tmp_path):
    path = "Registration > Triage and Assessment > X-Ray > Discuss Results > Check-out"
    plan = Plan(
        data_folder / "patients.csv",
        "patient",
        "handling",
        "time",
        tuple(path.split(" > ")),
        where=(("registration_type", "complete"),),
    )
    summary, study = imported(plan, tmp_path)
    with study:
        assert counts(study) == (
            path.split(" > "),
            [500, 500, 261, 259, 258],
            [0, 0, 237, 0, 0],
            [0, 0, 2, 2, 1],
        )
    assert (summary.partners, summary.without_trigger) == (500, 0)


def test_the_sepsis_cases_of_the_real_log(data_folder, tmp_path):
    path = (
        "ER Registration > ER Triage > ER Sepsis Triage > IV Antibiotics > Admission NC > Release A"
    )
    plan = Plan(
        data_folder / "sepsis.csv",
        "Case ID",
        "Activity",
        "Complete Timestamp",
        tuple(path.split(" > ")),
        attributes=("Age",),
    )
    _, study = imported(plan, tmp_path)
    with study:
        assert counts(study)[1:] == (
            [1050, 1044, 1027, 802, 674, 571],
            [0, 6, 17, 176, 43, 91],
            [0, 0, 0, 49, 85, 12],
        )
        (age,) = study.attributes()
        assert (age.name, age.kind) == ("Age", AttributeKind.NUMBER)
        assert partner_of(study, "A").value(age.id) == "85"


def test_events_count_by_time_and_ties_by_their_place_in_the_file(log, tmp_path):
    plan = log(
        "1,B,2020-01-02", "1,A,2020-01-01", "1,C,2020-01-02", "2,B,2020-01-01", "2,A,2020-01-01"
    )
    _, study = imported(plan, tmp_path)
    with study:
        assert counts(study)[1:] == ([2, 1, 1], [0, 0, 0], [0, 1, 0])


def test_a_case_without_the_trigger_is_a_partner_and_no_entrant(log, tmp_path):
    summary, study = imported(log("1,A,2020-01-01", "2,B,2020-01-01"), tmp_path)
    with study:
        assert [each.pseudonym for each in study.partners()] == ["1", "2"]
        assert counts(study)[1] == [1, 0, 0]
    assert summary.without_trigger == 1
    assert "Without “A”, so no entrants: 1 partner." in summary.sentence


def test_the_reason_is_the_first_later_activity(log):
    documents = read_log(log("1,A,2020-01-01", "1,x,2020-01-02", "1,y,2020-01-03"), "s").documents
    last = [each for each in documents if isinstance(each, Observation)][-1]
    assert (last.reason, last.at) == ("x", "2020-01-02T00:00:00.000000Z")


def test_filters_leave_rows_out_before_their_dates_are_read(log, tmp_path):
    plan = log(
        "1,A,2020-01-01,yes,a=b",
        "1,B,no date,no,a=b",
        "1,C,,yes,other",
        "2,A,2020-01-01,no,a=b",
        head="case,act,time,keep,more",
        where=(("keep", "yes"), ("more", "a=b")),
    )
    summary, study = imported(plan, tmp_path)
    with study:
        assert counts(study)[1:] == ([1, 0, 0], [0, 0, 0], [0, 1, 0])
        assert [each.pseudonym for each in study.partners()] == ["1"]
    assert summary.left_out == 3


def test_an_attribute_is_the_first_non_empty_value_before_any_filter(log, tmp_path):
    plan = log(
        "1,A,2020-01-03,yes,",
        "1,A,2020-01-02,no,late",
        "1,A,2020-01-01,yes,early",
        "2,A,2020-01-01,yes,",
        head="case,act,time,keep,group",
        where=(("keep", "yes"),),
        attributes=("group", "keep", "group"),
    )
    _, study = imported(plan, tmp_path)
    with study:
        group, keep = study.attributes()
        assert (group.name, group.kind, keep.name) == ("group", AttributeKind.TEXT, "keep")
        assert partner_of(study, "1").value(group.id) == "late"
        assert group.id not in partner_of(study, "2").attributes


def test_values_and_names_are_kept_as_written(log, tmp_path):
    name = "=" + "ن😀" * 150
    plan = log(
        f"{name},A,2020-01-01, =x ",
        head="case,act,time,group",
        attributes=("group",),
        path="A > B",
    )
    _, study = imported(plan, tmp_path)
    with study:
        (partner,) = study.partners()
        assert partner.pseudonym == name
        assert list(partner.attributes.values()) == [" =x "]


def test_rows_without_a_case_or_an_activity_are_counted_and_left_out(log, tmp_path):
    summary, study = imported(log("1,A,2020-01-01", ",A,2020-01-01", "1,,", "1,B"[:2]), tmp_path)
    with study:
        assert counts(study)[1] == [1, 0, 0]
    assert summary.incomplete == 3
    assert "Left out for want of a case or an activity: 3 rows." in summary.sentence


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["1,A,2020-01-01", "1,B,soon"], r"Line 3: “soon” cannot be read as a date"),
        (["1,A,2020-01-01", "", "1,B"], "Line 4 has no date"),
        (['"x\ny",A,2020-01-01', "1,B,03/04/2020"], r"Line 4: “03/04/2020”.*--date-format"),
    ],
)
def test_an_unreadable_date_is_refused_with_its_line(log, tmp_path, lines, sentence):
    with pytest.raises(UnreadableInput, match=sentence):
        import_log(log(*lines), tmp_path / "study.footpath")
    assert [each.name for each in tmp_path.iterdir()] == ["log.csv"]


def test_a_missing_column_is_refused_with_those_there_are(log, tmp_path):
    with pytest.raises(
        UnreadableInput, match=r"no column “who”\. The columns are: case, act, time"
    ):
        import_log(log(attributes=("who",)), tmp_path / "study.footpath")
    with pytest.raises(UnreadableInput, match="no column “keep”"):
        import_log(log(where=(("keep", "yes"),)), tmp_path / "study.footpath")


def test_two_columns_of_the_asked_name_are_refused(log, tmp_path):
    with pytest.raises(UnreadableInput, match="2 columns are called “time”"):
        import_log(log(head="case,act,time,time"), tmp_path / "study.footpath")


def test_columns_are_found_but_for_spaces_around_them(log, tmp_path):
    _, study = imported(log("1, A ,2020-01-01", head="case , act, time"), tmp_path)
    with study:
        assert counts(study)[1] == [1, 0, 0]


@pytest.mark.parametrize("path", ["A", "A > A", "A > Business outcome"])
def test_a_path_that_is_none_is_refused(log, tmp_path, path):
    with pytest.raises(UnreadableInput):
        import_log(log("1,A,2020-01-01", path=path), tmp_path / "study.footpath")


def test_a_date_format_that_is_none_is_refused(log, tmp_path):
    with pytest.raises(UnreadableInput, match="no date format"):
        import_log(log(date_format="DD.MM."), tmp_path / "study.footpath")


def test_an_existing_file_is_left_alone(log, tmp_path):
    target = tmp_path / "study.footpath"
    target.write_text("mine")
    with pytest.raises(StoreExists):
        import_log(log("1,A,2020-01-01"), target)
    assert target.read_text() == "mine"


def test_a_cancelled_import_leaves_nothing_behind(log, tmp_path):
    with pytest.raises(Cancelled):
        import_log(log("1,A,2020-01-01"), tmp_path / "study.footpath", lambda _done, _total: False)
    assert [each.name for each in tmp_path.iterdir()] == ["log.csv"]


def test_progress_grows_and_can_cancel_at_every_call(log, tmp_path):
    plan = log("1,A,2020-01-01")
    told: list[tuple[int, int]] = []

    def tell(done, total):
        told.append((done, total))
        return True

    import_log(plan, tmp_path / "study.footpath", tell)
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    for stop in range(len(told) - 1):
        calls = itertools.count()
        with pytest.raises(Cancelled):
            import_log(plan, tmp_path / "other", lambda *_, n=calls, stop=stop: next(n) != stop)
        assert not (tmp_path / "other").exists()


def test_the_study_has_one_open_iteration_with_the_endpoints_behind_the_path(log, tmp_path):
    _, study = imported(log("1,A,2020-01-01"), tmp_path)
    with study:
        assert study.info.name == "study"
        assert [(each.number, each.is_open) for each in study.iterations()] == [(1, True)]
        names = [step.name for step in flow_of(study).steps]
        assert names == ["A", "B", "C", "Individual adoption", "Business outcome"]


def test_a_log_of_a_header_alone_is_a_study_without_partners(log, tmp_path):
    summary, study = imported(log(), tmp_path)
    with study:
        assert study.partners() == []
    assert summary.sentence == "0 partners with 0 observations from 0 rows."


def test_the_header_of_a_packed_log(tmp_path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(b"case|act|time\n"))
    assert read_header(path) == ("case", "act", "time")


START = datetime(2020, 1, 1, tzinfo=UTC)
EVENTS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from("ABCDxy"), st.integers(0, 6)), max_size=30
)


@settings(max_examples=60)
@given(EVENTS)
def test_the_funnel_of_a_random_log_is_the_one_counted_by_hand(tmp_path_factory, events):
    folder = tmp_path_factory.mktemp("random")
    _write(folder / "log.csv", events)
    plan = Plan(folder / "log.csv", "case", "act", "time", tuple("ABCD"))
    _, study = imported(plan, folder)
    with study:
        assert counts(study)[1:] == _by_hand(events, "ABCD")


def _write(path: Path, events) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case", "act", "time"])
        for case, act, minutes in events:
            writer.writerow([case, act, (START + timedelta(minutes=minutes)).isoformat()])


def _by_hand(events, path):
    aligned, deviated, unknown = ([0] * len(path) for _ in range(3))
    for case in {case for case, _, _ in events}:
        walked = "".join(
            act
            for _, _, act in sorted(
                (at, n, act) for n, (c, act, at) in enumerate(events) if c == case
            )
        )
        place = 0
        for step, name in enumerate(path):
            found = walked.find(name, place)
            if found < 0:
                if step:
                    (deviated if place < len(walked) else unknown)[step] += 1
                break
            aligned[step] += 1
            place = found + 1
    return aligned, deviated, unknown
