"""The widgets every screen uses, in one place to import from."""

from __future__ import annotations

from ui.look.buttons import Button, ToolButton, key_words, spoken_keys
from ui.look.chips import Chip, KeyCap
from ui.look.chooser import Chooser
from ui.look.parts import Card, EmptyState, Label, Notice, SearchField, SegmentedControl
from ui.look.ring import ring

__all__ = [
    "Button",
    "Card",
    "Chip",
    "Chooser",
    "EmptyState",
    "KeyCap",
    "Label",
    "Notice",
    "SearchField",
    "SegmentedControl",
    "ToolButton",
    "key_words",
    "ring",
    "spoken_keys",
]
