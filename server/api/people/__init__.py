"""Routes of people."""
