"""Two versions of a flow compared: by the identity of steps, and what each counts as."""

from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measure import Columns, everyone
from core.measure.version_rates import RateChange, StepRate, rate_changes, step_rates
from core.model import edits
from core.model.flow import Flow, Link, Step, StepKind
from core.model.layout import NODE_HEIGHT, NODE_WIDTH
from core.model.versions import Change, Part, compare_versions, together
from core.sample import write_sample
from core.study import Study
from tests.core.drawn_studies import random_flow


def path():
    return edits.path_flow(("Bill arrives", "Opens the app", "Uploads photo", "Bill is lower"))


def counted(change):
    return tuple(side and (side.aligned, side.answered) for side in (change.before, change.after))


def change_of(changes, name):
    return next(each for each in changes.steps.values() if each.step.name == name)


@given(st.integers(0, 2**32), st.integers(2, 8))
def test_a_version_compared_with_itself_has_no_marks(seed, size):
    flow = random_flow(Random(seed), size)
    changes = compare_versions(flow, flow)
    assert not changes.any
    assert {each.change for each in changes.steps.values()} <= {Change.SAME}
    assert set(changes.links.values()) <= {Change.SAME}
    assert together(changes) == flow


@given(st.integers(0, 2**32), st.integers(2, 8), st.integers(2, 8))
def test_every_step_and_link_of_both_versions_is_there_once(seed, size, other):
    dice = Random(seed)
    old, new = random_flow(dice, size), random_flow(dice, other)
    forth, back = compare_versions(old, new), compare_versions(new, old)
    assert set(forth.steps) == {step.id for step in (*old.steps, *new.steps)}
    assert set(forth.links) == {*old.links, *new.links}
    swapped = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
    for step_id, each in forth.steps.items():
        there = back.steps[step_id]
        assert there.change == swapped.get(each.change, each.change)
        assert (there.before, there.after, there.parts) == (each.after, each.before, each.parts)
    for link, change in forth.links.items():
        assert back.links[link] == swapped.get(change, change)
    drawn = together(forth)
    assert {step.id for step in drawn.steps} == set(forth.steps)
    assert set(drawn.links) == set(forth.links)


def test_added_removed_renamed_and_moved_are_told_apart():
    old = path()
    opens, uploads = old.steps[1], old.steps[2]
    new = edits.rename(old, opens.id, "Opens the page")
    new = edits.move(new, {old.steps[3].id: (900.0, 50.0)})
    new = edits.delete_and_heal(new, [uploads.id])
    new = edits.insert(new, Step("scan", "Scans a code"), Link(old.steps[0].id, opens.id))
    new = edits.move(new, {opens.id: (opens.x, opens.y)})
    changes = compare_versions(old, new)
    assert change_of(changes, "Scans a code").change is Change.ADDED
    assert change_of(changes, "Uploads photo").change is Change.REMOVED
    renamed = change_of(changes, "Opens the page")
    assert (renamed.change, renamed.parts) == (Change.CHANGED, (Part.NAME,))
    assert change_of(changes, "Bill is lower").change is Change.MOVED
    assert change_of(changes, "Bill arrives").change is Change.SAME
    assert changes.links[Link("scan", opens.id)] is Change.ADDED
    assert changes.links[Link(old.steps[0].id, opens.id)] is Change.REMOVED
    assert changes.any


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"kind": StepKind.NEED_MET}, Part.KIND),
        ({"optional": True}, Part.OPTIONAL),
        ({"aligned_means": "It is done"}, Part.ALIGNED_MEANS),
        ({"deviated_means": "It is not"}, Part.DEVIATED_MEANS),
        ({"description": "About it"}, Part.DESCRIPTION),
    ],
)
def test_what_of_a_step_is_another_is_named(values, part):
    old = path()
    step = msgspec.structs.replace(old.steps[1], x=5.0, **values)
    changes = compare_versions(old, edits.change(old, step))
    found = changes.steps[step.id]
    assert (found.change, found.parts) == (Change.CHANGED, (part,))


def test_only_moved_is_no_difference():
    old = path()
    new = edits.move(old, {step.id: (step.x + 10, step.y) for step in old.steps})
    changes = compare_versions(old, new)
    assert not changes.any
    assert {each.change for each in changes.steps.values()} == {Change.MOVED}


def test_what_went_stands_clear_of_what_is_and_moves_along():
    old = path()
    uploads = old.steps[2]
    new = edits.delete_and_heal(old, [uploads.id])
    new = edits.insert(new, Step("new", "Scans a code"), Link(old.steps[1].id, old.steps[3].id))
    new = edits.move(new, {step.id: (step.x + 2000, step.y + 300) for step in new.steps})
    drawn = together(compare_versions(old, new))
    ghost = drawn.step(uploads.id)
    assert ghost.x == uploads.x + 2000
    for other in new.steps:
        apart = abs(other.x - ghost.x) >= NODE_WIDTH or abs(other.y - ghost.y) >= NODE_HEIGHT
        assert apart, other.name


def test_versions_without_a_common_step_are_drawn_as_they_stand():
    old, new = path(), path()
    drawn = together(compare_versions(old, new))
    assert len(drawn.steps) == len(old.steps) + len(new.steps)
    assert compare_versions(Flow("a"), Flow("b")).steps == {}


def test_the_change_of_each_step_of_the_sample_is_that_of_its_two_funnels(tmp_path):
    write_sample(tmp_path / "sample.footpath")
    with Study.open(tmp_path / "sample.footpath") as study:
        second, third = study.iterations()[1:]
        rates = [
            step_rates(study.columns, study.flow(each.flow), each.id, everyone())
            for each in (second, third)
        ]
    changes = rate_changes(*rates)
    # Of 18 who reached it in iteration 2, 11 aligned, 6 deviated, 1 is unknown; of 7 in iteration 3, 3 and 4.
    assert counted(changes["types"]) == ((11, 17), (3, 7))
    assert changes["types"].difference == pytest.approx(3 / 7 - 11 / 17)
    assert changes["photo"].before is None
    assert changes["photo"].difference is None
    assert counted(changes["back"])[1] == (5, 7)


def test_no_data_on_a_side_is_no_difference():
    nobody, some = StepRate(0, 0, None), StepRate(1, 2, (0.1, 0.9))
    assert nobody.share is None
    for change in (RateChange(nobody, some), RateChange(some, nobody), RateChange(None, some)):
        assert change.difference is None
    assert RateChange(some, some).difference == 0


def test_a_flow_of_nothing_has_no_rates():
    assert step_rates(Columns.read({}), Flow("f"), "i", everyone()) == {}
