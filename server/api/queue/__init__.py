"""Routes of tickets and counters."""
