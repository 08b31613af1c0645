"""Kill the window at 50 random moments of the scripted interview; nothing acknowledged may be lost.

After each kill the study must stand as it stood after one of the acts, with at least what was
acknowledged, and the window must open again in the same interview, at the same step. ``--quick``
kills five times.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.key_to_interview import unseen_screen
from tests.bench.scratch import scratch
from tests.journeys.replaying import Desk, begun_study
from tests.journeys.test_interview_replay import kill_in_mid_interview

MOST = 150
"""Transactions of the whole interview, or a few less."""


def main() -> None:
    """Print what was found; an AssertionError says what was lost."""
    kills = 5 if "--quick" in sys.argv else 50
    seed = random.randrange(1 << 32)
    dice = random.Random(seed)
    with unseen_screen() as environment, scratch() as folder:
        for number in range(kills):
            path = Path(folder, f"{number}.footpath")
            begun_study(path)
            desk = Desk(environment)
            try:
                kill_in_mid_interview(desk, path, dice.randrange(2, MOST))
            finally:
                desk.end()
            if number % 10 == 9:
                print(f"{number + 1} kills (seed {seed}) so far", flush=True)
    print(f"{kills} kills (seed {seed}): nothing acknowledged lost, each opened at the same place")


if __name__ == "__main__":
    main()
