"""Columns: read in bulk, then kept in step with every change."""

import gc

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.measure import Columns
from core.model.moment import as_datetime
from core.model.observation import Observation, Status
from tests.core.drawn_studies import studies
from tests.core.study_data import ITERATION, columns_of, documents, observed

FIELDS = ("partner", "iteration", "step", "status", "encounter", "at", "late")


def test_every_counted_field_is_there():
    columns = columns_of(
        ("p1", "T", "A"),
        ("p2", "A", "D", {"encounter": 3, "late": True, "iteration": "other"}),
        ("p1", "A", "A", {"voided": True, "at": "2026-01-02T03:04:05.678901Z"}),
    )
    assert len(columns) == 3
    assert [columns.partners.id(code) for code in columns.partner] == ["p1", "p2", "p1"]
    assert [columns.steps.id(code) for code in columns.step] == ["t", "a", "a"]
    assert [columns.iterations.id(code) for code in columns.iteration] == [
        ITERATION,
        "other",
        ITERATION,
    ]
    assert columns.status.tolist() == [1, 2, 0]
    assert columns.encounter.tolist() == [1, 3, 1]
    assert columns.late.tolist() == [False, True, False]
    when = as_datetime("2026-01-02T03:04:05.678901Z")
    assert columns.at[2] == round(when.timestamp() * 1_000_000)
    assert columns.partners.code("p2") == 1
    assert columns.partners.code("nobody") is None
    assert columns.id_at(2) == "o000002"


def test_columns_are_read_only():
    columns = columns_of(("p1", "T", "A"))
    for name in FIELDS:
        with pytest.raises(ValueError, match="read-only"):
            getattr(columns, name)[0] = 0


def test_reading_leaves_the_collector_as_it_was():
    for was_on in (True, False):
        (gc.enable if was_on else gc.disable)()
        try:
            columns_of(("p1", "T", "A"))
            assert gc.isenabled() is was_on
        finally:
            gc.enable()


@pytest.mark.parametrize("document", [b"{}", b"nonsense", b'{"partner": 3}'])
def test_what_is_no_observation_is_refused(document):
    with pytest.raises(msgspec.DecodeError):
        Columns.read({"x": document})


def test_a_moment_of_another_length_is_refused():
    (row,) = observed(("p1", "T", "A", {"at": "2026-01-01"}))
    with pytest.raises(ValueError, match="another length"):
        Columns.read(documents([row]))


def test_asking_for_ids_names_voided_ones_and_not_removed_ones():
    rows = observed(
        ("p1", "T", "A"),
        ("p2", "T", "A"),
        ("p1", "A", "D", {"voided": True}),
        ("p1", "T", "A", {"encounter": 2}),
        ("p1", "T", "A", {"iteration": "other"}),
    )
    columns = Columns.read(documents(rows))
    columns.apply({}, ["o000001"])
    assert columns.ids_where(partner="p1") == ["o000000", "o000002", "o000003", "o000004"]
    assert columns.ids_where(partner="p1", iteration=ITERATION, encounter=1) == [
        "o000000",
        "o000002",
    ]
    assert columns.ids_where(step="t", iteration="other") == ["o000004"]
    assert columns.ids_where(partner="p2") == []
    assert columns.ids_where(partner="nobody") == []
    assert len(columns.ids_where()) == 4
    assert columns.refers(partner="p1", step="a")
    assert not columns.refers(partner="p2")
    assert not columns.refers(step="nowhere")
    assert columns.refers(iteration="other")


def state(columns):
    """What measures can see, in the order of time, with ids instead of codes."""
    order = columns.in_time_order()
    places = range(len(columns)) if order is None else order.tolist()
    return [
        (
            columns.id_at(place),
            columns.partners.id(columns.partner[place]),
            columns.iterations.id(columns.iteration[place]),
            columns.steps.id(columns.step[place]),
            *(int(getattr(columns, name)[place]) for name in FIELDS[3:]),
        )
        for place in places
        if columns.status[place]
    ]


