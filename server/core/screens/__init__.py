"""Rules of screens: where each one stands, and what may be wrong with it."""
