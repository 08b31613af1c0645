"""The one style sheet: what Qt's own widgets need to look like the rest.

Painted widgets of ours take nothing from here. Names in braces are tokens.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from ui.look.tokens import Tokens

_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"

_INKS = (
    "ink", "ink2", "ink3", "accent", "aligned", "deviated", "unknown", "caution", "error",
    "on_accent",
)  # fmt: skip

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QToolTip { background: $surface; color: $ink; border: 1px solid $control; padding: 4px 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit {
    background: $surface; color: $ink; border: 1px solid $control; border-radius: 6px;
    padding: 3px 7px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $ink2; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QDateTimeEdit:focus { border: 2px solid $accent; padding: 2px 6px; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"] {
    border: none; background: transparent; padding: 0; }
QAbstractItemView QLineEdit { border-radius: 0; padding: 0 4px; }
QAbstractItemView QLineEdit:focus { padding: 0 3px; }

QComboBox::drop-down { border: none; width: 22px; }

QAbstractItemView {
    background: $surface; color: $ink; border: none; outline: none; gridline-color: $grid;
    selection-background-color: $accent_soft; selection-color: $ink;
    alternate-background-color: $window;
}
QHeaderView { background: $window; border: none; }
QHeaderView::section {
    background: $window; color: $ink2; border: none; border-bottom: 1px solid $line;
    padding: 4px 8px; font-weight: 500;
}
QTableCornerButton::section { background: $window; border: none; }

QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="accent"] { background: $surface; border: 1px solid $accent; border-radius: 8px; }
QFrame[rule="true"] { background: $line; border: none; }
QLabel { background: transparent; }
$inks
QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $control; border: 3px solid transparent; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 28px; border: 3px solid $surface; }
QScrollBar::handle:horizontal { min-width: 28px; border: 3px solid $surface; }
QScrollBar::handle:hover { background: $ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu {
    background: $surface; color: $ink; border: 1px solid $control; border-radius: 6px;
    padding: 4px;
}
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::indicator { left: 6px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $ink2; padding: 6px 10px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { background: $accent_soft; }

QProgressBar {
    background: $sunken; border: none; max-height: 3px; min-height: 3px; }
QProgressBar::chunk { background: $accent; }
QSplitter::handle { background: $line; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; }
QCheckBox::indicator, QMenu::indicator:non-exclusive {
    width: 14px; height: 14px; border: 1px solid $control; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked, QMenu::indicator:non-exclusive:checked {
    border-color: $accent; background: $accent; image: url("$check");
}
QMenu::indicator:exclusive { width: 14px; height: 14px; }
QMenu::indicator:exclusive:checked { image: url("$chosen"); }
QCheckBox:focus { color: $accent; }
QCheckBox:disabled { color: $ink3; }
QCheckBox::indicator:disabled { border-color: $line; background: $sunken; }
""")


def sheet(tokens: Tokens) -> str:
    """The style sheet of a theme."""
    table = tokens._asdict()
    inks = "\n".join(f'QLabel[ink="{name}"] {{ color: {table[name]}; }}' for name in _INKS)
    check, chosen = _check(tokens.on_accent), _check(tokens.accent)
    return _SHEET.substitute(table, inks=inks, check=check, chosen=chosen)


def _check(colour: str) -> str:
    """The file of a check mark in a colour: style sheets take pictures from files only."""
    return (_ICONS / f"check-{colour.lstrip('#').lower()}.svg").as_posix()
