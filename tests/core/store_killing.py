"""Killing a recording process at a random moment, and what must be true of its study afterwards."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

from core.store import Store, inspect

ROOT = Path(__file__).parents[2]


def kill_while_recording(path: Path, rng: random.Random) -> tuple[int, int]:
    """How many ids were printed before the kill, and how many bytes it tore.

    Raises AssertionError where a printed one is not in the study, or anything is half there.
    """
    recorder = subprocess.Popen(
        [sys.executable, "-m", "tests.core.store_recorder", str(path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert recorder.stdout
    printed = [recorder.stdout.readline().strip()]
    try:
        recorder.wait(timeout=rng.random() * 0.15)
    except subprocess.TimeoutExpired:
        recorder.kill()
    printed += [line.strip() for line in recorder.stdout if line.endswith("\n")]
    recorder.stdout.close()
    assert recorder.wait() < 0
    report = inspect(path)
    assert report.whole
    with Store.open(path) as store:
        held = {
            doc_id: json.loads(document) for doc_id, document in store.raw("observations").items()
        }
        assert set(printed) <= set(held)
        unsaid = [document["n"] for doc_id, document in held.items() if doc_id not in printed]
        latest = max(held[doc_id]["n"] for doc_id in printed)
        after = {number for number in unsaid if number > latest}
        assert len(after) <= 1  # at most the one it had just flushed and not yet told
        for number in after:
            assert len([n for n in unsaid if n == number]) in {1, 40}
        store.drop_tables()
    return len(printed), report.torn_bytes
