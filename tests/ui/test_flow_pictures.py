"""What stands on the canvas is painted where it belongs, whole, at any scale, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from core.model.rules import findings
from tests.ui.flow_pictures import FINDINGS, STUDIES, pixels
from tests.ui.flow_studies import open_screen
from ui.flow import node as nodes
from ui.flow import shapes
from ui.flow.marks import is_ghost
from ui.flow.node import NodeItem
from ui.flow.still import shown_items
from ui.look.font import ensure_font
from ui.look.theme import colour, theme
from ui.look.tokens import KIND_COLOURS

ZOOMS = (1.0, 0.8, 0.55, 0.3)
SPARE = 60


@pytest.fixture
def themed(qapp, request) -> Iterator[bool]:
    ensure_font(qapp)
    dark = "dark" in request.node.name
    theme.apply(qapp, dark)
    yield dark
    theme.apply(qapp, False)
    qapp.setStyleSheet("")


@pytest.fixture
def shown(qtbot, tmp_path, themed, name):
    screen = open_screen(qtbot, STUDIES[name](tmp_path / "study.footpath"))
    if name == "comparison":
        qtbot.keyClick(screen.view, Qt.Key.Key_V)
        qtbot.waitUntil(lambda: screen.comparing.found is not None)
    screen.selection.choose()
    return screen


EACH = pytest.mark.parametrize("name", STUDIES)


@EACH
@pytest.mark.parametrize("hue", ["light", "dark"])
def test_every_node_is_seen_in_its_place_and_in_its_kind(shown, name, hue):
    scene, view = shown.scene, shown.view
    assert (len(scene.nodes) > 0) is (name != "empty")
    assert shown._empty.isVisible() is (name == "empty")
    for scale in (1.0, 2.0):
        made = pixels(shown, scale)
        off = [
            item.face.title
            for item in (*scene.nodes.values(), *scene._innovation.values())
            if spine(made, shown, item, scale) != expected(item)
        ]
        assert off == []
        corner = view.viewport().mapTo(shown, view.viewport().rect().bottomLeft())
        ground = made.pixelColor((QPointF(corner.x() + 3, corner.y() - 3) * scale).toPoint())
        assert ground == colour("canvas")


def spine(made: QImage, screen, item: NodeItem, scale: float) -> str:
    """The colour of a node's band, a little above its foot, as it was painted."""
    at = screen.view.mapFromScene(item.mapToScene(QPointF(12, shapes.HEIGHT * 0.68)))
    there = screen.view.viewport().mapTo(screen, at)
    return made.pixelColor(round(there.x() * scale), round(there.y() * scale)).name()


def expected(item: NodeItem) -> str:
    fill = colour("canvas") if is_ghost(item.face) else QColor(KIND_COLOURS[item.face.kind].fill)
    return fill.name()


@EACH
def test_no_word_of_a_node_runs_out_of_its_outline(shown):
    """The words painted alone leave no pixel outside the shape of their node."""
    for item in (*shown.scene.nodes.values(), *shown.scene._innovation.values()):
        words = painted(lambda painter, face=item.face: nodes._paint_words(painter, face))
        assert inked(words) or not item.face.title, item.face.title
        assert not inked(without(words, shapes.outline(item.face.kind))), item.face.title


@EACH
@pytest.mark.parametrize("zoom", ZOOMS)
def test_nothing_is_painted_beyond_the_room_an_item_asks_for(shown, zoom):
    """Else the canvas would cut it off, or leave traces of it behind."""
    cut = []
    for item in shown_items(shown.scene):
        rect = item.boundingRect()
        if rect.width() > 2500 or rect.height() > 1500:
            continue  # the arc over a long flow: a picture that large is no test any more
        made = painted(lambda painter, item=item: item.draw(painter, zoom), rect)
        room = QPainterPath()
        room.addRect(QRectF(QPointF(0, 0), rect.size()))
        if inked(without(made, room)):
            cut.append(f"{type(item).__name__} {getattr(getattr(item, 'face', None), 'title', '')}")
    assert cut == []


def test_the_faulty_flow_has_every_finding_that_can_stand_beside_another(qtbot, tmp_path, themed):
    screen = open_screen(qtbot, STUDIES["faulty"](tmp_path / "study.footpath"))
    found = findings(screen.editor.flow)
    assert {each.rule for each in found} == FINDINGS
    named = {step for each in found for step in each.steps}
    marked = {key for key, item in screen.scene.nodes.items() if item.face.finding}
    assert marked == named


def painted(paint, rect: QRectF | None = None) -> QImage:
    """What is painted on nothing, with room to spare on every side of a rectangle."""
    rect = rect or QRectF(0, 0, 210, 148)
    wide, high = round(rect.width()), round(rect.height())
    made = QImage(wide + 2 * SPARE, high + 2 * SPARE, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(SPARE, SPARE) - rect.topLeft())
    paint(painter)
    painter.end()
    return made


def without(made: QImage, path: QPainterPath) -> QImage:
    """The picture with what lies within a path taken out."""
    left = QImage(made)
    painter = QPainter(left)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.translate(SPARE, SPARE)
    painter.fillPath(path, Qt.GlobalColor.black)
    painter.end()
    return left


def inked(made: QImage) -> bool:
    """Whether anything can be seen in it."""
    alpha = made.convertToFormat(QImage.Format.Format_Alpha8)
    rows = np.frombuffer(alpha.constBits(), np.uint8).reshape(alpha.height(), -1)
    return bool((rows[:, : alpha.width()] > 24).any())


def test_the_oracle_sees_what_runs_out():
    path = QPainterPath()
    path.addRect(QRectF(0, 0, 20, 20))
    inside = painted(lambda painter: painter.fillRect(QRectF(2, 2, 10, 10), Qt.GlobalColor.black))
    outside = painted(lambda painter: painter.fillRect(QRectF(2, 2, 30, 10), Qt.GlobalColor.black))
    assert not inked(without(inside, path))
    assert inked(without(outside, path))
