"""Pages of the queue: counters, numbers by phone, what became of one's own."""
