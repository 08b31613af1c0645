"""False conclusions of every design, closing whenever one likes, by exact enumeration.

Run: ``python tests/bench/learn_stopping.py [--quick | --fine]``. Shares to beat from .5 to .9, planned numbers
from 5 to 40; the true share is the one to beat, where a false conclusion is most probable. The goal: at
most 5 % proved falsely, at most 5 % rejected falsely. With ``--fine`` it was 4.99 and 5.00 %.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.core.stopping import PROVED, REJECTED, chance_of


def main() -> int:
    """Print the worst design on either side; 1 where one passes the goal."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--fine", action="store_true", help="every hundredth: some minutes")
    options = parser.parse_args()
    quick = options.quick
    step = 10 if quick else 1 if options.fine else 5
    targets = [n / 100 for n in range(50, 91, step)]
    worst = {}
    for name, wanted in (("proved", PROVED), ("rejected", REJECTED)):
        found = (
            (chance_of(wanted, target, planned, true=target), target, planned)
            for target in targets
            for planned in range(5, 41, 5 if quick else 1)
        )
        worst[name] = max(found)
        chance, target, planned = worst[name]
        print(f"{name} falsely: at most {chance:.4f} (to beat {target}, {planned} planned)")
    return int(any(chance > 0.05 for chance, _, _ in worst.values()))


if __name__ == "__main__":
    sys.exit(main())
