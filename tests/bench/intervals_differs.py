"""How often "differs" is said where nothing differs: every design counted out, none sampled.

Two cohorts of 5 to 30 answers, two steps with Holm's correction, the same partners twice; true rates
from .1 to .9. Must be at most 5 % everywhere and equal the table kept beside the tests.

    python tests/bench/intervals_differs.py [--quick] [--write]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.core.differing import RATES, SIZES, as_lines, of_cohorts, of_pairs, of_two_steps
from tests.core.differs_table import COHORTS, PAIRS, TWO_STEPS

TABLE = Path(__file__).resolve().parents[1] / "core" / "differs_table.py"
HEAD = '''\
"""How often "differs" is said where nothing differs, in per cent: by n, for true rates .1 to .9.

Counted out by ``tests/bench/intervals_differs.py --write``; the tests count some of it again.
"""'''
KINDS = (
    ("COHORTS", "one step, two cohorts", of_cohorts, COHORTS, SIZES),
    ("TWO_STEPS", "two steps, two cohorts", of_two_steps, TWO_STEPS, SIZES),
    ("PAIRS", "the same partners twice", of_pairs, PAIRS, SIZES),
)


def main() -> None:
    """Print the worst of each kind of design, or write the table anew."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="only designs of up to 10")
    arguments.add_argument("--write", action="store_true", help="write the table anew")
    options = arguments.parse_args()
    lines = [HEAD]
    print("“differs” said where nothing differs, in per cent, at most 5 allowed")
    for name, label, count, kept, sizes in KINDS:
        asked = [n for n in sizes if n <= 10 or not options.quick]
        found = {n: count(n) for n in asked}
        worst, n, rate = max(
            (chance, n, rate)
            for n, own in found.items()
            for chance, rate in zip(own, RATES, strict=True)
        )
        print(f"  {label:24} {worst:6.3f}   (n {n}, rate {rate}; {len(found)} sizes)")
        if worst > 5:
            sys.exit("said too often")
        if options.write:
            lines += ["", *as_lines(name, found)]
        elif any(not np.allclose(found[n], kept[n], rtol=0, atol=0.0006) for n in found):
            sys.exit("other than the table that is kept")
    if options.write:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
