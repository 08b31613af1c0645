"""When the window was painted and ready, told on stderr to whoever measures it (FOOTPATH_TIMES)."""

from __future__ import annotations

import os
import sys
import time


def tell(what: str) -> None:
    """Tell that something is reached now, in seconds of the clock that all processes share."""
    if "FOOTPATH_TIMES" in os.environ and sys.stderr is not None:
        sys.stderr.write(f"{what} {time.monotonic():.4f}\n")
        sys.stderr.flush()
