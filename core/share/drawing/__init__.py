"""The pictures of a report as plain shapes, and the shapes as SVG or PNG."""
