"""A small study with a split, two cohorts and known numbers, for the tests of the Funnels screen."""

from core.documents import flow_documents
from core.model.flow import Flow, Link, Step, StepKind
from core.model.iteration import Iteration, StudyInfo
from core.model.observation import Observation, Status
from core.model.partner import Attribute, Between, Cohort, CustomerPartner, Is
from core.study import new_study

STEPS = (
    Step("t", "Bill arrives", StepKind.TRIGGER, x=0),
    Step("o", "Opens comparison", x=280),
    Step("p", "Uploads bill photo", x=560, y=-100),
    Step("m", "Types amount by hand", x=560, y=100),
    Step("s", "Sees cheaper plan", x=840),
    Step("n", "Need met", StepKind.NEED_MET, x=1120),
)
FLOW = Flow("f", 1, STEPS, tuple(Link(a, b) for a, b in ("to", "op", "om", "ps", "ms", "sn")))

WALKS = {
    # pseudonym: (age, test, what was seen: small letters aligned, capitals deviated)
    "P-001": ("30", "photo", "topsn"),
    "P-002": ("30", "photo", "topsn"),
    "P-003": ("30", "photo", "topsN"),
    "P-004": ("30", "photo", "tops"),
    "P-005": ("50", "type", "tomsn"),
    "P-006": ("50", "type", "toM"),
    "P-007": ("50", "type", "toM"),
    "P-008": ("50", "type", "toM"),
    "P-009": ("50", "type", "to"),
    "P-010": ("50", "type", "tO"),
    "P-011": ("50", "", ""),
}
"""Everyone: 10 entrants; o 9 of 10; p 4 of 4; m 1 of 4; s 5 of 5; n 3 of 4 and one unknown; one
undecided after o."""

REASONS = {"P-006": "No amount", "P-007": "No amount", "P-010": "No time"}
QUOTES = {"P-006": "Where is it?", "P-001": "Easy."}


def at(minute):
    return f"2026-03-{1 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:00.000000Z"


def observed(number, partner, letter, iteration="i1", **more):
    """One observation from a letter: small is aligned, a capital deviated."""
    status = Status.ALIGNED if letter.islower() else Status.DEVIATED
    fields = {"id": f"o{number:04}", "at": at(number)} | more
    return Observation(
        partner=partner, iteration=iteration, step=letter.lower(), status=status, **fields
    )


def walks(iteration="i1"):
    found: list[Observation] = []
    for name, (_, _, letters) in WALKS.items():
        for place, letter in enumerate(letters):
            last = place == len(letters) - 1
            more = {
                "reason": REASONS.get(name, "") if letter.isupper() else "",
                "quote": QUOTES.get(name, "") if last else "",
            }
            found.append(observed(len(found) + 1, name, letter, iteration, **more))
    return found


def bill_study(folder, observations=None, **iteration):
    """The study in a new file; everybody's walk unless other observations are given."""
    documents = [
        StudyInfo("study", "Bill saver"),
        *flow_documents(FLOW, {}),
        Iteration("i1", 1, FLOW.id, at(0), **iteration),
        Attribute("age", "Age", position=0),
        Attribute("test", "Test", position=1),
        Cohort("young", "Under 35", rule=Between("age", None, 34), position=0),
        Cohort("typed", "Type first", rule=Is("test", ("type",)), position=1),
        Cohort("none", "Over 90", rule=Between("age", 90, None), position=2),
        Cohort("fourth", "By hand", members=("P-001",), position=3),
        *(
            CustomerPartner(name, name, {"age": age, "test": test})
            for name, (age, test, _) in WALKS.items()
        ),
        *(walks() if observations is None else observations),
    ]
    return new_study(folder / "bill.footpath", documents)
