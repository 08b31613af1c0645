"""Outcomes: how far true innovation has come, and the strategic metrics it should move."""
