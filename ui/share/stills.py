"""Moments of a replay: measured as it was known then, in a thread, the latest asked for first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from core.measure.cohorts import everyone
from core.measure.funnel import Funnel, measure
from core.replaying import Frame, Replaying
from ui.job import Job, Progress
from ui.look.curtain import curtain
from ui.look.describe import weekday
from ui.look.funnel_shape import Shape, shape_of


def _tr(text: str) -> str:
    return QCoreApplication.translate("share", text)


@dataclass(frozen=True)
class Still:
    """A moment as it is painted: the funnel of everyone in its iteration, if it is of one.

    ``partner`` is the pseudonym, "" where it was no interview; ``number`` the iteration's, or 0.
    """

    frame: Frame
    partner: str = ""
    number: int = 0
    funnel: Funnel | None = None
    shape: Shape | None = None

    @property
    def title(self) -> str:
        """When, and whose interview or what else was done; names as the curtain has them now."""
        said = _tr("iteration {n}").format(n=self.number) if self.number else ""
        what = curtain.over(self.partner) if self.partner else self.frame.label
        return " · ".join(filter(None, (weekday(self.frame.at), said, what)))

    @property
    def remark(self) -> str:
        """How far the study was."""
        counts = self.frame.counts
        said = (
            _counted(counts.partners, _tr("1 partner"), _tr("{n} partners")),
            _counted(counts.interviews, _tr("1 interview"), _tr("{n} interviews")),
            _counted(counts.observations, _tr("1 observation"), _tr("{n} observations")),
        )
        return " · ".join(said)

    @property
    def entered(self) -> str:
        """How many the funnel is of."""
        count = self.funnel.entrants if self.funnel is not None else 0
        return _counted(count, _tr("1 entrant"), _tr("{n} entrants"))


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(n=f"{count:,}")


def still(replay: Replaying, place: int) -> Still:
    """The moment at a place of a replay."""
    frame = replay.frames[place]
    reader = replay.reader(place)
    iteration = next((each for each in reader.iterations() if each.id == frame.iteration), None)
    if iteration is None:
        return Still(frame)
    names = reader.pseudonyms()
    flow = reader.flow(iteration.flow)
    found = measure(reader.columns, flow, iteration.id, [everyone()], names=names).funnels[0]
    partner = names.get(frame.partner, "")
    return Still(frame, partner, iteration.number, found, shape_of(flow))


class Stills(QObject):
    """``ready`` carries a moment and its place; of those asked for meanwhile only the last comes."""

    ready = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._replay: Replaying | None = None
        self._wanted: int | None = None
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether one is being measured."""
        return self._job is not None

    def show(self, replay: Replaying | None) -> None:
        """Of which history they are from now on."""
        self._replay = replay
        self._wanted = None

    def ask(self, place: int) -> None:
        """Have a moment measured."""
        self._wanted = place
        if self._job is None:
            self._start()

    def _start(self) -> None:
        replay, place = self._replay, self._wanted
        self._wanted = None
        if replay is None or place is None:
            return

        def work(_progress: Progress) -> tuple[Replaying, int, Still]:
            return replay, place, still(replay, place)

        job = self._job = Job("", work)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(job.join)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.start()

    @Slot(object)
    def _on_done(self, found: tuple[Replaying, int, Still]) -> None:
        self._job = None
        replay, place, shown = found
        # What was measured of a history that is shown no more says nothing.
        if replay is self._replay:
            self.ready.emit(place, shown)
        if self._wanted is not None:
            self._start()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._job = None
        raise error if isinstance(error, Exception) else RuntimeError(str(error))
