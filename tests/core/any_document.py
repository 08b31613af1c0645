"""Any document a table could hold, from the types of its fields: for laws that hold of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from core.model.moment import moment
from core.model.partner import AllOf, AnyOf, Between, During, Is, Not

TEXTS = st.text(max_size=8) | st.sampled_from(
    [
        "=1+1",
        "كلمات \u202e",
        "👍🏽",
        "a\x00b\x1b",
        "line\r\nbreak",
        '"\\/',
        "\u2028",
        "",
        "1",
        "null",
    ]
)
MOMENTS = st.datetimes().map(moment)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_RULES = st.recursive(
    st.builds(Is, TEXTS, st.lists(TEXTS, max_size=2).map(tuple))
    | st.builds(Between, TEXTS, st.none() | _NUMBERS, st.none() | _NUMBERS)
    | st.builds(During, TEXTS, st.none() | TEXTS, st.none() | TEXTS),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(AllOf, st.lists(inner, max_size=2).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=2).map(tuple))
    ),
    max_leaves=4,
)


@cache
def documents(kind: type) -> st.SearchStrategy[Any]:
    """Documents of a kind, each field within what its type allows."""
    fields = inspect.type_info(kind).fields  # type: ignore[attr-defined]  # of a struct
    return st.builds(kind, **{each.name: _of(each.type) for each in fields})


def _of(info: Any) -> st.SearchStrategy[Any]:
    return _STRATEGIES[type(info)](info)


def _any_of(info: Any) -> st.SearchStrategy[Any]:
    kinds = {getattr(each, "cls", None) for each in info.types}
    if Not in kinds:
        return (st.none() | _RULES) if info.includes_none else _RULES
    return st.one_of(*map(_of, info.types))


def _some(info: Any) -> st.SearchStrategy[Any]:
    return st.lists(_of(info.item_type), max_size=2).map(tuple)


_STRATEGIES: Mapping[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    inspect.Metadata: lambda info: _of(info.type),
    inspect.StrType: lambda info: MOMENTS if info.pattern else TEXTS,
    inspect.BoolType: lambda _: st.booleans(),
    inspect.IntType: lambda _: st.integers(-(2**53), 2**53),
    inspect.FloatType: lambda _: _NUMBERS,
    inspect.NoneType: lambda _: st.none(),
    inspect.EnumType: lambda info: st.sampled_from(list(info.cls)),
    inspect.VarTupleType: _some,
    inspect.TupleType: lambda info: st.tuples(*map(_of, info.item_types)),
    inspect.DictType: lambda info: st.dictionaries(
        _of(info.key_type), _of(info.value_type), max_size=2
    ),
    inspect.UnionType: _any_of,
    inspect.StructType: lambda info: documents(info.cls),
}
