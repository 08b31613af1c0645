"""Every change of the flow: one function of the model, one transaction, one name in the Edit menu."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.documents import flow_documents
from core.model import edits
from core.model.flow import Flow, Link, Step, StepKind
from core.model.ids import new_id
from core.model.layout import COLUMN, NODE_HEIGHT, NODE_WIDTH, ROW
from ui.flow import clipboard
from ui.flow.selection import Selection
from ui.flow.shapes import width
from ui.flow.version import Shown, shown
from ui.session import Session

_BESIDE = 20.0  # the least room between two steps side by side

Place = tuple[float, float]


class Editor(QObject):
    """Changes the version that is shown, and keeps the selection on what a change is about.

    While two versions are compared, ``compared`` is both as one flow, nothing is changed, and
    ``refused`` comes for what was asked.
    """

    refused = Signal()

    def __init__(
        self, session: Session, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.selection = session, selection
        self.compared: Flow | None = None

    @property
    def shown(self) -> Shown | None:
        """The version on the canvas."""
        return shown(self.session.study, self.session.choice, self.session.iteration)

    @property
    def flow(self) -> Flow:
        """The flow on the canvas; an empty one before anything was drawn."""
        if self.compared is not None:
            return self.compared
        now = self.shown
        return now.flow if now else Flow("")

    def apply(self, label: str, flow: Flow) -> None:
        """Put an edited flow in place, as one transaction."""
        if self.refuses():
            return
        study = self.session.study
        if not flow.id:
            begun = msgspec.structs.replace(flow, id=new_id())
            study.do(label, "flow", flow_documents(begun, {}))
            return
        became = study.edit_flow(label, flow)
        if became.id != flow.id:
            # The edit made the version for the next iteration: show that one.
            self.session.choose(iteration=None)

    def refuses(self) -> bool:
        """Whether nothing can be edited now; says so to who listens."""
        if self.compared is not None:
            self.refused.emit()
        return self.compared is not None

    # --- steps

    def add(
        self, name: str, kind: StepKind, place: Place, source: str = "", target: str = ""
    ) -> str:
        """Add a step at a place, linked from and to others where they are named. Gives its id."""
        step = Step(new_id(), name, kind, x=place[0], y=place[1])
        flow = edits.add(self.flow, step)
        if source:
            flow = edits.connect(flow, source, step.id)
        if target:
            flow = edits.connect(flow, step.id, target)
        self.apply(self.tr("Add step"), flow)
        self.selection.choose([step.id])
        return step.id

    def insert(self, name: str, kind: StepKind, link: Link) -> str:
        """Insert a step in the middle of a link. Gives its id."""
        source, target = self.flow.step(link.source), self.flow.step(link.target)
        y = target.y if len(self.flow.targets(source.id)) > 1 else source.y
        x = source.x + width(source.kind) + COLUMN - NODE_WIDTH
        step = Step(new_id(), name, kind, x=x, y=y)
        self.apply(self.tr("Insert step"), edits.insert(self.flow, step, link))
        self.selection.choose([step.id])
        return step.id

    def insert_behind(self, name: str, kind: StepKind, source_id: str) -> str:
        """Insert a step between another and everything that one leads to. Gives its id."""
        source = self.flow.step(source_id)
        x = source.x + width(source.kind) + COLUMN - NODE_WIDTH
        step = Step(new_id(), name, kind, x=x, y=source.y)
        self.apply(self.tr("Insert step"), edits.insert_behind(self.flow, step, source_id))
        self.selection.choose([step.id])
        return step.id

    def drop_on(self, step_id: str, place: Place, link: Link) -> None:
        """Put a step without links into the middle of a link."""
        flow = edits.move(edits.disconnect(self.flow, [link]), {step_id: place})
        flow = edits.connect(flow, link.source, step_id)
        self.apply(self.tr("Insert step"), edits.connect(flow, step_id, link.target))

    def branch(self, name: str, kind: StepKind, beside: str, below: bool) -> str:
        """Add a step beside another, from the same steps to the same steps. Gives its id."""
        flow = self.flow
        other = flow.step(beside)
        place = self.free(other.x, other.y, ROW if below else -ROW)
        step = Step(new_id(), name, kind, x=place[0], y=place[1])
        grown = edits.add(flow, step)
        for source in flow.sources(beside):
            grown = edits.connect(grown, source, step.id)
        for target in flow.targets(beside):
            grown = edits.connect(grown, step.id, target)
        self.apply(self.tr("Add step"), grown)
        self.selection.choose([step.id])
        return step.id

    def change(self, step: Step, label: str = "") -> None:
        """Put a step in place of the one with its id."""
        if self.flow.has(step.id):
            self.apply(label or self.tr("Edit step"), edits.change(self.flow, step))

    def rename(self, step_id: str, name: str) -> None:
        """Rename a step; a blank name changes nothing."""
        if self.flow.has(step_id) and name.strip():
            self.apply(self.tr("Rename step"), edits.rename(self.flow, step_id, name.strip()))

    def duplicate(self) -> None:
        """Copy the selected steps with the links among them."""
        if self.selection.steps:
            flow, copies = edits.duplicate(self.flow, self.selection.steps)
            self.apply(self._count(self.tr("Duplicate step"), self.tr("Duplicate {n} steps")), flow)
            self.selection.choose(copies)

    def copy(self) -> None:
        """Put the selected steps and the links among them on the clipboard."""
        if self.selection.steps:
            clipboard.put(edits.fragment(self.flow, self.selection.steps))

    def paste(self) -> None:
        """Add what is on the clipboard, from this study or another."""
        part = clipboard.take()
        if part is not None:
            flow, copies = edits.graft(self.flow, part)
            self.apply(self.tr("Paste"), flow)
            self.selection.choose(copies)

    def delete(self, *, heal: bool = False) -> None:
        """Delete what is selected; healing links what stood before it to what stood behind."""
        steps, links = self.selection.steps, self.selection.links
        if not steps and not links:
            return
        flow = edits.disconnect(self.flow, links)
        flow = (edits.delete_and_heal if heal else edits.delete)(flow, steps)
        label = self.tr("Delete link")
        if steps:
            label = self._count(self.tr("Delete step"), self.tr("Delete {n} steps"))
            if heal:
                label = self._count(
                    self.tr("Delete step and heal"), self.tr("Delete {n} steps and heal")
                )
        after = self._neighbour(steps)
        self.apply(label, flow)
        self.selection.choose([after] if after else [])

    @Slot()
    def select_all(self) -> None:
        """Select every step."""
        self.selection.choose(step.id for step in self.flow.steps)

    # --- places and links

    def move(self, places: Mapping[str, Place]) -> None:
        """Move steps to places."""
        one, more = self.tr("Move step"), self.tr("Move {n} steps")
        label = one if len(places) == 1 else more.format(n=len(places))
        self.apply(label, edits.move(self.flow, places))

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected steps a little."""
        flow = self.flow
        places = {
            each: (flow.step(each).x + dx, flow.step(each).y + dy) for each in self.selection.steps
        }
        if places:
            self.move(places)

    def link(self, source: str, target: str) -> None:
        """Link two steps."""
        self.apply(self.tr("Connect"), edits.connect(self.flow, source, target))

    def lead(self, step_id: str, sources: Collection[str]) -> None:
        """Have exactly these steps lead to one."""
        flow = self.flow
        if not flow.has(step_id):
            return
        led = edits.led_from(flow, step_id, [each for each in sources if flow.has(each)])
        fewer = set(flow.sources(step_id)) - set(sources)
        self.apply(self.tr("Disconnect") if fewer else self.tr("Connect"), led)

    def unlink(self) -> None:
        """Cut the links among the selected steps, and those selected themselves."""
        chosen = set(self.selection.steps)
        among = [each for each in self.flow.links if {each.source, each.target} <= chosen]
        links = [*among, *self.selection.links]
        if links:
            self.apply(self.tr("Disconnect"), edits.disconnect(self.flow, links))

    def tidy(self) -> None:
        """Lay the flow out."""
        self.apply(self.tr("Tidy"), edits.arrange(self.flow))

    # --- inside

    def free(self, x: float, y: float, step: float = ROW) -> Place:
        """The first place from (x, y) on, up or down by a row each, where no step stands."""
        # A trigger is narrower than its column.
        taken = [
            (each.x - NODE_WIDTH - _BESIDE, each.x + width(each.kind) + _BESIDE, each.y)
            for each in self.flow.steps
        ]
        while any(a < x < b and abs(y - top) < NODE_HEIGHT + 8 for a, b, top in taken):
            y += step
        return x, y

    def default_kind(self, source: str = "") -> StepKind:
        """The kind that a new step most likely is."""
        flow = self.flow
        if flow.one(StepKind.TRIGGER) is None:
            return StepKind.TRIGGER
        if source and flow.step(source).kind is StepKind.NEED_MET:
            for kind in (StepKind.ADOPTION, StepKind.OUTCOME):
                if flow.one(kind) is None:
                    return kind
        return StepKind.STEP

    def _neighbour(self, gone: Collection[str]) -> str | None:
        """The step before the first one that goes, so that the keys stay where they were."""
        flow = self.flow
        for step_id in gone:
            for other in [*flow.sources(step_id), *flow.targets(step_id)]:
                if other not in gone:
                    return other
        return None

    def _count(self, one: str, more: str) -> str:
        count = len(self.selection.steps)
        return one if count == 1 else more.format(n=count)
