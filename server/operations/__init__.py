"""For operations: metrics, health, and signs of life of devices."""
