"""Sending messages to people's own phones: the ways out, and the thread that uses them."""
