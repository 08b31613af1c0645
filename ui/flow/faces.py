"""What the canvas shows, as frozen values: a face for each node, labels, exits, the arc of adoption.

Items are given these and hold nothing else; two equal values need no repaint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model.flow import Flow, Link
from core.model.versions import Change


@dataclass(frozen=True)
class Rate:
    """How many of those with an answer aligned, with the Wilson interval of that share."""

    aligned: int
    answered: int
    interval: tuple[float, float] | None

    @property
    def share(self) -> float | None:
        """Aligned of answered; None where nobody answered."""
        return self.aligned / self.answered if self.answered else None


@dataclass(frozen=True)
class Mark:
    """What became of a node between two versions, with the words of its chip."""

    change: Change
    words: str


@dataclass(frozen=True)
class Face:
    """What one node says. ``lines`` stand under the title, without any ``about`` does.

    ``rate`` is None in a plain drawing. Where versions are compared, ``mark`` says what became of the
    node (None where nothing did) and ``strong`` the change of its alignment, ``few`` that of few.
    """

    kind: str
    word: str
    title: str
    lines: tuple[str, ...] = ()
    rate: Rate | None = None
    reached: int | None = None
    entrants: int | None = None
    deviated: int = 0
    unknown: int = 0
    finding: bool = False
    optional: bool = False
    about: str = ""
    mark: Mark | None = None
    strong: str = ""
    few: bool = False


@dataclass(frozen=True)
class Going:
    """Customers on a link, and their share of all entrants (None at 0 entrants)."""

    count: int
    share: float | None


@dataclass(frozen=True)
class Exit:
    """Those who left at a step, and why: reasons ranked, each with its count."""

    step: str
    count: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Undecided:
    """Those who passed a split and were seen on none of its branches."""

    step: str
    targets: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Arc:
    """Adoption leads back to the trigger. Texts are empty where nothing was measured."""

    adoption: str
    trigger: str
    strong: str = ""
    quiet: str = ""
    brief: str = ""


@dataclass(frozen=True)
class Innovation:
    """True innovation, drawn behind both endpoints; ``going`` by the endpoint's step id."""

    adoption: str
    outcome: str
    face: Face
    going: tuple[tuple[str, Going], ...] = ()


@dataclass(frozen=True)
class Drawing:
    """Everything the canvas shows of one version of the flow, or of two compared. Faces by step id.

    ``changes`` has the links that are not in both of two compared versions.
    """

    flow: Flow
    faces: Mapping[str, Face]
    going: Mapping[Link, Going] = field(default_factory=dict)
    exits: tuple[Exit, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    arc: Arc | None = None
    innovation: Innovation | None = None
    changes: Mapping[Link, Change] = field(default_factory=dict)
