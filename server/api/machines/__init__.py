"""Routes of the machines."""
