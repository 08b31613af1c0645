"""Presenting the flow: full screen, one customer or one cohort along the path."""
