"""Partners: the register, the cohorts, and who has not been heard yet."""
