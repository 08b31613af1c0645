"""A click on any number of the canvas shows who stands behind it, and what they said."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from core.model.flow import Link, StepKind
from core.sample import write_sample
from core.study import Study
from tests.ui.flow_studies import id_of, open_screen
from ui.flow import dock as docks
from ui.session import Target

LEFT = Qt.MouseButton.LeftButton
OPENS, UPLOADS, TYPES, SEES = (
    "Opens comparison",
    "Uploads bill photo",
    "Types amount by hand",
    "Sees cheaper plan",
)


@pytest.fixture
def screen(qtbot, tmp_path):
    write_sample(tmp_path / "sample.footpath")
    screen = open_screen(qtbot, Study.open(tmp_path / "sample.footpath"))
    screen.view.actual_size()
    return screen


def click(qtbot, screen, at: QPointF):
    """Move to a point of the canvas, see that it can be clicked, and click it."""
    viewport = screen.view.viewport()
    screen.view.centerOn(at)
    spot = screen.view.mapFromScene(at)
    qtbot.mouseMove(viewport, spot + QPoint(0, 300))
    qtbot.mouseMove(viewport, spot)
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    item = screen.scene.itemAt(at, screen.view.transform())
    assert item.toolTip()
    qtbot.mouseClick(viewport, LEFT, pos=spot)
    assert screen.dock.currentIndex() == docks.PARTNERS


def on_node(screen, name, x, y):
    left, top, _, _ = screen.scene.boxes()[id_of(screen, name)]
    return QPointF(left + x, top + y)


def head(screen):
    return screen.dock.partners.head.text()


def rows(screen):
    table = screen.dock.partners.table
    return [
        tuple(table.item(row, column).text() for column in range(3))
        for row in range(table.rowCount())
    ]


def test_the_percentage_leads_to_those_who_aligned(qtbot, screen):
    click(qtbot, screen, on_node(screen, TYPES, 60, 106))
    assert head(screen) == "3 aligned at Types amount by hand · Everyone · iteration 3"
    assert len(rows(screen)) == 3
    assert screen.dock.partners.statuses.value == "aligned"


def test_the_number_reached_leads_to_all_of_them(qtbot, screen):
    click(qtbot, screen, on_node(screen, TYPES, 60, 84))
    assert head(screen).startswith("7 reached Types amount by hand")
    assert len(rows(screen)) == 7


def shown_on(screen, name):
    return screen.scene.nodes[id_of(screen, name)].face


def test_each_number_of_a_line_leads_to_as_many_as_it_says(qtbot, screen):
    """``13 reached · 12 aligned``; an endpoint says how many were seen there."""
    for name in (UPLOADS, SEES, "Back next month", "Referral made"):
        said = [int(number) for number in re.findall(r"\d+", shown_on(screen, name).lines[0])]
        # Titles stand on two lines everywhere here.
        for x, number in zip((60, 150), said, strict=True):
            click(qtbot, screen, on_node(screen, name, x, 84))
            assert len(rows(screen)) == number, (name, number)


def test_the_figures_of_a_small_node_lead_to_as_many_as_they_say(qtbot, screen):
    screen.view.look(0.5, on_node(screen, SEES, 100, 74))
    click(qtbot, screen, on_node(screen, SEES, 60, 130))
    assert len(rows(screen)) == shown_on(screen, SEES).rate.answered == 14
    assert head(screen).startswith("14 observed at Sees cheaper plan")
    # Chips are not seen from there, and so not hit.
    screen.dock.setCurrentIndex(docks.INSPECTOR)
    spot = screen.view.mapFromScene(on_node(screen, SEES, 190, -6))
    qtbot.mouseClick(screen.view.viewport(), LEFT, pos=spot)
    assert screen.dock.currentIndex() == docks.INSPECTOR


def test_each_reason_leads_to_those_who_gave_it(qtbot, screen):
    item = screen.scene._exits[id_of(screen, TYPES)]
    for row, (text, count) in enumerate(item.left.reasons):
        click(qtbot, screen, item.scenePos() + QPointF(90, 40 + 21 * row))
        assert [reason for _, _, reason in rows(screen)] == [text] * count
        assert head(screen).startswith(f"{count} left at {TYPES}: {text}")


def test_who_is_pending_and_who_went_on_from_an_endpoint(qtbot, screen):
    arc = next(iter(screen.scene._arcs.values()))
    click(qtbot, screen, QPointF(arc.pill_rect().right() - 20, arc.pill_rect().center().y()))
    assert head(screen).startswith("3 unknown at Back next month")
    assert len(rows(screen)) == 3
    for step, edge in screen.scene._ends.items():
        click(qtbot, screen, edge.label.pos())
        assert len(rows(screen)) == edge.going.count
        assert screen.selection.current == step


def test_the_chip_leads_to_those_who_deviated_with_their_reasons(qtbot, screen):
    click(qtbot, screen, on_node(screen, TYPES, 190, -6))
    assert head(screen).startswith("4 deviated at Types amount by hand")
    reasons = [reason for _, _, reason in rows(screen)]
    assert sorted(reasons) == sorted(["Could not find the amount"] * 3 + ["Gave up typing"])
    assert any("page three" in words for _, words, _ in rows(screen))


def test_a_label_leads_to_those_who_went_that_way(qtbot, screen):
    link = Link(id_of(screen, TYPES), id_of(screen, SEES))
    click(qtbot, screen, screen.scene.edges[link].label.pos())
    assert head(screen).startswith("3 went from Types amount by hand to Sees cheaper plan")
    assert len(rows(screen)) == 3
    assert screen.selection.links == (link,)
    assert not screen.dock.partners.statuses.isVisible()


def test_a_label_to_an_endpoint_leads_to_those_whose_need_was_met(qtbot, screen):
    flow = screen.editor.flow
    need, adoption = flow.one(StepKind.NEED_MET), flow.one(StepKind.ADOPTION)
    click(qtbot, screen, screen.scene.edges[Link(need.id, adoption.id)].label.pos())
    assert head(screen).startswith("10 went from")
    assert len(rows(screen)) == 10


def test_an_exit_the_undecided_the_arc_and_true_innovation_lead_to_theirs(qtbot, screen):
    scene = screen.scene
    exits = {screen.editor.flow.step(key).name: item for key, item in scene._exits.items()}
    click(qtbot, screen, exits[OPENS].scenePos() + QPointF(60, 20))
    assert head(screen).startswith("3 left at Opens comparison")
    undecided = next(iter(scene._undecided.values()))
    click(qtbot, screen, undecided.scenePos())
    assert head(screen).startswith("1 undecided after Opens comparison")
    arc = next(iter(scene._arcs.values()))
    click(qtbot, screen, arc.pill_rect().center())
    assert head(screen).startswith("5 aligned at Back next month")
    click(qtbot, screen, scene.node("").scenePos() + QPointF(90, 90))
    assert head(screen).startswith("3 adopted it and brought the outcome")
    assert len(rows(screen)) == 3


def test_the_table_follows_the_keys_and_leads_to_the_partner(qtbot, screen):
    click(qtbot, screen, on_node(screen, TYPES, 60, 106))
    qtbot.keyClick(screen.view, Qt.Key.Key_Tab)
    assert head(screen).startswith("13 aligned at Sees cheaper plan")
    wanted: list[Target] = []
    screen.session.wanted.connect(wanted.append)
    table = screen.dock.partners.table
    table.setFocus()
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    partner = screen.session.study.partner_named(rows(screen)[0][0])
    assert [(each.screen, each.choice.partner) for each in wanted] == [("partners", partner.id)]


def test_a_plain_drawing_has_nobody_behind_it(qtbot, screen):
    screen._acts["plain"].trigger()
    screen.dock.setCurrentIndex(docks.PARTNERS)
    assert head(screen).startswith("The drawing shows no numbers now")
    at = on_node(screen, TYPES, 60, 106)
    screen.view.centerOn(at)
    qtbot.mouseClick(screen.view.viewport(), LEFT, pos=screen.view.mapFromScene(at))
    assert rows(screen) == []
