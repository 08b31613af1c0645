"""What comes next: goals, the step to work on, whom to talk to."""

from __future__ import annotations

from collections.abc import Iterator

from core.learn.words import who, why
from core.learned import NotPossible, names, next_round, talk_to
from core.share.audience import Audience
from core.share.content import Block, Bullets, Paragraph, Section, SectionName
from core.share.sections import decision
from core.share.source import Source

_AT_MOST = 12


def upcoming(source: Source) -> Section:
    """What follows from the verdict, else from the proposal; of an open one, whom to talk to."""
    message, blocks = _written(source)
    return Section(
        SectionName.NEXT, "What comes next", message, tuple(blocks), source.iteration.number
    )


def _written(source: Source) -> tuple[str, list[Block]]:
    blocks: list[Block] = []
    # Goals name steps with their counts, or are words of the team: they are not for the public.
    public = source.audience is Audience.PUBLIC
    tells = True
    goals = () if public else source.iteration.goals
    message = _now(source)
    try:
        following = next_round(source.reader, source.iteration)
    except NotPossible:
        if goals:
            blocks.append(Bullets("Goals of this iteration", goals))
    else:
        if not public:
            message = following.goals[0]
            blocks.append(Bullets("Goals", following.goals))
        elif tells := _tells_conclusion(source):
            message = f"After “{following.conclusion}”: the next iteration."
        else:
            message = "The next iteration."
        if following.rewrite and tells:
            blocks.append(Paragraph("The hypothesis is to be written anew."))
    blocks += _whom(source)
    return message, blocks


def _now(source: Source) -> str:
    """What is to be done in an iteration that nothing was decided of."""
    if source.hypothesis is None:
        return "Write the hypothesis: without one nothing can be decided."
    if not source.funnels[0].entrants:
        return "Begin with the interviews that are planned."
    return "Go on with the interviews that are planned."


def _tells_conclusion(source: Source) -> bool:
    """Whether the public may know it: what a person decided, or a proposal whose counts are shown."""
    made = decision.decision_of(source)
    return made is not None and (made.verdict is not None or decision.has(source))


def _whom(source: Source) -> Iterator[Block]:
    """Whom to talk to names single partners: that is for the team."""
    if source.audience is not Audience.TEAM:
        return
    try:
        talks = talk_to(source.reader, source.iteration)
    except NotPossible:
        return
    told = names(source.reader, source.iteration)
    if talks:
        items = tuple(f"{who(each, told)}: {why(each, told)}" for each in talks[:_AT_MOST])
        yield Bullets("Talk to next", items)
    if len(talks) > _AT_MOST:
        yield Paragraph(f"and {len(talks) - _AT_MOST:,} more", quiet=True)
