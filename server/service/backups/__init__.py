"""Use cases about the centre's data as a whole."""
