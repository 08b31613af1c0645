"""``new``: a study from a path or from a flow file."""

from __future__ import annotations

import json

import pytest

from core.model.flow import StepKind
from core.model.structure import structure
from core.study import Study
from tests.core.speaking import speak
from tests.core.study_reading import flow_of


@pytest.fixture
def target(tmp_path):
    return tmp_path / "study.footpath"


@pytest.fixture
def from_file(tmp_path, target):
    """Write a flow file and make a study of it."""

    def make(flow):
        file = tmp_path / "flow.json"
        file.write_text(flow if isinstance(flow, str) else json.dumps(flow))
        return speak("new", "-o", target, "--flow", file)

    return make


def columns(path):
    with Study.open(path, write=False) as study:
        return [step.name for step in structure(flow_of(study)).steps]


def test_a_path_becomes_a_flow_with_one_open_iteration(target):
    assert speak("new", "-o", target, "--path", "A > B > C") == speak("--help").__class__(0, "", "")
    with Study.open(target, write=False) as study:
        flow = flow_of(study)
        kinds = [(step.name, step.kind) for step in flow.steps]
        assert kinds == [
            ("A", StepKind.TRIGGER),
            ("B", StepKind.STEP),
            ("C", StepKind.NEED_MET),
            ("Individual adoption", StepKind.ADOPTION),
            ("Business outcome", StepKind.OUTCOME),
        ]
        need = flow.one(StepKind.NEED_MET)
        assert [flow.step(each).name for each in flow.targets(need.id)] == [
            "Individual adoption",
            "Business outcome",
        ]
        assert [(each.number, each.is_open, each.flow) for each in study.iterations()] == [
            (1, True, flow.id)
        ]
        assert study.info.name == "study"


def test_two_names_are_enough_and_odd_names_are_kept(target):
    names = ["=1+1", "😀 שלום", "x" * 300, "a>b"]
    assert speak("new", "-o", target, "--path", " > ".join(names)).status == 0
    assert columns(target) == names


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("A", "two names or more"),
        ("", "two names or more"),
        ("A > A", "Two steps are called “A”"),
        ("A >  > B", "A step has no name"),
        ("A > Individual adoption", "Two steps are called “Individual adoption”"),
        ("A > B\udcff", "no proper text"),
    ],
)
def test_what_is_no_path_is_refused(target, path, sentence):
    answer = speak("new", "-o", target, "--path", path)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert not target.exists()


def test_an_existing_file_is_never_overwritten(target):
    target.write_text("mine")
    answer = speak("new", "-o", target, "--path", "A > B")
    assert answer.status == 2
    assert "already exists" in answer.err
    assert target.read_text() == "mine"


def test_a_link_that_leads_nowhere_is_a_file_in_the_way(target):
    target.symlink_to(target.with_name("nowhere"))
    assert speak("new", "-o", target, "--path", "A > B").status == 2
    assert target.is_symlink()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    answer = speak("new", "-o", tmp_path / "no folder" / "x.footpath", "--path", "A > B")
    assert answer.status == 2
    assert "no folder" in answer.err


@pytest.mark.parametrize("words", [[], ["--path", "A > B", "--flow", "f.json"]])
def test_one_of_path_and_flow_is_needed(target, words):
    answer = speak("new", "-o", target, *words)
    assert answer.status == 2
    assert len(answer.err.splitlines()) == 1


BRANCHES = {
    "steps": [
        {"name": "Start", "kind": "trigger"},
        {"name": "Left"},
        {"name": "Right", "kind": "step"},
        {"name": "Extra", "optional": True},
        {"name": "Done", "kind": "need_met"},
    ],
    "links": [
        ["Start", "Left"],
        ["Start", "Right"],
        ["Left", "Extra"],
        ["Right", "Extra"],
        ["Extra", "Done"],
    ],
}


def test_a_flow_file_gives_branches_merges_and_optional_steps(from_file, target):
    assert from_file(BRANCHES).status == 0
    assert columns(target) == ["Start", "Left", "Right", "Extra", "Done"]
    with Study.open(target, write=False) as study:
        shape = structure(flow_of(study))
        assert shape.optional == (False, False, False, True, False)
        assert [branch.target for branch in shape.splits[0]] == [1, 2]
        assert len(list(flow_of(study).steps)) == 7


def test_steps_keep_their_order_from_top_to_bottom(from_file, target):
    names = ["Zed", "Alpha", "Mid", "Beta"]
    steps = [{"name": "Start"}, *({"name": name} for name in names), {"name": "Done"}]
    links = [pair for name in names for pair in (["Start", name], [name, "Done"])]
    assert from_file({"steps": steps, "links": links[::-1]}).status == 0
    assert columns(target) == ["Start", *names, "Done"]


def test_without_kinds_the_loose_ends_are_trigger_and_need_met(from_file, target):
    steps = [{"name": name} for name in "ABC"]
    assert from_file({"steps": steps, "links": [["A", "B"], ["B", "C"]]}).status == 0
    with Study.open(target, write=False) as study:
        kinds = [step.kind for step in flow_of(study).steps][:3]
        assert kinds == [StepKind.TRIGGER, StepKind.STEP, StepKind.NEED_MET]


