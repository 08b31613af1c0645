"""Pieces on pages: all of them, in their order, none cut where it must not be, no heading alone."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ui.share.page import Piece, pages, together

HIGH = 100.0


def nothing(*_):
    """Paint nothing."""


@st.composite
def some_pieces(draw):
    made = []
    for number in range(draw(st.integers(1, 40))):
        height = draw(st.integers(1, 260))
        step = draw(st.sampled_from([0, 7, 30]))
        breaks = tuple(range(step, height, step)) if step else ()
        made.append(
            Piece(
                height if breaks else min(height, HIGH),
                nothing,
                draw(st.integers(0, 20)),
                draw(st.booleans()),
                breaks,
                draw(st.booleans()),
                words=str(number),
            )
        )
    return made


def set_out(pieces):
    return [each for each in pages(pieces, HIGH) if each is not None]


@given(some_pieces())
def test_every_piece_stands_once_and_in_its_order(made):
    parts = [each for page in set_out(made) for each in page]
    ends = dict.fromkeys((piece.words for piece in made), 0.0)
    for part in parts:
        assert part.start == ends[part.piece.words]
        ends[part.piece.words] = part.end
    assert ends == {piece.words: piece.height for piece in made}
    order = [int(part.piece.words) for part in parts]
    assert order == sorted(order)


@given(some_pieces())
def test_no_page_is_overfull_and_none_empty(made):
    for page in set_out(made):
        assert page
        for part, after in pairwise(page):
            assert after.top >= part.top + part.end - part.start
        assert page[-1].top + page[-1].end - page[-1].start <= HIGH + 1e-6


@given(some_pieces())
def test_a_piece_is_cut_only_where_it_may_be(made):
    for page in set_out(made):
        for part in page:
            assert part.end in (*part.piece.breaks, part.piece.height)
            if part.piece.whole and part.piece.height <= HIGH:
                assert (part.start, part.end) == (0, part.piece.height)


@given(st.lists(st.tuples(st.integers(1, 20), st.booleans()), max_size=60))
def test_no_heading_stands_alone_at_a_foot(rows):
    made = [Piece(float(high), nothing, 3, keeps) for high, keeps in rows]
    # As few as stand on a page: three headings and what follows them.
    kept = [
        each
        if not each.keeps or not all(before.keeps for before in made[max(place - 2, 0) : place])
        else Piece(each.height, nothing, 3)
        for place, each in enumerate(made)
    ]
    made = [*kept, Piece(5.0, nothing)]
    for page in set_out(made):
        assert not page[-1].piece.keeps


def test_the_head_of_a_table_stands_again_on_each_page():
    head = Piece(10.0, nothing, words="head")
    rows = [Piece(20.0, nothing, head=head, words=str(number)) for number in range(9)]
    found = set_out([head, *together(rows, len(rows))])
    assert [[each.piece.words for each in page] for page in found] == [
        ["head", "0", "1", "2", "3"],
        ["head", "4", "5", "6"],
        ["head", "7", "8"],
    ]
    assert [page[0].again for page in found] == [False, True, True]


def test_rows_of_a_short_table_stay_on_one_page():
    rows = [Piece(20.0, nothing, words=str(number)) for number in range(3)]
    found = set_out([Piece(60.0, nothing), *together(rows, 3, short=3)])
    assert [len(page) for page in found] == [1, 3]


def test_what_no_page_can_hold_loses_its_foot_and_nothing_else():
    found = set_out([Piece(5.0, nothing), Piece(300.0, nothing), Piece(5.0, nothing, words="on")])
    assert found[-1][-1].piece.words == "on"
