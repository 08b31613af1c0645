"""How an interview is held: channel, place and researcher, live or entered after the fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.model.interview import Channel, Interview
from core.model.moment import Moment, as_datetime, moment
from ui.capture.fields import ENTER, LineField
from ui.capture.times import read_time
from ui.look.tokens import HEIGHT_CONTROL
from ui.look.type import scale
from ui.look.widgets import Label, SegmentedControl

USUAL = timedelta(minutes=30)
"""How long an interview is said to have taken until somebody says otherwise."""


@dataclass(frozen=True)
class Terms:
    """What an interview begins with. ``began`` and ``ended`` are set of one entered afterwards."""

    channel: Channel | None = None
    place: str = ""
    researcher: str = ""
    began: Moment | None = None
    ended: Moment | None = None


class TermsFields(QWidget):
    """The fields in three short rows. ``entered`` comes with Enter in one of them."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._channels = tuple(channel_words())
        self.channel = SegmentedControl([(words, each) for each, words in channel_words().items()])
        self.place = _field(self.tr("Place, or what was used"), self.tr("Place"))
        self.researcher = _field(self.tr("Initials"), self.tr("Researcher"))
        self.researcher.setToolTip(self.tr("Initials or a short name. It stays in the study."))
        self.researcher.setFixedWidth(int(120 * scale()))
        live, after = self.tr("Live"), self.tr("After the fact")
        self.when = SegmentedControl([(live, False), (after, True)])
        self.began = _field("2026-11-19 13:40", self.tr("Began"))
        self.ended = _field("14:10", self.tr("Ended"))
        self._times = QWidget()
        self._lay_out()
        self.when.picked.connect(self._on_when)
        for each in (self.place, self.researcher, self.began, self.ended):
            each.installEventFilter(self)
        self._on_when(False)

    def _lay_out(self) -> None:
        times = QHBoxLayout(self._times)
        times.setContentsMargins(0, 0, 0, 0)
        times.setSpacing(8)
        for words, field, wide in (
            (self.tr("from"), self.began, 150),
            (self.tr("to"), self.ended, 80),
        ):
            field.setFixedWidth(int(wide * scale()))
            times.addWidget(Label(words, "secondary", "ink2"))
            times.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for parts in ((self.channel,), (self.place, self.researcher), (self.when, self._times)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part)
            if self.place not in parts:
                row.addStretch(1)
            column.addLayout(row)

    def offer(self, last: Interview | None) -> None:
        """Offer what the last interview was held with, live and now."""
        present = datetime.now(UTC)
        self.when.choose(False)
        self._on_when(False)
        self.began.setText(_date_words(present - USUAL))
        self.ended.setText(_date_words(present)[-5:])
        if last is not None:
            self.channel.choose(last.channel or self._channels[0])
            self.place.setText(last.place)
            self.researcher.setText(last.researcher)

    def read(self) -> Terms:
        """What the fields say. Raises ValueError with a sentence where a time is none."""
        channel = self.channel.value
        terms = Terms(
            channel if isinstance(channel, Channel) else None,
            self.place.text().strip(),
            self.researcher.text().strip(),
        )
        if not self.when.value:
            return terms
        began = _read(self.began.text(), moment(datetime.now(UTC)))
        ended = _read(self.ended.text(), began)
        if ended < began:
            raise ValueError(self.tr("An interview ends after it begins."))
        return Terms(terms.channel, terms.place, terms.researcher, began, ended)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and event.key() in ENTER:
            self.entered.emit()
            return True
        return False

    def _on_when(self, after: object) -> None:
        self._times.setVisible(bool(after))


def channel_words() -> Mapping[Channel, str]:
    """The ways researcher and partner meet, in the words of the screen."""
    return {
        Channel.IN_PERSON: _tr("In person"),
        Channel.VIDEO: _tr("Video call"),
        Channel.PHONE: _tr("Phone"),
        Channel.WRITTEN: _tr("Chat or e-mail"),
    }


def _read(typed: str, of: Moment) -> Moment:
    try:
        return read_time(typed, of)
    except ValueError:
        said = _tr("“{typed}” is no time. Write it as 2026-11-19 13:40.")
        raise ValueError(said.format(typed=typed[:20])) from None


def _date_words(when: datetime) -> str:
    return as_datetime(moment(when)).astimezone().strftime("%Y-%m-%d %H:%M")


def _field(placeholder: str, name: str) -> LineField:
    field = LineField()
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    field.setMinimumHeight(int(HEIGHT_CONTROL * scale()))
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return field


def _tr(text: str) -> str:
    return QCoreApplication.translate("capture", text)
