"""Routes of the centre and its procedures."""
