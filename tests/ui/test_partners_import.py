"""Tables of partners from files and from the clipboard: shown first, taken in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.documents import encode
from core.exchange.dates import DAY_FIRST
from core.exchange.partner_table import Fate
from core.exchange.sheet import pasted_sheet
from core.exchange.table_columns import Use
from core.exchange.unreadable import UnreadableInput
from core.model.partner import AttributeKind
from core.names_file import beside, read_names
from core.study import Study
from tests.ui.partners_desk import (
    LEFT,
    attribute,
    named,
    screen,
    shown,
    strip_words,
    study,
    undo_label,
)
from ui.partners.deeds import SCOPE
from ui.partners.import_acts import read
from ui.partners.screen import PartnersScreen

__all__ = ["screen", "study"]
KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def paste(qtbot: QtBot, screen: PartnersScreen, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(screen.register, KEY.Key_V, CONTROL)


def import_file(qtbot: QtBot, screen: PartnersScreen, path: Path) -> None:
    screen.import_acts.open_file(path)
    qtbot.waitUntil(lambda: screen.middle.importing.isVisible() or strip_words(screen) != "")


def test_pasted_rows_show_what_will_happen_before_it_does(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    paste(qtbot, screen, "Partner\tAge\tName\nP-001\t40\tAnna\nP-009\t22\tBo\nP-009\t1\tC")
    panel = screen.middle.importing
    assert panel.isVisible()
    assert not screen.register.isVisible()
    assert "1 new, 1 changed, 1 refused" in panel.what.text()
    assert "“Name” looks like real people and stays out" in panel.what.text()
    assert "Row 4: P-009 stands in row 3 already." in panel.accessibleName()
    assert study.partner_named("P-009") is None
    assert panel.apply.hasFocus()
    qtbot.keyClick(panel.apply, KEY.Key_Return)
    qtbot.waitUntil(lambda: "P-009" in shown(screen))
    assert screen.register.isVisible()
    assert named(study, "P-001").value("age") == "40"
    assert "Anna" not in study.path.read_text("utf-8")
    assert not beside(study.path).exists()
    assert undo_label(study) == "Paste 2 partners"
    study.undo("partners")
    assert study.partner_named("P-009") is None
    assert named(study, "P-001").value("age") == "34"


def test_esc_leaves_the_paste_without_a_change(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    before = study.partners()
    paste(qtbot, screen, "Partner\tAge\nP-001\t40")
    qtbot.keyClick(screen.middle.importing, KEY.Key_Escape)
    assert screen.register.hasFocus()
    assert study.partners() == before


def test_an_empty_clipboard_says_so(qtbot: QtBot, screen: PartnersScreen) -> None:
    paste(qtbot, screen, "")
    assert strip_words(screen) == "There are no rows to paste."
    assert screen.register.isVisible()


def test_a_column_is_mapped_left_out_or_made_new(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    paste(qtbot, screen, "Partner\tYears\tPlace\tJunk\nP-009\t22\tCity\tx")
    panel = screen.middle.importing
    age = attribute(study, "Age")
    panel.columns.mapped.emit(1, (Use.ATTRIBUTE, age.id))
    panel.columns.mapped.emit(2, (Use.ATTRIBUTE, AttributeKind.TEXT))
    panel.columns.choosers[3].picked.emit((Use.LEFT_OUT, None))
    assert panel.shown is not None
    assert [each.name for each in panel.shown.new_attributes] == ["Place"]
    assert panel.shown.new_attributes[0].kind is AttributeKind.TEXT
    panel.columns.mapped.emit(2, (Use.ATTRIBUTE, age.id))
    assert panel.shown.columns.columns[1].use is Use.LEFT_OUT
    panel.columns.mapped.emit(1, (Use.ATTRIBUTE, age.id))
    panel.columns.mapped.emit(2, (Use.ATTRIBUTE, AttributeKind.CHOICE))
    qtbot.keyClick(panel, KEY.Key_Tab)
    panel.apply.click()
    partner = named(study, "P-009")
    assert partner.value("age") == "22"
    assert partner.value(attribute(study, "Place").id) == "City"
    assert "Junk" not in [each.name for each in study.attributes()]
    study.undo("partners")
    assert "Place" not in [each.name for each in study.attributes()]


def test_the_first_row_can_be_a_partner(qtbot: QtBot, screen: PartnersScreen, study: Study) -> None:
    paste(qtbot, screen, "P-009\tType first\nP-010\tPhoto first")
    panel = screen.middle.importing
    assert not panel.head.isChecked()
    assert panel.shown is not None
    assert panel.shown.count(Fate.NEW) == 2
    panel.head.click()
    assert panel.shown.count(Fate.NEW) == 1


def big_table(path: Path, n: int = 5000) -> None:
    """Mixed dates, commas inside quotes, a BOM, semicolons, twins, and an empty row."""
    days = ("2026-03-14", "14.3.2026", "03/04/2026", "25/04/2026", "7 Oct 2026")
    lines = ["Partner;Name;E-mail;Age;Since;Remark"]
    for at in range(n):
        remark = '"likes bills, a lot; ""really"""' if at % 2 else "fine"
        lines.append(
            f"C-{at:05d};Anna Roth {at};a{at}@example.org;{18 + at % 70};{days[at % 5]};{remark}"
        )
    lines[100] = lines[50]
    lines[200] = ";;;;;"
    lines[301] = lines[301].replace(";fine", ";fine;more;cells")
    lines[400] = "C-00399;X;y@example.org;old;2026-03-14;fine"
    path.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")


