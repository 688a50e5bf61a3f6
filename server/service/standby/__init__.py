"""Use cases of a second box that stands by."""
