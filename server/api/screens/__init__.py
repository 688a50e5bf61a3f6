"""Routes of hall screens."""
