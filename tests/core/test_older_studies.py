"""Studies that earlier builds wrote: each opens, counts as it did, and goes on.

The files in ``older`` were written by the builds themselves and are never written anew. A change of
the format adds files there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.documents import TABLES
from core.study import Study
from tests.core.speaking import speak

OLDER = Path(__file__).parent / "older"


@pytest.fixture(params=sorted(OLDER.glob("*.footpath")), ids=lambda path: path.stem)
def older(request, tmp_path):
    """A copy of a study that an earlier build wrote."""
    return Path(shutil.copy(request.param, tmp_path))


def test_it_is_whole_and_reading_leaves_it_as_it_is(older):
    before = older.read_bytes()
    with Study.open(older, write=False) as study:
        assert study.store.report.whole
        held = {name for kind, name in TABLES.items() if study.all_of(kind)}
        assert held == study.store.tables()
    assert speak("check", older).status == 0
    assert older.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "entrants", "aligned"),
    [
        ("recorded", 6, [6, 6, 1]),
        ("sample", 24, [24, 21, 12, 3, 13, 10]),
    ],
)
def test_it_counts_as_it_did(name, entrants, aligned):
    everyone = speak("funnel", OLDER / f"{name}.footpath", "--json").json["cohorts"][0]
    assert everyone["entrants"] == entrants
    assert everyone["aligned"] == aligned


def test_it_goes_on_round_the_loop(older, tmp_path):
    for words in (
        ("hypothesis", older, "--target", "0.7", "--planned", "5"),
        ("close", older),
        ("verdict", older, "--verdict", "unsure"),
        ("start", older),
    ):
        answer = speak(*words)
        assert answer.status == 0, answer.err
    assert speak("export", older, "-o", tmp_path / "plain.json").status == 0
    assert speak("import", tmp_path / "plain.json", "-o", tmp_path / "again.footpath").status == 0
    again = speak("decide", tmp_path / "again.footpath", "--json")
    assert again.json == speak("decide", older, "--json").json
