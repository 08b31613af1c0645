"""F5 from any page, in a real window with real keys: the walk, the report written, and back."""

from __future__ import annotations

from tests.journeys.steering import focused, sample_open, titled, written


def test_f5_presents_from_the_page_one_comes_from(window_environment, xdotool, tmp_path):
    with sample_open(tmp_path, window_environment, xdotool):
        for keys, page, presented in (
            ("ctrl+1", "Hypothesis", "Presenting Hypothesis"),
            ("ctrl+5", "Funnels", "Presenting Everyone: 24 entrants"),
            ("ctrl+6", "Decision", "Presenting Evidence so far"),
            ("ctrl+2", "Flow", "Presenting Everyone, step 1 of 9"),
        ):
            xdotool("key", keys)
            focused(xdotool, f"^{page} – Bill saver")
            xdotool("key", "F5")
            shown = titled(xdotool, presented)
            assert "1700x1100" in xdotool("getwindowgeometry", shown)
            focused(xdotool, "Presenting")
            if page == "Flow":
                xdotool("key", "Prior")
                focused(xdotool, "Presenting Hypothesis")
                xdotool("key", "Next")
                focused(xdotool, "Presenting Everyone, step 1 of 9")
                xdotool("key", "End")
                focused(xdotool, "Presenting What comes next")
            xdotool("key", "Escape")
            focused(xdotool, f"^{page} – Bill saver")
        xdotool("key", "ctrl+9")
        focused(xdotool, "^Report – Bill saver")
        assert written(xdotool, tmp_path / "told.html").startswith("<!doctype html>")
