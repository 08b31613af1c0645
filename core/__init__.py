"""What Footpath knows: no Qt in here."""
