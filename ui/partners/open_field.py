"""The field open in a cell of a table: what is typed in it is taken before it goes."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate


def settle(view: QAbstractItemView) -> None:
    """Take what is typed in the open cell of a table, where one is open, and close it."""
    delegate = view.itemDelegate()
    for line in view.viewport().findChildren(QLineEdit):
        if line.isHidden():
            continue  # it was closed already and waits to be deleted: the table knows it no more
        delegate.commitData.emit(line)
        delegate.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.NoHint)
