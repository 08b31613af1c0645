"""Templates of one's own: kept as files, taken by the command line, without anything of a study."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exchange.flow_file import read_flow
from core.exchange.unreadable import UnreadableInput
from core.model import edits, templates
from core.model.flow import Flow, StepKind
from core.own_templates import (
    LONGEST,
    own_templates,
    read_template,
    remove_template,
    restore_template,
    save_template,
    template_folder,
)
from core.sample import write_sample
from core.study import Study
from tests.core.speaking import speak
from tests.core.study_reading import flow_of


def shape(flow):
    names = {step.id: step.name for step in flow.steps}
    return (
        {(step.name, step.kind, step.optional) for step in flow.steps},
        {(names[link.source], names[link.target]) for link in flow.links},
    )


@pytest.mark.parametrize("make", ["customer_flow", "return_loop", "two_branches"])
def test_a_template_comes_back_as_it_was_saved(tmp_path, make):
    flow = getattr(templates, make)()
    kept = save_template("Mine", flow, tmp_path)
    assert [each.path for each in own_templates(tmp_path)] == [kept.path]
    assert (kept.name, kept.path) == ("Mine", tmp_path / "Mine.json")
    assert shape(kept.flow) == shape(flow)
    assert not {step.id for step in kept.flow.steps} & {step.id for step in flow.steps}


def test_the_command_line_takes_it_and_adds_the_end_it_lacks(tmp_path):
    kept = save_template("Loop", templates.return_loop(), tmp_path)
    told = speak("new", "-o", tmp_path / "study.footpath", "--flow", kept.path)
    assert (told.status, told.err) == (0, "")
    with Study.open(tmp_path / "study.footpath", write=False) as study:
        names = {step.name for step in flow_of(study).steps}
    assert names == {step.name for step in kept.flow.steps} | {"Business outcome"}


def test_it_holds_nothing_of_the_study(tmp_path):
    write_sample(tmp_path / "sample.footpath")
    with Study.open(tmp_path / "sample.footpath") as study:
        drawn = study.flows()[-1]
        kept = save_template("Bills", drawn, tmp_path)
    said = json.loads(kept.path.read_text("utf-8"))
    assert set(said) == {"name", "steps", "links"}
    assert {key for step in said["steps"] for key in step} <= {"name", "kind", "optional"}
    assert shape(kept.flow) == shape(drawn)


def test_names_are_cut_numbered_and_made_fit_for_files(tmp_path):
    flow = templates.customer_flow()
    saved = [save_template(name, flow, tmp_path) for name in ("A", " A ", "a/b: c?", "a b  c", "?")]
    assert [each.name for each in saved] == ["A", "A 2", "a/b: c?", "a b c", "?"]
    assert len({each.path for each in saved}) == 5
    assert {each.path.parent for each in saved} == {tmp_path}
    long = save_template("قائمة " * 60, flow, tmp_path)
    assert len(long.name) <= LONGEST
    assert {each.name for each in own_templates(tmp_path)} == {each.name for each in [*saved, long]}
    with pytest.raises(ValueError, match="needs a name"):
        save_template(" \n ", flow, tmp_path)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda flow: Flow("empty"), "no trigger"),
        (lambda flow: edits.rename(flow, flow.steps[1].id, " "), "has no name"),
        (lambda flow: edits.rename(flow, flow.steps[1].id, flow.steps[2].name), "Two steps"),
        (lambda flow: edits.delete(flow, [flow.one(StepKind.NEED_MET).id]), "no need met"),
        (lambda flow: edits.connect(flow, flow.steps[2].id, flow.steps[1].id), "circle"),
    ],
)
def test_what_could_not_be_read_again_is_not_saved(tmp_path, spoil, sentence):
    with pytest.raises(ValueError, match=sentence):
        save_template("Mine", spoil(templates.customer_flow()), tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_removed_and_brought_back(tmp_path):
    kept = save_template("Mine", templates.two_branches(), tmp_path)
    save_template("Another", templates.return_loop(), tmp_path)
    removed = remove_template(kept.path)
    assert [each.name for each in own_templates(tmp_path)] == ["Another"]
    restore_template(removed)
    assert [each.name for each in own_templates(tmp_path)] == ["Mine", "Another"]
    assert shape(own_templates(tmp_path)[0].flow) == shape(kept.flow)


def test_files_that_hold_no_flow_are_passed_by(tmp_path):
    save_template("Mine", templates.customer_flow(), tmp_path)
    (tmp_path / "broken.json").write_text("{", "utf-8")
    (tmp_path / "other.txt").write_text("{}", "utf-8")
    assert [each.name for each in own_templates(tmp_path)] == ["Mine"]
    with pytest.raises(UnreadableInput):
        read_template(tmp_path / "broken.json")
    assert own_templates(tmp_path / "none") == ()


def test_a_file_without_a_name_has_that_of_the_file(tmp_path):
    plain = {"steps": [{"name": "A"}, {"name": "B"}], "links": [["A", "B"]]}
    (tmp_path / "From afar.json").write_text(json.dumps(plain), "utf-8")
    assert own_templates(tmp_path)[0].name == "From afar"
    assert len(read_flow(tmp_path / "From afar.json").steps) == 4


def test_they_are_kept_with_the_data_of_the_person(own_settings):
    folder = template_folder()
    assert folder.name == "templates"
    assert own_settings in folder.parents
    save_template("Mine", templates.customer_flow())
    assert [each.path.parent for each in own_templates()] == [folder]


@settings(max_examples=40)
@given(st.text(max_size=80))
def test_any_name_of_letters_is_kept(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("names")
    if name.split():
        kept = save_template(name, templates.return_loop(), folder)
        assert [each.name for each in own_templates(folder)] == [kept.name]
    else:
        with pytest.raises(ValueError, match="needs a name"):
            save_template(name, templates.return_loop(), folder)
