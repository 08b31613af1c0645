"""The curtain over names: while it is drawn, no screen of the window says who anybody is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.sample import write_sample
from core.study import Study
from ui.look.curtain import curtain
from ui.shell.application import dress
from ui.shell.screens import PAGES
from ui.shell.window import Window

NAME = re.compile(r"\bP-0(?!41)\d\d\b")
"""The pseudonyms of the sample; P-041 is only proposed for somebody new."""

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Window]:
    dress(qapp, False)
    path = tmp_path / "sample.footpath"
    write_sample(path)
    window = Window()
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    window.show_study(Study.open(path), "funnels", remember=False)
    yield window
    curtain.draw(False)
    window.close()
    qapp.setStyleSheet("")


def test_behind_the_curtain_no_screen_names_anybody(qtbot: QtBot, window: Window) -> None:
    frame = window.frame
    assert frame is not None
    partner = frame.session.study.partner_named("P-014")
    assert partner is not None
    frame.session.choose(partner=partner.id)
    named: dict[str, set[str]] = {}
    for page in (each.name for each in PAGES):
        frame.go(page)
        curtain.draw(False)
        qtbot.wait(50)
        window.acts["curtain"].trigger()  # while the names are shown
        qtbot.wait(50)
        assert curtain.is_drawn
        named[page] = {said for said in told(window) if NAME.search(said)}
        window.acts["curtain"].trigger()
    assert {page: said for page, said in named.items() if said} == {}


def told(window: QWidget) -> Iterator[str]:
    """Every text that can be read or heard in a window now."""
    for each in window.findChildren(QWidget):
        if not each.isVisible():
            continue
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if isinstance(each, QLabel | QPushButton | QLineEdit):
            yield each.text()
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            yield from cells(each.model())


def _columns(model: QAbstractItemModel, above: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)


def cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        for column in range(_columns(model, above)):
            index = model.index(row, column, above)
            yield from (str(index.data(role) or "") for role in _ROLES)
        yield from cells(model, model.index(row, 0, above))
