"""Kill a recording process at random moments; every id it had printed must be in the study.

Run: ``python tests/bench/store_kill.py [--quick]``: 200 kills, or 25.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.store import Store
from tests.bench.scratch import scratch
from tests.core.store_killing import kill_while_recording


def main() -> None:
    """Print what was found; an AssertionError says what was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="25 kills")
    kills = 25 if parser.parse_args().quick else 200
    seed = random.randrange(1 << 32)
    rng = random.Random(seed)
    with scratch() as folder:
        path = Path(folder, "a.footpath")
        Store.create(path).close()
        found = [kill_while_recording(path, rng) for _ in range(kills)]
    printed = sum(count for count, _ in found)
    torn = sum(1 for _, torn in found if torn)
    print(
        f"{kills} kills (seed {seed}): {printed:,} ids printed, none lost; {torn} torn ends set aside"
    )


if __name__ == "__main__":
    main()
