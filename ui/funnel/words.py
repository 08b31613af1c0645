"""The words behind the number: the partners it counts, exactly those, and what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.funnel.head import tr
from ui.funnel.tabs import Tabs
from ui.funnel.voices import ENTRY, Voice, VoiceDelegate, Voices
from ui.look.theme import colour, theme
from ui.look.widgets import Button, KeyCap, Label, SearchField, ToolButton

WIDE, NARROW = 392, 292


@dataclass(frozen=True)
class Page:
    """What the panel shows: a number, its neighbours, and the entries of the one chosen.

    ``more`` is how many entries it has beside those. ``tags`` are offered as searches, with how
    often each was given.
    """

    title: str
    subtitle: str
    numbers: Mapping[str, int]
    chosen: str
    entries: Sequence[Voice]
    more: int = 0
    tags: Mapping[str, int] = field(default_factory=dict)


class Words(QWidget):
    """``turned`` carries the number whose tab was chosen, ``wanted`` a partner's id (or none), for the register.

    ``closed`` comes with its cross, ``left`` with Esc. ``searched`` carries the words typed into the
    search, and ``pinned`` asks for the words of the current entry to be pinned.
    """

    turned = Signal(str)
    wanted = Signal(str)
    closed = Signal()
    left = Signal()
    searched = Signal(str)
    pinned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("The words behind the number"))
        self._title = Label("", "title", wrap=True)
        self._subtitle = Label("", "secondary", "ink2", wrap=True)
        self.field = SearchField(tr("Search everything said, #tag"), "Ctrl F")
        self._tabs, self._tags = Tabs(), Tabs()
        self._entries = Voices()
        self.list = QListView()
        self._hint = Label("", "body", "ink2", wrap=True)
        self._register = Button(tr("Open in register"))
        self._pin = Button(tr("Pin quote"))
        self._pin.setToolTip(tr("Pin the words of this entry to the step, as evidence"))
        for button in (self._register, self._pin):
            button.setEnabled(False)
        self._fill_list()
        self._lay_out()
        self._tabs.picked.connect(self.turned)
        self._tags.picked.connect(self._on_tag)
        self.field.textChanged.connect(self.searched)
        self.field.installEventFilter(self)
        self._pin.clicked.connect(self.pinned)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._register.clicked.connect(self._on_register)
        theme.changed.connect(self.update)
        self.show_page(None)

    def _fill_list(self) -> None:
        self.list.setModel(self._entries)
        self.list.setItemDelegate(VoiceDelegate(self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Partners and their words"))
        self.list.activated.connect(self._on_activated)
        self.list.installEventFilter(self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        over = Label(tr("The words behind the number").upper(), "label", "accent")
        close = ToolButton(tr("Close the words"), "close")
        close.clicked.connect(self.closed)
        head.addWidget(over, 1)
        head.addWidget(close)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        foot.addWidget(self._pin)
        foot.addWidget(self._register)
        foot.addStretch()
        self._caps = [KeyCap("←"), KeyCap("→"), Label(tr("next bar"), "secondary", "ink3")]
        for each in self._caps:
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addSpacing(5)
        for widget in (self._title, self._subtitle, self._tags, self._tabs):
            column.addWidget(widget)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def show_page(self, page: Page | None) -> None:
        """Show a number and the words behind it; None asks to press a bar."""
        for widget in (self._title, self._subtitle, self._tabs):
            widget.setVisible(page is not None)
        self._hint.setVisible(page is None or not page.entries)
        self._tags.setVisible(page is not None and bool(page.tags))
        self._hint.setText(
            tr("Press a bar to read what they said.")
            if page is None
            else tr("Nothing said holds these words.")
            if "all" in page.numbers
            else tr("This number counts nobody yet.")
        )
        if page is None:
            self._entries.show_entries(())
            self._register.setEnabled(False)
            self._pin.setEnabled(False)
            return
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self._tabs.show_numbers(page.numbers, page.chosen)
        self._entries.show_entries(page.entries, page.more)
        self._tags.show_numbers(page.tags, "")
        self._register.setEnabled(bool(page.entries))
        self._on_current(self.list.currentIndex())

    def add_below(self, widget: QWidget) -> None:
        """Another thing to read under the list."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, widget)

    def make_narrow(self, narrow: bool) -> None:
        """Leave out what a small window has no room for."""
        for each in self._caps:
            each.setVisible(not narrow)
        column = self.layout()
        if column is not None:
            column.setContentsMargins(*((14, 12, 8, 14) if narrow else (20, 12, 16, 14)))

    def enter(self) -> None:
        """Take the focus to the first entry."""
        if not self.list.currentIndex().isValid() and self._entries.rowCount():
            self.list.setCurrentIndex(self._entries.index(0, 0))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy(self, text: str) -> None:
        """Put what may leave of the current entry on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    @property
    def entry(self) -> Voice | None:
        """The current entry."""
        entry = self.list.currentIndex().data(ENTRY)
        return entry if isinstance(entry, Voice) else None

    @Slot(str)
    def _on_tag(self, tag: str) -> None:
        """A tag narrows the search to what carries it."""
        words = self.field.text().split()
        if tag not in words:
            self.field.setText(" ".join([*words, tag]))

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY) if index.isValid() else None
        has_words = isinstance(entry, Voice) and (entry.said.has_words or entry.words is not None)
        self._pin.setEnabled(has_words)
        pinned = isinstance(entry, Voice) and entry.pinned
        self._pin.setText(tr("Unpin") if pinned else tr("Pin quote"))
        self._pin.updateGeometry()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Voice):
            self.wanted.emit(entry.said.partner.id)

    @Slot()
    def _on_register(self) -> None:
        """To the partner chosen in the list, or to all of them where none is."""
        entry = self.list.currentIndex().data(ENTRY)
        self.wanted.emit(entry.said.partner.id if isinstance(entry, Voice) else "")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
            return True
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.field and down:
            self.enter()
            return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), colour("line"))
        painter.end()
