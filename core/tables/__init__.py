"""What a study holds as files for other programs, for the readers somebody chose."""

from core.tables.files import ENDINGS, check_of_tables, pieces_of_tables, tables

__all__ = ["ENDINGS", "check_of_tables", "pieces_of_tables", "tables"]
