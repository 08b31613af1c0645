"""The scene: its items are brought in step with the drawing that is shown. It holds no truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from core.model.flow import Flow, Link
from core.model.layout import NODE_HEIGHT, NODE_WIDTH
from ui.flow import shapes, stand
from ui.flow.around import (
    EXIT_WIDTH,
    ArcItem,
    ExitItem,
    UndecidedItem,
    exit_height,
)
from ui.flow.edge import EdgeItem, LabelItem
from ui.flow.faces import Drawing, Going
from ui.flow.node import CHIP_OVER, NodeItem
from ui.flow.routes import Box, Route, route

_INNOVATION_GAP = 58.0
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_Item = TypeVar("_Item", bound=QGraphicsItem)


@dataclass(frozen=True)
class Hit:
    """What lies under a point: a part of a node, a link, an exit, or nothing.

    ``part`` is ``out``, ``in``, ``deviated``, ``unknown``, ``finding``, ``reached``, ``answered``,
    ``number``, ``body``, ``link``, ``label``, ``exit``, ``undecided``, ``arc``, ``pending`` (on the
    arc), ``onward`` (from an endpoint), ``innovation`` or empty. ``reason`` is that of an exit's row.
    """

    part: str = ""
    step: str = ""
    link: Link | None = None
    reason: str | None = None


class FlowScene(QGraphicsScene):
    """Nodes by step id, edges by link, and what stands around them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drawing = Drawing(Flow(""), {})
        self.nodes: dict[str, NodeItem] = {}
        self.edges: dict[Link, EdgeItem] = {}
        self._ends: dict[str, EdgeItem] = {}
        self._exits: dict[str, ExitItem] = {}
        self._undecided: dict[str, UndecidedItem] = {}
        self._arcs: dict[str, ArcItem] = {}
        self._innovation: dict[str, NodeItem] = {}
        self._lifted: dict[str, tuple[float, float]] = {}
        self._ways: dict[Link, Route] = {}
        self._boxes: dict[str, Box] | None = None
        self._content: QRectF | None = None
        self._stood: tuple[dict[str, Box], list[Link]] | None = None
        self._around: object = None
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    # --- what is shown

    def show_drawing(self, drawing: Drawing) -> None:
        """Bring the items in step with a drawing."""
        self.drawing = drawing
        self._lifted = {}
        behind = drawing.innovation
        self._sync(self.nodes, drawing.faces, NodeItem)
        for step_id, item in self.nodes.items():
            item.show_face(drawing.faces[step_id])
        self._sync(self.edges, {link: link for link in self._links()}, self._new_edge)
        for link, edge in self.edges.items():
            edge.show_change(drawing.changes.get(link))
        self._sync(self._exits, {each.step: each for each in drawing.exits}, _keyless(ExitItem))
        undecided = {each.step: each for each in drawing.undecided}
        self._sync(self._undecided, undecided, _keyless(UndecidedItem))
        self._sync(self._arcs, {"": drawing.arc} if drawing.arc else {}, _keyless(ArcItem))
        self._sync(self._innovation, {"": behind.face} if behind else {}, NodeItem)
        ends = {behind.adoption: None, behind.outcome: None} if behind else {}
        self._sync(self._ends, ends, self._new_edge)
        for item in self._innovation.values():
            if behind:
                item.show_face(behind.face)
        self.stand()

    def lift(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Show steps elsewhere while they are dragged; nothing of it is kept."""
        moved = set(places) | set(self._lifted)
        self._lifted = dict(places)
        self.stand(moved)

    def show_selection(
        self, steps: Collection[str], links: Collection[Link], current: str | None
    ) -> None:
        """Mark what is selected, and the step that the keys act on."""
        for step_id, node in self.nodes.items():
            node.show_state(selected=step_id in steps, current=step_id == current)
        for link, edge in self.edges.items():
            edge.show_state(selected=link in links)

    # --- where it stands

    def has_node(self, step_id: str) -> bool:
        """Whether there is a node of that step; an empty id is true innovation."""
        return step_id in self.nodes or step_id in self._innovation

    def node(self, step_id: str) -> NodeItem:
        """The node of a step; an empty id is true innovation. Raises KeyError where there is none."""
        return self.nodes[step_id] if step_id else self._innovation[""]

    def boxes(self) -> dict[str, Box]:
        """The rectangle of each node as it stands now, by step id."""
        if self._boxes is not None:
            return self._boxes
        found: dict[str, Box] = {}
        for step in self.drawing.flow.steps:
            x, y = self._lifted.get(step.id, (step.x, step.y))
            found[step.id] = (x, y, x + shapes.width(step.kind), y + NODE_HEIGHT)
        self._boxes = found
        return found

    def ways(self) -> Mapping[Link, Route]:
        """The way of each link as it runs now."""
        return self._ways

    def stand(self, moved: Collection[str] | None = None) -> None:
        """Put every item where it belongs; ``moved`` limits the new ways to those at some steps."""
        self._boxes = None
        boxes, links = self.boxes(), self._links()
        still = moved is None and (boxes, links) == self._stood
        if moved is not None:
            self._ways |= stand.ways(boxes, links, moved, self._ways)
        elif not still:
            self._ways = stand.ways(boxes, links)
        shown = self.drawing
        around = shown.exits, shown.undecided, shown.arc, shown.innovation
        if still:
            # An observation moves nothing: only links with other customers on them are told.
            links = [each for each in links if self.edges[each].going != shown.going.get(each)]
            self._tell_links(links)
        else:
            self._put(boxes, links, moved)
        if not still or around != self._around:
            self._content = None
            self._stand_around(boxes)
        self._stood, self._around = (boxes, self._links()) if moved is None else None, around

    def show_between(
        self, places: Mapping[str, tuple[float, float]], ways: Mapping[Link, Route]
    ) -> None:
        """Show steps and links somewhere on their way; ``stand`` puts them where they belong."""
        self._lifted, self._boxes, self._stood = dict(places), None, None
        links = self._links()
        self._ways = {link: ways.get(link) or self._ways[link] for link in links}
        self._content = None
        self._put(self.boxes(), links, None)
        self._stand_around(self.boxes())

    def _put(
        self, boxes: Mapping[str, Box], links: Sequence[Link], moved: Collection[str] | None
    ) -> None:
        for step_id, box in boxes.items():
            self.nodes[step_id].setPos(box[0], box[1])
        if moved is not None:
            links = [each for each in links if each.source in moved or each.target in moved]
        self._tell_links(links)

    def _tell_links(self, links: Collection[Link]) -> None:
        if links:
            shares, going = stand.label_shares(self._links()), self.drawing.going
            for link in links:
                self.edges[link].show_going(self._ways[link], going.get(link), shares[link])

    def _stand_around(self, boxes: Mapping[str, Box]) -> None:
        if not boxes:
            return
        innovation = self._stand_innovation(boxes)
        every = [*boxes.values(), *([innovation] if innovation else [])]
        heights = [y for way in self._ways.values() for _, y in way.points]
        floor = max([box[3] for box in every] + heights)
        ceiling = min([box[1] for box in every] + heights)
        sizes = {each.step: (EXIT_WIDTH, exit_height(each)) for each in self.drawing.exits}
        for item in self._exits.values():
            item.hide()
        for stood in stand.exits(boxes, self.drawing.exits, sizes, floor):
            item = self._exits[stood.left.step]
            item.show_exit(stood.left, QPointF(*stood.at), stood.drop)
            item.show()
        for undecided in self.drawing.undecided:
            at = QPointF(*stand.undecided_at(boxes, undecided))
            self._undecided[undecided.step].show_undecided(undecided, at)
        if self.drawing.arc:
            points = stand.arc_points(boxes, self.drawing.arc, ceiling)
            self._arcs[""].show_arc(self.drawing.arc, tuple(QPointF(*p) for p in points))

    def _stand_innovation(self, boxes: Mapping[str, Box]) -> Box | None:
        behind = self.drawing.innovation
        if behind is None:
            return None
        ends = [boxes[behind.adoption], boxes[behind.outcome]]
        x = max(box[2] for box in ends) + _INNOVATION_GAP
        y = sum(box[1] for box in ends) / 2
        self._innovation[""].setPos(x, y)
        box = (x, y, x + shapes.INNOVATION_WIDTH, y + NODE_HEIGHT)
        carried: Mapping[str, Going] = dict(behind.going)
        for step_id, end in zip((behind.adoption, behind.outcome), ends, strict=True):
            way = route(stand.out_port(end), stand.in_port(box), list(boxes.values()))
            self._ends[step_id].show_going(way, carried.get(step_id), 0.34)
        return box

    def content(self) -> QRectF:
        """The rectangle of everything shown."""
        if self._content is None:
            self._content = self._measure()
        return self._content

    def _measure(self) -> QRectF:
        rect = QRectF()
        for node in (*self.nodes.values(), *self._innovation.values()):
            rect = rect.united(node.mapRectToScene(node.body()).adjusted(0, -CHIP_OVER, 0, 0))
        others = (*self.edges.values(), *self._exits.values(), *self._arcs.values())
        for item in others:
            if item.isVisible():
                rect = rect.united(item.sceneBoundingRect())
        return rect

    def free_place(self, near: QPointF) -> tuple[float, float]:
        """A place for a new node around a point, where no other stands."""
        x, y = near.x() - NODE_WIDTH / 2, near.y() - NODE_HEIGHT / 2
        boxes = list(self.boxes().values())
        while any(
            x < box[2] + 20 and x + NODE_WIDTH > box[0] - 20 and abs(y - box[1]) < NODE_HEIGHT + 20
            for box in boxes
        ):
            y += NODE_HEIGHT + 40
        return round(x), round(y)

    # --- what was hit

    def hit(self, at: QPointF, zoom: float = 1.0) -> Hit:
        """What lies under a point of the canvas, as seen at a zoom."""
        for item in self.items(at):
            if isinstance(item, NodeItem):
                part = item.part_at(item.mapFromScene(at), zoom)
                if part and not item.step_id:
                    return Hit("innovation")
                if part:
                    return Hit(part, item.step_id)
            elif isinstance(item, (EdgeItem, LabelItem)) and item.link is not None:
                return Hit("label" if isinstance(item, LabelItem) else "link", link=item.link)
            elif isinstance(item, LabelItem):
                ends = (step for step, edge in self._ends.items() if edge.label is item)
                return Hit("onward", next(ends, ""))
            elif isinstance(item, ExitItem):
                reason = item.reason_at(item.mapFromScene(at), zoom)
                return Hit("exit", item.left.step, reason=reason)
            elif isinstance(item, UndecidedItem):
                return Hit("undecided", item.undecided.step)
            elif isinstance(item, ArcItem):
                return Hit(item.part_at(at, zoom), item.arc.adoption)
        return Hit()

    # --- items come and go

    def _links(self) -> list[Link]:
        flow = self.drawing.flow
        ids = {step.id for step in flow.steps}
        return [link for link in flow.links if {link.source, link.target} <= ids]

    def _sync(
        self,
        shown: dict[_Key, _Item],
        wanted: Mapping[_Key, _Value],
        make: Callable[[_Key, _Value], _Item],
    ) -> None:
        for key in [key for key in shown if key not in wanted]:
            item = shown.pop(key)
            if isinstance(item, EdgeItem):
                self.removeItem(item.label)
            self.removeItem(item)
        for key, value in wanted.items():
            if key not in shown:
                shown[key] = make(key, value)
                self.addItem(shown[key])

    def _new_edge(self, _key: object, link: Link | None) -> EdgeItem:
        edge = EdgeItem(link)
        self.addItem(edge.label)
        return edge


def _keyless(make: Callable[[_Value], _Item]) -> Callable[[_Key, _Value], _Item]:
    return lambda _key, value: make(value)
