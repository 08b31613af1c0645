"""A report for a client by keys alone, in a real window: chosen, checked, written, read by its reader."""

from __future__ import annotations

from tests.journeys.steering import closed, focused, sample_open, written


def test_a_client_gets_what_was_checked_however_fast_one_is(window_environment, xdotool, tmp_path):
    with sample_open(tmp_path, window_environment, xdotool):
        xdotool("key", "ctrl+9")
        focused(xdotool, "^Report – Bill saver")
        team = written(xdotool, tmp_path / "team.html")
        assert "for: team" in team
        assert "Talk to next" in team
        # From what it is of to whom it is for, one to the right, and written in the same breath.
        xdotool("key", "ctrl+9", "Tab", "Right", "ctrl+Return")
        focused(xdotool, "Write the report")
        xdotool("key", "Escape")
        closed(xdotool, "Write the report")
        # Pages are walked meanwhile; the choice stays.
        for keys in ("ctrl+5", "ctrl+9", "ctrl+2", "ctrl+9"):
            xdotool("key", keys)
        focused(xdotool, "^Report – Bill saver")
        client = written(xdotool, tmp_path / "client.html")
        assert "for: client" in client
        assert "Talk to next" not in client
