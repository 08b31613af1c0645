"""The learning decision: four questions with their evidence, and what the person decides."""
