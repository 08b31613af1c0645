"""Words pinned to a step: they stay where they were said, and one undo takes the pin out."""

from __future__ import annotations

import msgspec
import pytest

from core.interview.pinned import evidence_of, pinned
from core.interview.spoken import Kind, search
from core.sample import write_sample
from core.study import Study

AT = "2026-03-01T10:00:00.000000Z"


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "sample.footpath"
    write_sample(path)
    with Study.open(path) as opened:
        yield opened


def quote(study):
    """A quote that an observation holds."""
    held = study.store.raw("observations")
    return next(each for each in search(study, "", kinds={Kind.QUOTE}) if each.entry in held)


def pin(study, words):
    documents = evidence_of(study, [words], words.step, AT)
    return study.do("Pin quote", "evidence", documents)


def test_pinned_words_are_read_back_with_their_step(study):
    words = quote(study)
    pin(study, words)
    assert [said for _, said in pinned(study, words.step)] == [words]
    assert not pinned(study, "another step")
    assert len(pinned(study)) == 1


def test_the_same_words_are_pinned_once(study):
    words = quote(study)
    pin(study, words)
    assert pin(study, words) is None


def test_a_pin_is_taken_out_by_one_undo_and_comes_back(study):
    words = quote(study)
    pin(study, words)
    assert study.undo("evidence").label == "Undo Pin quote"
    assert not pinned(study)
    study.redo("evidence")
    assert [said for _, said in pinned(study)] == [words]


def test_no_words_are_written_with_a_pin(study):
    words = quote(study)
    (document,) = evidence_of(study, [words], words.step, AT)
    assert words.text.encode() not in msgspec.json.encode(document)


def test_what_is_pinned_stands_in_the_way_of_undoing_its_entry(study):
    source = study.observation(quote(study).entry)
    fresh = msgspec.structs.replace(source, id="fresh", quote="Said just now", follows="")
    study.do("Record quote", "interview/x/y", [fresh])
    words = search(study, '"said just now"')[0]
    pin(study, words)
    assert study.undoable("interview/x/y").blocked == "words pinned as evidence since"
    study.undo("evidence")
    assert not study.undoable("interview/x/y").blocked


def test_words_of_a_voided_entry_are_pinned_no_longer(study):
    words = quote(study)
    pin(study, words)
    study.void(study.observation(words.entry))
    assert not pinned(study)
