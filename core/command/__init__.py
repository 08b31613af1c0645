"""The command line: one module a verb. None of them knows Qt."""
