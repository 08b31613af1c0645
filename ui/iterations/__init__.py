"""The iterations: one column each, from what was believed to what was decided."""
