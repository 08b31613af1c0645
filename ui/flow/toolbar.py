"""The bar over the canvas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.flow.version import Shown
from ui.look.parts import Label
from ui.look.theme import colour, theme
from ui.look.type import scale
from ui.look.widgets import Button, KeyCap, SegmentedControl, ToolButton, key_words

CANVAS, OUTLINE = "canvas", "outline"
MORE = ("template", "picture", "export", "present")


class Toolbar(QWidget):
    """``picked`` carries CANVAS or OUTLINE; ``version_wanted`` asks for the later version."""

    picked = Signal(object)
    version_wanted = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(int(40 * scale()))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        for name, glyph in (("add", "plus"), ("connect", "link"), ("tidy", "tidy")):
            button = Button("", "quiet", glyph)
            button.follow(actions[name])
            row.addWidget(button)
        self.compare = Button("", "quiet")
        self.compare.follow(actions["compare"])
        row.addWidget(self.compare)
        self._line = Label("", "secondary", "ink2", elided=True)
        row.addSpacing(10)
        row.addWidget(self._line, 1)
        self.version = Button("", "link")
        self.version.clicked.connect(self.version_wanted)
        self.version.hide()
        row.addWidget(self.version)
        self.plain = ToolButton(actions["plain"].text(), "eye_off")
        self.plain.setCheckable(True)
        self.plain.setToolTip(f"{actions['plain'].text()} ({key_words(actions['plain'])})")
        self.plain.clicked.connect(actions["plain"].trigger)
        actions["plain"].toggled.connect(self.plain.setChecked)
        row.addWidget(self.plain)
        fit = Button("", "quiet", "fit")
        fit.follow(actions["fit"])
        row.addWidget(fit)
        self._zoom = Label("100 %", "secondary", "ink2")
        row.addWidget(self._zoom)
        row.addSpacing(10)
        self.where = SegmentedControl([(self.tr("Canvas"), CANVAS), (self.tr("Outline"), OUTLINE)])
        self.where.picked.connect(self.picked)
        row.addWidget(self.where)
        row.addWidget(KeyCap("F6"))
        self.more = ToolButton(self.tr("More to do with the flow"), "menu")
        self.more.clicked.connect(self._open_more)
        self._menu = QMenu(self)
        self._menu.addActions([actions[name] for name in MORE])
        row.addWidget(self.more)
        theme.changed.connect(self.update)

    def show_version(self, now: Shown | None) -> None:
        """Say which version is drawn where that needs saying, and offer the other one."""
        line = offer = ""
        show = self.tr("Show version {n}")
        if now is not None and now.later is not None:
            said = self.tr("Version {n} is drawn for the next iteration.")
            line, offer = said.format(n=now.later.version), show.format(n=now.later.version)
        elif now is not None and now.kept is not None:
            line = self.tr("Nobody walked this version yet.")
            offer = show.format(n=now.kept_version)
        self._line.setText(line)
        self.version.setVisible(bool(offer))
        self.version.dress(offer)

    @Slot()
    def _open_more(self) -> None:
        self._menu.setActiveAction(self._menu.actions()[0])
        left = self.more.width() - self._menu.sizeHint().width()
        self._menu.popup(self.more.mapToGlobal(QPoint(left, self.more.height() + 3)))

    def show_zoom(self, zoom: float) -> None:
        """Say the zoom."""
        self._zoom.setText(f"{zoom * 100:.0f}\u00a0%")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        bottom = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(bottom, colour("line"))
        painter.end()
