"""Use cases of people and devices."""
