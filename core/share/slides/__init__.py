"""Slides: how they are laid out, and the charts on them."""
