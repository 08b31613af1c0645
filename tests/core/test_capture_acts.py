"""Any acts of capture leave the status that an oracle of its own tells; twice is once; undo restores."""

from copy import deepcopy
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core import conducting
from core.interview import interview
from core.measure.seen import EncounterChoice, Reading, see
from core.model.interview import Interview
from core.model.observation import Note, NoteKind, Observation, Status
from core.model.structure import structure
from core.study import Study
from tests.core.interviews import FLOW, OPEN, contents, minute, study_at

ADOPTION, ENDS = "again", ("again", "switch")
PATH = tuple(step.id for step in FLOW.steps if step.id not in ENDS)
STEPS = (*PATH, *ENDS)
SCOPE = "interview/p1/second"

_steps = st.sampled_from(STEPS)
_AT_TRIGGER = [(act, "bill") for act in ("A", "D", "X", "T", "T")]
_acts = st.one_of(
    st.tuples(st.sampled_from("ADX"), _steps),
    st.sampled_from(_AT_TRIGGER),
    st.sampled_from(_AT_TRIGGER),
    st.tuples(st.sampled_from(["note", "quote"]), _steps),
    st.sampled_from([("P", "bill"), ("undo", ""), ("redo", "")]),
)


@dataclass
class Fact:
    """What the oracle knows to have been said of a step, in the order said."""

    encounter: int
    step: str
    status: str
    cause: int | None = None
    taken_back: bool = False


@dataclass
class Oracle:
    """Semantics.md told over the keys alone: nothing of the application is asked."""

    facts: list[Fact] = field(default_factory=list)
    talks: list[int] = field(default_factory=list)
    paused: bool = False

    @property
    def encounter(self):
        return max([1, *self.talks, *(fact.encounter for fact in self.facts)])

    def status(self, encounter, step):
        said = [
            fact.status
            for fact in self.facts
            if fact.step == step
            and not fact.taken_back
            and (step in ENDS or fact.encounter == encounter)
        ]
        return said[-1] if said else None

    def press(self, act, step):
        """Whether the key changed anything."""
        if act in ("A", "D"):
            if self.status(self.encounter, step) == act:
                return False
            self._say(self.encounter, step, act)
        elif act == "X":
            return self._take_back(step)
        elif act == "T":
            walked = [
                fact.encounter
                for fact in self.facts
                if not fact.taken_back and fact.step not in ENDS
            ]
            self._say(max(walked, default=0) + 1, step, "A")
        elif act == "P":
            self.paused = not self.paused
        else:
            self.talks.append(self.encounter)
        return True

    def _say(self, encounter, step, status):
        self.facts.append(Fact(encounter, step, status))
        if step == "bill" and encounter > 1:
            self.facts.append(Fact(encounter, ADOPTION, status, len(self.facts) - 1))

    def _take_back(self, step):
        gone = [
            n
            for n, fact in enumerate(self.facts)
            if fact.step == step
            and not fact.taken_back
            and (step in ENDS or fact.encounter == self.encounter)
        ]
        gone += [
            n for n, fact in enumerate(self.facts) if fact.cause in gone and not fact.taken_back
        ]
        for n in gone:
            self.facts[n] = replace(self.facts[n], taken_back=True)
        return bool(gone)


