"""A study as plain TinyDB JSON comes back the same, whatever any of its tables holds."""

from __future__ import annotations

import json
import random

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from core.begin import begin
from core.documents import TABLES
from core.exchange.path_text import flow_of_path
from core.exchange.plain_json import plain_json, read_plain
from core.exchange.unreadable import UnreadableInput
from core.model.assumption import Assumption
from core.model.consent import Consent, ConsentText, Permission
from core.model.ids import new_id
from core.model.iteration import StudyInfo
from core.model.moment import now
from core.model.partner import EVERYONE
from core.model.planned import Planned
from core.model.strategy import MetricReading, OutcomeArea, StrategicMetric
from core.plain_study import plain_lines, study_of_plain
from core.sample import write_sample
from core.study import Study
from tests.core.any_document import TEXTS, documents
from tests.core.random_edits import EDITS, WORDS

encoded = msgspec.json.encode
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A decision has so many fields that a smaller one takes minutes to find."""


def held(study: Study) -> dict[str, dict[str, bytes]]:
    return {table: dict(study.store.raw(table)) for table in TABLES.values()}


@pytest.mark.parametrize("kind", TABLES, ids=TABLES.values())
@settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING)
@given(st.data())
def test_any_documents_of_any_table_come_back_to_the_byte(tmp_path_factory, kind, data):
    """Also where TinyDB itself has read and written the file in between."""
    path = tmp_path_factory.mktemp("plain") / "a.json"
    rows = data.draw(st.lists(documents(kind), max_size=3, unique_by=lambda each: each.id))
    own = {TABLES[kind]: [encoded(each) for each in rows]}
    if kind is StudyInfo:
        own = {"study": own["study"][:1] or [encoded(StudyInfo("s", "a"))]}
    else:
        own["study"] = [encoded(StudyInfo("s", "a"))]
    wanted = sorted(each for rows in own.values() for each in rows)
    path.write_bytes(b"".join(plain_json(own)))
    assert sorted(map(encoded, read_plain(path))) == wanted
    with TinyDB(path) as db:
        table = db.table(TABLES[kind])
        assert [encoded(msgspec.convert(dict(row), kind)) for row in table] == own[TABLES[kind]]
        table.update({}, doc_ids=[row.doc_id for row in table])
    assert sorted(map(encoded, read_plain(path))) == wanted


def consent(study, dice):
    text = ConsentText(new_id(), len(study.consent_texts()) + 1, dice.choice(WORDS), now())
    agreed = tuple(dice.sample(list(Permission), dice.randrange(4)))
    gone = now() if dice.random() < 0.4 else None
    partners = study.partners()
    given = [Consent(dice.choice(partners).id, agreed, now(), text.id, gone)] if partners else []
    study.do("Consent", "partners", [text, *given])


def plan(study, dice):
    iteration = dice.choice(study.iterations())
    cohort = dice.choice([EVERYONE, *(each.id for each in study.cohorts())])
    study.do("Plan", "partners", [Planned(new_id(), iteration.id, cohort, dice.randrange(40))])


def strategy(study, dice):
    area = dice.choice(list(OutcomeArea))
    metric = StrategicMetric(new_id(), dice.choice(WORDS) or "Reach", area, 1.0, dice.random())
    reading = MetricReading(new_id(), metric.id, now(), dice.random() * 1e6)
    study.do("Metric", "innovation", [metric, reading, Assumption(new_id(), dice.choice(WORDS))])


def turn_back(study, dice):
    (study.undo if dice.random() < 0.7 else study.redo)()


MORE = (*EDITS, consent, consent, plan, strategy, turn_back, turn_back)


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(5, 40))
def test_whatever_was_done_and_undone_comes_back(tmp_path_factory, seed, edits):
    """What was voided is there still, what was undone is not; the same study, to the byte."""
    folder, dice = tmp_path_factory.mktemp("plain"), random.Random(seed)
    with begin(folder / "a.footpath", "a", flow_of_path(["T", "A", "N"])) as study:
        for _ in range(edits):
            dice.choice(MORE)(study, dice)
        (folder / "a.json").write_bytes(b"".join(plain_lines(study)))
        before = held(study)
    study_of_plain(folder / "a.json", folder / "b.footpath")
    with Study.open(folder / "b.footpath", write=False) as again:
        assert held(again) == before
        assert b"".join(plain_lines(again)) == (folder / "a.json").read_bytes()


def test_the_sample_uses_most_tables_and_comes_back(tmp_path):
    write_sample(tmp_path / "a.footpath")
    with Study.open(tmp_path / "a.footpath", write=False) as study:
        before = held(study)
        (tmp_path / "a.json").write_bytes(b"".join(plain_lines(study)))
    assert sum(bool(rows) for rows in before.values()) >= 17
    study_of_plain(tmp_path / "a.json", tmp_path / "b.footpath")
    with Study.open(tmp_path / "b.footpath", write=False) as again:
        assert held(again) == before


@given(st.binary(max_size=60) | TEXTS.map(lambda each: json.dumps({each: {"1": {}}}).encode()))
def test_any_other_file_is_refused_in_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("plain") / "a.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match="Nothing was written"):
        read_plain(path)
