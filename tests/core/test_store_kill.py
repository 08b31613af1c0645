"""A study outlives whoever writes it."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from core.store import Store
from tests.core.store_killing import kill_while_recording


@pytest.mark.skipif(sys.platform == "win32", reason="a kill there is no signal")
def test_every_id_printed_before_a_kill_is_in_the_study(tmp_path: Path) -> None:
    path = tmp_path / "a.footpath"
    Store.create(path).close()
    rng = random.Random()
    printed = sum(kill_while_recording(path, rng)[0] for _ in range(25))
    assert printed > 100
