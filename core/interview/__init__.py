"""What was seen and said, read back for a person: one interview, its log, past words and reasons."""

from core.interview.standing import Entry, Place, Standing, interview

__all__ = ["Entry", "Place", "Standing", "interview"]
