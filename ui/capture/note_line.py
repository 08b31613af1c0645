"""The note line: words typed while the customer speaks, kept with Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from core.interview.typed import Words, read_words
from core.model.moment import Moment, now
from core.model.observation import Status
from ui.capture.fields import ENTER, gives_undo_away, keeps
from ui.look.theme import theme
from ui.look.type import font

MOST_LINES = 4
_QUOTE = '"'


@dataclass(frozen=True)
class Kept:
    """Words a person kept: since when they typed, and the status that came with them."""

    words: Words
    since: Moment
    status: Status | None


class NoteLine(QPlainTextEdit):
    """Grows to four lines. ``kept`` carries a ``Kept``, ``left`` says that Esc was pressed.

    ``moded`` comes when what is being written has changed: nothing, a note or a quote.
    """

    kept = Signal(object)
    left = Signal()
    moded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fewest_lines = 2
        self.present: Callable[[], Moment] = now
        """When what is typed now happens."""
        self._since: Moment | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Note line"))
        self.setPlaceholderText(self.tr("What you see and what the customer says"))
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    @property
    def words(self) -> Words:
        """What is typed."""
        return read_words(self.toPlainText())

    @property
    def since(self) -> Moment | None:
        """When the first key of the draft was typed; None without a draft."""
        return self._since

    @property
    def draft(self) -> tuple[str, Moment | None]:
        """The draft, to be put back with ``restore``."""
        return self.toPlainText(), self._since

    def restore(self, draft: tuple[str, Moment | None]) -> None:
        """Put a draft in place."""
        self.setPlainText(draft[0])
        self._since = draft[1] if draft[0] else None
        self._to_end()

    def begin(self, *, quote: bool) -> None:
        """Take the focus for a note or a quote; a draft stays and becomes what is asked for."""
        text = self.toPlainText()
        if quote and not text.lstrip().startswith(_QUOTE):
            self.setPlainText(_QUOTE + text)
        elif not quote and text.strip() == _QUOTE:
            self.clear()
        self._to_end()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self, status: Status | None) -> None:
        """Keep what is typed, with a status or without; nothing at all is not kept."""
        kept = Kept(self.words, self._since or self.present(), status)
        if kept.words.text or kept.words.tags or status is not None:
            self.clear()
            self.document().clearUndoRedoStacks()
            self.kept.emit(kept)

    def sizeHint(self) -> QSize:
        return QSize(200, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._wanted_height())

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if gives_undo_away(
            event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable()
        ):
            event.ignore()
            return False
        if keeps(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.toPlainText().strip() == _QUOTE:
                self.clear()
            self.left.emit()
        elif event.key() in ENTER:
            self._on_enter(event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moded.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.moded.emit()

    def _on_enter(self, event: QKeyEvent) -> None:
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if pressed == Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        elif pressed in _ENTERS and not event.isAutoRepeat():
            self.keep(_ENTERS[pressed])

    def _on_text(self) -> None:
        if not self.toPlainText():
            self._since = None
        elif self._since is None:
            self._since = self.present()
        self.updateGeometry()
        self.moded.emit()

    def _on_theme(self) -> None:
        self.setFont(font("note"))

    def _to_end(self) -> None:
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def _wanted_height(self) -> int:
        metrics = QFontMetricsF(self.font())
        lines = min(max(int(self.document().size().height()), self.fewest_lines), MOST_LINES)
        frame = 2 * (self.document().documentMargin() + 6)
        return int(lines * metrics.lineSpacing() + frame + 1)


_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_ENTERS: Mapping[Qt.KeyboardModifier, Status | None] = {
    _NONE: None,
    _CTRL: Status.ALIGNED,
    _CTRL | _SHIFT: Status.DEVIATED,
}
