"""A first look at an event log proposes columns and a path, and reads nothing into them."""

from pathlib import Path

import pytest

from core.exchange.glance import glance, guess_roles
from core.exchange.unreadable import Cancelled, UnreadableInput

LOG = """Case ID,Activity,Complete Timestamp
1,Start,2026-01-01
1,Measure,2026-01-02
1,Measure,2026-01-03
1,End,2026-01-04
2,Start,2026-01-01
2,Measure,2026-01-02
2,Measure,2026-01-03
2,,2026-01-03
3,Start,2026-01-01
3,Seldom,2026-01-01
3,End,2026-01-04
4,Start,2026-01-01
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        (("Case ID", "Activity", "Complete Timestamp", "Age"), (0, 1, 2)),
        (("handling", "patient", "employee", "time"), (1, 0, 3)),
        (("id", "event", "date"), (0, 1, 2)),
        (("user_id", "event_name", "event_time"), (0, 1, 2)),
    ],
)
def test_columns_are_guessed_by_their_names(
    columns: tuple[str, ...], roles: tuple[int, ...]
) -> None:
    assert tuple(guess_roles(columns)) == tuple(columns[at] for at in roles)


def test_a_column_of_no_such_name_is_not_guessed() -> None:
    assert tuple(guess_roles(("a", "b", "c"))) == ("", "", "")


def test_cases_and_activities_are_counted_once_a_case(log: Path) -> None:
    found = glance(log, "Case ID", "Activity")
    assert (found.cases, found.rows) == (4, 11)
    assert dict(found.activities) == {"Start": 4, "End": 2, "Measure": 2, "Seldom": 1}


def test_what_is_rare_or_comes_again_and_again_is_no_step_of_the_path(log: Path) -> None:
    assert glance(log, "Case ID", "Activity").path == ("Start", "End")


def test_a_missing_column_is_named_with_those_there_are(log: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"There is no column “Who”.*Case ID, Activity"):
        glance(log, "Who", "Activity")


def test_it_can_be_cancelled(log: Path) -> None:
    with pytest.raises(Cancelled):
        glance(log, "Case ID", "Activity", lambda _done, _total: False)
