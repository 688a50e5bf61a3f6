"""Pages of whoever signs in."""
