"""A process that records into a study and says each id once it is on disk; to be killed.

Run: ``python -m tests.core.store_recorder STUDY [tinydb]``. Every fifth change is one of several lines.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from core.model.ids import new_id
from core.store import Store


def main() -> None:
    """Record until killed."""
    with Store.open(Path(sys.argv[1])) as store:
        for number in count():
            ids = [new_id() for _ in range(40 if number % 5 == 4 else 1)]
            documents = {doc_id: b'{"n":%d,"of":%d}' % (number, len(ids)) for doc_id in ids}
            store.commit({"observations": documents}, large=number % 5 == 4)
            sys.stdout.write("".join(f"{doc_id}\n" for doc_id in ids))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
