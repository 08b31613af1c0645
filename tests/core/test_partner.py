"""Partners, and cohorts by rule or by list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.partner import (
    EVERYONE,
    AllOf,
    AnyOf,
    Between,
    Cohort,
    CustomerPartner,
    During,
    Is,
    Not,
    attributes_of,
    holds,
    is_day,
    members,
    next_pseudonym,
    number,
)

ANNA = CustomerPartner("1", "P-001", {"age": "42", "city": "Bonn"})
BEN = CustomerPartner("2", "P-002", {"age": "17,5"})
NEW = CustomerPartner("3", "P-003")


@pytest.mark.parametrize(
    ("text", "figure"),
    [("42", 42.0), (" 1.5 ", 1.5), ("1,5", 1.5), ("-3", -3.0), ("old", None), ("", None)],
)
def test_a_value_is_a_number_or_none(text, figure):
    assert number(text) == figure


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999"])
def test_what_has_no_size_is_no_number(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("taken", "following"),
    [
        ([], "P-001"),
        (["P-009", "P-002", "Anna"], "P-010"),
        (["P-999"], "P-1000"),
        (["P-x"], "P-001"),
    ],
)
def test_the_next_pseudonym_is_behind_the_highest(taken, following):
    assert next_pseudonym(taken) == following


@pytest.mark.parametrize(
    ("rule", "answers"),
    [
        (Is("city", ("Bonn", "Ulm")), (True, None, None)),
        (Is("city", ("bonn",)), (False, None, None)),
        (Between("age", 18, 42), (True, False, None)),
        (Between("age", None, 20), (False, True, None)),
        (Between("age", 17.5), (True, True, None)),
        (Between("city", 0), (None, None, None)),
        (Not(Between("age", 18)), (False, True, None)),
        (AllOf((Between("age", 18), Is("city", ("Bonn",)))), (True, False, None)),
        (AnyOf((Between("age", 18), Is("city", ("Bonn",)))), (True, None, None)),
        (Not(AnyOf((Between("age", 18), Is("city", ("Bonn",))))), (False, None, None)),
        (AllOf(()), (True, True, True)),
        (AnyOf(()), (False, False, False)),
    ],
)
def test_a_rule_holds_or_not_or_cannot_be_told(rule, answers):
    assert tuple(holds(rule, each) for each in (ANNA, BEN, NEW)) == answers


truths = st.sampled_from(
    [Is("a", ("yes",)), Is("a", ("no",)), Is("b", ("yes",)), Is("none", ("x",))]
)
rules = st.recursive(
    truths,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(lambda each: AllOf(tuple(each))),
        st.lists(inner, max_size=3).map(lambda each: AnyOf(tuple(each))),
    ),
    max_leaves=8,
)
PARTNER = CustomerPartner("1", "P-001", {"a": "yes", "b": "no"})


@given(rules)
def test_not_turns_what_can_be_told_and_nothing_else(rule):
    answer = holds(rule, PARTNER)
    assert holds(Not(rule), PARTNER) is (None if answer is None else not answer)
    assert holds(Not(Not(rule)), PARTNER) is answer


@given(st.lists(rules, max_size=3))
def test_and_and_or_obey_de_morgan(parts):
    either = AnyOf(tuple(parts))
    neither = AllOf(tuple(Not(each) for each in parts))
    assert holds(Not(either), PARTNER) is holds(neither, PARTNER)


def test_a_cohort_is_everyone_a_rule_or_a_list():
    every = (ANNA, BEN, NEW)
    assert members(Cohort(EVERYONE, "Everyone"), every) == {"1", "2", "3"}
    assert members(Cohort("c", "Adults", rule=Between("age", 18)), every) == {"1"}
    assert members(Cohort("c", "Minors", rule=Not(Between("age", 18))), every) == {"2"}
    assert members(Cohort("c", "Picked", members=("3", "gone")), every) == {"3"}


def test_a_date_is_asked_for_by_its_day():
    since = During("since", "2026-03-01", "2026-03-31")
    at = [
        CustomerPartner("p", "P", {"since": day}) for day in ("2026-03-31", "2026-04-01", "March")
    ]
    assert [holds(since, each) for each in at] == [True, False, None]
    assert holds(Not(since), CustomerPartner("p", "P")) is None
    assert holds(During("since", None, "2026-03-01"), at[0]) is False
    assert list(attributes_of(since)) == ["since"]


def test_a_day_is_kept_with_the_year_first():
    assert is_day("2026-02-28")
    assert not any(
        map(is_day, ("2026-02-29", "20260228", "2026-2-28", "28.02.2026", "", "2026-W10-1"))
    )
