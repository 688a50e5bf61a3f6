"""What the hall sees: the board, by example."""
