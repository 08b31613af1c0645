"""The key overlay (F1): every key that works on this screen, in columns, on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.paint import cap_size, draw_cap, draw_text, text_width
from ui.look.parts import Label
from ui.look.theme import colour
from ui.look.type import scale
from ui.shell.popup import Popup

Row = tuple[str, str]
Keys = Sequence[tuple[str, Sequence[Row]]]
"""Groups: a heading, and (keys, what they do)."""

_LEAST, _MOST, _GAP = 250.0, 400.0, 24.0  # of a column, and between two
_ROW, _CAPS = 24.0, 118.0


class KeyOverlay(Popup):
    """``gather`` gives the groups of keys each time it opens."""

    def __init__(self, window: QWidget, gather: Callable[[], Keys]) -> None:
        super().__init__(window)
        self._gather = gather
        self.panel.setAccessibleName(self.tr("Keys on this screen"))
        self._sheet = _Sheet(self.panel)
        self.column.addWidget(Label(self.tr("Keys on this screen"), "title"))
        self.column.addWidget(self._sheet)
        words = self.tr("Esc or F1 closes this. Ctrl K finds any command.")
        self._foot = Label(words, "secondary", "ink2")
        self.column.addWidget(self._foot)

    def open(self) -> None:
        self._sheet.show_keys(self._gather(), self._window.height() - 150)
        super().open()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def wide(self) -> int:
        return max(self._sheet.sizeHint().width(), self._foot.sizeHint().width()) + 32


def in_columns(rows: Sequence[Row], most: int) -> list[list[Row]]:
    """Rows in as few columns of about one height as have at most ``most`` rows each.

    A heading never ends a column; a group that goes on in the next has its heading there again.
    """
    columns = max(ceil(len(rows) / most), 1)
    while True:
        made = _split(rows, columns)
        if columns >= len(rows) or max(map(len, made)) <= most:
            return made
        columns += 1


def _split(rows: Sequence[Row], columns: int) -> list[list[Row]]:
    each = max(ceil(len(rows) / columns), 1)
    made = [list(rows[at : at + each]) for at in range(0, len(rows), each)] or [[]]
    heading: Row = ("", "")
    for before, after in pairwise(made):
        heading = next((row for row in reversed(before) if not row[0]), heading)
        if not before[-1][0]:
            before.pop()
        if after[0][0]:
            after.insert(0, heading)
    return [column for column in made if column]


class _Sheet(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: list[list[Row]] = []
        self._wide = _LEAST
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_keys(self, groups: Keys, room: int) -> None:
        """Set the groups in as few columns as fit a height."""
        rows: list[Row] = []
        for heading, keys in groups:
            if keys:
                rows += [("", heading), *keys]
        most = max(int(room / (_ROW * scale())), 1)
        self._columns = in_columns(rows, most)
        longest = max((_CAPS * scale() + text_width(does, "body") for _, does in rows), default=0.0)
        self._wide = min(max(longest + 4, _LEAST * scale()), _MOST * scale())
        self.setAccessibleName(self.tr("Keys"))
        self.setAccessibleDescription(", ".join(f"{keys} {does}".strip() for keys, does in rows))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = max((len(each) for each in self._columns), default=1)
        gaps = max(len(self._columns) - 1, 0) * _GAP
        return QSize(int(len(self._columns) * self._wide + gaps), int((rows * _ROW + 4) * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        factor = scale()
        for column, rows in enumerate(self._columns):
            left = column * (self._wide + _GAP)
            for row, (keys, does) in enumerate(rows):
                top = row * _ROW * factor
                if not keys:
                    rect = QRectF(left, top, self._wide, _ROW * factor)
                    draw_text(painter, rect, does, "label", colour("accent"))
                    continue
                self._paint_row(painter, left, top, keys, does)
        painter.end()

    def _paint_row(self, painter: QPainter, left: float, top: float, keys: str, does: str) -> None:
        factor = scale()
        at = left
        for key in keys.split(" / "):
            size = cap_size(key)
            spot = QPointF(at, top + (_ROW * factor - size.height()) / 2)
            draw_cap(painter, spot, key, colour("ink2"), colour("control"))
            at += size.width() + 5
        start = max(at + 3, left + _CAPS * factor)
        rect = QRectF(start, top, left + self._wide - start, _ROW * factor)
        draw_text(painter, rect, does, "body", colour("ink"), elide=True)
