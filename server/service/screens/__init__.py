"""Use cases of screens."""
