"""``record``: observations from JSON lines, each on disk before its id is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.command.answer import DONE
from core.command.arguments import Options, Parser
from core.command.funnel_groups import listed
from core.command.speech import progress, remark, say
from core.exchange.observation_line import ObservationLine, read_line
from core.exchange.unreadable import UnreadableInput, refused
from core.model.flow import Step
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.moment import now
from core.model.observation import Observation
from core.model.partner import CustomerPartner
from core.study import Study

_STREAM = "-"
_BOM = b"\xef\xbb\xbf"


def arguments(parser: Parser) -> None:
    """What ``record`` takes."""
    parser.add_argument("study", metavar="STUDY", type=Path)
    parser.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        default=_STREAM,
        help="JSON lines to read; - (the default) is the standard input",
    )


def run(options: Options) -> int:
    """Record line by line, until the input ends or a line is bad."""
    with (
        _lines(options.source) as stream,
        Study.open(options.study, progress=progress("Opening")) as study,
    ):
        report = study.store.report
        if report.torn_bytes:
            remark(report.sentences[-1])
        # readline gives each line when it is there; iterating would read ahead.
        for number, line in enumerate(iter(stream.readline, b""), start=1):
            text = line.removeprefix(_BOM).strip()
            if not text:
                continue
            try:
                recorded = _record(study, read_line(text))
            except UnreadableInput as error:
                raise UnreadableInput(f"line {number}: {error}") from None
            say(recorded.id)
    return DONE


def _record(study: Study, line: ObservationLine) -> Observation:
    iteration = _iteration(study, line.iteration)
    step = _step(study, iteration, line.step)
    partner = study.partner_named(line.partner)
    newcomer = None
    if partner is None:
        partner = newcomer = CustomerPartner(new_id(), line.partner)
    observation = Observation(
        new_id(),
        partner.id,
        iteration.id,
        step.id,
        line.status,
        line.moment() or now(),
        encounter=line.encounter or 1,
        reason=line.reason or "",
        tags=line.tags or (),
        note=line.note or "",
        quote=line.quote or "",
    )
    return study.record(observation, newcomer=newcomer)


def _iteration(study: Study, number: int | None) -> Iteration:
    if number is None:
        if study.current_iteration is None:
            raise UnreadableInput("the study has no iteration.")
        return study.current_iteration
    for each in study.iterations():
        if each.number == number:
            return each
    known = ", ".join(str(each.number) for each in study.iterations()) or "none"
    raise UnreadableInput(f"there is no iteration {number}. There are: {known}.")


def _step(study: Study, iteration: Iteration, name: str) -> Step:
    flow = study.flow(iteration.flow)
    found = [step for step in flow.steps if step.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnreadableInput(f"{len(found)} steps are called “{name}”. Rename one first.")
    names = listed([step.name for step in flow.steps])
    raise UnreadableInput(f"there is no step “{name}”. The steps are: {names}.")


@contextmanager
def _lines(source: str) -> Iterator[BinaryIO]:
    if source == _STREAM:
        yield sys.stdin.buffer
        return
    path = Path(source)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise refused(path, error) from None
    with stream:
        yield stream
