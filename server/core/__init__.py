"""Pure rules of the queue: no input or output, no clock, no framework. Standard library only."""
