"""Routes for a second box that stands by."""
