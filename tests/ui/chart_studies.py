"""Studies that charts have to stand: the sample, nobody, one partner, twelve cohorts, long names."""

from __future__ import annotations

import msgspec

from core.documents import flow_documents
from core.model.flow import Flow, Link, Step, StepKind
from core.model.iteration import Iteration, StudyInfo
from core.model.observation import Observation, Status
from core.model.partner import EVERYONE, Attribute, Cohort, CustomerPartner, Is
from core.sample import write_sample
from core.study import Study, new_study
from tests.ui.funnel_study import at

PATH = (
    Step("t", "Bill arrives", StepKind.TRIGGER, x=0),
    Step("o", "Opens comparison", x=280),
    Step("s", "Sees cheaper plan", x=560),
    Step("n", "Need met", StepKind.NEED_MET, x=840),
    Step("a", "Back next month", StepKind.ADOPTION, x=1120, y=-100),
    Step("b", "Refers a friend", StepKind.OUTCOME, x=1120, y=100),
)
LINKS = tuple(Link(a, b) for a, b in ("to", "os", "sn", "na", "nb"))
LONG = "A step whose name nobody could say in one breath and that goes on and on for ever " * 3


def walk(partner, letters, iteration, minute):
    """Observations of one partner from letters: small is aligned, a capital deviated."""
    for place, letter in enumerate(letters):
        status = Status.ALIGNED if letter.islower() else Status.DEVIATED
        yield Observation(
            f"{iteration}/{partner}/{place}", partner, iteration, letter.lower(), status,
            at(minute + 3 * place), reason="" if letter.islower() else f"Reason {partner}",
        )  # fmt: skip


def made(folder, walks, cohorts=(), steps=PATH):
    """Two iterations of one flow; ``walks`` are (partner, group, letters in the first, in the second)."""
    flow = Flow("f", 1, steps, LINKS)
    partners = [CustomerPartner(name, name, {"group": group}) for name, group, *_ in walks]
    seen = [
        each
        for number, (name, _, *letters) in enumerate(walks)
        for place, own in enumerate(letters)
        for each in walk(name, own, f"i{place + 1}", 2000 * place + 20 * number)
    ]
    return new_study(
        folder / "made.footpath",
        [
            StudyInfo("study", "Bill saver"),
            *flow_documents(flow, {}),
            Iteration("i1", 1, "f", at(0), closed=at(1999), change="First cut"),
            Iteration("i2", 2, "f", at(2000), change="A photo is enough"),
            Attribute("group", "Group"),
            *cohorts,
            *partners,
            *seen,
        ],
    )


def sample(folder):
    """The sample study."""
    write_sample(folder / "sample.footpath")
    return Study.open(folder / "sample.footpath")


def nobody(folder):
    """No observation at all."""
    return made(folder, [], [Cohort("c", "Nobody yet", rule=Is("group", ("x",)))])


def one(folder):
    """One partner in the second iteration, who left at the second step."""
    return made(
        folder, [("P-001", "a", "", "tO")], [Cohort("c", "Alone", rule=Is("group", ("a",)))]
    )


def twelve(folder):
    """Twelve cohorts of three partners each."""
    letters = ("tosnab", "tosN", "tO")
    walks = [
        (f"P-{n:03}", f"g{n % 12}", letters[(n + 1) % 3], letters[n // 12 % 3]) for n in range(36)
    ]
    cohorts = [
        Cohort(f"c{n}", f"Cohort {n + 1}", rule=Is("group", (f"g{n}",)), position=n)
        for n in range(12)
    ]
    return made(folder, walks, cohorts)


def long_names(folder):
    """Names nobody has room for: of steps, cohorts, partners and reasons."""
    steps = tuple(msgspec.structs.replace(each, name=f"{each.name} {LONG}") for each in PATH)
    walks = [
        (f"P-{n} {LONG}", "a" if n % 2 else "b", "tosn", "tosnab" if n % 3 else "tO")
        for n in range(12)
    ]
    cohorts = [
        Cohort("x", f"עברית {LONG}", rule=Is("group", ("a",)), position=0),
        Cohort("y", f"🎉🎉 {LONG}", rule=Is("group", ("b",)), position=1),
    ]
    return made(folder, walks, cohorts, steps)


def no_data(folder):
    """Everybody left at the second step: nobody has reached the rest."""
    walks = [(f"P-{n:03}", "a" if n % 2 else "b", "tO", "tO") for n in range(8)]
    return made(folder, walks, [Cohort("c", "Half", rule=Is("group", ("a",)))])


STUDIES = {
    "sample": sample,
    "nobody": nobody,
    "one": one,
    "twelve": twelve,
    "long names": long_names,
    "no data": no_data,
}


def everybody(study):
    """All cohorts of a study, everyone first."""
    return [EVERYONE, *(each.id for each in study.cohorts() if each.id != EVERYONE)]