def test_endpoints_of_the_file_are_taken(from_file, target):
    steps = [
        {"name": "A"},
        {"name": "B"},
        {"name": "Back", "kind": "adoption"},
        {"name": "Told", "kind": "outcome"},
    ]
    assert from_file({"steps": steps, "links": [["A", "B"], ["B", "Back"]]}).status == 0
    with Study.open(target, write=False) as study:
        flow = flow_of(study)
        assert len(flow.steps) == 4
        need = flow.one(StepKind.NEED_MET)
        assert need.name == "B"
        assert {flow.step(each).name for each in flow.targets(need.id)} == {"Back", "Told"}


AB = [{"name": "A"}, {"name": "B"}]


@pytest.mark.parametrize(
    ("flow", "sentence"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[]", "is a list and should be an object"),
        ({"steps": AB}, "“links” is missing"),
        ({"steps": AB, "links": [["A", "B"]], "more": 1}, "no field “more”"),
        ({"steps": [{"name": "A", "colour": 1}], "links": []}, "no field “colour”"),
        ({"steps": [{"kind": "step"}], "links": []}, "“name” is missing"),
        ({"steps": [{"name": "A", "kind": "goal"}], "links": []}, "“goal” is no kind"),
        ({"steps": [{"name": 7}], "links": []}, "should be text"),
        ({"steps": AB, "links": [["A"]]}, "holds no flow"),
        ({"steps": AB, "links": [["A", "X"]]}, "A link names “X”"),
        ({"steps": AB, "links": [["A", "A"]]}, "to itself"),
        ({"steps": AB, "links": [["A", "B"], ["A", "B"]]}, "there twice"),
        ({"steps": [*AB, {"name": "A"}], "links": []}, "Two steps are called “A”"),
        ({"steps": [{"name": " "}], "links": []}, "has no name"),
        ({"steps": AB, "links": []}, "Say which step is the trigger"),
        ({"steps": [], "links": []}, "Say which step is the trigger"),
        (
            {"steps": [{"name": "A", "kind": "trigger"}], "links": []},
            "Say which step is the need met",
        ),
        (
            {
                "steps": [{"name": name} for name in "ABCD"],
                "links": [["A", "B"], ["B", "C"], ["C", "B"], ["C", "D"]],
            },
            "in a circle",
        ),
        (
            {"steps": [{"name": name, "kind": "trigger"} for name in "AB"], "links": [["A", "B"]]},
            "one trigger at most",
        ),
        (
            {
                "steps": [*AB, {"name": "X", "kind": "outcome"}, {"name": "Y", "kind": "outcome"}],
                "links": [["A", "B"]],
            },
            "one business outcome at most",
        ),
        (
            {
                "steps": [{"name": "A"}, {"name": "Individual adoption"}],
                "links": [["A", "Individual adoption"]],
            },
            "Two steps are called “Individual adoption”",
        ),
    ],
)
def test_what_is_no_flow_is_refused(from_file, target, flow, sentence):
    answer = from_file(flow)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert len(answer.err.splitlines()) == 1
    assert not target.exists()


def test_a_flow_file_that_cannot_be_read_is_refused(tmp_path, target):
    assert "There is no file" in speak("new", "-o", target, "--flow", tmp_path / "x.json").err
    assert "is a folder" in speak("new", "-o", target, "--flow", tmp_path).err
    (tmp_path / "x.json").write_bytes(b"\xff\xfe{}")
    assert speak("new", "-o", target, "--flow", tmp_path / "x.json").status == 2


def test_a_flow_file_may_begin_with_a_byte_order_mark(tmp_path, target):
    file = tmp_path / "flow.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(BRANCHES).encode())
    assert speak("new", "-o", target, "--flow", file).status == 0


def test_steps_of_a_column_keep_the_order_of_the_file_though_links_cross(from_file, target):
    links = ["TX", "TY", "XA", "YB", "AN", "BN"]
    names = ["T", "X", "Y", "B", "A", "N"]
    flow = {"steps": [{"name": each} for each in names], "links": [list(each) for each in links]}
    assert from_file(flow).status == 0
    assert columns(target) == names
    with Study.open(target, write=False) as study:
        steps = flow_of(study).steps
    assert len({(step.x, step.y) for step in steps}) == len(steps)


def test_a_link_needs_two_ends(from_file):
    answer = from_file({"steps": [{"name": "A"}, {"name": "B"}], "links": [["A", "B", "A"]]})
    assert answer.status == 2
    assert "“links[0]” should have 2 entries" in answer.err


def test_a_place_where_no_file_can_be_is_wrong_use(tmp_path):
    (tmp_path / "file").write_text("mine")
    words = {"n" * 300: "the name is too long", "file/study": "was not found"}
    for name, sentence in words.items():
        answer = speak("new", "-o", tmp_path / name, "--path", "A > B")
        assert (answer.status, answer.out, sentence in answer.err) == (2, "", True)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert speak("check", tmp_path / ("n" * 300)).status == 2
    assert speak("check", tmp_path / "file" / "study").status == 2
