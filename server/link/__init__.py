"""The centre's line to its city, outward only. A centre without a city runs none of this code."""
