"""Reading a study: orders a person expects, values kept until a change touches them."""

import msgspec
import pytest

from core.model import edits
from core.model.iteration import Iteration
from core.model.partner import EVERYONE, Attribute, Cohort, CustomerPartner, Is, Not
from core.study import Study, new_study
from tests.core.interviews import CLOSED, FLOW, OPEN, A, minute, said, seen, study_at


@pytest.fixture
def study(tmp_path):
    with study_at(tmp_path / "a.footpath") as opened:
        yield opened


def test_a_study_says_its_name_and_where_it_is(study, tmp_path):
    assert study.info.name == "Bill saver"
    assert study.path == tmp_path / "a.footpath"
    with new_study(tmp_path / "bare.footpath", []) as bare:
        assert bare.info.name == "bare"
        assert bare.drawn is None
        assert bare.current_iteration is None


def test_a_flow_is_put_together_from_its_documents(study):
    assert study.flow("flow") == FLOW
    assert study.drawn == FLOW
    assert study.flows() == [FLOW]
    with pytest.raises(KeyError):
        study.flow("no such flow")


def test_the_latest_version_is_the_one_that_is_drawn(study):
    study.mark(seen("o1", "bill", A))
    grown = study.edit_flow("Delete step", edits.delete(study.drawn, ["plan"]))
    assert [each.version for each in study.flows()] == [1, 2]
    assert study.drawn == grown


def test_recording_goes_to_the_open_iteration_else_to_the_one_closed_last(study):
    assert study.iterations() == [CLOSED, OPEN]
    assert study.current_iteration == OPEN
    study.do("Close", "flow", [msgspec.structs.replace(OPEN, closed=minute(9))])
    assert study.current_iteration.id == "second"
    study.do("Open", "flow", [Iteration("third", 3, "flow", minute(10))])
    assert study.current_iteration.id == "third"


def test_partners_come_in_the_order_they_came_and_by_pseudonym(study):
    assert [each.id for each in study.partners()] == ["p1", "p2", "p3"]
    assert study.partner_named("P-002").id == "p2"
    assert study.partner_named("nobody") is None
    study.do("Add", "partners", [CustomerPartner("p4", "P-004")])
    assert study.partner_named("P-004").id == "p4"
    assert study.pseudonyms()["p4"] == "P-004"
    study.do("Rename", "partners", [CustomerPartner("p4", "P-099")])
    assert study.partner_named("P-004") is None
    assert study.partner_named("P-099").id == "p4"
    study.undo("partners")
    study.undo("partners")
    assert study.partner_named("P-004") is None
    assert study.partner("p1").pseudonym == "P-001"
    with pytest.raises(KeyError):
        study.partner("p4")


def test_attributes_and_cohorts_stand_by_their_position(study):
    study.do("Add", "partners", [Attribute("first", "First", position=-1)])
    assert [each.id for each in study.attributes()][:2] == ["first", "experiment"]
    study.do("Add", "partners", [Cohort("z", "Z", position=-1)])
    assert [each.id for each in study.cohorts()] == [EVERYONE, "z", "photo first"]


def test_entries_are_read_by_partner_and_iteration(study):
    study.record(seen("o1", "bill", A))
    study.record(seen("o2", "bill", A, partner="p2"))
    study.record(seen("o3", "bill", A, iteration="first"))
    study.keep_note(said("n1", "bill", "of p1"))
    study.keep_note(said("n2", "bill", "says p1 of somebody else", partner="p2"))
    study.keep_note(said("n3", "bill", "before", iteration="first"))
    assert [each.id for each in study.observations("p1")] == ["o1", "o3"]
    assert [each.id for each in study.observations("p1", "first")] == ["o3"]
    assert [each.id for each in study.notes("p1")] == ["n1", "n3"]
    assert [each.id for each in study.notes("p1", "second")] == ["n1"]
    assert [each.id for each in study.notes(iteration="first")] == ["n3"]
    assert len(study.notes()) == 3
    assert study.observation("o2").partner == "p2"
    with pytest.raises(KeyError):
        study.observation("o9")


def test_what_was_read_before_a_change_is_read_anew_after_it(study):
    read = (study.partners, study.attributes, study.cohorts, study.iterations, study.notes)
    before = [each() for each in read]
    study.do(
        "Add", "partners", [CustomerPartner("p4", "P-004"), Attribute("x", "X"), Cohort("y", "Y")]
    )
    study.do("Open", "flow", [Iteration("third", 3, "flow", minute(10))])
    study.keep_note(said("n1", "bill", "words"))
    assert [len(each()) for each in read] == [len(each) + 1 for each in before]


@pytest.mark.parametrize(
    ("key", "going", "words"),
    [
        (("partners", "p1"), (), "observations recorded since"),
        (("partners", "p1"), ("o1",), "notes written since"),
        (("partners", "p2"), (), "a cohort that lists this partner"),
        (("partners", "p3"), (), ""),
        (("iterations", "second"), (), "observations recorded since"),
        (("iterations", "first"), (), ""),
        (("steps", "flow/bill"), (), "observations recorded since"),
        (("steps", "flow/plan"), (), "notes written since"),
        (("steps", "flow/need"), (), ""),
        (("flows", "flow"), (), "an iteration that uses this flow"),
        (("attributes", "age"), (), "values entered since"),
        (("attributes", "location"), (), "a cohort whose rule asks for it"),
        (("attributes", "size"), (), ""),
        (("observations", "o1"), (), ""),
    ],
)
def test_what_refers_to_a_document_is_said_in_words(tmp_path, key, going, words):
    listing = Cohort("list", "List", members=("p2",))
    asking = Cohort("asking", "Asking", rule=Not(Is("location", ("Bonn",))))
    recorded = (seen("o1", "bill", A), said("n1", "plan", "words"), listing, asking)
    with study_at(tmp_path / "b.footpath", *recorded) as study:
        leaving = frozenset(("observations", each) for each in going)
        assert study.refers_to(key, leaving) == words


def test_a_study_opened_for_reading_reads_the_same(study):
    study.record(seen("o1", "bill", A))
    with Study.open(study.path, write=False) as other:
        assert other.flow("flow") == study.flow("flow")
        assert other.partners() == study.partners()
        assert other.observations("p1") == study.observations("p1")
