"""What is told never lets anybody work out a number of one or two partners."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from core.share.disclosure import told

FEWEST = 3


def sets(*rows):
    return np.array(rows, np.bool_)


NONE = np.zeros((0, 9), np.bool_)


def first(n, of=9):
    return [place < n for place in range(of)]


def basis_of(rows):
    """What some rows span, by fractions: the slow and certain way."""
    basis: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        own = without([Fraction(int(each)) for each in row], basis)
        pivot = next((n for n, each in enumerate(own) if each), None)
        if pivot is not None:
            basis.append((pivot, [each / own[pivot] for each in own]))
    return basis


def without(row, basis):
    for pivot, known in basis:
        if row[pivot]:
            row = [a - row[pivot] * b for a, b in zip(row, known, strict=True)]
    return row


def lies_in(basis, target):
    return not any(without([Fraction(int(each)) for each in target], basis))


def spanned(rows, target):
    """Whether a row is a linear combination of others."""
    return lies_in(basis_of(rows), target)


def is_small(row):
    return 0 < int(row.sum()) < FEWEST


@st.composite
def problems(draw):
    partners = draw(st.integers(1, 14))
    some = arrays.arrays(np.bool_, st.tuples(st.integers(1, 9), st.just(partners)))
    few = arrays.arrays(np.bool_, st.tuples(st.integers(0, 4), st.just(partners)))
    candidates, targets = draw(some), draw(few)
    # Sums, differences and parts are what tables are made of.
    parts = [a & b for a in candidates[:3] for b in candidates[3:5]]
    candidates = np.concatenate([candidates, np.array(parts, np.bool_).reshape(-1, partners)])
    return candidates, targets


@given(problems())
@settings(max_examples=150)
def test_no_small_number_can_be_worked_out_from_those_told(problem):
    candidates, targets = problem
    answers = told(candidates, targets, candidates[:0], FEWEST)
    shown = candidates[answers]
    assert not any(map(is_small, shown))
    for secret in [*candidates, *targets]:
        if is_small(secret):
            assert not spanned(shown, secret)


@given(problems())
@settings(max_examples=60)
def test_nothing_is_held_back_that_could_be_told_as_well(problem):
    candidates, targets = problem
    answers = told(candidates, targets, candidates[:0], FEWEST)
    shown = list(candidates[answers])
    secrets = [each for each in [*candidates, *targets] if is_small(each)]
    for held_back in candidates[~np.array(answers)]:
        if not is_small(held_back):
            assert any(spanned([*shown, held_back], each) for each in secrets)


def test_the_neighbour_of_a_small_number_stays_behind_where_the_total_is_told():
    total, aligned, deviated = first(9), first(8), [False] * 8 + [True]
    assert told(sets(total, aligned, deviated), NONE, NONE, FEWEST) == [True, False, False]


def test_a_small_cohort_hides_the_last_of_three_that_make_everyone():
    everyone = first(9)
    one, two, three = first(4), [3 < n < 7 for n in range(9)], [n > 6 for n in range(9)]
    answers = told(sets(everyone, one, two, three), NONE, NONE, FEWEST)
    assert answers == [True, True, False, False]


def test_what_is_known_anyway_counts():
    total, aligned = first(9), first(8)
    assert told(sets(aligned), sets([False] * 8 + [True]), NONE, FEWEST) == [True]
    assert told(sets(aligned), sets([False] * 8 + [True]), sets(total), FEWEST) == [False]


@pytest.mark.parametrize(("size", "shown"), [(0, True), (1, False), (2, False), (3, True)])
def test_nobody_is_told_and_three_are(size, shown):
    assert told(sets(first(size)), NONE, NONE, FEWEST) == [shown]
