"""Capture: recording customers at the keyboard, one interview at a time."""
