"""A report on pages of a Word file: its styles and its tables."""
