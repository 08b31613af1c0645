"""Small made-up studies for the tests: flows by name, observations from short words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec

from core.measure import Columns
from core.model.flow import Flow, Link, Step, StepKind
from core.model.moment import moment
from core.model.observation import Observation, Status

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
ITERATION = "iteration-1"
WORDS = {"A": Status.ALIGNED, "D": Status.DEVIATED}


def flow_of(*links, kinds=None, optional=()):
    """A flow from texts like "T > A > B"; the first name is the trigger, the last the need met.

    A step's id is its name in small letters. ``kinds`` overrides by name.
    """
    chains = [text.split(" > ") for text in links]
    names = list(dict.fromkeys(name for chain in chains for name in chain))
    kind_of = {names[0]: StepKind.TRIGGER, chains[0][-1]: StepKind.NEED_MET} | (kinds or {})
    steps = tuple(
        Step(name.lower(), name, kind_of.get(name, StepKind.STEP), name in optional, y=float(row))
        for row, name in enumerate(names)
    )
    pairs = dict.fromkeys((a.lower(), b.lower()) for chain in chains for a, b in pairwise(chain))
    return Flow("flow", steps=steps, links=tuple(Link(a, b) for a, b in pairs))


def observed(*rows):
    """Observations from (partner, step, "A" or "D") and further fields, a minute apart each."""
    out = []
    for number, (partner, step, word, *more) in enumerate(rows):
        fields: dict[str, Any] = {"at": moment(START + timedelta(minutes=number))} | (
            more[0] if more else {}
        )
        fields = {"id": f"o{number:06}", "iteration": ITERATION} | fields
        out.append(Observation(partner=partner, step=step.lower(), status=WORDS[word], **fields))
    return out


def documents(observations):
    return {each.id: msgspec.json.encode(each) for each in observations}


def columns_of(*rows):
    return Columns.read(documents(observed(*rows)))
