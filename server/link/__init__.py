"""The centre's line to the city, outward only; a centre that has none runs nothing of it."""
