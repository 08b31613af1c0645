"""The hypothesis: what is believed of a customer, and what its interviews could show."""
