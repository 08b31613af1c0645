"""The flow canvas: drawing the path customers walk, with what they did shown on the drawing."""