@settings(deadline=None, max_examples=150)
@given(studies(), st.data())
def test_any_run_of_changes_gives_what_reading_afresh_gives(study, data):
    _, observations = study
    kept = documents(observations)
    start = data.draw(st.integers(0, len(kept)))
    held = dict(list(kept.items())[:start])
    columns = Columns.read(held)
    for _ in range(data.draw(st.integers(0, 6))):
        puts = data.draw(st.dictionaries(st.sampled_from(sorted(kept) or ["x"]), st.booleans()))
        puts = {
            id_: msgspec.json.encode(
                msgspec.structs.replace(
                    msgspec.json.decode(kept[id_], type=Observation),
                    voided=voided,
                    status=Status.DEVIATED,
                    at=observations[data.draw(st.integers(0, len(kept) - 1))].at,
                )
            )
            for id_, voided in puts.items()
            if id_ in kept
        }
        removes = data.draw(st.lists(st.sampled_from([*held, "unheard of"]), unique=True))
        removes = [id_ for id_ in removes if id_ not in puts]
        columns.apply(puts, removes)
        for id_ in removes:
            held.pop(id_, None)
        held |= puts
        columns.in_time_order()
    recorded = [id_ for id_ in (columns.id_at(n) for n in range(len(columns))) if id_ in held]
    afresh = Columns.read({id_: held[id_] for id_ in recorded})
    assert state(columns) == state(afresh)
    assert columns.ids_where() == recorded
    assert sorted(recorded) == sorted(held)


def test_a_removed_observation_comes_back_where_it_was():
    rows = observed(*[("p1", "T", "A", {"at": "2026-01-01T00:00:00.000000Z"})] * 3)
    encoded = documents(rows)
    columns = Columns.read(encoded)
    columns.apply({}, ["o000001"])
    assert columns.ids_where() == ["o000000", "o000002"]
    columns.apply({"o000001": encoded["o000001"]}, [])
    assert columns.ids_where() == ["o000000", "o000001", "o000002"]


def test_rows_in_the_order_of_time_need_no_sorting_and_others_are_sorted_once():
    columns = columns_of(("p1", "T", "A"), ("p1", "A", "A"))
    assert columns.in_time_order() is None
    early = observed(("p1", "B", "A", {"at": "2026-01-01T00:00:00.000000Z", "id": "p"}))
    columns.apply(documents(early), [])
    assert columns.in_time_order().tolist() == [2, 0, 1]
    assert columns.in_time_order() is columns.in_time_order()
    columns.apply(documents(observed(("p1", "T", "D", {"id": "q"}))), [])
    assert columns.in_time_order().tolist() == [2, 0, 3, 1]


def test_members_are_found_by_code_also_for_partners_who_come_later():
    columns = columns_of(("p1", "T", "A"), ("p2", "T", "A"))
    group = frozenset({"p2", "p3", "never seen"})
    assert columns.are_members(group).tolist() == [False, True]
    columns.apply(documents(observed(("p4", "T", "A", {"id": "x"}))), [])
    columns.apply(documents(observed(("p3", "T", "A", {"id": "y"}))), [])
    assert columns.are_members(group).tolist() == [False, True, False, True]
    for number in range(100):
        columns.are_members(frozenset({f"p{number}"}))
    assert columns.are_members(group).tolist() == [False, True, False, True]


def test_members_of_no_columns_are_nobody():
    assert Columns.read({}).are_members(frozenset({"p1"})).tolist() == []


def test_appending_grows_by_doubling():
    columns = Columns.read({})
    moved = 0
    before = columns.at.__array_interface__["data"][0]
    for row in observed(*[("p1", "T", "A")] * 500):
        columns.apply(documents([row]), [])
        now = columns.at.__array_interface__["data"][0]
        moved += now != before
        before = now
    assert len(columns) == 500
    assert moved <= 6
    assert np.count_nonzero(columns.status) == 500


def test_an_answer_is_kept_until_a_row_changes():
    columns = columns_of(("p1", "T", "A"))
    asked = []

    def answer():
        asked.append(len(columns))
        return asked[-1]

    assert [columns.remember("how many", answer) for _ in range(3)] == [1, 1, 1]
    columns.apply(documents(observed(("p2", "T", "A", {"id": "x"}))), [])
    assert columns.remember("how many", answer) == 2
    for number in range(40):
        assert columns.remember(number, lambda number=number: number) == number
    assert columns.remember("how many", answer) == 2
    assert asked == [1, 2, 2]


def test_more_than_is_read_at_once_is_all_there(monkeypatch):
    rows = observed(*[(f"p{n}", "T", "A" if n % 3 else "D") for n in range(50)])
    whole = Columns.read(documents(rows))
    monkeypatch.setattr("core.measure.columns.AT_ONCE", 7)
    by_parts = Columns.read(documents(rows[:20]))
    by_parts.apply(documents(rows[20:]), [])
    assert state(by_parts) == state(whole)
    assert by_parts.ids_where() == whole.ids_where()
