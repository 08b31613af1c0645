"""What a report says: one frozen value that every format draws, and no format adds to.

A number that the audience may not see is None and stands in text as ``NOT_SHOWN``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.flow import StepKind
from core.share.audience import Audience

NOT_SHOWN = "not shown"
NO_DATA = "no data"

Span = tuple[float, float]
"""From and to."""


class SectionName(StrEnum):
    """The sections, in the order they are read."""

    ITERATIONS = "iterations"
    HYPOTHESIS = "hypothesis"
    FLOW = "flow"
    FUNNELS = "funnels"
    REASONS = "reasons"
    WORDS = "words"
    COMPARISON = "comparison"
    DECISION = "decision"
    INNOVATION = "innovation"
    METRICS = "metrics"
    NEXT = "next"
    METHOD = "method"


@dataclass(frozen=True)
class Paragraph:
    """Some sentences. ``quiet`` ones explain; a ``notice`` must not be overlooked."""

    text: str
    quiet: bool = False
    notice: bool = False


@dataclass(frozen=True)
class Facts:
    """Pairs of what something is called and what it is."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bullets:
    """Points of one rank, under a title."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; ``value`` is the number it is, None for words and for what is not shown."""

    text: str
    value: float | None = None

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right."""
        return self.value is not None


@dataclass(frozen=True)
class Table:
    """Rows of as many cells as the head has; the first cell of a row is its name."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Quote:
    """A customer's own words, or (``noted``) the observer's, whose they are and of which step."""

    text: str
    partner: str
    step: str
    noted: bool = False


@dataclass(frozen=True)
class Quotes:
    """Words that may leave."""

    title: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Bar:
    """One step of a funnel, in partners; ``below`` is the alignment as it stands under the axis.

    ``overall`` is aligned of the entrants, ``interval`` its Wilson interval, ``band`` how far the
    unknown could still lift it.
    """

    step: str
    kind: StepKind
    aligned: int | None
    deviated: int | None
    unknown: int | None
    overall: float | None
    interval: Span | None
    band: Span | None
    below: str


@dataclass(frozen=True)
class FunnelPicture:
    """The funnel of one group: bars as shares of its ``entrants``."""

    group: str
    entrants: int | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Strip:
    """One share with its interval; ``counted`` says of how many."""

    label: str
    share: float | None
    interval: Span | None
    counted: str
    target: float | None = None


@dataclass(frozen=True)
class StripPicture:
    """Shares under each other on one scale from 0 to 100 %."""

    strips: tuple[Strip, ...]


@dataclass(frozen=True)
class LinePicture:
    """Readings of a metric: (what stands under it, value), with baseline and target."""

    name: str
    unit: str
    points: tuple[tuple[str, float], ...]
    baseline: float
    target: float


@dataclass(frozen=True)
class FlowNode:
    """A step where it is drawn (x, y: top left, a node is 210 by 148), with its numbers in a line each."""

    id: str
    name: str
    kind: StepKind
    x: float
    y: float
    lines: tuple[str, ...]
    share: float | None = None


@dataclass(frozen=True)
class FlowLink:
    """From one node to another; ``count`` customers went along it (None: not shown or not counted)."""

    source: str
    target: str
    count: int | None
    label: str


@dataclass(frozen=True)
class FlowPicture:
    """The flow as it is drawn."""

    nodes: tuple[FlowNode, ...]
    links: tuple[FlowLink, ...]


@dataclass(frozen=True)
class RankItem:
    """How many named one thing, ``of`` what."""

    label: str
    of: str
    count: int


@dataclass(frozen=True)
class RankPicture:
    """What was named, the most frequent first."""

    items: tuple[RankItem, ...]


Picture = FunnelPicture | StripPicture | LinePicture | FlowPicture | RankPicture


@dataclass(frozen=True)
class Figure:
    """A picture with its title, what it shows in a sentence, and the same as a table.

    ``message`` is what it says, where it stands on a slide of its own.
    """

    title: str
    alt: str
    picture: Picture
    table: Table
    message: str = ""


Block = Paragraph | Facts | Bullets | Table | Quotes | Figure


@dataclass(frozen=True)
class Section:
    """A part of a report. ``message`` is the one thing to remember of it.

    ``iteration`` is the number of the one it is about, None where it is about the study.
    """

    name: SectionName
    title: str
    message: str
    blocks: tuple[Block, ...]
    iteration: int | None = None

    @property
    def heading(self) -> str:
        """Its title, with the iteration it is about."""
        of = "" if self.iteration is None else f", iteration {self.iteration}"
        return f"{self.title}{of}"

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.name}-{self.iteration}" if self.iteration is not None else str(self.name)


@dataclass(frozen=True)
class Check:
    """What leaves and what stays, a sentence each."""

    leaves: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole report. ``made`` is the day it was made, ``notice`` is said before everything else."""

    study: str
    title: str
    subtitle: str
    audience: Audience
    made: str
    notice: str
    sections: tuple[Section, ...]
    check: Check = field(default_factory=Check)

    def figures(self) -> Iterator[Figure]:
        """All figures in their order."""
        for section in self.sections:
            yield from (each for each in section.blocks if isinstance(each, Figure))
