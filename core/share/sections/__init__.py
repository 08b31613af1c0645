"""The sections of a report: each writes itself from the same source."""
