"""The page where keys are changed: a row for each, and the next key pressed is the new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.look.buttons import Button, spoken_keys
from ui.look.parts import Label, Notice
from ui.look.tokens import HEIGHT_CONTROL, HEIGHT_ROW
from ui.look.type import font, scale
from ui.shell import keymap

Groups = Sequence[tuple[str, Sequence[QAction], Sequence[QAction]]]
"""A heading, the actions whose keys can be changed, and all those that work beside them."""

_WIDE = 760


class KeysPage(QWidget):
    """``gather`` gives the groups each time it opens; ``left`` says that the person is done."""

    left = Signal()

    def __init__(self, gather: Callable[[], Groups], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gather = gather
        self._rows: list[tuple[QAction, Sequence[QAction]]] = []
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(self.tr("Keys that can be changed"))
        self.field = _KeyField()
        self.said = QVBoxLayout()
        self._asks = Label("", "strong", elided=True)
        self.usual = Button(self.tr("Its usual key"), "plain")
        self.all_usual = Button(self.tr("All usual keys"), "quiet")
        self.back = Button(self.tr("Done"), "primary", keys="Esc")
        self._lay_out()
        self.table.currentCellChanged.connect(self._on_row)
        self.table.cellActivated.connect(self._on_activated)
        self.field.pressed.connect(self._on_pressed)
        self.field.left.connect(self._on_left)
        self.usual.clicked.connect(self._on_usual)
        self.all_usual.clicked.connect(self._on_all_usual)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [self.tr("What it does"), self.tr("Key"), self.tr("Usual key")]
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(int(HEIGHT_ROW * scale()))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.table.setColumnWidth(column, int(150 * scale()))
        self.field.setFont(font("note"))
        self.field.setFixedWidth(int(180 * scale()))
        row = QHBoxLayout()
        row.setSpacing(10)
        for each in (self.field, self.usual, self.all_usual):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.back)
        inner = QWidget()
        inner.setMaximumWidth(int(_WIDE * scale()))
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 24, 20, 20)
        rows.setSpacing(10)
        rows.addWidget(Label(self.tr("Keys"), "title"))
        hint = self.tr("Choose a row, press Enter, then the new key. Nothing is taken twice.")
        rows.addWidget(Label(hint, "body", "ink2", wrap=True))
        rows.addWidget(self.table, 1)
        rows.addLayout(self.said)
        rows.addWidget(self._asks)
        rows.addLayout(row)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(inner, 8)
        across.addStretch(1)

    def open(self) -> None:
        """Show the keys as they are now."""
        self._say("")
        groups = self._gather()
        self._rows = [(action, beside) for _, own, beside in groups for action in own]
        self.table.setRowCount(len(self._rows))
        names = [name for name, own, _ in groups for _ in own]
        for row, ((action, _), group) in enumerate(zip(self._rows, names, strict=True)):
            words = action.text().replace("&", "").rstrip("…")
            self.table.setItem(row, 0, QTableWidgetItem(f"{group} · {words}"))
            self.table.setItem(row, 2, QTableWidgetItem(spoken_keys(keymap.usual(action))))
            self._say_key(row)
        self.table.setCurrentCell(0, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- inside

    def _say_key(self, row: int) -> None:
        action = self._rows[row][0]
        item = QTableWidgetItem(spoken_keys(action.shortcut().toString()))
        item.setFont(
            font("strong" if action.shortcut().toString() != keymap.usual(action) else "body")
        )
        self.table.setItem(row, 1, item)

    def _on_row(self, row: int, *_rest: int) -> None:
        if 0 <= row < len(self._rows):
            action = self._rows[row][0]
            words = action.text().replace("&", "").rstrip("…")
            self._asks.setText(self.tr("New key for “{what}”").format(what=words))
            self.field.setText(spoken_keys(action.shortcut().toString()))

    def _on_activated(self, _row: int, _column: int) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _on_pressed(self, keys: QKeySequence) -> None:
        row = self.table.currentRow()
        if not 0 <= row < len(self._rows):
            return
        action, beside = self._rows[row]
        why_not = keymap.in_the_way(action, keys, beside)
        if why_not:
            self._say(why_not, "error")
            self.field.setText(spoken_keys(action.shortcut().toString()))
            return
        keymap.change(action, keys)
        self._say("")
        self._say_key(row)
        self._on_left()

    def _on_left(self) -> None:
        self._on_row(self.table.currentRow())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_usual(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._rows):
            self._on_pressed(QKeySequence(keymap.usual(self._rows[row][0])))

    def _on_all_usual(self) -> None:
        # All at once: one by one, two keys that were exchanged would stand in each other's way.
        for row, (action, _) in enumerate(self._rows):
            keymap.change(action, QKeySequence(keymap.usual(action)))
            self._say_key(row)
        self._say("")
        self._on_left()

    def _say(self, sentence: str, tone: str = "accent") -> None:
        while (item := self.said.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if sentence:
            self.said.addWidget(Notice(tone, sentence))


class _KeyField(QLineEdit):
    """Takes the next key whole, whatever it means elsewhere. ``left`` comes with Esc."""

    pressed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setMinimumHeight(int((HEIGHT_CONTROL + 4) * scale()))
        self.setAccessibleName(self.tr("Press the new key"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        elif event.key() not in _BARE and not event.isAutoRepeat():
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            self.pressed.emit(QKeySequence(event.key() | held.value))


_BARE: Mapping[int, None] = dict.fromkeys(
    (
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_unknown,
    )
)
