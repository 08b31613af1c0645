"""Sharing what was learned: the report, what is shown to a room, and the study played again."""
