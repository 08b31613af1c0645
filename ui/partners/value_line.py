"""The field in which a value is typed, by the kind of its attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from core.model.partner import Attribute, AttributeKind
from ui.look.theme import colour
from ui.partners.facts import tr

KIND_WORDS: Mapping[AttributeKind, str] = {
    AttributeKind.CHOICE: "Choice",
    AttributeKind.BAND: "Band",
    AttributeKind.NUMBER: "Number",
    AttributeKind.DATE: "Date",
    AttributeKind.TEXT: "Text",
}
_EXAMPLES: Mapping[AttributeKind, str] = {
    AttributeKind.NUMBER: "34",
    AttributeKind.DATE: "2026-03-14",
}
_OFFERED = frozenset({AttributeKind.CHOICE, AttributeKind.BAND})


class _Opens(QObject):
    """Opens the list of a field by Alt and the arrow down."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        line.installEventFilter(self)

    def open(self) -> None:
        """Show all values there are."""
        completer = self._line.completer()
        if self._line.hasFocus():
            completer.setCompletionPrefix("")
            completer.complete()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            alt = Qt.KeyboardModifier.AltModifier in event.modifiers()
            if alt and event.key() == Qt.Key.Key_Down:
                self.open()
                return True
        return False


def value_line(attribute: Attribute, values: Sequence[str], parent: QWidget) -> QLineEdit:
    """A field for one value of an attribute; ``values`` are those it offers where it is a choice.

    Alt+Down opens the list. What is typed is checked by whoever takes it.
    """
    line = QLineEdit(parent)
    line.setAccessibleName(f"{attribute.name}, {tr(KIND_WORDS[attribute.kind])}")
    line.setPlaceholderText(_EXAMPLES.get(attribute.kind, ""))
    if attribute.kind is AttributeKind.NUMBER:
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
    if attribute.kind in _OFFERED and values:
        line.setCompleter(_completer(attribute, values, line))
        _Opens(line)
    return line


def _completer(attribute: Attribute, values: Sequence[str], line: QLineEdit) -> QCompleter:
    completer = QCompleter(list(values), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = QListView()
    popup.setStyleSheet(
        f"QListView {{ border: 1px solid {colour('control').name()}; }}"
        " QListView::item { padding: 4px 6px; }"
    )
    popup.setAccessibleName(tr("Values of {column}").format(column=attribute.name))
    completer.setPopup(popup)
    return completer
