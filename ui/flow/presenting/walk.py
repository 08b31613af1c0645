"""The walk of the flow as a part of a presentation: a step a page; nothing is edited."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from core.model.flow import Flow
from core.model.iteration import Iteration
from ui.flow.captions import iteration_words, made_up
from ui.flow.presenting.board import Board
from ui.flow.presenting.panel import Told, lines, paint_panel
from ui.flow.presenting.story import Story, Who, cast, story, voices
from ui.look.curtain import curtain
from ui.look.room_head import paint_head, unit_of
from ui.look.theme import theme
from ui.session import Session

_COHORT_SHARE, _PARTNER_SHARE = 0.47, 0.57
"""Of the height, down to where the drawing reaches; one customer has fewer numbers and words."""
_TABLES = frozenset(
    {
        "flows",
        "steps",
        "links",
        "observations",
        "notes",
        "iterations",
        "cohorts",
        "partners",
        "study",
    }
)


class FlowWalk(QWidget):
    """Presents one version of the flow in one iteration, and follows what is recorded meanwhile.

    It fills its owner, which has the keys and the pointer and says what they do.
    """

    def __init__(
        self, session: Session, flow: Flow, iteration: Iteration | None, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._session = session
        self._flow, self._iteration = flow.id, iteration.id if iteration else None
        self._place = self._first = self._shown = 0
        self._stale = False
        self._cast: tuple[Who, ...] = ()
        self._who = Who("", "")
        self._read()
        session.refreshed.connect(self._on_refreshed)
        curtain.changed.connect(self._read)
        theme.changed.connect(self.update)

    # --- what is presented

    @property
    def told(self) -> Told:
        """The page that is shown, with its quotes."""
        return self._told

    @property
    def at_first(self) -> bool:
        """Whether the first page is shown."""
        return self._place == 0

    @property
    def at_last(self) -> bool:
        """Whether the last page is shown."""
        return self._place == len(self._story.pages) - 1

    def begin(self, who: str) -> None:
        """Present a cohort or a customer, by id, from the first step on; Everyone for none such."""
        self._choose(next((each for each in self._cast if each.id == who), self._cast[0]))
        self._turn(0)

    @Slot()
    def _read(self) -> None:
        """Read the study anew, staying with who and what is shown."""
        study = self._session.study
        flow = study.flow(self._flow)
        found = study.iteration(self._iteration) if self._iteration else None
        self._cast = cast(study, flow, found)
        here = next((each for each in self._cast if each.id == self._who.id), self._cast[0])
        step = self._told.page.step if self._who.id else None
        self._who = here
        self._show(story(study, flow, found, here))
        self._place = self._story.place(step) if step is not None else 0
        self._tell()

    def _show(self, shown: Story) -> None:
        self._story = shown
        self._board = Board(shown)

    def _tell(self) -> None:
        page = self._story.pages[self._place]
        said = voices(self._session.study, self._story, page)
        self._first = min(self._first, max(len(said) - 1, 0))
        self._told = Told(self._story, self._place, said, self._first)
        title = self.tr("Presenting {who}, {step} – Footpath")
        self.setWindowTitle(title.format(who=self._who.name, step=self._step_words()))
        self.update()

    def _step_words(self) -> str:
        words = self.tr("step {n} of {count}")
        return words.format(n=self._place + 1, count=len(self._story.pages))

    def _choose(self, who: Who) -> None:
        step = self._story.pages[self._place].step
        study = self._session.study
        found = study.iteration(self._iteration) if self._iteration else None
        self._who = who
        self._show(story(study, study.flow(self._flow), found, who))
        self._turn(self._story.place(step))

    def _turn(self, place: int) -> None:
        self._place = min(max(place, 0), len(self._story.pages) - 1)
        self._first = 0
        self._tell()

    @Slot(object)
    def _on_refreshed(self, tables: frozenset[str]) -> None:
        if not tables & _TABLES:
            return
        self._stale = not self.isVisible()
        if not self._stale:
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            self._read()
        super().showEvent(event)

    # --- what a person does

    def next(self) -> None:
        """Go on to the next step."""
        self._turn(self._place + 1)

    def back(self) -> None:
        """Go back to the step before."""
        self._turn(self._place - 1)

    def first(self) -> None:
        """Go to the first step."""
        self._turn(0)

    def last(self) -> None:
        """Go to the last step."""
        self._turn(len(self._story.pages) - 1)

    def who_before(self) -> None:
        """Present the cohort or customer before."""
        self._move_who(-1)

    def who_next(self) -> None:
        """Present the next cohort or customer."""
        self._move_who(1)

    def _move_who(self, by: int) -> None:
        at = self._cast.index(self._who) + by
        if 0 <= at < len(self._cast):
            self._choose(self._cast[at])

    def more(self) -> None:
        """Show the quotes that did not find room; after the last the first ones again."""
        beyond = self._first + self._shown
        self._first = beyond if self._shown and beyond < len(self._told.voices) else 0
        self._tell()

    # --- what is seen

    @property
    def unit(self) -> float:
        """How large the window is against 1600 by 1000."""
        return unit_of(self.width(), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        # Whole pixels, so that no seam shows between the three parts.
        mark = made_up(self._session.study)
        head = paint_head(painter, whole, self.unit, self._parts(), self._step_words(), mark)
        share = _PARTNER_SHARE if self._who.is_partner else _COHORT_SHARE
        board = QRectF(whole)
        board.setTop(head.bottom())
        board.setBottom(round(whole.height() * share))
        panel = QRectF(whole)
        panel.setTop(board.bottom())
        self._board.paint(painter, board, self._place)
        self._shown = paint_panel(painter, self._told, panel, self.unit)
        painter.end()

    def headline(self) -> str:
        """Study, who, how many and which iteration, in one line."""
        return " · ".join(self._parts())

    def _parts(self) -> tuple[str, ...]:
        parts = [self._session.study.info.name, self._who.name]
        numbers = self._story.numbers
        if numbers is not None:
            if not self._who.is_partner:
                parts.append(self.tr("n = {n}").format(n=numbers.funnel.entrants))
            parts.append(iteration_words(numbers.iteration))
        return tuple(parts)

    def spoken(self) -> str:
        """The page as a screen reader says it."""
        told = self._told
        words = [self.headline(), told.page.face.title, *(text for text, *_ in lines(told))]
        words += [f"{each.pseudonym}: {each.quote}" for each in told.voices]
        return ". ".join(words)


def flow_walk(session: Session, owner: QWidget) -> FlowWalk | None:
    """The walk of the iteration looked at, by the cohort looked at; None where no step is drawn."""
    iteration = session.iteration
    flow = session.study.flow(iteration.flow) if iteration else session.study.drawn
    if flow is None or not flow.steps:
        return None
    made = FlowWalk(session, flow, iteration, owner)
    made.begin(next(iter(session.choice.cohorts), ""))
    return made
