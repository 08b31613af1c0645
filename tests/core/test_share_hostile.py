"""Hostile text in every field comes out of every format as text."""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from core import iterating
from core.aiming import put_metric, put_reading, set_motivation
from core.begin import begin
from core.exchange.path_text import flow_of_path
from core.model.consent import Consent, Permission
from core.model.decision import Conclusion
from core.model.edits import rename
from core.model.hypothesis import Hypothesis
from core.model.ids import new_id
from core.model.moment import now
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.partner import Attribute, Cohort, CustomerPartner
from core.model.strategy import MetricReading, OutcomeArea, StrategicMetric
from core.share.choosing import Choice
from core.share.cleaning import fit
from core.share.formats import FORMATS
from core.share.report import report
from tests.core.report_reading import Page, docx_text, pptx_text

LONG = "x" * 9_990 + "end"
TEXTS = {
    "markup": "<script>alert('1')</script><img src=\"http://e.example/\" onerror=x>&amp;]]>",
    "template": "{{ 7 * 7 }}{% raw %}${7*7}#{7}",
    "formula": '=HYPERLINK("http://e.example";"a")',
    "right to left": "\u202eשלום\u202c العربية \u2067a\u2069",
    "emoji": "👩🏽‍🚀 e\u0301 \U0001f469\u200d\U0001f4bb",
    "long": LONG,
    "controls": "a\x00b\x08c\x0bd\x1fe\x7ff\x9fg\ufffeh\uffffi\nj\tk\rl",
    "style": "</style></title></svg><svg onload=alert(1)>",
}


@pytest.fixture(params=sorted(TEXTS))
def made(request, tmp_path):
    """A report of a study with one text in every field, and the text."""
    text = TEXTS[request.param]
    with begin(tmp_path / "hostile.footpath", text, flow_of_path(("A", "B", "C"))) as study:
        fill(study, text)
        iterating.close(study)
        closed = study.iterations()[0]
        iterating.decide(study, closed, Conclusion.ITERATE, text, text)
        yield report(study, Choice()), text


def fill(study, text):
    flow = study.flows()[-1]
    for step in flow.steps:
        # Two steps of one name would be told apart by a finding.
        flow = rename(flow, step.id, f"{text} {step.name}")
    study.edit_flow("Rename", flow)
    set_motivation(study, text)
    cohort = Cohort(new_id(), text, members=("p0", "p1", "p2"))
    people = [CustomerPartner(f"p{n}", f"{text} {n}", {"a": text}) for n in range(6)]
    agreed = [Consent(each.id, tuple(Permission), now()) for each in people]
    study.do("Add", "partners", [Attribute("a", text), cohort, *people, *agreed])
    parts = dict.fromkeys(("customer", "challenge", "solution", "value"), text)
    iterating.write_hypothesis(study, Hypothesis("", 1, 0.7, 6, now(), cohort, **parts))
    iteration = study.iterations()[0]
    path = [each for each in flow.steps if not each.kind.is_endpoint]
    for partner in people:
        study.record(seen(iteration, partner, path[0], Status.ALIGNED, quote=text, note=text))
        study.record(seen(iteration, partner, path[1], Status.DEVIATED, reason=text, tags=(text,)))
        note = Note(
            new_id(), partner.id, iteration.id, path[1].id, NoteKind.QUOTE, text, now()
        )  # fmt: skip
        study.keep_note(note)
    metric = put_metric(study, StrategicMetric("", text, OutcomeArea.REACH, 1.0, 5.0, text))
    put_reading(study, MetricReading("", metric.id, now(), 2.0, note=text))


def seen(iteration, partner, step, status, **words):
    return Observation(new_id(), partner.id, iteration.id, step.id, status, now(), **words)


def test_it_stands_in_a_page_as_text(made):
    own, text = made
    page = Page(FORMATS[".html"](own).decode())
    assert fit(text) in page.text
    tags = {tag for tag, _ in page.tags}
    assert tags.isdisjoint({"script", "img", "iframe", "object"})
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert page.open == []
    assert sum(tag == "style" for tag, _ in page.tags) == 1


def test_it_stands_in_a_word_file_as_text(made):
    own, text = made
    data = FORMATS[".docx"](own)
    assert fit(text) in docx_text(data)
    assert_sound(data)


def test_it_stands_on_slides_as_text(made):
    own, text = made
    data = FORMATS[".pptx"](own)
    # A line of a paragraph ends in a vertical tab there.
    assert fit(text).replace("\n", "\v") in pptx_text(data).replace("\n", "\v")
    assert_sound(data)


def assert_sound(data):
    """Every part is XML, and none points outside."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(archive.read(name))
                assert not [each for each in root.iter() if each.get("TargetMode") == "External"]
