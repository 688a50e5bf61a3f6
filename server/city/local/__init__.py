"""The city on one machine: programs of its own, and centres that are simulated."""
