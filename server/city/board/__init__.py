"""All centres at once, live, and the machines in them."""
