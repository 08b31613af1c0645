"""How Footpath looks: tokens, type, glyphs, patterns and the small widgets every screen uses."""
