"""The pointer that walks a path over the events of a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.walk import walk
from core.model.observation import Status

PATH = "ABC"
A, D = Status.ALIGNED, Status.DEVIATED


def seen(activities, path=PATH):
    events = [(f"{place:03}", activity) for place, activity in enumerate(activities)]
    return [(step, status, reason) for step, status, _, reason in walk(events, path)]


@pytest.mark.parametrize(
    ("activities", "expected"),
    [
        ("", []),
        ("BC", []),
        ("xx", []),
        ("A", [(0, A, "")]),
        ("AB", [(0, A, ""), (1, A, "")]),
        ("ABC", [(0, A, ""), (1, A, ""), (2, A, "")]),
        ("ABCxA", [(0, A, ""), (1, A, ""), (2, A, "")]),
        ("Ax", [(0, A, ""), (1, D, "x")]),
        ("AC", [(0, A, ""), (1, D, "C")]),
        ("AxBy", [(0, A, ""), (1, A, ""), (2, D, "y")]),
        ("AxB", [(0, A, ""), (1, A, "")]),
        ("AA", [(0, A, ""), (1, D, "A")]),
        ("xyABzC", [(0, A, ""), (1, A, ""), (2, A, "")]),
        ("CBA", [(0, A, "")]),
        ("ABxyz", [(0, A, ""), (1, A, ""), (2, D, "x")]),
    ],
)
def test_the_pointer(activities, expected):
    assert seen(activities) == expected


def test_what_is_seen_bears_the_time_of_its_event():
    events = [("1", "A"), ("2", "x"), ("3", "B"), ("4", "y"), ("5", "z")]
    assert [(each.step, each.at) for each in walk(events, PATH)] == [(0, "1"), (1, "3"), (2, "4")]


@given(st.text("ABCx", max_size=12))
def test_the_aligned_steps_are_the_longest_start_of_the_path_found_in_order(activities):
    found = seen(activities)
    aligned = [step for step, status, _ in found if status is A]
    place, expected, last = 0, [], 0
    for step, name in enumerate(PATH):
        place = activities.find(name, place) + 1
        if not place:
            break
        expected.append(step)
        last = place
    assert aligned == expected
    deviated = [each for each in found if each[1] is D]
    if expected and len(expected) < len(PATH) and last < len(activities):
        assert deviated == [(len(expected), D, activities[last])]
    else:
        assert not deviated
