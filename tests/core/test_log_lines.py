"""Lines of the log, and entries reworded in them."""

import msgspec

from core.interview.log_lines import lines, reworded
from core.interview.typed import Words
from core.model.observation import NoteKind
from tests.core.interviews import A, D, said, seen


def test_an_aligned_observation_has_one_line_for_its_note():
    (line,) = lines(seen("o1", "plan", A, note="Second photo.", tags=("retry",)))
    assert (line.part, line.words, line.is_first) == (
        "note",
        Words("Second photo.", ("retry",)),
        True,
    )


def test_a_deviation_leads_with_its_reason_even_where_none_is_given():
    first, second = lines(seen("o1", "plan", D, quote="no", tags=("t",)))
    assert (first.part, first.words) == ("reason", Words("", ("t",)))
    assert (second.part, second.words, second.is_first) == (
        "quote",
        Words("no", (), is_quote=True),
        False,
    )


def test_everything_an_observation_says_has_a_line():
    parts = [line.part for line in lines(seen("o1", "plan", A, reason="r", note="n", quote="q"))]
    assert parts == ["reason", "note", "quote"]


def test_a_note_is_reworded_and_may_become_a_quote():
    note = said("n1", "plan", "reads it twice", tags=("term",))
    (line,) = lines(note)
    quote = reworded(line, Words("I read it twice", (), is_quote=True))
    assert quote == said("n1", "plan", "I read it twice", kind=NoteKind.QUOTE)


def test_a_note_is_not_left_empty():
    note = said("n1", "plan", "reads it twice")
    assert reworded(lines(note)[0], Words("")) is note


def test_a_reason_stays_a_reason_whatever_is_typed():
    (line,) = lines(seen("o1", "plan", D, reason="no time"))
    changed = reworded(line, Words("not now", ("t",), is_quote=True))
    assert changed == seen("o1", "plan", D, reason="not now", tags=("t",))


def test_words_of_an_observation_move_between_note_and_quote():
    (line,) = lines(seen("o1", "plan", A, note="fine"))
    changed = reworded(line, Words("fine", (), is_quote=True))
    assert changed == seen("o1", "plan", A, quote="fine")
    (back,) = lines(changed)
    assert reworded(back, Words("fine")) == seen("o1", "plan", A, note="fine")


def test_words_never_overwrite_what_is_said_already():
    both = seen("o1", "plan", A, note="n", quote="q")
    first, second = lines(both)
    assert (first.part, second.part) == ("note", "quote")
    changed = reworded(second, Words("other", ("t",)))
    assert changed == seen("o1", "plan", A, note="n", quote="other", tags=("t",))


def test_a_further_line_adds_tags_and_takes_none():
    both = seen("o1", "plan", A, note="n", quote="q", tags=("old",))
    changed = reworded(lines(both)[1], Words("q", ("new",), is_quote=True))
    assert changed == msgspec.structs.replace(both, tags=("old", "new"))
