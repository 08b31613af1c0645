"""What a study is made of: frozen values and pure functions on them, no I/O."""
