"""Words as they are typed while recording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.interview.typed import Words, read_words, typed_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", Words("")),
        ("   ", Words("")),
        ("Looks twice.", Words("Looks twice.")),
        ('"I want to see it', Words("I want to see it", (), is_quote=True)),
        ("“I want to see it”", Words("I want to see it", (), is_quote=True)),
        ("„Ich will es sehen“", Words("Ich will es sehen", (), is_quote=True)),
        ('"', Words("", (), is_quote=True)),
        ("Second photo. #retry", Words("Second photo.", ("retry",))),
        ("#term #trust Reads it twice", Words("Reads it twice", ("term", "trust"))),
        ("the #term is odd", Words("the #term is odd", ("term",))),
        ("#retry", Words("", ("retry",))),
        ("again #retry #retry", Words("again", ("retry",))),
        ("#1 on the list", Words("#1 on the list")),
        ("C# or a#b", Words("C# or a#b")),
        ("two\nlines #x", Words("two\nlines", ("x",))),
        ('"so #überteuert!', Words("so #überteuert!", ("überteuert",), is_quote=True)),
        ("مرحبا #ثقة", Words("مرحبا", ("ثقة",))),
        ("👍🏽 fine", Words("👍🏽 fine")),
    ],
)
def test_words_are_read(typed, words):
    assert read_words(typed) == words


@given(st.text(alphabet='ab #"\n1“”-', max_size=24))
def test_what_is_read_reads_the_same_when_typed_again(typed):
    words = read_words(typed)
    again = read_words(typed_words(words))
    assert again.tags == words.tags
    assert again.text == words.text or words.text[:1] in '"“”' or words.text[-1:] in '"“”'


def test_a_quote_is_typed_with_its_mark():
    assert typed_words(Words("so it is", ("t",), is_quote=True)) == '"so it is #t'
    assert typed_words(Words("", ("t",))) == "#t"
    assert typed_words(Words("the #t here", ("t", "u"))) == "the #t here #u"
