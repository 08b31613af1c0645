"""What the program is called where a person calls it."""

from __future__ import annotations

import sys

PROGRAM = "footpath" if getattr(sys, "frozen", False) else "main.py"
