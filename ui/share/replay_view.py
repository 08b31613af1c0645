"""The study played again: its funnel growing interview by interview, with speed and scrubbing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from core.replaying import Replaying
from ui.look.curtain import curtain
from ui.look.funnel_ticks import paint_funnel
from ui.look.paint import draw_text
from ui.look.theme import colour, theme
from ui.look.type import font
from ui.look.widgets import Button, Label, SegmentedControl
from ui.share.stills import Still, Stills

_STEP_MS = 800
SPEEDS = (1, 2, 4, 8)


def _tr(text: str) -> str:
    return QCoreApplication.translate("share", text)


def paint_still(painter: QPainter, rect: QRectF, shown: Still) -> None:
    """Paint a moment: its words, the funnel under them."""
    painter.fillRect(rect, colour("surface"))
    head = QRectF(rect.left() + 16, rect.top() + 8, rect.width() - 32, 26)
    draw_text(painter, head, shown.title, "card", colour("ink"), elide=True)
    head.translate(0, 24)
    draw_text(painter, head, shown.remark, "secondary", colour("ink2"), elide=True)
    if shown.funnel is not None and shown.shape is not None and shown.funnel.steps:
        room = rect.adjusted(16, 66, -16, -12)
        painter.save()
        line = QRectF(room.left(), room.top() - 8, room.width(), 18)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, line, shown.entered, "secondary", colour("ink2"), right)
        paint_funnel(painter, room, shown.funnel, shown.shape)
        painter.restore()


class ReplayView(QWidget):
    """Plays a replay. ``arrived`` carries the place whose moment is shown in ``shown``."""

    arrived = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._replay: Replaying | None = None
        self._instead = ""
        self.shown: Still | None = None
        self._stills = Stills(self)
        self._stills.ready.connect(self._on_ready)
        self.picture = _Picture(self)
        self.play = Button(self.tr("Play"), "plain")
        self.play.clicked.connect(self.toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Moment of the study"))
        self.slider.setPageStep(5)
        self.slider.valueChanged.connect(self._on_moved)
        self.speed = SegmentedControl([(f"{each} ×", each) for each in SPEEDS])
        self.speed.picked.connect(self._on_speed)
        self._where = Label("", "secondary", "ink2")
        row = QHBoxLayout()
        row.addWidget(self.play)
        row.addWidget(self.slider, 1)
        row.addWidget(self._where)
        row.addWidget(self.speed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture, 1)
        column.addLayout(row)
        self._ticks = QTimer(self, interval=_STEP_MS)
        self._ticks.timeout.connect(self._on_tick)
        theme.changed.connect(self.picture.update)
        curtain.changed.connect(self._on_curtain)

    @property
    def replay(self) -> Replaying | None:
        """What is played."""
        return self._replay

    @property
    def is_playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._ticks.isActive()

    @property
    def instead(self) -> str:
        """What is said where there is no moment to show."""
        if self.shown is not None:
            return ""
        empty = self._replay is not None and not self._replay.frames
        return _tr("Nothing was recorded yet.") if empty else self._instead

    def show_replay(self, replay: Replaying) -> None:
        """Play another history, from where it ends now; who scrubbed stays at that place."""
        at_end = self._replay is None or self.slider.value() == self.slider.maximum()
        self._replay, self._instead = replay, ""
        self._stills.show(replay)
        last = max(len(replay.frames) - 1, 0)
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        if at_end:
            self.slider.setValue(last)
        self.slider.blockSignals(False)
        self.setEnabled(bool(replay.frames))
        self._on_moved(self.slider.value())

    def show_nothing(self, why: str) -> None:
        """Show no moment, and say why there is none."""
        self.stop()
        self._replay = self.shown = None
        self._instead = why
        self._stills.show(None)
        self._where.setText("")
        self.setEnabled(False)
        self.picture.setAccessibleName(why)
        self.picture.update()

    @Slot()
    def toggle(self) -> None:
        """Play, from the start where it stands at its end; or stop."""
        if self.is_playing:
            self.stop()
        elif self._replay is not None and self._replay.frames:
            if self.slider.value() == self.slider.maximum():
                self.slider.setValue(0)
            self._ticks.start()
            self.play.dress(self.tr("Stop"))

    def stop(self) -> None:
        """Stop where it is."""
        self._ticks.stop()
        self.play.dress(self.tr("Play"))

    @Slot()
    def _on_tick(self) -> None:
        if self.slider.value() >= self.slider.maximum():
            self.stop()
        elif not self._stills.busy:  # no moment is left out, however long it takes
            self.slider.setValue(self.slider.value() + 1)

    @Slot(object)
    def _on_speed(self, speed: object) -> None:
        if isinstance(speed, int):
            self._ticks.setInterval(_STEP_MS // speed)

    @Slot()
    def _on_curtain(self) -> None:
        self._name()
        self.picture.update()

    @Slot(int)
    def _on_moved(self, place: int) -> None:
        if self._replay is None or not self._replay.frames:
            self.shown = None
            self.picture.setAccessibleName(self.instead)
            self.picture.update()
            return
        words = self.tr("{n} of {count}")
        self._where.setText(words.format(n=place + 1, count=len(self._replay.frames)))
        self._stills.ask(place)

    @Slot(object, object)
    def _on_ready(self, place: int, shown: Still) -> None:
        self.shown = shown
        self._name()
        self.picture.update()
        self.arrived.emit(place)

    def _name(self) -> None:
        if self.shown is not None:
            self.picture.setAccessibleName(f"{self.shown.title}. {self.shown.remark}")


class _Picture(QWidget):
    def __init__(self, view: ReplayView) -> None:
        super().__init__(view)
        self._view = view
        self.setMinimumHeight(220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._view.shown is None:
            painter.fillRect(self.rect(), colour("surface"))
            painter.setFont(font("body"))
            painter.setPen(colour("ink2"))
            room = QRectF(self.rect()).adjusted(24, 0, -24, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._view.instead)
        else:
            paint_still(painter, QRectF(self.rect()), self._view.shown)
        painter.end()
