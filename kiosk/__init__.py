"""The machine at the door: takes a number, prints the slip, says what became of it."""
