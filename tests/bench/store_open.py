"""Opening a study of many observations, against msgspec decoding the same bytes.

Run: ``python tests/bench/store_open.py [--quick]``. Each figure is the median of interleaved runs in
processor seconds of fresh processes; the goal is a ratio of at most 1.3.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.model.ids import new_id
from core.model.moment import now
from core.store import Store
from core.store.lines import Transaction, encode_header, encode_transaction

RUNS = 5
IMPORT_OF = 100_000


def observation(doc_id: str, partner: str, iteration: str, step: str, number: int) -> bytes:
    """An observation as a study keeps it, about 250 bytes."""
    fields = {
        "id": doc_id,
        "partner": partner,
        "iteration": iteration,
        "step": step,
        "status": "deviated" if number % 4 == 0 else "aligned",
        "at": now(),
        "encounter": 1,
    }
    if number % 4 == 0:
        fields["reason"] = "Phoned a colleague instead"
    return json.dumps(fields, separators=(",", ":")).encode()


def write_study(path: Path, count: int, *, imported: bool) -> None:
    """A journal of one line per observation, or of imports of many lines each."""
    partners = [new_id() for _ in range(1_000)]
    steps = [new_id() for _ in range(10)]
    iteration = new_id()
    size = IMPORT_OF if imported else 1
    with path.open("wb") as file:
        file.write(encode_header(new_id(), now()))
        for start in range(0, count, size):
            documents = {}
            for number in range(start, min(start + size, count)):
                doc_id = new_id()
                partner, step = partners[number % 1_000], steps[number % 10]
                documents[doc_id] = observation(doc_id, partner, iteration, step, number)
            done = Transaction(
                id=new_id(),
                at=now(),
                puts={"observations": documents},
                device="laptop",
                author="A. Researcher",
                label="Record aligned",
                scope=iteration,
            )
            file.writelines(encode_transaction(done))


def run_one(what: str, path: Path) -> None:
    """One measurement, in a process of its own; prints seconds and bytes of memory."""
    import msgspec

    gc.disable()  # for both: a plain decode of so many objects would lose half its time to it
    before = time.process_time()
    if what == "open":
        held: object = Store.open(path, write=False)
    else:
        held = msgspec.json.Decoder().decode_lines(path.read_bytes())
    seconds = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([seconds, memory]))
    del held


def measured(what: str, path: Path) -> tuple[float, int]:
    """The same, from outside."""
    command = [sys.executable, __file__, "--one", what, str(path)]
    seconds, memory = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return seconds, memory


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="10,000 and 100,000 observations")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        run_one(wanted.one[0], Path(wanted.one[1]))
        return
    counts = (10_000, 100_000) if wanted.quick else (100_000, 1_000_000)
    print("opening a study / msgspec decoding the same bytes (goal: at most 1.30)")
    print(
        f"{'observations':>12} {'journal':>10} {'MB':>5} {'open s':>7} {'decode s':>8} {'ratio':>6} {'MB in memory':>13}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            for imported in (False, True):
                path = Path(folder, f"{count}{imported}.footpath")
                write_study(path, count, imported=imported)
                runs = [(measured("open", path), measured("decode", path)) for _ in range(RUNS)]
                opened = statistics.median(run[0][0] for run in runs)
                decoded = statistics.median(run[1][0] for run in runs)
                memory = max(run[0][1] for run in runs)
                kind = "imported" if imported else "recorded"
                print(
                    f"{count:>12,} {kind:>10} {path.stat().st_size / 1e6:>5.0f} {opened:>7.2f} "
                    f"{decoded:>8.2f} {opened / decoded:>6.2f} {memory / 1e6:>13.0f}"
                )
                path.unlink()


if __name__ == "__main__":
    main()
