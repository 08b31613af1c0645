"""A study played again: frame by frame from its journal, ending as the study stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from core.documents import flow_documents
from core.measure import measure
from core.measure.cohorts import everyone
from core.model.edits import path_flow
from core.model.ids import new_id
from core.model.iteration import Iteration, StudyInfo
from core.model.moment import now
from core.model.observation import Observation, Status
from core.model.partner import CustomerPartner
from core.replaying import replaying, standing
from core.sample import write_sample
from core.store import StoreCancelled, StoreMissing
from core.study import Study, new_study


def funnel(reader, iteration_id):
    iteration = reader.iteration(iteration_id)
    flow = reader.flow(iteration.flow)
    names = reader.pseudonyms()
    return measure(reader.columns, flow, iteration.id, [everyone()], names=names).funnels[0]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("replay") / "sample.footpath"
    write_sample(path)
    return path


def test_the_sample_grows_interview_by_interview(sample):
    replay = replaying(sample)
    with Study.open(sample, write=False) as study:
        columns = study.columns
        talks = {
            (each.partner, each.iteration, each.encounter)
            for key in columns.ids_where()
            if not (each := study.observation(key)).voided
        }
        last = replay.frames[-1].counts
        assert last.interviews == len(talks)
        assert last.partners == len({partner for partner, *_ in talks})
    assert all(a.at <= b.at for a, b in pairwise(replay.frames))
    assert all(a.counts.interviews <= b.counts.interviews for a, b in pairwise(replay.frames))


def test_the_last_frame_is_the_study_as_it_stands(sample):
    replay = replaying(sample)
    with Study.open(sample, write=False) as study:
        last = replay.reader(len(replay.frames) - 1)
        for iteration in study.iterations():
            assert funnel(last, iteration.id) == funnel(study, iteration.id)


def test_a_funnel_never_shrinks_while_nothing_is_taken_back(sample):
    replay = replaying(sample)
    first = replay.reader(0).iterations()[0].id
    sizes = [funnel(replay.reader(n), first).entrants for n in range(0, 30, 3)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0 < sizes[-1]


def test_scrubbing_back_gives_the_same_moment_again(sample):
    replay = replaying(sample)
    iteration = replay.frames[40].iteration
    before = funnel(replay.reader(40), iteration)
    replay.reader(80)
    assert funnel(replay.reader(40), iteration) == before


def recorded(tmp_path):
    """Two interviews on a path of three, then the second one's last mark taken back."""
    flow = path_flow(["Start", "Middle", "End"])
    study = new_study(tmp_path / "s.footpath", [StudyInfo("s", "S"), *flow_documents(flow, {})])
    people = [CustomerPartner(new_id(), f"P-00{n}") for n in (1, 2)]
    drawn = study.drawn
    assert drawn is not None
    iteration = Iteration(new_id(), 1, drawn.id, now())
    study.do("Start iteration 1", "iterations", [iteration, *people])
    marks = []
    for person in people:
        for step in drawn.steps[:3]:
            seen = Observation(new_id(), person.id, iteration.id, step.id, Status.ALIGNED, now())
            marks.append(study.record(seen))
    return study, iteration, marks


def test_what_was_recorded_comes_when_it_was_written(tmp_path):
    study, iteration, marks = recorded(tmp_path)
    study.void(marks[-1])
    study.close()
    replay = replaying(study.path)
    told = [(each.label, each.counts.observations) for each in replay.frames]
    assert told[0][0] == "Start iteration 1"
    assert told[1] == ("", 3)
    assert told[-1] == ("", 5)
    assert funnel(replay.reader(1), iteration.id).entrants == 1


def test_a_copy_for_a_thread_is_reached_by_no_change(tmp_path):
    study, iteration, marks = recorded(tmp_path)
    copied = standing(study)
    study.void(marks[0])
    assert funnel(copied, iteration.id).entrants == 2
    assert copied.info == study.info
    assert not copied.store.writable
    study.close()


def test_what_is_torn_or_damaged_is_left_out(tmp_path):
    study, *_ = recorded(tmp_path)
    study.close()
    whole = study.path.read_bytes()
    lines = whole.splitlines(keepends=True)
    torn = tmp_path / "torn.footpath"
    torn.write_bytes(whole + lines[-1][:40])
    assert len(replaying(torn).frames) == len(replaying(study.path).frames)
    damaged = tmp_path / "damaged.footpath"
    damaged.write_bytes(b"".join([*lines[:-1], lines[-1].replace(b"aligned", b"alignes")]))
    assert replaying(damaged).frames[-1].counts.observations == 5


def test_reading_can_be_cancelled_and_refused(sample, tmp_path):
    with pytest.raises(StoreCancelled):
        replaying(sample, lambda _done, _whole: False)
    with pytest.raises(StoreMissing):
        replaying(tmp_path / "none.footpath")