def test_five_thousand_rows_with_everything_wrong_are_named_by_row_and_undone_in_one_step(
    qtbot: QtBot, screen: PartnersScreen, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "partners.csv"
    big_table(path)
    before = [encode(each) for each in (*study.partners(), *study.attributes())]
    import_file(qtbot, screen, path)
    panel = screen.middle.importing
    assert panel.shown is not None
    assert not panel.shown.ready
    assert len(panel.shown.questions) == 1
    assert not panel.apply.isEnabled()
    panel.columns.ordered.emit(4, DAY_FIRST)
    assert panel.shown.ready
    problems = panel.shown.problems
    for line, why in ((101, "already"), (201, "empty"), (302, "cells"), (401, "no number")):
        (found,) = [each for each in problems if each.startswith(f"Line {line}:")]
        assert why in found
    assert len(problems) == 4
    assert panel.rows.shown.rowCount() == 4
    assert [encode(each) for each in (*study.partners(), *study.attributes())] == before
    panel.apply.click()
    assert len(study.register) == 3 + 4996
    assert "example.org" not in study.path.read_text("utf-8")
    assert "Anna Roth" not in study.path.read_text("utf-8")
    assert undo_label(study) == "Import 4996 partners"
    study.undo("partners")
    assert [encode(each) for each in (*study.partners(), *study.attributes())] == before


def test_names_go_to_their_own_file_only_if_the_person_says_so(
    qtbot: QtBot, screen: PartnersScreen, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "partners.csv"
    path.write_text("Partner,Name,E-mail\nP-009,Bo Lind,bo@example.org\n", encoding="utf-8")
    import_file(qtbot, screen, path)
    panel = screen.middle.importing
    assert panel.people.isVisible()
    panel.people.click()
    panel.apply.click()
    kept = read_names(beside(study.path), study.info.id)
    person = kept.person(named(study, "P-009").id)
    assert (person.name, person.contact) == ("Bo Lind", "bo@example.org")
    assert "Bo Lind" not in study.path.read_text("utf-8")


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_with_a_sentence(
    qtbot: QtBot, screen: PartnersScreen, study: Study, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    import_file(qtbot, screen, path)
    assert strip_words(screen).endswith("Nothing was changed.")
    assert screen.register.isVisible()


def test_reading_is_cancelled_without_a_change(
    qtbot: QtBot, screen: PartnersScreen, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "partners.csv"
    big_table(path, 60_000)
    before = study.partners()
    screen.import_acts.open_file(path)
    screen.middle.waiting.cancel.click()
    qtbot.waitUntil(lambda: "cancelled" in strip_words(screen))
    assert not screen.middle.importing.isVisible()
    assert study.partners() == before


def test_the_rows_shown_are_those_asked_for(
    qtbot: QtBot, screen: PartnersScreen, study: Study
) -> None:
    paste(qtbot, screen, "Partner\tAge\nP-001\t40\nP-009\t22\nP-010\tyoung\nP-002\t51")
    panel = screen.middle.importing
    counted = []
    for button in panel.which.findChildren(QAbstractButton):
        qtbot.mouseClick(button, LEFT)
        counted.append(panel.rows.shown.rowCount())
    assert counted == [1, 1, 1, 4]


_words = st.sampled_from(["P-001", "P-002", "X", "34", "=1", "", "😀", "a b", "Town"])
_rows = st.lists(st.lists(_words, min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_rows, st.booleans())
def test_pasting_and_undoing_gives_the_same_study(
    study: Study, rows: list[list[str]], headed: bool
) -> None:
    head = [["Partner", "Age", "Shoe", "Location"]] if headed else []
    text = "\n".join("\t".join(row) for row in (*head, *rows))
    before = [encode(each) for each in (*study.partners(), *study.attributes())]
    try:
        found = read(pasted_sheet(text), study.attributes(), study.partners())
    except UnreadableInput:
        return
    if found.shown.ready:
        study.do("Paste", SCOPE, found.shown.documents())
        names = [each.pseudonym for each in study.partners()]
        assert len(names) == len(set(names))
        study.undo(SCOPE)
    assert [encode(each) for each in (*study.partners(), *study.attributes())] == before
