"""Rules, ranges and long texts in words; which rows are shown in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.partner import AllOf, AnyOf, Between, CustomerPartner, Is, Not, Rule, holds
from ui.look.texts import breakable, short
from ui.partners.conditions import Condition, grouped, range_text, read_range
from ui.partners.rule_words import rule_words

_ends = st.none() | st.integers(0, 10**6).map(float)


@given(_ends, _ends)
def test_a_range_is_read_as_it_is_written(low: float | None, high: float | None) -> None:
    wanted = (low, high) if low is None or high is None or low <= high else None
    if low is None and high is None:
        wanted = None
    assert read_range(range_text((low, high))) == wanted


@pytest.mark.parametrize(("typed", "ends"), [
    ("18-34", (18, 34)), ("1,5 – 2", (1.5, 2)), ("7", (7, 7)), ("", None), ("a–b", None),
    ("9–1", None), ("1–2–3", None), ("50–", (50, None)),
])  # fmt: skip
def test_ranges_as_people_type_them(typed: str, ends: tuple[float, float] | None) -> None:
    assert read_range(typed) == ends


_conditions = st.builds(
    Condition,
    st.sampled_from("ab"),
    st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
    st.none(),
    st.booleans(),
) | st.builds(Condition, st.sampled_from("ab"), st.just(()), st.tuples(_ends, _ends), st.booleans())


_rules = st.recursive(
    _conditions.map(lambda each: each.rule),
    lambda inner: (
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Not, inner)
    ),
    max_leaves=8,
)
_partners = st.dictionaries(st.sampled_from("ab"), st.sampled_from(["x", "y", "z", "5", "500"]))


@given(_rules, _partners)
def test_a_rule_shown_as_groups_holds_of_the_same_partners(
    rule: Rule, values: dict[str, str]
) -> None:
    partner = CustomerPartner("1", "P-001", values)
    shown = grouped(rule)
    assert holds(shown.rule, partner) is holds(rule, partner)
    assert grouped(shown.rule) == shown
    if shown.whole is not None:
        assert holds(shown.whole, partner) is holds(rule, partner)


def test_one_condition_is_a_rule_of_its_own_and_none_is_no_rule() -> None:
    assert grouped(Not(Is("a", ("x",)))).whole == Not(Is("a", ("x",)))
    assert grouped(None).whole is None
    deep = AllOf((AnyOf((Is("a", ("x",)),)), Is("b", ("y",))))
    assert grouped(deep).whole == deep


def test_a_rule_in_words_keeps_groups_apart() -> None:
    rule = AnyOf((AllOf((Is("a", ("x", "y")), Not(Between("b", None, 5)))), Is("c", ())))
    said = rule_words(rule, {"a": "Place", "b": "Age"})
    assert said == "((Place is x or y) and not Age –5) or c is nothing yet"


def test_long_words_break_and_long_lines_end() -> None:
    assert breakable("short words stay") == "short words stay"
    assert breakable("x" * 50).replace("\u200b", "") == "x" * 50
    assert max(map(len, breakable("x" * 300).split("\u200b"))) <= 24
    assert short("one\n two", 40) == "one two"
    assert short("x" * 300, 14) == "x" * 13 + "…"
