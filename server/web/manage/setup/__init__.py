"""Pages of the first run."""
