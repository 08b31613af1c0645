"""A study to a report: the sections somebody chose, for the audience they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from core.exchange.unreadable import Cancelled
from core.learned import NotPossible
from core.model.iteration import Iteration
from core.model.moment import Moment, now
from core.reading import Progress, Reader
from core.share.audience import Audience
from core.share.check import check
from core.share.choosing import Choice
from core.share.cleaning import cleaned
from core.share.content import Report, Section, SectionName
from core.share.sections.comparison import comparison
from core.share.sections.decision import decision
from core.share.sections.flow import flow
from core.share.sections.funnels import funnels
from core.share.sections.hypothesis import hypothesis
from core.share.sections.innovation import innovation
from core.share.sections.iterations import iterations
from core.share.sections.method import method
from core.share.sections.metrics import metrics
from core.share.sections.reasons import reasons
from core.share.sections.upcoming import upcoming
from core.share.sections.words import words
from core.share.source import Source, source
from core.share.suppression import shown_to_public

OF_AN_ITERATION: Mapping[SectionName, Callable[[Source], Section]] = {
    SectionName.HYPOTHESIS: hypothesis,
    SectionName.FLOW: flow,
    SectionName.FUNNELS: funnels,
    SectionName.REASONS: reasons,
    SectionName.WORDS: words,
    SectionName.COMPARISON: comparison,
    SectionName.DECISION: decision,
    SectionName.INNOVATION: innovation,
    SectionName.NEXT: upcoming,
}
"""In their order; a new section is a row here."""

SAMPLE = "This is the sample study: everything in it is made up."


def report(
    reader: Reader,
    choice: Choice | None = None,
    *,
    at: Moment | None = None,
    progress: Progress | None = None,
) -> Report:
    """What is told of a study, or of one iteration of it.

    ``at`` is when it is made, now unless said; ``progress`` is told (done, whole). Raises NotPossible
    where there is no iteration yet, KeyError for an iteration that is not there, Cancelled where
    ``progress`` answers False.
    """
    choice = choice or Choice()
    told = _iterations(reader, choice)
    steps = _Steps(progress, len(told) * (2 + len(choice.sections)))
    if not reader.is_read:
        reader.read_ahead(steps.reads)
    sources = []
    for each in told:
        sources.append(source(reader, choice.audience, each, choice.cohorts, working=steps.ask))
        steps.done()
    if choice.audience is Audience.PUBLIC:
        sources = shown_to_public(sources)
    sections = _sections(sources, choice, steps)
    made = Report(
        reader.info.name,
        reader.info.name,
        _subtitle(told, choice),
        choice.audience,
        (at or now())[:10],
        _notice(reader),
        sections,
        check(sources, choice),
    )
    return cleaned(made)


class _Steps:
    """How far the work is; raises Cancelled where somebody asks to stop."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress, self._whole, self._done = progress, whole, 0

    def done(self) -> None:
        """One more of the steps is done."""
        self._done += 1
        self.ask()

    def reads(self, _done: int, _whole: int) -> bool:
        """Whether to read on: as no step, it only asks."""
        self.ask()
        return True

    def ask(self, _done: int = 0, _whole: int = 1) -> None:
        """Whether to go on with the step that is being done."""
        if self._progress and not self._progress(min(self._done, self._whole), self._whole):
            raise Cancelled


def _iterations(reader: Reader, choice: Choice) -> Sequence[Iteration]:
    if choice.iteration is not None:
        return [reader.iteration(choice.iteration)]
    found = reader.iterations()
    if not found:
        raise NotPossible("The study has no iteration yet, so there is nothing to report.")
    return found


def _sections(sources: Sequence[Source], choice: Choice, steps: _Steps) -> tuple[Section, ...]:
    wanted = choice.sections
    reader = sources[0].reader
    found: list[Section] = []
    if SectionName.ITERATIONS in wanted and choice.iteration is None:
        found.append(iterations(sources))
    for own in reversed(sources):
        for name, write in OF_AN_ITERATION.items():
            if name in wanted:
                found.append(write(own))
            steps.done()
    until = sources[-1].iteration.number
    if SectionName.METRICS in wanted:
        found.append(metrics(reader, choice.audience, until))
    if SectionName.METHOD in wanted:
        found.append(method(sources, choice.audience))
    return tuple(found)


def _subtitle(told: Sequence[Iteration], choice: Choice) -> str:
    if choice.iteration is None:
        return "Report of the whole study"
    (only,) = told
    return f"Report of iteration {only.number}, {'open' if only.is_open else 'closed'}"


def _notice(reader: Reader) -> str:
    info = reader.info
    if info.sample:
        return SAMPLE
    return info.made_up.strip()
