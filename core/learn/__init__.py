"""Numbers to what they say: evidence, proposals, innovation, whom to talk to next."""
