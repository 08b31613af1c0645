"""In and out of a study: event logs. One module a format."""
