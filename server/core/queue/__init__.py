"""Rules of the queue: tickets, counters, the calling order, undo, limits and days."""
