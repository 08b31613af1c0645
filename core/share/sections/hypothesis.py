"""The hypothesis: what is believed of the customer, and what it has to beat."""

from __future__ import annotations

from collections.abc import Iterator

from core.learn.design import design, share
from core.learn.parts import PARTS, reach
from core.model.hypothesis import Hypothesis
from core.share.audience import Audience
from core.share.content import Block, Facts, Paragraph, Section, SectionName
from core.share.source import Source
from core.share.spoken_numbers import counted, partners


def hypothesis(source: Source) -> Section:
    """What an iteration set out to show."""
    believed = source.hypothesis
    number = source.iteration.number
    if believed is None:
        message = "No hypothesis was written."
        return Section(SectionName.HYPOTHESIS, "Hypothesis", message, (), number)
    message = (
        f"To be shown with {partners(believed.planned)} ({believed.primary.name}): more than "
        f"{share(believed.target)} have their need met."
    )
    blocks = tuple(_blocks(source, believed))
    return Section(
        SectionName.HYPOTHESIS, f"Hypothesis, version {believed.version}", message, blocks, number
    )


def _blocks(source: Source, believed: Hypothesis) -> Iterator[Block]:
    if source.reader.info.motivation.strip():
        yield Paragraph(f"Why the business wants this: {source.reader.info.motivation.strip()}")
    yield Facts(
        tuple(
            (part.title, getattr(believed, part.field).strip() or "not written") for part in PARTS
        )
    )
    if said := reach(believed):
        yield Paragraph(said)
    yield Facts(tuple(_figures(believed)))
    yield Paragraph(" ".join(design(believed.target, believed.planned).sentences), quiet=True)
    iteration = source.iteration
    if iteration.set_after:
        # One observation is one partner, so that the public is told no number.
        number = None if source.audience is Audience.PUBLIC else iteration.set_after
        after = "observations had begun" if number is None else counted(number, "observation")
        yield Paragraph(f"The hypothesis was set after {after}.", notice=True)
    changed = [("What changed in the solution", iteration.change), ("Release", iteration.release)]
    said_of = tuple((label, text.strip()) for label, text in changed if text.strip())
    if said_of:
        yield Facts(said_of)


def _figures(believed: Hypothesis) -> Iterator[tuple[str, str]]:
    yield "Primary cohort", believed.primary.name
    yield "Share to beat at need met", share(believed.target)
    yield "Planned partners", f"{believed.planned:,}"
    if believed.adoption is not None:
        yield "Individual adoption to beat", share(believed.adoption)
    if believed.outcome is not None:
        yield "Business outcome to beat", share(believed.outcome)
    if believed.scale is not None:
        yield "Scale", f"{believed.scale:,} partners with a known status"
