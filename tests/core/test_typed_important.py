"""A "!" before everything says that words matter much."""

import pytest

from core.interview.typed import Words, read_words, typed_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("!Gave up here", Words("Gave up here", is_important=True)),
        ('! "Too late for me" #price', Words("Too late for me", ("price",), True, True)),
        ('!"Never again', Words("Never again", (), True, True)),
        ("Stop! Not here", Words("Stop! Not here")),
        ("!", Words("", is_important=True)),
    ],
)
def test_a_leading_mark_weighs(typed, words):
    assert read_words(typed) == words


@pytest.mark.parametrize("words", [Words("a", ("b",), True, True), Words("a", (), False, True)])
def test_typed_words_are_read_back(words):
    assert read_words(typed_words(words)) == words
