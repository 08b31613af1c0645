"""Funnels per cohort, live, and the words behind their numbers."""