@dataclass
class Desk:
    """The keys on a study, as capture presses them."""

    study: Study
    held: Interview
    presses: int = 0

    def press(self, act, step):
        self.presses += 1
        at, study = minute(self.presses), self.study
        now = interview(study, "p1", OPEN.id)
        common = {"partner": "p1", "iteration": OPEN.id, "step": step, "interview": self.held.id}
        status = Status.DEVIATED if act == "D" else Status.ALIGNED
        id_ = f"e{self.presses:05}"
        if act in ("A", "D"):
            study.mark(Observation(id=id_, status=status, at=at, encounter=now.encounter, **common))
        elif act == "T":
            study.record(
                Observation(id=id_, status=status, at=at, encounter=now.next_encounter, **common)
            )
        elif act == "X":
            study.unmark("p1", OPEN.id, step, now.encounter)
        elif act == "P":
            turn = (conducting.pause, conducting.resume)
            turn[conducting.is_paused(study, self.held.id)](study, self.held, at)
        else:
            kind = NoteKind(act)
            study.keep_note(
                Note(id=id_, kind=kind, text="w", at=at, encounter=now.encounter, **common)
            )


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Makes a new desk for each example."""
    opened: list[Study] = []

    def fresh():
        for study in opened:
            study.close()
        opened.clear()
        study = study_at(tmp_path_factory.mktemp("acts") / "study.footpath")
        opened.append(study)
        return Desk(study, conducting.start(study, "p1", OPEN.id, minute(0)))

    yield fresh
    for study in opened:
        study.close()


def told(study):
    """What the application says: the encounter, the statuses there, those counted in the first."""
    now = interview(study, "p1", OPEN.id)
    words = {Status.ALIGNED: "A", Status.DEVIATED: "D", None: None}
    here = {each.step.id: words[each.status] for each in now.places}
    shape = structure(FLOW)
    seen = see(study.columns, shape, OPEN.id, Reading.LATEST, EncounterChoice.FIRST)
    counted: dict[str, str | None] = dict.fromkeys(PATH)
    for n, step in enumerate(shape.steps):
        if len(study.columns.partners):
            counted[step.id] = (None, "A", "D")[seen.status[n, 0]]
    return now.encounter, here, counted


def expected(oracle):
    here = {step: oracle.status(oracle.encounter, step) for step in STEPS}
    return oracle.encounter, here, {step: oracle.status(1, step) for step in PATH}


@settings(deadline=None, max_examples=40)
@given(acts=st.lists(_acts, min_size=5, max_size=25))
@example(acts=[("A", "bill"), ("T", "bill"), ("X", "bill"), ("undo", ""), ("D", "bill")])
def test_any_keys_leave_the_status_of_the_oracle(desk, acts):
    now, oracle = desk(), Oracle()
    past: list[Oracle] = []
    ahead: list[Oracle] = []
    for act, step in acts:
        if act == "undo":
            if past:
                now.study.undo(SCOPE)
                ahead.append(oracle)
                oracle = past.pop()
        elif act == "redo":
            now.study.redo(SCOPE)
            if ahead:
                past.append(oracle)
                oracle = ahead.pop()
        else:
            before = deepcopy(oracle)
            now.press(act, step)
            if oracle.press(act, step):
                past.append(before)
                ahead.clear()
        assert told(now.study) == expected(oracle)
        assert conducting.is_paused(now.study, now.held.id) is oracle.paused
    entries = [*now.study.observations("p1"), *now.study.notes("p1")]
    assert {each.interview for each in entries} <= {now.held.id}


@settings(deadline=None, max_examples=40)
@given(
    acts=st.lists(_acts, max_size=12),
    last=st.tuples(st.sampled_from("ADX"), _steps),
)
def test_twice_equals_once_and_undo_restores(desk, acts, last):
    now = desk()
    for act, step in acts:
        if act not in ("undo", "redo"):
            now.press(act, step)
    before = contents(now.study)
    offered = now.study.undoable(SCOPE)
    now.press(*last)
    once = contents(now.study)
    now.press(*last)
    assert contents(now.study) == once
    if once == before:
        assert now.study.undoable(SCOPE) == offered
    else:
        now.study.undo(SCOPE)
        assert contents(now.study) == before
        now.study.redo(SCOPE)
        assert contents(now.study) == once


@settings(deadline=None, max_examples=40)
@given(acts=st.lists(_acts, max_size=15))
def test_undo_after_each_key_goes_all_the_way_back(desk, acts):
    now = desk()
    states = [contents(now.study)]
    for act, step in acts:
        if act not in ("undo", "redo"):
            now.press(act, step)
            if contents(now.study) != states[-1]:
                states.append(contents(now.study))
    for state in reversed(states[:-1]):
        assert now.study.undo(SCOPE) is not None
        assert contents(now.study) == state
    for state in states[1:]:
        assert now.study.redo(SCOPE) is not None
        assert contents(now.study) == state
