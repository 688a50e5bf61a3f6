"""Use cases of procedures."""
