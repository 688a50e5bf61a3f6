"""What the hall sees: the board's rules and the hall screen's own scripts and styles."""
