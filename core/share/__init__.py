"""A report of a study: what it says as one frozen value, and one module a format."""
