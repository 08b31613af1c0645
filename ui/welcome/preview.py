"""What the welcome page shows once it is painted: the sample's funnel, and how recent studies stand.

Read in a thread, so that the page answers at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from core.measure.cohorts import everyone
from core.measure.funnel import Funnel, measure
from core.model.iteration import Iteration
from core.sample import write_sample
from core.store import StoreError
from core.study import Study
from ui.look.funnel_shape import Shape, shape_of

_LARGEST = 4_000_000  # bytes of a recent study that is read just to say how it stands


@dataclass(frozen=True)
class Preview:
    """The funnel of everyone in the open iteration of the sample."""

    funnel: Funnel
    shape: Shape
    iteration: int


@dataclass(frozen=True)
class Standing:
    """A recent study: its name, and the number of its latest iteration, 0 for none."""

    name: str
    iteration: int
    is_open: bool


def read_preview() -> Preview | None:
    """The sample's funnel, measured from a copy that is gone when this returns."""
    with TemporaryDirectory(prefix="footpath-preview-") as folder:
        path = Path(folder) / "sample.footpath"
        write_sample(path)
        with Study.open(path, write=False) as study:
            iteration = study.current_iteration
            return None if iteration is None else _measured(study, iteration)


def _measured(study: Study, iteration: Iteration) -> Preview:
    flow = study.flow(iteration.flow)
    found = measure(study.columns, flow, iteration.id, [everyone()], names=study.pseudonyms())
    return Preview(found.funnels[0], shape_of(flow), iteration.number)


def read_standing(path: Path) -> Standing | None:
    """How a study stands; None where it is gone, too large to read for this, or no study."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        with Study.open(path, write=False) as study:
            last = study.current_iteration
            return Standing(
                study.info.name, last.number if last else 0, bool(last and last.is_open)
            )
    except (OSError, StoreError, ValueError, KeyError):
        return None
